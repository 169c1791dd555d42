"""The scanner of this machine: how it sends, how long its keys may be apart, and what the last scan looked like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal

from app.base.settings import Machine
from app.base.trouble import Trouble
from app.devices.keys import Key
from app.devices.scanner import RawScan, ScannerProfile, kept_setup, profile_of, usual_profile
from app.domain.codes.scan import shown
from app.domain.refusal import Refusal
from app.jobs.code_sheets import CodeSheet
from app.ui.parts import Parts
from app.ui.screens.settings.choices import choice_box, choose, labelled
from app.ui.screens.settings.setup_dialog import SetupDialog
from app.ui.sound import Tone
from app.ui.tasks import Workers
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.labels import PlainLabel, isolate, isolate_name
from app.ui.widgets.panels import Card

_GAPS_MS = (30, 50, 100, 150, 200, 300)


class ScannerCard(Card):
    """What is chosen holds with the next key, and is kept."""

    profile_set = Signal(object)  # ScannerProfile
    chosen = Signal(object)  # what is to be kept: names and values of settings
    recording = Signal(bool)  # the scanner's keys are to be written down, not read
    tone = Signal(object)  # Tone
    told = Signal(str)
    failed = Signal(object)  # Refusal or Trouble

    def __init__(self, parts: Parts, workers: Workers) -> None:
        super().__init__(name="settingsScannerCard")
        self._parts, self._workers, self._settings = parts, workers, parts.settings
        self._dialog: SetupDialog | None = None
        self._sends = choice_box("settingsScanner", self.tr("How it sends"))
        self._sends.addItem(self.tr("By cable or its own receiver"), "cable")
        self._sends.addItem(self.tr("By Bluetooth"), "bluetooth")
        self._gap = choice_box("settingsScannerGap", self.tr("Longest pause between its keys"))
        self._last = PlainLabel(
            self.tr("Nothing has been scanned since the program started."),
            name="settingsLastScan",
            role="muted",
            wraps=True,
        )
        self.column.addWidget(PlainLabel(self.tr("Scanner"), name="settingsScannerTitle", role="heading"))
        for field in (self._sends, self._gap):
            self.column.addLayout(labelled(field))
        self._found = PlainLabel(name="settingsScannerFound", role="muted", wraps=True)
        self._set_up = ActionButton(self.tr("Set up with the sheet"), name="settingsSetUp", icon="scan-barcode")
        self._sheet = ActionButton(self.tr("Make the sheet"), name="settingsScannerSheet", icon="barcode")
        self.column.addWidget(self._last)
        self.column.addWidget(self._found)
        for button in (self._set_up, self._sheet):
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._show(self._settings.machine)
        self._set_up.clicked.connect(self._on_set_up)
        self._sheet.clicked.connect(self._on_sheet)
        self._sends.activated.connect(self._on_sends)
        self._gap.activated.connect(self._on_gap)

    def show_scan(self, scan: RawScan) -> None:
        """Tell what the last scan looked like, so that a gap can be chosen that fits the scanner."""
        facts = {"text": isolate(shown(scan.text)), "keys": scan.keys, "gap": scan.longest_gap_ms}
        if scan.ended:
            words = self.tr("Last scan: {text}. Keys: {keys}, longest pause {gap} ms, ended by Enter or Tab.")
        else:
            words = self.tr(
                "Last scan: {text}. Keys: {keys}, longest pause {gap} ms. It ended without Enter: set the scanner to "
                "send Enter behind each code."
            )
        self._last.setText(words.format_map(facts))

    def _show(self, machine: Machine) -> None:
        choose(self._sends, machine.scanner)
        self._show_gap(machine.scanner_gap_ms)
        self._show_found(machine)

    def _show_found(self, machine: Machine) -> None:
        """Whether the sheet has told anything of this scanner."""
        self._found.setText(
            self.tr("This scanner was set up with the sheet.")
            if machine.scanner in machine.scanners
            else self.tr("This scanner has not been set up with the sheet: it is read as most scanners send.")
        )

    def _show_gap(self, gap_ms: int) -> None:
        self._gap.clear()
        for one_ms in sorted({*_GAPS_MS, gap_ms}):
            self._gap.addItem(self.tr("{gap} ms").format(gap=one_ms), one_ms)
        choose(self._gap, gap_ms)

    def _on_sends(self) -> None:
        sends: str = self._sends.currentData()
        machine = self._settings.machine
        kept_ms = machine.scanners.get(sends, {}).get("gap_ms")
        self._show_gap(kept_ms if isinstance(kept_ms, int) else usual_profile(sends).gap_ms)
        self._show_found(replace(machine, scanner=sends))
        self._keep()

    def _on_gap(self) -> None:
        self._keep()

    def _keep(self) -> None:
        values = {"scanner": self._sends.currentData(), "scanner_gap_ms": self._gap.currentData()}
        self.profile_set.emit(profile_of(replace(self._settings.machine, **values)))
        self.chosen.emit(values)

    def take_reading(self, keys: Sequence[Key]) -> None:
        """The scanner has sent something while its keys are written down."""
        if self._dialog is not None:
            self._dialog.take_reading(keys)

    def _on_set_up(self) -> None:
        self._dialog = dialog = SetupDialog(usual_profile(self._sends.currentData()), parent=self.window())
        dialog.found.connect(self._on_found)
        dialog.heard.connect(self._on_heard)
        dialog.finished.connect(self._on_finished)
        self.recording.emit(True)
        dialog.show()

    def _on_heard(self, is_known: bool) -> None:
        self.tone.emit(Tone.TAKEN if is_known else Tone.REFUSED)

    def _on_found(self, profile: ScannerProfile) -> None:
        sends = self._sends.currentData()
        kept = {**self._settings.machine.scanners, sends: kept_setup(profile)}
        values: dict[str, object] = {"scanner": sends, "scanner_gap_ms": profile.gap_ms, "scanners": kept}
        machine = replace(self._settings.machine, scanner=sends, scanner_gap_ms=profile.gap_ms, scanners=kept)
        self._show_gap(profile.gap_ms)
        self._show_found(machine)
        self.profile_set.emit(profile_of(machine))
        self.chosen.emit(values)
        self.told.emit(self.tr("The scanner is set up. Scan something: what came is told below its settings."))

    def _on_finished(self) -> None:
        dialog, self._dialog = self._dialog, None
        self.recording.emit(False)
        if dialog is not None:
            dialog.deleteLater()

    def _on_sheet(self) -> None:
        job = partial(self._parts.receipts.keep_sheet, CodeSheet.SCANNER)
        self._workers.paper.submit(job, self._on_sheet_kept, self._on_no_sheet)

    def _on_sheet_kept(self, path: Path) -> None:
        self.told.emit(self.tr("The sheet is in {path}. Print it at 100 %.").format(path=isolate_name(str(path))))

    def _on_no_sheet(self, error: Refusal | Trouble) -> None:
        self.failed.emit(error)
