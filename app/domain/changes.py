"""What a verb changed: handed to whoever shows such things, so that views know whether to read again."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """What one transaction touched.

    Attributes:
        what: Words for the kinds of thing: `products stock sales cash drafts orders parties people periods settings
            labels`.
        products: Ids of the products whose data or stock changed; empty with `products` in `what` means any.
    """

    what: frozenset[str] = frozenset()
    products: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Warned:
    """Something a person should know of a thing that was done; `wording.sentence` says it."""

    code: str
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Updated:
    """Reference data that was added or changed, durable.

    Attributes:
        code: Its own code, such as a product's SKU.
    """

    code: str
    warnings: tuple[Warned, ...] = ()
    changes: Changes = Changes()


@dataclass(frozen=True, slots=True)
class Posted:
    """A document that stands in the book, durable.

    Attributes:
        status: `posted`, or `already posted` when the same wish had been carried out before.
        number: The document's number on paper.
        gross_minor: What the sale comes to (sales), before cash rounding.
        payable_minor: What the customer owed (sales), rounding included.
        change_minor: What was given back in cash (sales).
    """

    uid: str
    number: str
    status: str = "posted"
    warnings: tuple[Warned, ...] = ()
    changes: Changes = Changes()
    gross_minor: int = 0
    payable_minor: int = 0
    change_minor: int = 0
