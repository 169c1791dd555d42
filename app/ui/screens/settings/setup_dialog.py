"""Setting a scanner up with the sheet: its codes are scanned one after another, and what was found is told and kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.devices.keys import Key
from app.devices.scanner import ScannerProfile
from app.devices.scanner_setup import Finding, ScannerSetup, Told
from app.domain.codes.scan import shown
from app.domain.setup_codes import SheetCode
from app.ui.widgets.dialogs import ScreenDialog
from app.ui.widgets.labels import IconMark, PlainLabel, isolate

_WIDTH, _TOLD_HEIGHT = 880, 230  # px


class SetupDialog(ScreenDialog):
    """The sheet's codes with a mark for each, and what they have told so far.

    Args:
        usual: How such a scanner usually types.
        parent: The window it belongs to.
    """

    found = Signal(object)  # ScannerProfile: to be kept
    heard = Signal(bool)  # a reading was one of the sheet's codes, or none of them

    def __init__(self, usual: ScannerProfile, *, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Set the scanner up"), name="setup", modal=True, parent=parent)
        self._usual, self._setup = usual, ScannerSetup()
        self._marks: dict[SheetCode, IconMark] = {}
        self.setMinimumWidth(_WIDTH)
        self.column.addWidget(
            PlainLabel(
                self.tr(
                    "Scan the codes of the set-up sheet, from top to bottom. One that it cannot read may be left out."
                ),
                name="setup_hint",
                wraps=True,
            )
        )
        codes = QVBoxLayout()
        codes.setSpacing(12)
        for code, words in self._names().items():
            self._marks[code] = mark = IconMark("scan-barcode", name=f"setup_mark_{code.value}", colour="muted")
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(mark)
            row.addWidget(PlainLabel(words, name=f"setup_code_{code.value}"), 1)
            codes.addLayout(row)
        codes.addStretch(1)
        # Room for all that can be found, so that nothing moves while it is scanned.
        self._told = PlainLabel(name="setup_told", role="muted", wraps=True)
        self._told.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self._told.setMinimumHeight(_TOLD_HEIGHT)
        sides = QHBoxLayout()
        sides.setSpacing(24)
        sides.addLayout(codes)
        sides.addWidget(self._told, 1)
        self.column.addLayout(sides)
        self.column.addStretch(1)
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Leave it as it was"), answer=self.tr("Keep"), icon="check", key=self.tr("F9"))
        self.keys.bind("F9", self._on_keep)
        self.answer_button.clicked.connect(self._on_keep)
        self.answer_button.setEnabled(False)

    def take_reading(self, keys: Sequence[Key]) -> None:
        """The scanner has sent something."""
        code = self._setup.take(keys)
        self.heard.emit(code is not None)
        if code is None:
            self.show_refusal(self.tr("That was none of the sheet's codes, or it came incomplete. Scan it once more."))
            return
        self.clear_refusal()
        self._marks[code].show_icon("circle-check", "ok")
        self._told.setText("\n".join(self._sentence(told) for told in self._setup.findings()))
        self.answer_button.setEnabled(True)
        if self._setup.is_complete:
            self.bar.say("ok", self.tr("All codes are read. Keep what was found with F9."))

    def _on_keep(self) -> None:
        if self.answer_button.isEnabled():
            self.found.emit(self._setup.profile(self._usual))
            self.accept()

    def _names(self) -> dict[SheetCode, str]:
        return {
            SheetCode.SMALL: self.tr("1  Small letters"),
            SheetCode.CAPITALS: self.tr("2  Capitals"),
            SheetCode.SIGNS: self.tr("3  Digits and signs"),
            SheetCode.ZERO: self.tr("4  A number that begins with a zero"),
            SheetCode.SEPARATOR: self.tr("5  A code with a separator"),
        }

    def _sentence(self, told: Told) -> str:
        return self._sentences()[told.finding].format(fact=isolate(shown(told.fact)))

    def _sentences(self) -> dict[Finding, str]:
        return {
            Finding.ENTER_END: self.tr("It ends each scan with Enter."),
            Finding.TAB_END: self.tr("It ends each scan with Tab."),
            Finding.NO_END: self.tr("It sends nothing behind a scan. Set it to send Enter: scans are taken sooner."),
            Finding.DOUBLE_END: self.tr("It sends two ends (CR and LF); the second one is passed over."),
            Finding.LAYOUT_US: self.tr("It types for the US layout, read by its keys whatever yours is."),
            Finding.LAYOUT_SYSTEM: self.tr("It types for the layout of this computer."),
            Finding.LAYOUT_OTHER: self.tr("It types for another layout; {fact} characters are put right."),
            Finding.CAPS_LOCK: self.tr("Caps Lock is on."),
            Finding.AIM: self.tr("It says what kind of code it read (AIM identifiers)."),
            Finding.NO_AIM: self.tr("It sends nothing in front of a code."),
            Finding.HEAD: self.tr("It sends {fact} in front of every code; that is left out."),
            Finding.ZERO_KEPT: self.tr("Zeros in front are sent."),
            Finding.ZERO_LEFT_OUT: self.tr("It leaves the zero in front of a UPC out; it is put back."),
            Finding.NO_CHECK_DIGIT: self.tr("It leaves check digits out: set it to send them, or codes are not found."),
            Finding.GS_SENT: self.tr("The separator within a code is sent."),
            Finding.GS_STAND_IN: self.tr("It sends {fact} for the separator; that is understood."),
            Finding.GS_KEY: self.tr("It presses {fact} for the separator; that is understood."),
            Finding.GS_LOST: self.tr("It leaves separators out: set it to send them (GS), or lots may be read wrong."),
            Finding.GAP: self.tr("Longest pause between two keys: {fact} ms."),
        }
