"""Labels: which products they are asked for, and what they say of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from app.domain.codes.digits import catalogue_key
from app.domain.figures import PIECE_MILLI
from app.domain.labelling import LabelGoods, LabelWish, Waiting, pieces
from app.domain.logo import Logo
from app.domain.own_template import OwnTemplate
from app.domain.refusal import Refusal
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

    def listed(self, rows: Sequence[tuple[int, str, int]]) -> tuple[LabelWish, ...]:
        """The products of a list: each row's number, its SKU or code, and how many labels.

        Raises:
            Refusal: `unknown_in_list`, `several_in_list` with the row.
        """
        wishes = []
        with self._book.reading() as connection:
            for number, text, copies in rows:
                found = labels.by_text(connection, text, catalogue_key(text))
                if not found:
                    raise Refusal("unknown_in_list", text=text[:60], row=number)
                if len(found) > 1:
                    raise Refusal("several_in_list", text=text[:60], row=number)
                wishes.append(LabelWish(found[0], copies))
        return tuple(wishes)

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

    def sample_id(self) -> int | None:
        """A product to try a template with: one with a code and a long name; None in an empty catalogue."""
        with self._book.reading() as connection:
            return own_templates.sample_id(connection)


def _day(number: int | None) -> date | None:
    return None if number is None else date(number // 10000, number // 100 % 100, number % 100)
