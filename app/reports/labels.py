"""Labels: which products they are asked for, and what they say of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from app.domain.codes.digits import catalogue_key
from app.domain.figures import PIECE_MILLI, read_price
from app.domain.labelling import LabelGoods, LabelWish, Listed, Waiting, is_pack, pieces
from app.domain.logo import Logo
from app.domain.own_template import OwnTemplate
from app.domain.product import Unit
from app.domain.refusal import Refusal
from app.reports.lookups import Found
from app.store.database import Book
from app.store.queries import labels, own_templates
from app.store.settings import read_logo


class LabelFacts:
    """Answers what goes on labels. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def goods(self, product_ids: Iterable[int]) -> dict[int, LabelGoods]:
        """The products with these numbers, by number."""
        with self._book.reading() as connection:
            return labels.goods(connection, product_ids)

    def delivered(self, name: str) -> tuple[LabelWish, ...]:
        """A label for each piece that a delivery brought, line by line; one where goods are weighed or measured.

        What came broken is written off and gets none.

        Args:
            name: The delivery's uid or its number.

        Raises:
            Refusal: `unknown_delivery`, also for one that was reversed.
        """
        with self._book.reading() as connection:
            lines = labels.received(connection, name)
            goods = labels.goods(connection, [line.product_id for line in lines])
        wishes: list[LabelWish] = []
        for line in lines:
            whole_milli = line.quantity_milli - line.damaged_milli
            copies = pieces(whole_milli, goods[line.product_id].unit) if whole_milli else 0
            expiry = _day(line.expiry)
            if line.serials:
                serials = line.serials.split("\n")[: whole_milli // PIECE_MILLI]
                wishes += (LabelWish(line.product_id, 1, line.lot, serial, expiry) for serial in serials)
            elif copies:
                wishes.append(LabelWish(line.product_id, copies, line.lot, expiry=expiry))
        return tuple(wishes)

    def listed(self, rows: Sequence[Listed]) -> tuple[LabelWish, ...]:
        """The products of a list. The code of a pack asks for labels of the pack.

        The weight of goods that are not sold by weight is only known of them, and goes into no code.

        Raises:
            Refusal: `unknown_in_list`, `several_in_list` with the row.
        """
        wishes = []
        with self._book.reading() as connection:
            for row in rows:
                found = labels.by_text(connection, row.text, catalogue_key(row.text))
                if not found:
                    raise Refusal("unknown_in_list", text=row.text[:60], row=row.row)
                if len(found) > 1:
                    raise Refusal("several_in_list", text=row.text[:60], row=row.row)
                ((number, code),) = found
                weight, price = row.weight_milli, row.price_micro
                if weight is not None and labels.goods(connection, [number])[number].unit not in (Unit.KG, Unit.G):
                    weight = None
                wishes.append(LabelWish(number, row.copies, weight_milli=weight, code=code, price_micro=price))
        return tuple(wishes)

    def scanned(self, found: Found) -> LabelWish | None:
        """What a scan of one product asks for: the label of its pack, or of a piece of that weight or price."""
        if len(found.items) != 1:
            return None
        number = found.items[0].product_id
        texts = (*found.scan.candidates, found.scan.text)
        codes = self.goods([number])[number].codes
        code = next((code for text in texts for code in codes if code.text == text), None)
        if code is not None and is_pack(code):
            return LabelWish(number, code=code.text)
        if found.merge:
            return LabelWish(number)
        price = None if found.scan.price is None else read_price(found.scan.price)
        return LabelWish(number, weight_milli=found.scan.weight_milli, price_micro=price)

    def repriced(self) -> tuple[LabelWish, ...]:
        """One label for each product on sale whose price is not that of its last shelf label.

        A product that never had one counts where its price was changed, or where it was last sold at another one.
        """
        return tuple(LabelWish(one.product_id) for one in self.waiting())

    def waiting(self) -> tuple[Waiting, ...]:
        """These products, with the price on their shelf and their own."""
        with self._book.reading() as connection:
            return tuple(labels.changed_prices(connection))

    def templates(self) -> tuple[OwnTemplate, ...]:
        """The shop's own templates, by name."""
        with self._book.reading() as connection:
            return tuple(own_templates.own_templates(connection))

    def template(self, name: str) -> OwnTemplate:
        """One of them.

        Raises:
            Refusal: `unknown_label_template`.
        """
        with self._book.reading() as connection:
            found = own_templates.own_template(connection, name)
        if found is None:
            raise Refusal("unknown_label_template", text=name[:60])
        return found

    def logo(self) -> Logo | None:
        """The shop's logo, or None."""
        with self._book.reading() as connection:
            return read_logo(connection)

    def sample_ids(self) -> tuple[int, ...]:
        """Products to try a template with: some with a code and a long name; none in an empty catalogue."""
        with self._book.reading() as connection:
            return tuple(own_templates.sample_ids(connection))


def _day(number: int | None) -> date | None:
    return None if number is None else date(number // 10000, number // 100 % 100, number % 100)
