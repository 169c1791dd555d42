"""The first start: five answers, each filled in with what is usual, and the till opens; or the sample shop does.

A price list can come along. What is wrong with an answer or with the list is said here, and no book is made until all
of it can be.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTimeZone, Signal
from PySide6.QtWidgets import QApplication, QDialog

from app.base.trouble import Trouble
from app.domain.codes.currencies import ALL_CURRENCIES
from app.domain.countries import habits_of, has_habits
from app.domain.founding import usual_shop
from app.domain.refusal import Refusal
from app.domain.shop import Shop, read_tax_rates
from app.domain.wording import sentence
from app.jobs.founding import Begun, FirstBook
from app.printing.format import decimal_sign
from app.ui.icons import icon
from app.ui.tasks import StoreThread, Worker
from app.ui.tax_rates import rates_text, read_rates
from app.ui.theme import ThemeChoice, apply_theme
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import ScreenDialog, TypedField
from app.ui.widgets.files import file_to_read
from app.ui.widgets.form_rows import FormRows, choice
from app.ui.widgets.labels import PlainLabel, isolate_name

_WIDTH = 860  # px
_FIELD = 300  # px
_LONGEST_NAME = 100

Found = Callable[[FirstBook], Begun]


def ask_first(found: Found, theme: str) -> str:
    """Show the first start until somebody has answered.

    Args:
        found: Makes the book; runs on a thread of its own.
        theme: As the settings have it.

    Returns:
        `shop` when there is a book now, `sample` for the sample shop, "" when the window was closed.
    """
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(["tillbook"])
    application.setApplicationName("tillbook")
    apply_theme(application, ThemeChoice(theme))
    thread = StoreThread()
    try:
        welcome = Welcome(found, thread)
        welcome.setWindowIcon(icon("store", "accent", 32))
        if welcome.exec() != QDialog.DialogCode.Accepted:
            return ""
        if welcome.begun is not None and welcome.begun.goods + welcome.begun.refused:
            ListTaken(welcome.begun).exec()
        return "sample" if welcome.begun is None else "shop"
    finally:
        thread.close()


class Welcome(ScreenDialog):
    """The window of the first start.

    Args:
        found: Makes the book.
        worker: Where it is made.

    Attributes:
        begun: What was made, None for the sample shop.
    """

    settled = Signal()  # an answer was tried, whatever became of it

    def __init__(self, found: Found, worker: Worker) -> None:
        super().__init__(
            QCoreApplication.translate("Welcome", "Welcome to Tillbook"), name="welcome", modal=False, parent=None
        )
        self.begun: Begun | None = None
        self._found, self._worker = found, worker
        self._list: Path | None = None
        self._rows = FormRows(_FIELD, spacing_px=12, label_px=_FIELD - 80)
        self._build()
        self._on_country()
        self.setMinimumWidth(_WIDTH)
        self.shop_name.setFocus()

    def answer(self) -> None:
        """Enter: the book is made, or it is said why not."""
        if self.is_locked():
            return
        rates = self._tax_rates()
        if rates is None:
            return
        try:
            first = FirstBook(self._shop(rates), self._list, self.tax.text() if self._list else "")
        except Refusal as refusal:
            self._say_no(refusal)
            return
        self._lock()
        self.answer_button.set_label(self.tr("One moment") if self._list else self.tr("Open my shop"))
        self._worker.submit(partial(self._found, first), self._on_begun, self._say_no)

    def _build(self) -> None:
        about = self.tr(
            "A few answers, then the till opens. Your country fills in what is usual there. Look at the currency and "
            "the prices: these two stay for good."
        )
        self.column.addWidget(PlainLabel(about, name="welcome_about", role="muted", wraps=True))
        self.shop_name = TypedField(name="welcome_name", accessible_name=self.tr("Name of the shop"), keys=self.keys)
        self.shop_name.setMaxLength(_LONGEST_NAME)
        self.country = choice("welcome_country", self.tr("Country"), _countries(self.tr("Choose")))
        self.currency = choice("welcome_currency", self.tr("Currency"), ((one, one) for one in ALL_CURRENCIES))
        prices = ((True, self.tr("include tax")), (False, self.tr("are without tax")))
        self.prices = choice("welcome_prices", self.tr("Prices on the shelf"), prices)
        self.taxes = TypedField(name="welcome_taxes", accessible_name=self.tr("Tax rates, in percent"), keys=self.keys)
        self.list_button = ActionButton(
            self.tr("Choose a file"), name="welcome_list", icon="folder-open", key=self.tr("Ctrl+O")
        )
        self.tax = TypedField(
            name="welcome_tax", accessible_name=self.tr("Tax of goods that name none, in percent"), keys=self.keys
        )
        self.tax.setPlaceholderText("19")
        self._rows.add(self.shop_name.accessibleName(), self.shop_name, self.tr("As it stands on receipts."))
        self._rows.add(self.country.accessibleName(), self.country)
        self._rows.add(self.currency.accessibleName(), self.currency)
        self._rows.add(self.prices.accessibleName(), self.prices)
        usual_first = self.tr("What goods here are taxed at, the usual rate first. Look whether they still hold.")
        self._rows.add(self.taxes.accessibleName(), self.taxes, usual_first)
        can_wait = self.tr("CSV or Excel, or an export of another till. It can wait.")
        self._rows.add(self.tr("Your price list"), self.list_button, can_wait)
        self._rows.add(self.tax.accessibleName(), self.tax, self.tr("Only for rows of the list without a rate."))
        self.tax.setEnabled(False)
        self.column.addLayout(self._rows)
        self.column.addStretch(1)
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Close"), answer=self.tr("Open my shop"), icon="store")
        self.sample_button = ActionButton(
            self.tr("Try the sample shop"), name="welcome_sample", icon="play", key=self.tr("F2")
        )
        self.footer.insertWidget(1, self.sample_button)
        self._connect()

    def _connect(self) -> None:
        self.country.currentIndexChanged.connect(self._on_country)
        self.list_button.clicked.connect(self._on_list)
        self.sample_button.clicked.connect(self._on_sample)
        self.answer_button.clicked.connect(self.answer)
        for field in (self.shop_name, self.taxes, self.tax):
            field.entered.connect(self.answer)
            field.textChanged.connect(self._on_typed)
        self.keys.bind("Enter", self.answer)
        self.keys.bind("F2", self._on_sample)
        self.keys.bind("Ctrl+O", self._on_list)

    def take_list(self, path: Path) -> None:
        """A price list was chosen: it is read when the shop is made."""
        self._list = path
        self._rows.hint(self.list_button).setText(isolate_name(path.name))
        self.tax.setEnabled(True)
        self.bar.clear()

    def _on_country(self) -> None:
        self.bar.clear()
        country: str = self.country.currentData()
        for field in (self.currency, self.prices, self.taxes):
            field.setEnabled(bool(country))
        if not country:
            self.currency.setCurrentIndex(-1)
            return
        habits = habits_of(country)
        self.currency.setCurrentIndex(max(0, self.currency.findData(habits.currency)))
        self.prices.setCurrentIndex(self.prices.findData(habits.prices_include_tax))
        self.taxes.setText(rates_text(read_tax_rates(habits.taxes), habits.language))

    def _on_list(self) -> None:
        if self.is_locked():
            return
        kinds = self.tr("Price lists (*.csv *.tsv *.txt *.xlsx *.xls *.ods);;Everything (*)")
        chosen = file_to_read(self, self.tr("Your price list"), kinds)
        if chosen:
            self.take_list(Path(chosen))

    def _on_sample(self) -> None:
        if not self.is_locked():
            self.accept()

    def _tax_rates(self) -> tuple[int, ...] | None:
        """The rates that stand there; None, and a sentence, where one of them is none."""
        country: str = self.country.currentData()
        try:
            return read_rates(self.taxes.text(), decimal_sign(habits_of(country).language)) if country else ()
        except Refusal as refusal:
            self._say_no(refusal)
            self.taxes.setFocus()
            self.taxes.selectAll()
            return None

    def _shop(self, rates: tuple[int, ...]) -> Shop:
        """The shop that these answers make, with these tax rates.

        Raises:
            Refusal: It has no name, or nobody has said where it is.
        """
        country: str = self.country.currentData()
        if not country:
            raise Refusal("country_needed")
        shop = usual_shop(
            self.shop_name.text(), country, money=self.currency.currentData(), inclusive=self.prices.currentData()
        )
        shop = replace(shop, tax_rates=rates)
        return shop if has_habits(country) else replace(shop, timezone=_zone_of_machine(shop.timezone))

    def _on_begun(self, begun: Begun) -> None:
        self.begun = begun
        self.accept()
        self.settled.emit()

    def _say_no(self, error: Refusal | Trouble) -> None:
        self.answer_button.set_label(self.tr("Open my shop"))
        self.show_refusal(sentence(error.code, error.facts))
        if error.code in {"shop_name_needed", "bad_text"}:
            self.shop_name.setFocus()
        elif error.code == "country_needed":
            self.country.setFocus()
        elif error.code.startswith("tax_"):
            self.tax.setFocus()
            self.tax.selectAll()
        self.settled.emit()

    def _on_typed(self) -> None:
        self.bar.clear()


class ListTaken(ScreenDialog):
    """What came of the price list: how many goods there are, and where the rows are that nobody could take."""

    def __init__(self, begun: Begun) -> None:
        title = QCoreApplication.translate("ListTaken", "{shop} is ready").format(shop=isolate_name(begun.shop))
        super().__init__(title, name="listTaken", modal=False, parent=None)
        words = [self.tr("Goods of your list that are in the till: {count}.").format(count=begun.goods)]
        if begun.untaxed:
            words.append(
                self.tr("Goods without tax, because the list names none: {count}.").format(count=begun.untaxed)
            )
        if begun.refused_rows is not None:
            words.append(
                self.tr(
                    "Rows that could not be taken: {count}. They are in {file}, each with its reason: mend them there "
                    "and import that file."
                ).format(count=begun.refused, file=isolate_name(str(begun.refused_rows)))
            )
        for number, one in enumerate(words):
            self.column.addWidget(PlainLabel(one, name=f"listTaken_{number}", wraps=True))
        self.column.addStretch(1)
        self.add_footer(back=self.tr("Back"), answer=self.tr("Open the till"), icon="store")
        self.back_button.hide()
        self.answer_button.clicked.connect(self.accept)
        self.keys.bind("Enter", self.accept)
        self.setMinimumWidth(_WIDTH)


def _countries(none: str) -> list[tuple[str, str]]:
    """The two letters and the name of each country; that of the machine comes first, or no country if it has none."""
    codes = {QLocale.territoryToCode(one) for one in QLocale.Country}
    named = [(code, QLocale.territoryToString(QLocale.codeToTerritory(code))) for code in codes if _is_code(code)]
    here = QLocale.territoryToCode(QLocale.system().territory())
    if here not in dict(named):
        named.append(("", none))
        here = ""
    return sorted(named, key=lambda one: (one[0] != here, one[1]))


def _is_code(code: str) -> bool:
    return len(code) == 2 and code.isalpha()


def _zone_of_machine(otherwise: str) -> str:
    from zoneinfo import available_timezones  # noqa: PLC0415 -- once in the life of a shop

    zone = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    return zone if zone in available_timezones() else otherwise
