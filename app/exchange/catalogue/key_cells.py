"""What a record's goods are found by: the SKU, the codes, and what tells one variant from the others."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.figures import PIECE_MILLI
from app.domain.product import Code
from app.domain.refusal import Refusal
from app.exchange.catalogue import values
from app.exchange.catalogue.cell_taking import CellTaker
from app.exchange.catalogue.fields import PACK_SLOT, Field
from app.exchange.catalogue.layout import Column, Layout

_NO_VARIANT = frozenset({"", "default title", "regular", "default", "normal", "standard"})


class KeyCells:
    """Reads the keys of the record that the taker has in front.

    Args:
        zeros_lost: Whether most numbers of the code columns are barcodes again when zeros are put in front of them.
    """

    def __init__(self, taker: CellTaker, layout: Layout, *, zeros_lost: bool) -> None:
        self._taker = taker
        self._layout = layout
        self._zeros_lost = zeros_lost
        self._has_keys = layout.has(Field.SKU, Field.CODE, Field.KEY, Field.HANDLE)

    def variants(self) -> list[str]:
        """The values of the options of a variant, such as a colour and a size."""
        taker = self._taker
        named = [taker.text(Field.VARIATION)]
        if named[0].strip().casefold() in _NO_VARIANT:
            named = [taker.cell(column) for column in taker.columns(Field.OPTION)]
        return [" ".join(value.split()) for value in named if value.strip().casefold() not in _NO_VARIANT]

    def sku(self, name: str | None, codes: tuple[Code, ...]) -> tuple[str, bool]:
        """The SKU, and whether the list names it.

        Where it does not, the first code serves, then what the other program calls the product, then its name, the
        last only in a list that has no keys at all.
        """
        taker = self._taker
        sku = taker.take(Field.SKU, self.read_sku)
        if sku or taker.has_problem():
            return sku or "", True
        if codes:
            return self._as_sku(codes[0].text), False
        key = taker.text(Field.KEY) or "-".join(filter(None, [taker.text(Field.HANDLE), *self.variants()]))
        if key.strip():
            return self._as_sku(key), True
        if name and not self._has_keys:
            return self._as_sku(name), True
        taker.refuse(Refusal("row_without_key", name=name or ""))
        return "", False

    def read_sku(self, text: str) -> str:
        """A SKU; the program's own list has it as it stands.

        Raises:
            Refusal: as `values.read_sku`.
        """
        return values.own_text(text, most=values.MAX_SKU, what="SKU") if self._layout.is_own else values.read_sku(text)

    def _as_sku(self, text: str) -> str:
        try:
            return values.read_sku(text)
        except Refusal as refusal:
            self._taker.refuse(refusal)
            return ""

    def codes(self) -> tuple[Code, ...]:
        """The codes, each with how many pieces it stands for."""
        taker = self._taker
        found: dict[str, Code] = {}
        for column in taker.columns(Field.CODE):
            texts = taker.take_from(column, self._read_codes)
            if not texts:
                continue
            quantity = self.of_slot(Field.CODE_QUANTITY, column, values.read_amount, "quantity of the barcode")
            price = self.of_slot(Field.CODE_PRICE, column, values.read_money, "price of the barcode")
            if quantity == 0 or (quantity is None and column.slot == PACK_SLOT):
                taker.refuse(Refusal("pack_without_quantity", code=texts[0]), column.title)
            for text in texts:
                found.setdefault(text, Code(text, quantity or PIECE_MILLI, price))
        return tuple(found.values())

    def _read_codes(self, text: str) -> list[str]:
        codes = values.read_codes(text, verbatim=self._layout.is_own)
        for code in codes if self._zeros_lost else ():
            padded = values.lost_zeros(code)
            if padded is not None:
                raise Refusal("code_lost_zero", code=code, right=padded)
        return codes

    def of_slot(self, field: Field, column: Column, read: Callable[..., int], what: str) -> int | None:
        """A figure that belongs to a column, such as the quantity beside a barcode."""
        beside = [one for one in self._taker.columns(field) if one.slot == column.slot]
        return self._taker.take_figure_from(beside[0], read, what) if beside else None
