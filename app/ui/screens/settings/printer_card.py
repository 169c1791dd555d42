"""The printers of this machine: where receipts go, on what paper, how the drawer opens, and who prints labels."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.base.settings import Machine
from app.base.trouble import Trouble
from app.devices.printer import SystemPrinters, system_printers
from app.devices.receipt_printer import check_address, network_address, printer_of
from app.domain.refusal import Refusal
from app.jobs.code_sheets import CodeSheet
from app.ui.parts import Parts
from app.ui.screens.settings.choices import choice_box, choose, labelled
from app.ui.tasks import Workers
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.labels import PlainLabel, isolate_name
from app.ui.widgets.panels import Card

_FIELD = 336  # px, as the lists


class PrinterCard(Card):
    """What is chosen holds with the next receipt, and is kept."""

    chosen = Signal(object)  # what is to be kept: names and values of settings
    told = Signal(str)
    failed = Signal(object)  # Refusal or Trouble

    def __init__(self, parts: Parts, workers: Workers) -> None:
        super().__init__(name="settingsPrinterCard")
        self._parts, self._workers, self._settings = parts, workers, parts.settings
        self._build()
        self._show(parts.settings.machine)
        self._connect()

    def look_for_printers(self) -> None:
        """Ask the system which printers there are."""
        self._workers.pool.submit(system_printers, self._on_printers, self._on_failed)

    def _build(self) -> None:
        self._way = self._choice("settingsWay", self.tr("Receipts are printed"), (
            ("system", self.tr("as pages, by a printer of the system")),
            ("network", self.tr("by a receipt printer on the network")),
            ("device", self.tr("by a receipt printer on a cable")),
            ("queue", self.tr("by a receipt printer, through the system")),
        ))  # fmt: skip
        self._printer = choice_box("settingsPrinter", self.tr("Receipts print on"))
        self._address = self._field("settingsAddress", self.tr("Address of the receipt printer"))
        self._paper = self._choice("settingsPaper", self.tr("Receipt paper"), (
            ("80mm", self.tr("Roll of 80 mm")), ("A5", self.tr("A5")), ("A4", self.tr("A4")),
            ("58mm", self.tr("Roll of 58 mm")),
        ))  # fmt: skip
        self._letters = self._choice("settingsLetters", self.tr("Letters of the printer"), (
            ("epson", self.tr("as Epson numbers them")),
            ("ascii", self.tr("plain ones only, all others are drawn")),
        ))  # fmt: skip
        self._drawer = self._choice("settingsDrawer", self.tr("The drawer opens"), (
            ("", self.tr("with its key alone")),
            ("2", self.tr("by the receipt printer")),
            ("5", self.tr("by the receipt printer, second socket (pin 5)")),
        ))  # fmt: skip
        self._labels = self._field("settingsLabelPrinter", self.tr("Label printer (ZPL) on the network"))
        self._labels.setPlaceholderText("192.168.1.60:9100")
        self._stock = self._field("settingsLabelStock", self.tr("Its labels"))
        self._stock.setPlaceholderText(self.tr("such as 62x29"))
        self._try = ActionButton(self.tr("Print a test receipt"), name="settingsTryPrinter", icon="printer")
        self._sheet = ActionButton(self.tr("Sheet of commands"), name="settingsCommandSheet", icon="barcode")
        self.column.addWidget(PlainLabel(self.tr("Printers and drawer"), name="settingsPrinterTitle", role="heading"))
        self._rows: dict[QWidget, QWidget] = {}
        for field in (
            self._way, self._printer, self._address, self._paper, self._letters, self._drawer,
            self._labels, self._stock,
        ):  # fmt: skip
            row = QWidget()
            row.setObjectName(f"{field.objectName()}Row")
            inside = labelled(field)
            inside.setContentsMargins(0, 0, 0, 0)
            row.setLayout(inside)
            self._rows[field] = row
            self.column.addWidget(row)
        left = Qt.AlignmentFlag.AlignLeft
        self.column.insertWidget(self.column.indexOf(self._rows[self._labels]), self._try, 0, left)
        self.column.addWidget(self._sheet, 0, left)

    def _choice(self, name: str, accessible_name: str, choices: tuple[tuple[str, str], ...]) -> QComboBox:
        box = choice_box(name, accessible_name)
        for value, words in choices:
            box.addItem(words, value)
        return box

    def _field(self, name: str, accessible_name: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(accessible_name)
        field.setFixedWidth(_FIELD)
        return field

    def _connect(self) -> None:
        for box, setting in self._boxes():
            box.activated.connect(partial(self._on_chosen, box, setting))
        self._address.editingFinished.connect(self._on_address)
        self._labels.editingFinished.connect(self._on_labels)
        self._stock.editingFinished.connect(self._on_stock)
        self._try.clicked.connect(self._on_try)
        self._sheet.clicked.connect(self._on_sheet)

    def _boxes(self) -> tuple[tuple[QComboBox, str], ...]:
        return (
            (self._way, "receipt_way"), (self._printer, "receipt_printer"), (self._paper, "receipt_paper"),
            (self._letters, "receipt_letters"), (self._drawer, "drawer"),
        )  # fmt: skip

    def _show(self, machine: Machine) -> None:
        self._show_printers(())
        for box, setting in self._boxes():
            choose(box, getattr(machine, setting))
        self._address.setText(machine.receipt_address)
        self._labels.setText(machine.label_printer)
        self._stock.setText(machine.label_stock)
        self._show_way(machine.receipt_way)

    def _show_way(self, way: str) -> None:
        """Only what this way needs is in sight."""
        is_named = way in {"system", "queue"}
        self._rows[self._printer].setVisible(is_named)
        self._rows[self._address].setVisible(not is_named)
        self._rows[self._letters].setVisible(way != "system")
        self._address.setPlaceholderText("192.168.1.50:9100" if way == "network" else "/dev/usb/lp0")

    def _show_printers(self, names: tuple[str, ...]) -> None:
        """The printers of the system; the one that is set stays in the list also while it is away."""
        chosen = self._settings.machine.receipt_printer
        self._printer.clear()
        self._printer.addItem(self.tr("None: keep PDF files only"), "")
        for name in sorted({*names, chosen} - {""}):
            self._printer.addItem(name, name)
        choose(self._printer, chosen)

    def _on_printers(self, found: SystemPrinters) -> None:
        self._show_printers(found.names)

    def _on_chosen(self, box: QComboBox, setting: str, _place: int) -> None:
        if setting == "receipt_way":
            self._show_way(box.currentData())
        self.chosen.emit({setting: box.currentData()})

    def _on_address(self) -> None:
        self._keep("receipt_address", self._address.text().strip())

    def _on_labels(self) -> None:
        text = self._labels.text().strip()
        try:
            if text:
                network_address(text)
        except Refusal as refusal:
            self.failed.emit(refusal)
            return
        self._keep("label_printer", text)

    def _on_stock(self) -> None:
        self._keep("label_stock", self._stock.text().strip())

    def _keep(self, setting: str, text: str) -> None:
        if getattr(self._settings.machine, setting) != text:
            self.chosen.emit({setting: text})

    def _on_try(self) -> None:
        """Behind whatever was just chosen: the store thread keeps it first."""
        self._workers.store.submit(self._check, self._on_checked, self._on_failed)

    def _check(self) -> None:
        printer = printer_of(self._settings.machine)
        if printer is not None:
            check_address(printer)

    def _on_checked(self, _done: None) -> None:
        self._workers.paper.submit(self._parts.receipts.try_printer, self._on_tried, self._on_failed)

    def _on_tried(self, has_printer: bool) -> None:
        if has_printer:
            self.told.emit(self.tr("The test is printed. See whether all letters and signs are right."))
        else:
            self.failed.emit(Refusal("no_printer_chosen"))

    def _on_sheet(self) -> None:
        job = partial(self._parts.receipts.keep_sheet, CodeSheet.COMMANDS)
        self._workers.paper.submit(job, self._on_sheet_kept, self._on_failed)

    def _on_sheet_kept(self, path: Path) -> None:
        self.told.emit(self.tr("The sheet is in {path}. Print it at 100 %.").format(path=isolate_name(str(path))))

    def _on_failed(self, error: Refusal | Trouble) -> None:
        self.failed.emit(error)
