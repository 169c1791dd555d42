"""Refusals: what the shop's own rules say no to."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 -- it is an answer, not a fault
    """An expected no. It carries a code and facts; `wording.sentence` makes the sentence a person reads.

    Attributes:
        code: A stable word, listed by `tillbook help codes`.
        facts: What the sentence needs, as plain values (strings as they should be read).
    """

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code} ({facts})" if facts else self.code
