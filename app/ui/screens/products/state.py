"""What is wished for on the products screen, and what it has to say, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.ui.said import Said

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.pricing import Ending
    from app.domain.requests import ProductAsked


@dataclass(frozen=True, slots=True)
class ProductWish:
    """What a product is to be; `deposit_micro` where its deposit was typed as an amount."""

    asked: ProductAsked
    is_new: bool
    deposit_micro: int | None = None


@dataclass(frozen=True, slots=True)
class PictureWish:
    """The picture of a product is to be that of a file; `path` None: it goes."""

    sku: str
    name: str
    path: Path | None


@dataclass(frozen=True, slots=True)
class ListWish:
    """A price list is to be taken, or only told what it would do.

    Attributes:
        tax: The tax in percent of rows that name none, as it was typed.
    """

    path: Path
    tax: str
    dry_run: bool


@dataclass(frozen=True, slots=True)
class PlanWish:
    """A price that begins on a day; a day number."""

    price_micro: int
    starts: int


@dataclass(frozen=True, slots=True)
class BulkWish:
    """Many prices are changed by a percentage, in thousandths of a percent."""

    change_milli: int
    ending: Ending


@dataclass(frozen=True, slots=True)
class VariantWish:
    """Variants of the chosen product that there are to be; `codes` if each gets one."""

    cells: tuple[tuple[str, str], ...]
    codes: bool


class NotNow(Exception):  # noqa: N818 -- an answer, not a fault
    """What stands in a form cannot be done; `said` tells why, `name` is the object name of the field, or ""."""

    def __init__(self, said: Said, name: str = "") -> None:
        super().__init__(said.code)
        self.said = said
        self.name = name
