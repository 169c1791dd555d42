"""Trouble of the machine: a full disk, a locked book, a printer that is away.

Trouble is expected to pass: the same action can be tried again when its cause is gone. It is neither a `Refusal`
(the shop's own rules said no) nor a bug.
"""

from __future__ import annotations


class Trouble(Exception):  # noqa: N818 -- the word people use at the till
    """The machine could not do it, and what a person can do about it.

    Attributes:
        code: A stable word for the cause: `disk_full`, `disk_error`, `book_locked`, `book_read_only`, `not_a_book`,
            `book_damaged`, `newer_book`, `no_permission`, `printer_away`, `till_open_elsewhere` ...
        facts: What the sentence needs: paths, names, numbers.
    """

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code} ({facts})" if facts else self.code
