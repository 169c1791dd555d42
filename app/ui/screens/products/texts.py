"""The words of the products screen, and how it writes figures: in the shop's own way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from app.domain.pricing import Ending, margin_milli, markup_milli, net_price_micro
from app.domain.product_row import Outcome
from app.printing import format as written
from app.reports.product_list import ProductFilter, ProductSort
from app.ui.label_texts import LabelTexts
from app.ui.said import Said
from app.ui.widgets.labels import isolate, isolate_name

if TYPE_CHECKING:
    from app.domain.product import Code
    from app.reports.product_list import ProductRow
    from app.reports.product_record import Changed, ProductRecord


_NAMED = 5  # products in a sentence


class ProductsTexts(LabelTexts):
    """Writes what the products screen shows."""

    FIGURES = frozenset(
        {
            "code",
            "count",
            "day",
            "expected",
            "last",
            "left",
            "right",
            "sku",
            "text",
            "new",
            "changed",
            "refused",
            "done",
            "total",
        }
    )

    @property
    def digits(self) -> int:
        """How many decimals the shop's money has."""
        return self._shop.currency.digits

    def products(self, count: int) -> str:
        """So many products."""
        if count == 1:
            return self.tr("1 product")
        return self.tr("{count} products").format(count=isolate(self.count(count)))

    def count(self, count: int) -> str:
        """A number of things."""
        return written.quantity(1000 * count, self._shop.language)

    def price(self, price_micro: int | None) -> str:
        """A price without its currency; "" for none."""
        return "" if price_micro is None else written.price(price_micro, self._shop.currency, self._shop.language)

    def typed_price(self, price_micro: int | None) -> str:
        """A price as it stands in a field, ready to be typed over."""
        if price_micro is None:
            return ""
        from app.domain.figures import write_price  # noqa: PLC0415 -- needed by forms only

        return write_price(price_micro, self.digits).replace(".", self.point)

    def typed_quantity(self, quantity_milli: int | None) -> str:
        """A quantity as it stands in a field."""
        if quantity_milli is None:
            return ""
        from app.domain.figures import write_quantity  # noqa: PLC0415 -- needed by forms only

        return write_quantity(quantity_milli).replace(".", self.point)

    def percent(self, milli: int) -> str:
        """A percentage, in whole percent: nobody reads more of a margin."""
        return written.percent(round(milli, -3), self._shop.language)

    def earned(self, price_micro: int, rate_milli: int, cost_micro: int | None) -> str:
        """Margin and mark-up of a price; "" where the cost is not known."""
        if not cost_micro:
            return ""
        net = net_price_micro(price_micro, rate_milli, includes_tax=self._shop.prices_include_tax)
        margin, markup = margin_milli(net, cost_micro), markup_milli(net, cost_micro)
        if margin is None or markup is None:
            return ""
        return self.tr("Margin {margin}, mark-up {markup}").format(
            margin=isolate(self.percent(margin)), markup=isolate(self.percent(markup))
        )

    def margin(self, row: ProductRow) -> str:
        """The margin of a row of the list; "" where it is not known."""
        if not row.cost_micro or row.open_price:
            return ""
        net = net_price_micro(row.price_micro, row.rate_milli, includes_tax=self._shop.prices_include_tax)
        margin = margin_milli(net, row.cost_micro)
        return "" if margin is None else self.tr("margin {percent}").format(percent=isolate(self.percent(margin)))

    def row_quantity(self, row: ProductRow) -> str:
        """What there is of a product; "" where nobody knows, or no stock is kept."""
        if not row.stocked or row.quantity_milli is None:
            return ""
        return self.quantity(row.quantity_milli, row.unit)

    def row_state(self, row: ProductRow) -> str:
        """The word for what is the matter with a product, the gravest first; "" for nothing."""
        if not row.active:
            return self.tr("sold no more")
        if row.is_short:
            return self.tr("below zero")
        if row.stocked and row.quantity_milli is not None and row.quantity_milli <= 0:
            return self.tr("out")
        if row.is_low:
            return self.tr("low")
        if row.stocked and row.quantity_milli is None:
            return self.tr("not yet counted")
        return "" if row.has_code else self.tr("no code")

    def states(self, record: ProductRecord) -> list[str]:
        """What somebody should know of a product, as sentences of a few words."""
        row, states = record.row, []
        if not row.active:
            states.append(self.tr("Sold no more."))
        if not row.has_code:
            states.append(self.tr("It has no code yet."))
        if row.stocked and row.cost_micro is None:
            states.append(self.tr("Nobody knows what it costs."))
        if row.is_low:
            states.append(self.tr("Low."))
        if record.parent:
            states.append(self.tr("A variant of {sku}.").format(sku=isolate(record.parent)))
        states += [
            self.tr("The code {code} is one of {sku}, too.").format(code=isolate(code), sku=isolate_name(sku))
            for code, sku in record.shared[:2]
        ]
        return states

    def planned(self, record: ProductRecord) -> str:
        """The next price that is planned; "" for none."""
        if not record.planned:
            return ""
        plan = record.planned[0]
        words = self.tr("{price} from {day} on, planned by {person}").format(
            price=isolate(self.price(plan.price_micro)),
            day=isolate(self.day(plan.starts)),
            person=isolate_name(plan.person),
        )
        more = len(record.planned) - 1
        return self.tr("{plan}; and {count} later").format(plan=words, count=more) if more else words

    def code(self, code: Code, unit: str) -> str:
        """A code with what it stands for."""
        words = isolate(code.text)
        if code.quantity_milli != 1000:
            words += " = " + isolate(self.quantity(code.quantity_milli, unit))
        return words if code.price_micro is None else f"{words} · {isolate(self.price(code.price_micro))}"

    def changed(self, changed: Changed) -> str:
        """What was changed, from what to what."""
        return self.from_to(changed.what, changed.before, changed.after)

    def from_to(self, what: str, before: str | None, after: str | None) -> str:
        """A figure before and after it was changed."""
        return f"{self._figure(what, before)} → {self._figure(what, after)}"

    def figure_name(self, what: str) -> str:
        """The name of a figure of a product."""
        return self._figure_names().get(what, what)

    def filter_words(self) -> dict[ProductFilter, str]:
        """The filters, in the order of their list."""
        return {
            ProductFilter.ALL: self.tr("All that is sold"),
            ProductFilter.LOW: self.tr("Low"),
            ProductFilter.OUT: self.tr("Out of stock"),
            ProductFilter.NEGATIVE: self.tr("Below zero"),
            ProductFilter.UNCODED: self.tr("Without a code"),
            ProductFilter.UNCOSTED: self.tr("Without a cost"),
            ProductFilter.SHARED: self.tr("Code of several"),
            ProductFilter.REPRICED: self.tr("Waiting for a label"),
            ProductFilter.INACTIVE: self.tr("Sold no more"),
        }

    def sort_words(self) -> dict[ProductSort, str]:
        """The orders of the list."""
        return {
            ProductSort.NAME: self.tr("By name"),
            ProductSort.SKU: self.tr("By SKU"),
            ProductSort.CATEGORY: self.tr("By category"),
            ProductSort.PRICE: self.tr("Cheapest first"),
            ProductSort.DEAREST: self.tr("Dearest first"),
            ProductSort.LEAST: self.tr("Least stock first"),
            ProductSort.MOST: self.tr("Most stock first"),
        }

    def ending_words(self) -> dict[Ending, str]:
        """How changed prices may end."""
        return {
            Ending.NINETY_NINE: self.tr("on .99"),
            Ending.NINETY_FIVE: self.tr("on .95"),
            Ending.FORTY_NINE: self.tr("on .49"),
            Ending.TENS: self.tr("on tens"),
            Ending.WHOLE: self.tr("on whole units"),
            Ending.EXACT: self.tr("on the smallest coin"),
        }

    def method_words(self) -> dict[str, str]:
        """The cost methods; "" is the shop's own."""
        return {
            "": self.tr("As the shop does"),
            "fifo": self.tr("First in, first out"),
            "average": self.tr("Moving average"),
            "standard": self.tr("Standard cost"),
            "specific": self.tr("By lot or serial"),
            "lifo": self.tr("Last in, first out"),
        }

    def unit_words(self) -> dict[str, str]:
        """What a quantity can count."""
        return {
            "each": self.tr("pieces"),
            "kg": self.tr("weighed, kg"),
            "g": self.tr("weighed, g"),
            "l": self.tr("measured, l"),
            "ml": self.tr("measured, ml"),
            "m": self.tr("measured, m"),
        }

    def tracking_words(self) -> dict[str, str]:
        """How pieces are followed."""
        return {"none": self.tr("no"), "lot": self.tr("by lot"), "serial": self.tr("by serial number")}

    def negative_words(self) -> dict[str, str]:
        """What a sale below zero meets."""
        return {"warn": self.tr("sell and warn"), "allow": self.tr("sell"), "block": self.tr("do not sell")}

    def reason(self, column: str, code: str, facts: Mapping[str, object]) -> str:
        """Why a row of a list is refused, with the column that it is about."""
        words = self.sentence(Said("warn", code, facts))
        return f"{isolate_name(column)}: {words}" if column else words

    def note(self, code: str, names: Sequence[str]) -> str:
        """What a person should know of rows of a list."""
        skus = ", ".join(names[:_NAMED])
        return self.sentence(Said("warn", code, {"count": len(names), "skus": f"{skus} …" if names[_NAMED:] else skus}))

    def outcome_words(self) -> dict[Outcome, str]:
        """What becomes of a row of a list."""
        return {
            Outcome.NEW: self.tr("new"),
            Outcome.CHANGED: self.tr("changed"),
            Outcome.UNCHANGED: self.tr("as it is"),
            Outcome.REFUSED: self.tr("refused"),
        }

    def _figure(self, what: str, text: str | None) -> str:
        if not text:
            return "\N{EN DASH}"
        if what.endswith("_micro"):
            return isolate(self.price(int(text)))
        if what == "rate_milli":
            return isolate(written.percent(int(text), self._shop.language))
        if what.endswith("_milli"):
            return isolate(self.quantity(int(text)))
        if what == "picture":
            return self.tr("a picture")
        if what in ("active", "stocked", "open_price"):
            return self.tr("yes") if text == "1" else self.tr("no")
        return isolate_name(text)

    def _figure_names(self) -> Mapping[str, str]:
        return {
            "active": self.tr("Sold"),
            "category": self.tr("Category"),
            "codes": self.tr("Codes"),
            "cost_micro": self.tr("Cost"),
            "costing": self.tr("Cost method"),
            "deposit": self.tr("Deposit"),
            "kit": self.tr("Kit"),
            "minimum_age": self.tr("Minimum age"),
            "name": self.tr("Name"),
            "negative_stock": self.tr("Below zero"),
            "open_price": self.tr("Price is asked"),
            "picture": self.tr("Picture"),
            "planned": self.tr("Planned price"),
            "price_micro": self.tr("Price"),
            "rate_milli": self.tr("Tax"),
            "reorder_point_milli": self.tr("Reorder at"),
            "reorder_quantity_milli": self.tr("Reorder"),
            "standard_cost_micro": self.tr("Standard cost"),
            "stocked": self.tr("Stock is kept"),
            "supplier": self.tr("Supplier"),
            "tax_code": self.tr("Tax code"),
            "tracking": self.tr("Followed"),
            "unit": self.tr("Unit"),
            "variant": self.tr("Variant of"),
            "weight_milli": self.tr("Weight"),
        }

    def _own_words(self) -> dict[str, str]:
        return super()._own_words() | {
            "age_years": self.tr("A minimum age is a number of years from 1 to 120."),
            "check_digit_asked": self.tr(
                "The last digit of {code} should be {expected}: {right}. Mend it, or press Enter once more to keep it "
                "as it is."
            ),
            "cost_minus": self.tr("A price or cost below zero cannot be."),
            "finish_first": self.tr("Not taken: finish this first, or leave it with Esc, and scan again."),
            "products_without_tax": self.tr(
                "New products without a tax rate: {count} ({skus}). They are sold at 0 % unless you type a rate below."
            ),
            "refused_kept": self.tr("Rows with their reasons in {path}: {count}. Mend them there and take that file."),
            "leave_unkept": self.tr("It is not saved. Save it, or Esc once more leaves it as it was."),
            "list_kept": self.tr("Products in {path}: {count}."),
            "list_taken": self.tr("The list is taken: {new} new, {changed} changed, {refused} refused."),
            "list_working": self.tr("At work: {done} of {total}. Esc stops it."),
            "nothing_listed": self.tr("Nothing is listed that could be written. Choose another filter."),
            "name_needed": self.tr("Give it a name: that is what the receipt says."),
            "no_product": self.tr("Choose a product first."),
            "no_single_part": self.tr("The code {code} is not that of one product. Type the SKU of the part."),
            "nothing_planned": self.tr("No later price is planned for it."),
            "picture_gone": self.tr("{name} has no picture any more."),
            "picture_kept": self.tr("{name} has its picture."),
            "plan_dropped": self.tr("The planned price is forgotten."),
            "price_needed": self.tr("Type the price, 0 for what is free."),
            "price_planned": self.tr("The price is kept for that day."),
            "prices_back": self.tr("Prices taken back: {count}."),
            "prices_back_left": self.tr("Prices taken back: {count}; changed since, so left as they are: {left}."),
            "prices_changed": self.tr("New prices: {count}, each waiting for its shelf label."),
            "prices_changed_left": self.tr(
                "New prices: {count}, each waiting for its shelf label; {left} had that price already."
            ),
            "sku_needed": self.tr("Type an SKU: the product is known by it."),
            "sold_again": self.tr("{name} is sold again."),
            "sold_no_more": self.tr("{name} is sold no more. What was sold of it stays in the book."),
            "values_needed": self.tr("Type what the variants are, with commas between: S, M, L."),
            "variants_made": self.tr("New variants: {count}."),
            "taken_again": self.tr("The code {code} stands there already."),
        }
