"""A supplier's list beside what the shop knows: which goods it means, and what would change; the rest is nobody's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from app.domain.requests import ItemAsked
from app.exchange.supplier_lists import ListedItem, SupplierList
from app.reports.proposals import Orderable


@dataclass(frozen=True, slots=True)
class ItemChange:
    """Goods that the list means.

    Attributes:
        row: Of the list.
        was: As the supplier brings them now.
        asked: What the list says of them.
    """

    row: int
    was: Orderable
    asked: ItemAsked

    @property
    def is_new_cost(self) -> bool:
        """Whether the supplier takes something else for them from now on."""
        return self.asked.cost_micro is not None and self.asked.cost_micro != self.was.unit_cost_micro

    @property
    def changes(self) -> bool:
        """Whether anything of it is not known already."""
        asked, was = self.asked, self.was
        is_new_code = asked.item_code is not None and asked.item_code != was.item_code
        return self.is_new_cost or is_new_code or asked.pack_milli not in (None, was.pack_milli)


@dataclass(frozen=True, slots=True)
class SeenThrough:
    """What a list would do.

    Attributes:
        supplier: Whose list it is.
        changes: Goods of which something is new.
        same: How many rows say what is known.
        nobodys: Row and text of goods that the shop does not have.
        bad: Row and text of what could not be read.
    """

    supplier: str
    changes: tuple[ItemChange, ...]
    same: int
    nobodys: tuple[tuple[int, str], ...]
    bad: tuple[tuple[int, str], ...]


def see_through(
    listed: SupplierList,
    supplier: str,
    sku_of: Callable[[str], str],
    goods: Callable[[Iterable[str]], Iterable[Orderable]],
) -> SeenThrough:
    """Say what a list would do.

    Args:
        listed: The list.
        supplier: Whose it is.
        sku_of: Finds a product by a code, a SKU or what the supplier calls it; "" for none.
        goods: Products as the supplier brings them, by SKU.
    """
    found = [(one, _sku(one, sku_of)) for one in listed.items]
    known: Mapping[str, Orderable] = {one.sku: one for one in goods(sorted({sku for _, sku in found if sku}))}
    last: dict[str, ItemChange] = {}
    for one, sku in found:
        if sku in known:
            # Of goods that stand there twice the last row says how it is.
            last[sku] = ItemChange(one.row, known[sku], _asked(one, known[sku]))
    changes = tuple(one for one in last.values() if one.changes)
    nobodys = tuple((one.row, one.text) for one, sku in found if sku not in known)
    bad = tuple((one.row, one.text) for one in listed.bad)
    return SeenThrough(supplier, changes, len(found) - len(changes) - len(nobodys), nobodys, bad)


def _sku(one: ListedItem, sku_of: Callable[[str], str]) -> str:
    ways = (one.code, one.sku, one.item_code or "")
    return next((sku for text in ways if text and (sku := sku_of(text))), "")


def _asked(one: ListedItem, goods: Orderable) -> ItemAsked:
    """What a row says of goods; where its number is none of the shop's, it is what the supplier calls them."""
    item_code = one.item_code
    if item_code is None and one.sku and one.sku != goods.sku:
        item_code = one.sku
    return ItemAsked(goods.sku, item_code, one.pack_milli, cost_micro=one.cost_micro)
