"""The words of the sale screen: what it says about a sale, and how it writes a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from app.domain.figures import PIECE_MILLI
from app.domain.typed import plain_figure
from app.printing import format as written
from app.ui.widgets.labels import isolate, isolate_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.basket import Waiting
    from app.domain.discount import Discount
    from app.domain.requests import TenderAsked
    from app.domain.ringing import ShownLine
    from app.domain.shop import Shop
    from app.ui.said import Said
    from app.ui.screens.sale.state import LastPaid

_MOST_NUMBERS = 8  # receipts or scans that are named one by one
_FIGURES = frozenset({"lines", "code", "number", "at", "given", "typed", "file"})


class SaleTexts(QObject):
    """Writes what the sale screen shows, in the shop's own way of writing figures.

    Attributes:
        kind_names: What the shop calls its ways to pay, by kind; a dialog that takes payments tells them.
    """

    def __init__(self, shop: Shop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop = shop
        self.kind_names: dict[str, str] = {}

    def sentence(self, said: Said) -> str:
        """The sentence for something said: the screen's own words, or the sentence of a refusal."""
        sale = said.facts.get("sale")
        if said.code == "receipt_scanned" and sale is not None:
            return self.receipt(cast("LastPaid", sale))
        template = self._own_words().get(said.code)
        if template is None:
            from app.ui.screens.sale.dialogs.refused import words_of  # noqa: PLC0415 -- with the first refusal

            return words_of(said.code, said.facts, self._shop.language)
        facts = {name: _isolated(name, fact) for name, fact in said.facts.items() if name != "tenders"}
        return template.format_map(
            {**facts, "how": self.how_paid(cast("Sequence[TenderAsked]", said.facts.get("tenders", ())))}
        )

    def plain(self, typed: str) -> str:
        """A figure as a hand typed it, as the readers of figures want it.

        Raises:
            Refusal: `figure_two_ways`.
        """
        return plain_figure(typed, written.decimal_sign(self._shop.language))

    def money(self, amount_minor: int) -> str:
        """An amount with its currency."""
        return written.money(amount_minor, self._shop.currency, self._shop.language)

    def amount(self, amount_minor: int) -> str:
        """An amount without its currency, for a column of them."""
        return written.amount(amount_minor, self._shop.currency, self._shop.language)

    def price(self, price_micro: int) -> str:
        """A price without its currency."""
        return written.price(price_micro, self._shop.currency, self._shop.language)

    def line_price(self, line: ShownLine) -> str:
        """The price of a line, with what it is for where that is not one: "7.80 / 6" of a pack."""
        price = self.price(line.price_micro)
        return price if line.base_milli == PIECE_MILLI else f"{price} / {self.quantity(line.base_milli, line.unit)}"

    def quantity(self, quantity_milli: int, unit: str) -> str:
        """A quantity, with its unit where that is not the piece."""
        return written.quantity(quantity_milli, self._shop.language, unit)

    def plain_quantity(self, quantity_milli: int | None) -> str:
        """A quantity that was typed, without a unit; "" for none."""
        return "" if quantity_milli is None else written.quantity(quantity_milli, self._shop.language)

    def discount(self, discount: Discount | None) -> str:
        """A discount as it was given: "10%", "1.50", or "" for none."""
        if discount is None:
            return ""
        if discount.percent_milli:
            return written.percent(discount.percent_milli, self._shop.language)
        return self.amount(discount.amount_minor)

    def percent(self, rate_milli: int) -> str:
        """A tax rate."""
        return written.percent(rate_milli, self._shop.language)

    def line_name(self, line: ShownLine) -> str:
        """The name in the table; a deposit is shown as what comes with the goods above it."""
        if not line.is_deposit:
            return line.name
        return self.tr("+ {name}").format(name=isolate_name(line.name))

    def stock(self, line: ShownLine) -> str:
        """That the line takes goods back, or the word for what selling it leaves, or ""."""
        if line.quantity_milli < 0:
            return self.tr("return")
        return {
            "last_piece": self.tr("last in stock"),
            "none_left": self.tr("none in stock"),
            "not_enough": self.tr("too few in stock"),
            "not_sold_short": self.tr("too few: not sold"),
        }.get(line.stock, "")

    def last_sale(self, last: LastPaid) -> str:
        """Which sale was the last one, and how it was paid."""
        facts = {
            "number": isolate(last.number),
            "total": isolate(self.money(last.payable_minor)),
            "at": self._time(last),
            "how": self.how_paid(last.tenders),
        }
        return self.tr("Last sale {number}, {at}: {total}, {how}").format_map(facts)

    def receipt(self, sale: LastPaid) -> str:
        """Which receipt was scanned, and what can be done about its sale."""
        facts = {
            "number": isolate(sale.number),
            "at": isolate(written.moment_apart(sale.at.local(), self._shop.language)),
            "total": isolate(self.money(sale.payable_minor)),
            "how": self.how_paid(sale.tenders),
        }
        sentence = self.tr(
            "That is receipt {number} of {at}: {total}, {how}. To take goods back, ring them up, press F4 and type a "
            "quantity below zero."
        )
        return sentence.format_map(facts)

    def how_paid(self, paid: Sequence[TenderAsked]) -> str:
        """The way a sale was paid ("by card"), or its parts with their amounts."""
        if len(paid) != 1:
            return " + ".join(f"{self._kind(one.kind)} {isolate(self.money(one.amount_minor))}" for one in paid)
        ways = {"cash": self.tr("in cash"), "card": self.tr("by card")}
        return ways.get(paid[0].kind) or self.tr("by {kind}").format(kind=self._kind(paid[0].kind))

    def change(self, last: LastPaid) -> str:
        """The change of the last sale."""
        return self.tr("Change {amount}").format(amount=isolate(self.money(last.change_minor)))

    def counted(self, lines: int, returns: int) -> str:
        """How many lines there are, and how many of them take goods back."""
        if returns:
            return self.tr("Lines: {count}, returns: {returns}").format(count=lines, returns=returns)
        return self.tr("Lines: {count}").format(count=lines)

    def unsaved(self, entries: int) -> str:
        """That painted entries are not in the book."""
        sentence = self.tr("Not saved yet: {count}. They stay on the screen and are tried again by themselves.")
        return sentence.format(count=entries)

    def tray(self, waiting: Sequence[Waiting]) -> str:
        """Which unknown codes wait, and how many pieces of each."""
        codes = (
            one.code
            if one.quantity_milli == PIECE_MILLI
            else f"{self.plain_quantity(one.quantity_milli)} \u00d7 {one.code}"
            for one in waiting
        )
        return self.tr("Unknown, waiting for Pay: {codes}").format(codes=isolate(", ".join(codes)))

    def refused_scans(self, codes: Sequence[str]) -> str:
        """Which scans could not be read right."""
        if len(codes) == 1:
            return self.tr("1 scan was not taken: {code}. Scan it again or type it. Esc if that is settled.").format(
                code=isolate(codes[0])
            )
        sentence = self.tr(
            "{count} scans were not taken: {codes}. Scan them again or type them. Esc if that is settled."
        )
        named = ("… " if len(codes) > _MOST_NUMBERS else "") + ", ".join(codes[-_MOST_NUMBERS:])
        return sentence.format(count=len(codes), codes=isolate(named))

    def read_twice_before(self, code: str) -> str:
        """That a reading was taken once, when + means a newer line already."""
        sentence = self.tr("{code} was read twice and taken once. If it was a second piece, scan it again.")
        return sentence.format(code=isolate(code))

    def unprinted(self, numbers: Sequence[str], reason: Said | None) -> str:
        """Which receipts did not come out, the oldest first, and why not."""
        why = self.sentence(reason) if reason is not None else ""
        facts = {
            "numbers": isolate(", ".join(numbers[:_MOST_NUMBERS])),
            "why": why,
            "more": len(numbers) - _MOST_NUMBERS,
        }
        if len(numbers) > _MOST_NUMBERS:
            return self.tr("Receipts not printed: {numbers} and {more} more. {why}").format_map(facts)
        return self.tr("Receipts not printed: {numbers}. {why}").format_map(facts)

    def _kind(self, kind: str) -> str:
        return isolate_name(self.kind_names.get(kind, kind))

    def _time(self, last: LastPaid) -> str:
        return isolate(written.clock_apart(last.at.local(), self._shop.language))

    def _own_words(self) -> dict[str, str]:
        return {
            "answer_first": self.tr("Answer the question above first, or leave it with Esc."),
            "behind_minus": self.tr(
                "Minus took one off the chosen line; Ctrl+Z brings it back. {typed} was not taken: to take goods back, "
                "ring them up, press F4 and type a quantity below zero."
            ),
            "card_takes_all": self.tr("Card takes the whole amount. Clear the number with Esc, or split with F12."),
            "copy_made": self.tr("Copy of {number} is made: {file}"),
            "copy_printed": self.tr("Copy of {number} is printed."),
            "drawer_opened": self.tr("The drawer is opened. That is filed as {number}."),
            "no_cash_left": self.tr(
                "“{text}” was typed for something else and is not taken as cash. Type what was given, or clear it with "
                "Esc and press F9."
            ),
            "no_cash_words": self.tr(
                "“{text}” is no amount. Clear it with Esc and press F9, or park the sale under it with F7."
            ),
            "no_drawer_set": self.tr("No drawer is set for this till. Say in the settings how it opens."),
            "label_printed": self.tr("A label of {name} is printed."),
            "no_line_yet": self.tr("There is no line yet: scan the goods first."),
            "nothing_asked": self.tr("Nothing is asked just now."),
            "nothing_to_pay": self.tr("There is nothing to pay yet."),
            "unknown_command": self.tr("This command is none of this program. Print its sheet of commands anew."),
            "cleared": self.tr("Everything taken out (lines: {lines})"),
            "much_given": self.tr("{given} given? If that is right, take it with F12. If it is a code, press Enter."),
            "nothing_found": self.tr("Nothing found for “{text}”. Check it, or ring it up under Open price (F11)."),
            "nothing_known": self.tr("Nothing is known of “{text}”."),
            "not_now": self.tr("Not taken: finish this first, or leave it with Esc, and scan again."),
            "money_received": self.tr("Part of this sale is paid. Pay the rest with F12, or give it back there first."),
            "money_held": self.tr("Part of the payment is received. F12 takes the rest."),
            "nothing_to_park": self.tr("There is nothing to park."),
            "paid_now": self.tr("Paid {how} now."),
            "park_in_list": self.tr("A sale is on the screen: F7 parks it here first, or leave with Esc and pay it."),
            "park_first": self.tr("Park (F7) or pay this sale first."),
            "parked": self.tr("Parked. F8 brings it back."),
            "parked_as": self.tr("Parked: {name}. F8 brings it back."),
            "read_twice": self.tr("Read twice, taken once. Press + if it was a second piece."),
            "receipt_glyphs": self.tr("The receipt has no letters for: {names}"),
            "restored": self.tr("The open sale was kept (lines: {lines}). Go on where you were."),
            "scan_behind_no_quantity": self.tr(
                "Not taken: {typed} is no quantity. Scan or choose it again for one, or type such as 3* first."
            ),
            "several_found": self.tr("Several products match “{text}”. Choose one with the arrow keys."),
            "sum_changed": self.tr("Something was added since you pressed Pay. See the new total, and press it again."),
            "type_weight": self.tr("{name} is weighed: type the weight, then F4."),
            "undone": self.tr("Taken back."),
            "unknown_code": self.tr("Unknown code {code}: it waits in the tray. Go on; Pay asks what to do with it."),
            "voided": self.tr("{name} taken out"),
        }


def _isolated(name: str, fact: object) -> str:
    return isolate(str(fact)) if name in _FIGURES else isolate_name(str(fact))
