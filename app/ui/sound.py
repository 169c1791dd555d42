"""The tones of the till: taken, refused, and a repeat that was folded. Never the only sign of anything.

A tone is a small WAV file handed to whatever plays sound on this system, as a process of its own: nothing waits for it.
A player that is missing or fails is left out from then on; when none is left, the system's own beep has to do.
"""

from __future__ import annotations

import shutil
import sys
from enum import StrEnum

from PySide6.QtCore import QObject, QProcess
from PySide6.QtWidgets import QApplication

from app.base.resources import resource

# In the order of trial: PipeWire, PulseAudio, ALSA, macOS.
_PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))


class Tone(StrEnum):
    """What there is to hear."""

    TAKEN = "taken"
    REFUSED = "refused"
    REPEAT = "repeat"


class Loudness(StrEnum):
    """How loud, as the settings offer it."""

    OFF = "off"
    QUIET = "quiet"
    NORMAL = "normal"
    LOUD = "loud"


class Sounds(QObject):
    """Plays the tones. It belongs to the application and ends its players with it."""

    def __init__(self, app: QApplication, loudness: Loudness = Loudness.NORMAL) -> None:
        super().__init__(app)
        self._loudness = loudness
        self._players: list[tuple[str, ...]] | None = None  # looked for with the first tone, not at the start
        self._playing: dict[Tone, QProcess] = {}
        app.aboutToQuit.connect(self.stop)

    def loudness(self) -> Loudness:
        """How loud the tones are now."""
        return self._loudness

    def set_loudness(self, loudness: Loudness) -> None:
        """Set how loud the tones are from now on."""
        self._loudness = loudness

    def play(self, tone: Tone) -> None:
        """Start a tone and return at once. While the same tone still sounds, it is not started a second time."""
        if self._loudness is Loudness.OFF:
            return
        path = str(resource("sounds", f"{tone}-{self._loudness}.wav"))
        if sys.platform == "win32":
            import winsound  # noqa: PLC0415 -- there is no such module elsewhere

            winsound.PlaySound(path, winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
            return
        if self._players is None:
            self._players = [player for player in _PLAYERS if shutil.which(player[0])]
        process = self._playing.get(tone) or self._new_process(tone)
        if process.state() != QProcess.ProcessState.NotRunning:
            return
        if not self._players:
            QApplication.beep()
            return
        program, *options = self._players[0]
        process.start(program, [*options, path])

    def stop(self) -> None:
        """End whatever still sounds."""
        for process in self._playing.values():
            if process.state() != QProcess.ProcessState.NotRunning:
                process.kill()
                process.waitForFinished(200)

    def _new_process(self, tone: Tone) -> QProcess:
        process = QProcess(self)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._playing[tone] = process
        return process

    def _on_finished(self, exit_code: int) -> None:
        if exit_code != 0:
            self._leave_out(self.sender())

    def _on_error(self) -> None:
        self._leave_out(self.sender())

    def _leave_out(self, process: QObject | None) -> None:
        """A player that cannot play here (no sound server, no card) is not tried again."""
        if self._players and isinstance(process, QProcess) and process.program() == self._players[0][0]:
            del self._players[0]
