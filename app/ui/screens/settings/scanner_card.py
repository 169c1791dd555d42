"""The scanner of this machine: how it sends, how long its keys may be apart, and what the last scan looked like."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal

from app.base.settings import Machine, Settings
from app.devices.scanner import RawScan, profile_of, usual_profile
from app.domain.codes.scan import shown
from app.ui.screens.settings.choices import choice_box, choose, labelled
from app.ui.widgets.labels import PlainLabel, isolate
from app.ui.widgets.panels import Card

_GAPS_MS = (30, 50, 100, 150, 200, 300)


class ScannerCard(Card):
    """What is chosen holds with the next key, and is kept."""

    profile_set = Signal(object)  # ScannerProfile
    chosen = Signal(object)  # what is to be kept: names and values of settings

    def __init__(self, settings: Settings) -> None:
        super().__init__(name="settingsScannerCard")
        self._settings = settings
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
        self.column.addWidget(self._last)
        self._show(settings.machine)
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

    def _show_gap(self, gap_ms: int) -> None:
        self._gap.clear()
        for one_ms in sorted({*_GAPS_MS, gap_ms}):
            self._gap.addItem(self.tr("{gap} ms").format(gap=one_ms), one_ms)
        choose(self._gap, gap_ms)

    def _on_sends(self) -> None:
        sends: str = self._sends.currentData()
        self._show_gap(usual_profile(sends).gap_ms)
        self._keep()

    def _on_gap(self) -> None:
        self._keep()

    def _keep(self) -> None:
        values = {"scanner": self._sends.currentData(), "scanner_gap_ms": self._gap.currentData()}
        self.profile_set.emit(profile_of(replace(self._settings.machine, **values)))
        self.chosen.emit(values)
