"""The words of the reports screen, and how it writes figures: in the shop's own way."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING

from app.domain.schedule import Each
from app.domain.stretch import Stretch
from app.printing import format as written
from app.reports.contents import Group
from app.ui.shop_texts import ShopTexts
from app.ui.widgets.labels import isolate, isolate_name

if TYPE_CHECKING:
    from app.domain.moment import Moment
    from app.domain.schedule import Scheduled
    from app.reports.report import Report
    from app.ui.screens.reports.state import Question


class ReportTexts(ShopTexts):
    """Writes what the reports screen shows."""

    FIGURES = frozenset({"day", "path", "count", "page", "pages", "sample"})

    @property
    def first_weekday(self) -> int:
        """On which day the shop's week begins."""
        return written.first_weekday(self._shop.language)

    @property
    def favourites(self) -> str:
        """The heading over the reports that stand first."""
        return self.tr("Favourites")

    @property
    def made_last(self) -> str:
        """The heading over the answers that are at hand."""
        return self.tr("Made last")

    def group(self, group: Group) -> str:
        """The heading over a group of reports."""
        return {
            Group.SALES: self.tr("Sales"),
            Group.STOCK: self.tr("Stock"),
            Group.VALUE: self.tr("Value and cost"),
            Group.BUYING: self.tr("Buying"),
            Group.COUNTING: self.tr("Counting"),
            Group.BOOKS: self.tr("Books"),
        }[group]

    def stretch(self, stretch: Stretch) -> str:
        """The name of a stretch of days."""
        return {
            Stretch.TODAY: self.tr("Today"),
            Stretch.YESTERDAY: self.tr("Yesterday"),
            Stretch.THIS_WEEK: self.tr("This week"),
            Stretch.LAST_WEEK: self.tr("Last week"),
            Stretch.THIS_MONTH: self.tr("This month"),
            Stretch.LAST_MONTH: self.tr("Last month"),
            Stretch.THIS_QUARTER: self.tr("This quarter"),
            Stretch.LAST_QUARTER: self.tr("Last quarter"),
            Stretch.THIS_YEAR: self.tr("This year"),
            Stretch.LAST_YEAR: self.tr("Last year"),
            Stretch.ALL: self.tr("All days"),
            Stretch.OWN: self.tr("Own days"),
        }[stretch]

    def rhythm(self, each: Each | None) -> str:
        """How often a report is made by itself."""
        return {
            None: self.tr("Never"),
            Each.DAY: self.tr("Each day"),
            Each.WEEK: self.tr("Each week"),
            Each.MONTH: self.tr("Each month"),
        }[each]

    def scheduled(self, one: Scheduled) -> str:
        """How often a report is made by itself, and as what."""
        words = self.tr("{rhythm} by itself, as {format}")
        return words.format(rhythm=self.rhythm(one.each), format=one.written_as.upper())

    def days_of(self, report: Report) -> str:
        """The days that a report is of, and what alone it is of."""
        return " \u00b7 ".join((self._days_of(report), *(isolate_name(part.name) for part in report.narrowed)))

    def note(self, report: Report) -> str:
        """What has to be known to read a report."""
        return report.told_note(lambda minor: self.inside(self.money(minor)))

    def asked(self, question: Question, takes: Collection[str]) -> str:
        """Of which days a report was asked, as far as it takes any, and of what alone."""
        days = self.stretch(question.stretch)
        if not {"first", "at"} & set(takes):
            days = self.tr("As of today")
        elif question.stretch is Stretch.OWN:
            days = self.days(question.first if "first" in takes else question.last, question.last)
        alone = map(isolate_name, filter(None, question.alone))
        return " \u00b7 ".join((days or self.stretch(Stretch.ALL), *alone))

    def days(self, first: int | None, last: int | None) -> str:
        """The first and the last day; one day alone is said once."""
        return self._span(*(self.day(day) for day in (first, last)))

    def _days_of(self, report: Report) -> str:
        if report.at:
            return self._iso_day(report.at)
        ends = [self._iso_day(day) if day else "" for day in (report.from_date, report.to_date)]
        if ends == ["", ""]:
            return self.tr("All days")
        return self._span(*ends)

    def _span(self, first: str, last: str) -> str:
        """From a day to another, either of which may be ""; one day alone is said once."""
        return first if first == last else f"{first} \u2013 {last}"

    def typed_day(self, day: int | None) -> str:
        """A day as a person would type it; "" for none."""
        if day is None:
            return ""
        parts = {"d": str(day % 100), "m": str(day // 100 % 100), "y": str(day // 10000)}
        sign = {"dmy": ".", "mdy": "/", "ymd": "-"}[self.day_order]
        return sign.join(parts[name] for name in self.day_order)

    def made(self, at: Moment) -> str:
        """When something was made."""
        return written.clock_apart(at.local(), self._shop.language)

    def moment(self, at: Moment) -> str:
        """A date and time of day."""
        return written.moment_apart(at.local(), self._shop.language)

    def inside(self, figure: str) -> str:
        """A figure inside other words, which keeps its order where the shop's lines run from right to left."""
        return isolate(figure) if written.runs_right_to_left(self._shop.language) else figure

    def amount(self, amount_minor: int) -> str:
        """An amount without its currency, for a column of them."""
        return written.amount(amount_minor, self._shop.currency, self._shop.language)

    def percent(self, milli: int | None) -> str:
        """A percentage; "" for none."""
        return "" if milli is None else written.percent(milli, self._shop.language)

    def figures(self) -> Mapping[str, str]:
        """The figures of a period that stand beside its paper, by the names of their columns."""
        return {
            "opening_value": self.tr("Opening"),
            "opening_stock_value": self.tr("Opening stock"),
            "purchases_value": self.tr("Purchases"),
            "supplier_returns_value": self.tr("Supplier returns"),
            "landed_value": self.tr("Landed cost"),
            "transfers_in_value": self.tr("Transfers in"),
            "transfers_out_value": self.tr("Transfers out"),
            "adjustments_value": self.tr("Adjustments"),
            "closing_value": self.tr("Closing"),
            "periodic_cogs": self.tr("Periodic cost of goods"),
            "perpetual_cogs": self.tr("Perpetual cost of goods"),
            "gap": self.tr("Gap"),
        }

    @property
    def tie_out(self) -> str:
        """What has to be nothing."""
        return self.tr("Tie-out")

    def check(self, name: str, title: str) -> str:
        """A point of the checklist; one that a later program has added keeps its own title."""
        return {
            "open_deliveries": self.tr("Deliveries being received"),
            "open_counts": self.tr("Counts not posted"),
            "parked_sales": self.tr("Parked sales"),
            "open_sales": self.tr("Sales being rung up"),
            "on_the_way": self.tr("Goods on the way"),
            "negative": self.tr("Goods below zero"),
            "without_cost": self.tr("Goods without cost"),
            "never_counted": self.tr("Never received or counted"),
            "uncounted_zones": self.tr("Zones not counted"),
            "not_counted": self.tr("Not counted in the period"),
            "late": self.tr("Late documents"),
            "not_invoiced": self.tr("Deliveries, costs not invoiced"),
        }.get(name, title)

    def count(self, many: int) -> str:
        """A number of things."""
        return written.quantity(many * 1000, self._shop.language)

    def _iso_day(self, text: str) -> str:
        return written.day_apart(date.fromisoformat(text), self._shop.language)

    def _own_words(self) -> Mapping[str, str]:
        return {
            "cash_over": self.tr(
                "The drawer is {difference} over: {counted} were counted, {expected} should be there. "
                "F11 counts it again."
            ),
            "cash_short": self.tr(
                "The drawer is {difference} short: {counted} were counted, {expected} should be there. "
                "F11 counts it again."
            ),
            "days_typed_backwards": self.tr("The first day is after the last one. Type them the other way round."),
            "drawer_right": self.tr("The drawer is right: {amount}. F9 prints the end of the day."),
            "no_lead": self.tr("This row leads to no document and no product."),
            "no_report": self.tr("Choose a report first."),
            "no_scan": self.tr("Scans have no use here. Go to Sale, Receive or Count first."),
            "no_folder": self.tr("Name the whole path of the folder, or leave it empty for the one beside the book."),
            "no_such_day": self.tr(
                "\u201c{text}\u201d is no day. Type one like {sample}, or without the year for this one."
            ),
            "report_made_again": self.tr(
                "Something came in since this was shown: it was made again, and is shown so now."
            ),
            "period_read_again": self.tr("Figures of this period have changed since they were shown. Here they are."),
            "no_such_format": self.tr("The name of the file must end in .pdf, .xlsx, .csv or .json."),
        }
