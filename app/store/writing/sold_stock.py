"""What a sale moves: its goods, the parts of its kits, what comes back; and what is to be said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.domain.changes import Warned
from app.domain.movement import MovementKind, Step
from app.domain.product import Item, Tracking
from app.domain.refusal import Refusal
from app.domain.ringing import Charge
from app.domain.sale_stock import SoldGoods, coming_back, going_out, named_lots, pieces_back, taken_of_kit
from app.domain.shop import Shop
from app.domain.stock_lines import below_zero, check_named, noted
from app.store.database import Connection
from app.store.queries import counts, items, pieces, sales, stock
from app.store.writing import documents, ledger


class Goods:
    """The goods of a sale's lines.

    A lot or serial number that is named on a kit's line is that of the only part which is followed by one.

    Args:
        behind: By place of a line: the sold line of which its goods come back.
    """

    def __init__(
        self,
        connection: Connection,
        lines: Sequence[Charge],
        behind: Mapping[int, sales.SoldLine],
        *,
        location_id: int,
    ) -> None:
        self._connection = connection
        self._lines = lines
        self._behind = behind
        self._location_id = location_id
        self._kits = stock.kit_parts(connection, {line.item.product_id for line in lines})
        self._parts_named = {place: part for place in self._places_of_kits() if (part := self._part_named(place))}

    def check_serials(self) -> None:
        """A serial number is one piece: it is sold once until it comes back, and goes into one line.

        Raises:
            Refusal: `bad_serial`, `serial_twice`, `serials_count`, `serial_sold`.
        """
        seen: set[str] = set()
        for line in self._as_they_leave():
            if not line.serials:
                continue
            check_named(line.item, line.quantity_milli, line.serials)
            for serial in line.serials:
                if serial in seen:
                    raise Refusal("serial_twice", serial=serial, sku=line.item.sku)
                seen.add(serial)
            if line.quantity_milli > 0:
                pieces.check_not_sold(self._connection, line.item, line.serials)

    def check_expiry(self, day: int) -> None:
        """Refuse a lot that somebody named and whose last day has passed.

        Raises:
            Refusal: `lot_expired`.
        """
        counts.check_expiry(self._connection, named_lots(self._as_they_leave()), day)

    def steps(self) -> list[Step]:
        """The movements of all lines, in their order.

        Raises:
            Refusal: `out_of_bounds`, `serial_in_stock`, `serial_twice`.
        """
        sold_goods: dict[tuple[int, int], list[SoldGoods]] = {}
        wanted: list[Step] = []
        for place, line in enumerate(self._lines):
            sold = self._behind.get(place) if self._behind else None
            if sold is None or line.returned is None:
                part = self._parts_named.get(place)
                named_id = None if part is None else part.product_id
                wanted += going_out(place + 1, line, self._kits.get(line.item.product_id), named_id)
                continue
            key = (sold.document_id, line.returned.of_line)
            goods = sold_goods[key] if key in sold_goods else sales.sold_goods(self._connection, *key)
            moved, sold_goods[key] = coming_back(
                place + 1, line, goods, before_milli=sold.back_milli, of_milli=sold.quantity_milli
            )
            wanted += moved
        counts.check_new_serials(self._connection, pieces_back(self._as_they_leave(), wanted))
        return wanted

    def warnings(self, applied: ledger.Applied) -> tuple[Warned, ...]:
        """What to say: goods below zero, expired ones that were all there was, pieces without their number.

        Goods below zero whose policy is `block` are refused here, at the last moment. Goods that were never received
        or counted are "not yet counted" and sell without a word.

        Raises:
            Refusal: `stock_blocked`.
        """
        less = {one for one, left_milli in applied.on_hand_milli.items() if left_milli < 0 and one in applied.counted}
        # What is damaged passes through and leaves what there is alone.
        sold = {one.product_id for one in applied.movements if one.kind is MovementKind.SALE and one.product_id in less}
        named = sold | {note.product_id for note in applied.notes}
        known = {line.item.product_id: line.item for line in self._lines if line.item.product_id in named}
        known |= self._items(named - known.keys())
        # Of a piece that the book does not have here it says more by what it was gone: the till shows the first alone.
        warned = [noted(known[note.product_id], note.code, note.lot, note.facts) for note in applied.notes]
        warned += [below_zero(known[product_id], applied.on_hand_milli[product_id]) for product_id in sorted(sold)]
        warned += [
            Warned("serial_missing", {"sku": line.item.sku, "name": line.item.name})
            for line in self._lines
            if line.item.tracking is Tracking.SERIAL and not line.serials and _is_to_be_named(line)
        ]
        warned += [
            Warned("kit_lot_unused", {"sku": self._lines[place].item.sku, "name": self._lines[place].item.name})
            for place in self._places_of_kits()
            if place not in self._parts_named
        ]
        return tuple([one for one in warned if one is not None])

    def _places_of_kits(self) -> list[int]:
        """The places of lines of kits on which a lot or serial number is named, and nothing earlier says which."""
        if not self._kits:
            return []
        return [
            place
            for place, line in enumerate(self._lines)
            if (line.lot or line.serials) and line.returned is None and line.item.product_id in self._kits
        ]

    def _part_named(self, place: int) -> Item | None:
        line = self._lines[place]
        tracking = Tracking.SERIAL if line.serials else Tracking.LOT
        parts = self._items(part_id for part_id, _ in self._kits[line.item.product_id])
        fitting = [item for item in parts.values() if item.tracking is tracking]
        return fitting[0] if len(fitting) == 1 else None

    def _items(self, product_ids: Iterable[int]) -> dict[int, Item]:
        wanted = sorted(product_ids)
        if not wanted:
            return {}
        found = items.by_ids(self._connection, wanted, location_id=self._location_id)
        return {item.product_id: item for item in found}

    def _as_they_leave(self) -> Sequence[Charge]:
        """The lines, with the part in place of a kit where its lot or serial number is named."""
        if not self._parts_named:
            return self._lines
        lines = list(self._lines)
        for place, part in self._parts_named.items():
            line = lines[place]
            of_one_milli = dict(self._kits[line.item.product_id])[part.product_id]
            lines[place] = line._replace(item=part, quantity_milli=taken_of_kit(line, of_one_milli))
        return lines


def counted_since(
    connection: Connection, filing: documents.Filing, applied: ledger.Applied, shop: Shop
) -> tuple[Warned, ...]:
    """That goods were counted after a sale that comes late: the count may have found them missing already."""
    if filing.recorded_us <= filing.heading.happened_us:
        return ()
    moment = counts.Moment(filing.desk.location_id, filing.heading.happened_us, filing.open_day)
    return counts.counted_since(connection, {movement.product_id for movement in applied.movements}, moment, shop)


def _is_to_be_named(line: Charge) -> bool:
    """Whether nobody but the line says which piece it is: what comes back damaged goes out at once."""
    return line.quantity_milli > 0 or (line.returned is None and line.state != "damaged")
