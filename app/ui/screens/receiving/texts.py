"""The words of the receiving screen, and how it writes figures: in the shop's own way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from app.domain.figures import PIECE_MILLI
from app.printing import format as written
from app.ui.screens.receiving.doubt_texts import DoubtTexts
from app.ui.screens.receiving.state import StartKind, StartRow, Summary
from app.ui.widgets.labels import isolate

if TYPE_CHECKING:
    from app.domain.delivery_line import Line
    from app.domain.delivery_sheet import Sheet
    from app.domain.delivery_wish import PriceSuggested
    from app.reports.arrivals import PostedDelivery, Standing
    from app.reports.bills import Resting, Settling
    from app.reports.orders import OpenOrder
    from app.ui.untaken import Untaken

_MOST_CODES = 3


class ReceivingTexts(DoubtTexts):
    """Writes what the receiving screen shows."""

    FIGURES = frozenset({"code", "lot", "number", "numbers", "of", "sku", "serial", "delivery"})

    # The start list

    def label(self, sheet: Sheet, suppliers: Mapping[str, str]) -> str:
        """What people know a sheet by: its supplier, its order, its note."""
        head = sheet.head
        parts = [suppliers.get(head.supplier, head.supplier)]
        if sheet.expected is not None:
            parts.append(self.tr("order {number}").format(number=sheet.expected.number))
        if head.reference:
            parts.append(self.tr("note {reference}").format(reference=head.reference))
        if head.corrects:
            parts.append(self.tr("in place of {number}").format(number=head.corrects))
        return ", ".join(part for part in parts if part) or self.tr("Delivery without an order")

    def left_behind(self, sheet: Sheet) -> str:
        """What went back with the driver, for the note of the document; "" for nothing."""
        back = [line for line in sheet.lines if line.refused_milli]
        return "; ".join(
            self.tr("{name}: {quantity} damaged, went back").format(
                name=line.item.name, quantity=self.quantity(line.refused_milli, line.item.unit)
            )
            for line in back
        )

    def sheet_row(self, standing: Standing, goods: Sequence[str] = ()) -> StartRow:
        """A sheet to go on with; of two that are called alike, the goods on them say which is which."""
        since = written.moment_apart(standing.changed.local(), self._shop.language)
        detail = self.tr("in progress: {user}, {moment}").format(user=standing.user, moment=since)
        if goods:
            detail += " \u00b7 " + goods[0]
        if len(goods) > 1:
            detail += " " + self.tr("and {count} more").format(count=len(goods) - 1)
        return self._row(StartKind.SHEET, standing.uid, standing.label, detail, self.tr("go on"))

    def order_row(self, order: OpenOrder) -> StartRow:
        """An order that is awaited."""
        lines = self.tr("{open} of {lines} lines awaited").format(open=order.open_lines, lines=order.lines)
        due = self.tr("due {day}").format(day=self.day(order.expected)) if order.expected else ""
        return self._row(
            StartKind.ORDER,
            order.uid,
            self.tr("Order {number}, {supplier}").format(number=order.number, supplier=order.supplier_name),
            ", ".join(part for part in (lines, due) if part),
            self.tr("receive"),
        )

    def supplier_row(self, code: str, name: str) -> StartRow:
        """Goods of a supplier without an order."""
        title = self.tr("{name} without an order").format(name=name)
        return self._row(StartKind.SUPPLIER, code, title, code, self.tr("receive"))

    def none_row(self) -> StartRow:
        """Goods of nobody that is known."""
        return self._row(
            StartKind.NONE, "", self.tr("Delivery without an order"), self.tr("supplier can be said later"),
            self.tr("receive"),
        )  # fmt: skip

    def posted_row(self, delivery: PostedDelivery) -> StartRow:
        """A delivery that stands in the book."""
        parts = [delivery.supplier_name, delivery.reference]
        named = ", ".join(part for part in parts if part)
        title = f"{delivery.number}, {named}" if named else delivery.number
        moment = written.moment_apart(delivery.at.local(), self._shop.language)
        state = self.tr("taken back") if delivery.reversed_by else self.tr("posted")
        return self._row(StartKind.POSTED, delivery.uid, title, moment, state, delivery.number)

    def settling_row(self, one: Settling) -> StartRow:
        """What came after a delivery."""
        kind = StartKind(one.kind)
        title = ", ".join(part for part in (one.number, one.supplier_name, one.reference) if part)
        of = self.tr("of {number}").format(number=one.of_number) if one.of_number else ""
        parts = (self.settling(kind), of, written.moment_apart(one.at.local(), self._shop.language))
        state = self.tr("taken back") if one.reversed_by else self.tr("posted")
        return self._row(kind, one.uid, title, " \u00b7 ".join(part for part in parts if part), state, one.number)

    @staticmethod
    def _row(kind: StartKind, key: str, title: str, detail: str, state: str, number: str = "") -> StartRow:
        return StartRow(kind, key, title, detail, state, f"{title} {detail} {state}".casefold(), number)

    def settling(self, kind: StartKind) -> str:
        """What somebody calls what came after a delivery."""
        return {
            StartKind.INVOICE: self.tr("invoice"),
            StartKind.RETURN: self.tr("sent back"),
            StartKind.CREDIT: self.tr("credit note"),
            StartKind.LANDED: self.tr("later cost"),
        }[kind]

    # Taking back

    def effect_of_taking_back(self, kind: StartKind) -> str:
        """What happens when such a document is taken back; "" for a delivery: its sheet shows it."""
        return {
            StartKind.INVOICE: self.tr("What it billed waits for an invoice again, and costs are as they were before."),
            StartKind.RETURN: self.tr("The goods are in stock again, and no credit is expected for them any more."),
            StartKind.CREDIT: self.tr("The supplier owes the credit again."),
            StartKind.LANDED: self.tr("The goods cost again what they did without it."),
        }.get(kind, "")

    def resting(self, resting: Sequence[Resting]) -> str:
        """What is taken back before it because it rests on it, and how it is posted again; "" for nothing."""
        if not resting:
            return ""
        named = (
            f"{self.settling(StartKind(one.kind))} "
            + isolate(f"{one.reference} ({one.number})" if one.reference else one.number)
            for one in resting
        )
        words = self.tr("What rests on it is taken back first: {documents}. Post it again afterwards: {keys}.")
        kinds = {StartKind(one.kind) for one in resting}
        keys = (
            (StartKind.INVOICE, self.tr("an invoice with F5")),
            (StartKind.RETURN, self.tr("what goes back with F6")),
            (StartKind.LANDED, self.tr("later costs with F10")),
            (StartKind.CREDIT, self.tr("a credit note with F10")),
        )
        again = ", ".join(key for kind, key in keys if kind in kinds)
        return words.format(documents=", ".join(named), keys=again)

    # The sheet

    def title(self, sheet: Sheet, suppliers: Mapping[str, str]) -> str:
        """The sheet's title."""
        return self.label(sheet, suppliers)

    def state(self, line: Line, *, has_order: bool) -> str:
        """The word for how a line stands."""
        unit = line.item.unit
        if line.state == "lot":
            return self.tr("further lot")
        if line.state == "extra":
            return self.tr("not ordered") if has_order and line.received_milli else ""
        if line.state == "missing":
            return self.tr("missing")
        if line.state == "complete":
            return self.tr("complete")
        if line.state == "short":
            return self.tr("{quantity} short").format(quantity=self.quantity(-line.difference_milli, unit))
        return self.tr("{quantity} over").format(quantity=self.quantity(line.difference_milli, unit))

    def more(self, line: Line) -> str:
        """The small second line under a product's name: SKU, lot, last day, serials, free and broken pieces."""
        parts = [line.item.sku]
        if line.lot:
            parts.append(self.tr("lot {lot}").format(lot=line.lot))
        if line.expiry is not None and line.item.tracking != "none":
            parts.append(self.tr("until {day}").format(day=self.day(line.expiry)))
        if line.serials:
            parts.append(self.tr("serial numbers: {count}").format(count=len(line.serials)))
        if line.unreadable_milli:
            count = line.unreadable_milli // PIECE_MILLI
            parts.append(self.tr("without a number that can be read: {count}").format(count=count))
        unit = line.item.unit
        for milli, words in (
            (line.free_milli, self.tr("{quantity} free")),
            (line.damaged_milli, self.tr("{quantity} damaged")),
            (line.refused_milli, self.tr("{quantity} damaged, back with the driver")),
        ):
            if milli:
                parts.append(words.format(quantity=self.quantity(milli, unit)))
        return " \u00b7 ".join(parts)

    def cost_detail(self, line: Line) -> str:
        """What the cost was, where it has moved."""
        if line.usual_micro is None or line.usual_micro == line.unit_cost_micro:
            return ""
        return self.tr("was {cost}").format(cost=self.price(line.usual_micro))

    def untaken(self, untaken: Untaken) -> tuple[str, str] | None:
        """What is told of scans that are not on the sheet, with its kind; None where all of them are."""
        refused, twice = untaken.not_taken, isolate(untaken.folded or untaken.folded_before)
        if len(refused) == 1:
            words = self.tr("1 scan was not taken: {code}. Scan it again or type it. Esc if that is settled.")
            return "warn", words.format(code=isolate(refused[0]))
        if refused:
            words = self.tr(
                "{count} scans were not taken: {codes}. Scan them again or type them. Esc if that is settled."
            )
            named = ("\u2026 " if len(refused) > _MOST_CODES else "") + ", ".join(refused[-_MOST_CODES:])
            return "warn", words.format(count=len(refused), codes=isolate(named))
        if untaken.folded:
            words = self.tr("{code} came twice and was taken once. Enter takes the second one, too. Esc if it is one.")
            return "info", words.format(code=twice)
        if untaken.folded_before:
            words = self.tr("{code} came twice and was taken once. If it was a second one, scan it. Esc if it is one.")
            return "info", words.format(code=twice)
        return None

    def untaken_rows(self, refused: Sequence[str], folded: str) -> list[str]:
        """The sentences that ask about them before the sheet is posted."""
        words = self.tr("The scan {code} could not be read right: it is not on the delivery.")
        rows = [words.format(code=isolate(code)) for code in refused]
        if folded:
            words = self.tr("{code} came twice, faster than a hand, and was taken once. Was it a second one?")
            rows.append(words.format(code=isolate(folded)))
        return rows

    def summary(self, summary: Summary) -> str:
        """How a sheet stands, in words."""
        parts = []
        if summary.expected:
            complete = self.tr("{complete} of {lines} lines complete")
            parts.append(complete.format(complete=summary.complete, lines=summary.expected))
        if summary.missing:
            parts.append(self.tr("{count} missing").format(count=summary.missing))
        if summary.short:
            parts.append(self.tr("{count} short").format(count=summary.short))
        if summary.over:
            parts.append(self.tr("{count} over").format(count=summary.over))
        if summary.extra:
            parts.append(self.tr("{count} not ordered").format(count=summary.extra))
        if summary.waiting:
            parts.append(self.tr("unknown codes: {count}").format(count=summary.waiting))
        return ", ".join(parts)

    def sheet_summary(self, summary: Summary) -> str:
        """How a sheet stands, and what was said of it as a whole."""
        parts = [self.summary(summary)]
        for minor, words in (
            (summary.discount_minor, self.tr("less {amount} discount")),
            (summary.landed_minor, self.tr("{amount} freight beside it")),
        ):
            if minor:
                parts.append(words.format(amount=isolate(self.money(minor))))
        if summary.is_provisional:
            parts.append(self.tr("costs wait for the invoice"))
        return ", ".join(part for part in parts if part)

    def result(self, summary: Summary) -> str:
        """What came of a delivery that is posted."""
        words = self.summary(summary)
        return words or self.tr("nothing was expected")

    def suggested(self, one: PriceSuggested) -> str:
        """A price that is suggested."""
        return self.tr("{was}, now {price}").format(
            was=self.price(one.item.price_micro), price=self.price(one.price_micro)
        )

    def _own_words(self) -> dict[str, str]:
        return {
            **self._doubt_words(),
            **self._back_words(),
            **self._asking_words(),
            "all_billed": self.tr("All of this delivery is invoiced already."),
            "all_gone_back": self.tr("All of this delivery has gone back already."),
            "already_counted": self.tr(
                "Counted after that, on {day} ({count}): {name} ({sku}). Were all of these on the shelf then?"
            ),
            "batch_bad": self.tr("Lines taken: {count}. These rows say no code or no clear quantity: {rows}."),
            "batch_taken": self.tr("Lines of the batch scanner that are on the delivery: {count}."),
            "billed": self.tr("The invoice is posted as {number}."),
            "code_known": self.tr("{name} is on the delivery now."),
            "code_waits": self.tr(
                "No product has the code {code}. It waits: F8 links it to a product or makes a new one."
            ),
            "draft_moved": self.tr(
                "Somebody else works on this delivery, too. It was read again, with what you scanned; look once more "
                "at what you typed last."
            ),
            "finish_first": self.tr("Finish this first, or leave it with Esc."),
            "folded": self.tr(
                "{code} came twice, faster than a hand can scan. It was taken once; Enter takes the second one, too."
            ),
            "given_up": self.tr("The delivery was given up. Nothing of it is in stock."),
            "order_already_received": self.tr(
                "All of {number} has come already, last with {delivery}. Has it come a second time? If this is "
                "something else, go back and take it in without the order."
            ),
            "no_sheet": self.tr("Choose what is delivered first."),
            "invoice_number_needed": self.tr("Type the number that stands on the invoice."),
            "labels_made": self.tr("The labels for what {number} brought are {path}; F11 opens them."),
            "no_price": self.tr("Type what the goods are sold for."),
            "no_name": self.tr("Type what the goods are called."),
            "no_line": self.tr("Scan something first, or choose a line."),
            "no_unknown": self.tr("No code waits: all that was scanned is known."),
            "more_than_came": self.tr("At most {most} of {name} can go back: no more came, or some has gone already."),
            "not_in_delivery": self.tr("The goods of {code} are not in this delivery, or all of them have gone back."),
            "not_of_delivery": self.tr("The serial number {serial} of {name} did not come with this delivery."),
            "not_saved": self.tr("Not saved yet: {count}. They stay on the screen and are tried again by themselves."),
            "nothing_came": self.tr("Nothing has come yet. Scan what is there, then post it."),
            "nothing_billed": self.tr("Type what the supplier bills: nothing stands there yet."),
            "nothing_goes_back": self.tr("Type or scan what goes back."),
            "nothing_found": self.tr("No goods are called {words}. Type other words, a code or a SKU."),
            "prices_taken": self.tr("New selling prices: {count}. Print their labels before you open."),
            "saved_again": self.tr("All that waited is saved now."),
            "scanned_behind": self.tr(
                "Somebody else has posted this delivery or given it up. What you scanned since is on this new one: "
                "{count}."
            ),
            "sent_back": self.tr("It goes back with {number}."),
            "sheet_closed": self.tr("This delivery was posted or given up by somebody else meanwhile."),
            "sheet_was_there": self.tr("Somebody has begun this order already. This is what came so far; go on."),
        }

    def _back_words(self) -> dict[str, str]:
        return {
            "back_credit_note": self.tr("{of} is taken back by {number}: the credit is awaited again."),
            "back_landed_cost": self.tr("{of} is taken back by {number}: the goods cost again what they did before."),
            "back_supplier_invoice": self.tr("{of} is taken back by {number}: what it billed waits for an invoice."),
            "back_supplier_return": self.tr("{of} is taken back by {number}: the goods are in stock again."),
            "taken_back_with": self.tr(
                "It was taken back by {number}. Put right what was wrong and post it; then post again what was taken "
                "back with it: {numbers}."
            ),
            "taken_back": self.tr("It was taken back by {number}. Put right what was wrong, then post it again."),
        }

    def _asking_words(self) -> dict[str, str]:
        return {
            "amount_needed": self.tr("Type what it costs."),
            "cost_added": self.tr("It is posted as {number}; the goods cost that more."),
            "credited": self.tr("The credit note is posted as {number}."),
            "other_order": self.tr(
                "{number} is an order and no goods. Finish this delivery, or leave it for later with Esc; then scan "
                "the order again."
            ),
            "not_with_that": self.tr("{typed} is no quantity: {code} was not taken. Type it right and scan again."),
            "serials_open": self.tr(
                "Pieces without their serial number: {count}, first of {name}. F6 takes the numbers, or says that they "
                "cannot be read."
            ),
        }
