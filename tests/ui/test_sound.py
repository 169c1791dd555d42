"""Tones never block, never fail, and are told apart."""

from __future__ import annotations

import importlib.util
import os
import struct
import sys
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.base.resources import resource
from app.ui.sound import Loudness, Sounds, Tone

ROOT = Path(__file__).resolve().parents[2]
HEARD = [loudness for loudness in Loudness if loudness is not Loudness.OFF]


def frames(tone: Tone, loudness: Loudness) -> tuple[int, list[int]]:
    """Rate and samples of a file."""
    with wave.open(str(resource("sounds", f"{tone}-{loudness}.wav")), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        data = file.readframes(file.getnframes())
        return file.getframerate(), list(struct.unpack(f"<{len(data) // 2}h", data))


def pitches(tone: Tone) -> list[float]:
    """The frequencies heard one after the other, by counting how often the wave rises through zero."""
    rate, samples = frames(tone, Loudness.LOUD)
    heard, part, still = [], [], 0
    for sample in [*samples, *[0] * 200]:
        still = still + 1 if abs(sample) < 10 else 0
        part.append(sample)
        if still == 200 and len(part) > 400:
            rises = [index for index in range(1, len(part)) if part[index - 1] < 0 <= part[index]]
            heard.append(rate * (len(rises) - 1) / (rises[-1] - rises[0]))
        if still >= 200:
            part = []
    return heard


@pytest.fixture
def sounds(qapp: QApplication) -> Iterator[Sounds]:
    made = Sounds(qapp, Loudness.NORMAL)
    yield made
    made.stop()
    made.deleteLater()


@pytest.fixture
def player(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only player on the PATH: it writes down what it is given and plays for as long as it is told."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "paplay"
    program.write_text(
        f'#!/bin/sh\necho "$1" >> \'{tmp_path}/played\'\n{sys.executable} -c "$SOUND"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("SOUND", "")
    return tmp_path / "played"


def finished(sounds: Sounds) -> bool:
    return all(process.state() == process.ProcessState.NotRunning for process in sounds._playing.values())


def test_taken_is_one_short_high_tone_and_refused_two_low_ones() -> None:
    (high,) = pitches(Tone.TAKEN)
    first, second = pitches(Tone.REFUSED)
    low, higher = pitches(Tone.REPEAT)
    assert high == pytest.approx(1760, rel=0.01)
    assert first == pytest.approx(330, rel=0.02)
    assert second == pytest.approx(247, rel=0.02)
    assert low == pytest.approx(880, rel=0.02)
    assert higher == pytest.approx(1175, rel=0.02)
    assert max(first, second) < min(low, higher, high)


@pytest.mark.parametrize("tone", list(Tone))
def test_each_step_of_loudness_is_louder_and_none_clips(tone: Tone) -> None:
    peaks = [max(map(abs, frames(tone, loudness)[1])) for loudness in HEARD]
    assert peaks == sorted(set(peaks))
    assert peaks[-1] < 32_767


@pytest.mark.parametrize("tone", list(Tone))
def test_a_tone_begins_and_ends_in_silence(tone: Tone) -> None:
    _, samples = frames(tone, Loudness.LOUD)
    assert samples[0] == samples[-1] == 0
    assert len(samples) < 22_050 // 2  # under half a second: the next scan is not waited for


def test_the_files_are_what_the_script_makes() -> None:
    spec = importlib.util.spec_from_file_location("make_sounds", ROOT / "packaging" / "make_sounds.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    for tone in Tone:
        for loudness in HEARD:
            made = script.samples(script.TONES[tone], script.LOUDNESS[loudness])
            kept = frames(tone, loudness)[1]
            assert len(made) == len(kept)
            assert all(abs(one - other) <= 1 for one, other in zip(made, kept, strict=True))  # sines differ in a bit


def test_a_tone_goes_to_the_player_as_a_file(sounds: Sounds, player: Path, qtbot: QtBot) -> None:
    sounds.play(Tone.TAKEN)
    qtbot.waitUntil(lambda: finished(sounds))
    assert player.read_text(encoding="utf-8").splitlines() == [str(resource("sounds", "taken-normal.wav"))]


def test_the_loudness_chooses_the_file(sounds: Sounds, player: Path, qtbot: QtBot) -> None:
    sounds.set_loudness(Loudness.QUIET)
    sounds.play(Tone.REFUSED)
    qtbot.waitUntil(lambda: finished(sounds))
    assert player.read_text(encoding="utf-8").strip().endswith("refused-quiet.wav")
    assert sounds.loudness() is Loudness.QUIET


def test_off_is_silent(sounds: Sounds, player: Path) -> None:
    sounds.set_loudness(Loudness.OFF)
    sounds.play(Tone.REFUSED)
    assert not sounds._playing
    assert not player.exists()


def test_a_slow_player_holds_nobody_up(
    sounds: Sounds, player: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOUND", "import time; time.sleep(30)")
    clock = QElapsedTimer()
    clock.start()
    for _ in range(100):
        sounds.play(Tone.TAKEN)
    assert clock.elapsed() < 1000  # a hundred scans; waiting for the first tone alone would take 30 s
    qtbot.waitUntil(player.exists)
    assert len(player.read_text(encoding="utf-8").splitlines()) == 1  # the same tone does not pile up
    sounds.stop()
    assert finished(sounds)


def test_a_missing_player_is_silent_and_harmless(
    sounds: Sounds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for tone in Tone:
        sounds.play(tone)
    assert finished(sounds)


def test_a_player_that_fails_is_left_out(
    sounds: Sounds, player: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A player is there but no sound server: it ends with 1, and from then on the next one has its turn."""
    aplay = player.parent / "bin" / "aplay"
    aplay.write_text(f"#!/bin/sh\necho \"aplay $2\" >> '{player}'\n", encoding="utf-8")
    aplay.chmod(0o755)
    monkeypatch.setenv("SOUND", "raise SystemExit(1)")
    for _ in range(2):
        sounds.play(Tone.TAKEN)
        qtbot.waitUntil(lambda: finished(sounds))
    lines = player.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("aplay ")


def test_a_player_that_cannot_be_started_is_left_out(sounds: Sounds, player: Path, qtbot: QtBot) -> None:
    (player.parent / "bin" / "paplay").write_bytes(os.urandom(64))
    for _ in range(2):
        sounds.play(Tone.REFUSED)
        qtbot.waitUntil(lambda: finished(sounds))
    assert sounds._players == []
