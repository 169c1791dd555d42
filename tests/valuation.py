"""A case of `tests/data/valuation_*.json` as a shop would live it: JSON Lines into the book, reports as JSON out.

Each move becomes the documents with which a shop does it; what has no document of its own is said in `Story`.
"""

from __future__ import annotations

import io
import json
from collections import Counter as Tally
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from zoneinfo import ZoneInfo

from app.exchange.report_files import to_json
from app.reports.asked import Asked
from app.reports.offered import Reports
from tests.books import Counter

DATA = Path(__file__).parent / "data"
METHODS = {
    "fifo": "fifo",
    "lifo": "lifo",
    "avco": "average",
    "wavg": "average",
    "average": "average",
    "standard": "standard",
    "specific": "specific",
    "avco_per_lot": "specific",
    # Quantities alone: the method is the shop's own.
    "qty": "fifo",
    "fefo": "fifo",
    "kit": "fifo",
}
DAY_ZERO = date(2026, 3, 2)
BERLIN = ZoneInfo("Europe/Berlin")


def cases(name: str) -> dict[str, dict]:
    """The cases of a file by their ids, figures exact."""
    return _by_id(name, "cases")


def stories(name: str) -> dict[str, dict]:
    """The stories of a file by their ids: the rules of a shop, documents as the door takes them, what reports say."""
    return _by_id(name, "stories")


def _by_id(name: str, group: str) -> dict[str, dict]:
    text = (DATA / name).read_text(encoding="utf-8")
    return {case["id"]: case for case in json.loads(text, parse_float=Decimal)[group]}


def methods(case: dict) -> list[str]:
    """The cost method of a case, or those that follow each other."""
    return [METHODS[name] for name in case["method"].split(">")]


def said(number: Decimal | Fraction | int) -> str:
    """A figure as the door takes it: quantities and unit costs with as many decimals as they have, six at the most."""
    exact = Fraction(number)
    return f"{half_up(Decimal(exact.numerator) / exact.denominator, 6).normalize():f}"


class Story:
    """A case while it is played.

    What a shop does where a case says it in another system's words:

    - stock that opens below zero is goods that were sold before the book knew of any;
    - a value that is added is a revaluation at the unit cost that results;
    - an edited delivery is reversed and entered again; an edited sale is followed by a refund or a second sale;
    - goods that are sold at a cost (`at_cost`) are the lot that was bought at it;
    - a part of a kit with a fixed quantity is a line of its own;
    - goods that go from the supplier to the customer never have stock;
    - a document that comes before a count which was posted earlier was in that count: the count stands.

    Attributes:
        after: Quantity and value after each move.
    """

    def __init__(self, counter: Counter, case: dict) -> None:
        self.counter = counter
        self.case = case
        self.moves = case["moves"]
        self.after: list[tuple[Decimal, Decimal]] = []
        self.quantities = {place: move["qty"] for place, move in enumerate(self.moves) if "qty" in move}
        self.uids = {place: f"m{place}" for place in range(len(self.moves))}
        self.by_cost = any("at_cost" in move for move in self.moves)
        days = [move["t"] for move in self.moves if "t" in move]
        self.day = days[0] if days else 0
        self.last_day = max([*days, 0]) + 1
        counter.clock.put(self._at(self.last_day, 0))

    def play(self) -> None:
        """Post every move, and the change of method if the case has one."""
        self._open_catalogue()
        for place, move in enumerate(self.moves):
            self.day = move.get("t", self.day)
            getattr(self, f"_{move['kind']}")(place, move)
            self.after.append(self.stock())
        for name in methods(self.case)[1:]:
            self._post("method_change", "change", lines=[{"sku": "A", "costing": name}])

    def stock(self, *, at: int | None = None) -> tuple[Decimal, Decimal]:
        """Quantity and value of the stock, now or at the end of a day."""
        day = None if at is None else int(f"{DAY_ZERO + timedelta(days=at):%Y%m%d}")
        rows = [row for row in report(self.counter, "stock-on-hand", at=day)["rows"] if row["sku"] == "A"]
        return sum((Decimal(row["quantity"]) for row in rows), Decimal()), sum(
            (Decimal(row["value"]) for row in rows), Decimal()
        )

    def movements(self) -> list[dict]:
        """All movements, figures read."""
        rows = report(self.counter, "movements")["rows"]
        return [row | {"quantity": Decimal(row["quantity"]), "value": Decimal(row["value"])} for row in rows]

    def _open_catalogue(self) -> None:
        moves = self.moves
        quantities = [move["qty"] for move in moves if "qty" in move]
        tracking = "none"
        if any("serial" in move for move in moves):
            tracking = "serial"
        elif self.by_cost or any("lot" in move for move in moves):
            tracking = "lot"
        self.counter.product(
            "A",
            unit="each" if all(Decimal(one) % 1 == 0 for one in quantities) else "kg",
            costing=methods(self.case)[0],
            tracking=tracking,
            negative_stock="allow",
        )

    def _at(self, day: int, minute: int) -> str:
        moment = datetime.combine(DAY_ZERO + timedelta(days=day), datetime.min.time(), BERLIN)
        return (moment + timedelta(hours=10, minutes=minute)).isoformat()

    def _post(self, kind: str, uid: str, /, minute: int | None = None, **keys: object) -> None:
        at = self._at(self.day, len(self.moves) + 1 if minute is None else minute)
        self.counter.post(kind, uid, at=at, **keys)

    def _lot(self, move: dict, cost: str) -> dict:
        keys: dict[str, object] = {}
        if "serial" in move:
            keys["serials"] = [move["serial"]] if isinstance(move["serial"], str) else list(move["serial"])
        elif self.by_cost:
            keys["lot"] = f"at {said(move[cost])}"
        elif move.get("lot") is not None:
            keys["lot"] = move["lot"]
        if move.get("expires") is not None and cost == "unit_cost":
            keys["expiry"] = f"{DAY_ZERO + timedelta(days=int(move['expires'])):%Y-%m-%d}"
        return keys

    def _counted(self, place: int, *, comes_in: bool) -> dict:
        """Of a document that comes before a count that is posted already."""
        is_late = any(one["kind"] == "count" and one.get("t", 0) > self.day for one in self.moves[:place])
        return {"counted": comes_in} if is_late else {}

    def _receipt(self, place: int, move: dict) -> None:
        line = {"sku": "A", "quantity": said(self.quantities[place])} | self._lot(move, "unit_cost")
        if move.get("unit_cost") is not None:
            line["unit_cost"] = said(move["unit_cost"])
        self._post("delivery", self.uids[place], place, lines=[line], **self._counted(place, comes_in=True))

    def _opening(self, place: int, move: dict) -> None:
        if move["qty"] < 0:
            self.counter.post("product", sku="A", name="Product A", price="1.00", cost=said(move["unit_cost"]))
            lines = [{"sku": "A", "quantity": said(-move["qty"])}]
            self._post("sale", self.uids[place], place, lines=lines)
            return
        line = {"sku": "A", "quantity": said(move["qty"]), "unit_cost": said(move["unit_cost"])}
        self._post("opening_stock", self.uids[place], place, lines=[line | self._lot(move, "unit_cost")])

    def _sale(self, place: int, move: dict) -> None:
        line = {"sku": "A", "quantity": said(move["qty"])} | self._lot(move, "at_cost")
        if "price" in move:
            line["price"] = said(move["price"])
        self._post("sale", self.uids[place], place, lines=[line])

    def _dropship(self, place: int, move: dict) -> None:
        self.counter.product("DROPPED", stocked=False)
        self._post("sale", self.uids[place], place, lines=[{"sku": "DROPPED", "quantity": said(move["qty"])}])

    def _sale_kit(self, place: int, move: dict) -> None:
        parts, lines = [], [{"sku": "A", "quantity": said(move["qty"])}]
        for part in move["components"]:
            self.counter.product(part["product"], negative_stock="allow")
            if "per_kit" in part:
                parts.append({"sku": part["product"], "quantity": said(part["per_kit"])})
            else:
                lines.append({"sku": part["product"], "quantity": said(part["fixed"])})
        self.counter.product("A", kit=parts)
        self._post("sale", self.uids[place], place, lines=lines)

    def _customer_return(self, place: int, move: dict) -> None:
        if "of" not in move:
            line = {"sku": "A", "quantity": said(move["qty"]), "price": "1.00"} | self._lot(move, "at_cost")
            self._post("refund", self.uids[place], place, of=None, lines=[line])
            return
        self._take_back(self.uids[place], place, move["of"], move["qty"])

    def _take_back(self, uid: str, minute: int, of: int, quantity: Decimal) -> None:
        lines = [{"line": 1, "quantity": said(quantity)}]
        self._post("refund", uid, minute, of=self.uids[of], lines=lines)

    def _supplier_return(self, place: int, move: dict) -> None:
        line = {"sku": "A", "quantity": said(move["qty"])} | self._lot(move, "at_cost")
        of = self.uids[move["of"]] if "of" in move else None
        late = self._counted(place, comes_in=False)
        self._post("supplier_return", self.uids[place], place, of=of, lines=[line], **late)

    def _supplier_return_undo(self, place: int, move: dict) -> None:
        self._post("reversal", self.uids[place], place, of=self.uids[move["of"]], reason="sent back by mistake")

    def _adjustment(self, place: int, move: dict) -> None:
        line = {"sku": "A", "quantity": said(move["qty"]), "reason": "other"} | self._lot(move, "unit_cost")
        if move.get("unit_cost") is not None:
            line["unit_cost"] = said(move["unit_cost"])
        late = self._counted(place, comes_in=move["qty"] > 0)
        self._post("adjustment", self.uids[place], place, lines=[line], **late)

    def _count(self, place: int, move: dict) -> None:
        line = {"sku": "A", "counted": said(move["qty"])} | self._lot(move, "at_cost")
        self._post("count", self.uids[place], place, lines=[line])
        if move.get("unit_cost") is not None:
            self._revalue(place, move, uid=f"{self.uids[place]}-value")

    def _revalue(self, place: int, move: dict, *, uid: str | None = None) -> None:
        lines = [{"sku": "A", "unit_cost": said(move["unit_cost"])}]
        self._post("revaluation", uid or self.uids[place], place, lines=lines)

    def _add_value(self, place: int, move: dict) -> None:
        quantity, value = self.stock()
        self._revalue(place, {"unit_cost": Fraction(value + move["amount"]) / Fraction(quantity)})

    def _edit(self, place: int, move: dict) -> None:
        of = move["of"]
        edited = self.moves[of]
        if edited["kind"] == "receipt":
            self._post("reversal", f"{self.uids[place]}-back", place, of=self.uids[of], reason="typed wrong")
            self.uids[of], self.quantities[of] = self.uids[place], move["qty"]
            self._receipt(of, edited)
            return
        difference = move["qty"] - self.quantities[of]
        self.quantities[of] = move["qty"]
        if difference > 0:
            self._sale(place, edited | {"qty": difference})
        else:
            self._take_back(self.uids[place], place, of, -difference)


def report(counter: Counter, name: str, **asked: object) -> dict:
    """A report as the door prints it."""
    stream = io.BytesIO()
    to_json(Reports(counter.book, counter.clock).ask(name, Asked(**asked)), stream)
    return json.loads(stream.getvalue())


class Answers:
    """Every figure that the sources ask for, from the book's reports: a method for each key of `expected`."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.moves = story.moves
        self.movements = [row for row in story.movements() if row["sku"] == "A"]
        self.quantity, self.worth = story.stock()
        self.is_periodic = story.case["system"] == "periodic"

    def found(self, key: str, expected: object) -> object:
        """The figure behind a key, in the shape in which the source gives it."""
        method = getattr(self, f"_{key}", None)
        if method is not None:
            return method(expected)
        for ending, digits in (("_rounded2", 2), ("_rounded", 0)):
            if key.endswith(ending):
                name = {"avg": "avg_cost"}.get(key.removesuffix(ending), key.removesuffix(ending))
                return half_up(self.found(name, expected), digits)
        return self._of_product(key)

    def _of_product(self, sku: str) -> Decimal:
        rows = [row for row in report(self.story.counter, "stock-on-hand")["rows"] if row["sku"] == sku]
        return sum((Decimal(row["quantity"]) for row in rows), Decimal())

    def _sum(self, *kinds: str, of: str = "value") -> Decimal:
        return sum((row[of] for row in self.movements if row["kind"] in kinds), Decimal())

    def _on_hand(self, _: object) -> Decimal:
        return self.quantity

    def _value(self, _: object) -> Decimal:
        return self.worth

    def _fifo_value(self, _: object) -> Decimal:
        return self.story.after[-1][1]

    def _value_before(self, _: object) -> Decimal:
        return self.story.after[-2][1]

    def _on_hand_after(self, expected: list) -> list:
        return named([quantity for quantity, _ in self.story.after], expected)

    def _values_after(self, expected: list) -> list:
        return named([value for _, value in self.story.after], expected)

    def _avg_after(self, expected: list) -> list:
        averages = [half_up(value / quantity, 6) if quantity else None for quantity, value in self.story.after]
        return named(averages, expected)

    def _avg_cost(self, _: object) -> Decimal:
        return half_up(self.worth / self.quantity, 6)

    def _cost_of_goods_available(self, _: object) -> Decimal:
        return self._sum("opening_stock", "delivery", "supplier_return", "landed_cost", "supplier_invoice")

    def _cogs(self, _: object) -> Decimal:
        return -self._sum("usage") if self.is_periodic else -self._sum("sale", "correction")

    def _cogs_net(self, _: object) -> Decimal:
        return -self._sum("sale", "correction", "refund", "customer_return")

    def _cogs_each(self, _: object) -> list:
        by_uid = Tally()
        for row in self.movements:
            if row["kind"] == "sale":
                by_uid[row["document"]] -= row["value"]
        return [by_uid[f"m{place}"] for place, move in enumerate(self.moves) if move["kind"] == "sale"]

    def _cogs_last(self, expected: object) -> Decimal:
        return self._cogs_each(expected)[-1]

    def _net_sold(self, _: object = None) -> Decimal:
        return -self._sum("sale", "refund", "customer_return", of="quantity")

    def _revenue(self, _: object = None) -> Decimal:
        return Decimal(report(self.story.counter, "sales")["totals"]["net"])

    def _profit(self, _: object = None) -> Decimal:
        return self._revenue() - self._cogs_net(None)

    def _margin(self, _: object) -> Decimal:
        return half_up(self._profit() / self._revenue(), 4)

    def _incl_lost(self, _: object) -> dict:
        cost = self._cogs_net(None) - self._sum("adjustment")
        profit = self._revenue() - cost
        quantity = self._net_sold() - self._sum("adjustment", of="quantity")
        margin = half_up(profit / self._revenue(), 4)
        return {"quantity": quantity, "cost": cost, "profit": profit, "margin": margin}

    def _shrinkage_units(self, _: object) -> Decimal:
        return -self._counted("difference")

    def _shrinkage_value(self, _: object) -> Decimal:
        return -self._counted("value")

    def _counted(self, column: str) -> Decimal:
        rows = report(self.story.counter, "count-variance")["rows"]
        return sum((Decimal(row[column]) for row in rows if row["state"] != "opening stock"), Decimal())

    def _adjustment(self, _: object) -> Decimal:
        return self._counted("difference") + self._sum("adjustment", of="quantity")

    def _picked(self, _: object) -> dict:
        by_lot: dict[str, Decimal] = {}
        for row in self.movements:
            if row["kind"] == "sale":
                by_lot[row["lot"]] = by_lot.get(row["lot"], Decimal()) - row["quantity"]
        return by_lot

    def _on_hand_at(self, expected: dict) -> dict:
        """What may be sold at the end of a day: goods leave with the day after their date."""
        last_days = {move["lot"]: move["expires"] for move in self.moves if move.get("expires") is not None}
        found = {}
        for day in expected:
            until = f"{DAY_ZERO + timedelta(days=int(day)):%Y-%m-%d}"
            found[day] = sum(
                row["quantity"]
                for row in self.movements
                if row["book_date"] <= until and int(day) <= last_days.get(row["lot"], int(day))
            )
        return found

    def _after_dates(self, expected: dict) -> dict:
        return {day: self.story.stock(at=int(day))[0] for day in expected}

    def _lots(self, _: object) -> dict:
        rows = report(self.story.counter, "lots")["rows"]
        return {row["lot"]: [Decimal(row["quantity"]), Decimal(row["value"])] for row in rows if row["quantity"] != "0"}

    def _layers(self, _: object) -> list:
        """What is left of each arrival, arrivals of one unit cost next to each other as one; what is missing below."""
        rows = report(self.story.counter, "valuation-layers")["rows"]
        units = [(Decimal(row["value"]) / Decimal(row["quantity"]), Decimal(row["quantity"])) for row in rows]
        by_cost = groupby(units, key=lambda unit: half_up(unit[0], 6))
        return [[sum(part for _, part in same), cost] for cost, same in by_cost]


def half_up(figure: Decimal, digits: int) -> Decimal:
    """Rounded to so many digits, halves away from zero."""
    return figure.quantize(Decimal(1).scaleb(-digits), rounding="ROUND_HALF_UP")


def named(found: list, expected: list) -> list:
    """What the source names of the figures on the way; it leaves the others out."""
    return [None if want is None else one for want, one in zip(expected, found, strict=True)]
