"""The recorder writes quick keys down and gives typed ones back unharmed."""

from __future__ import annotations

from app.devices.recorder import SILENCE_MS, Recorder
from tests.devices.streams import enter, other, press, scan_keys, tapped


def test_a_scan_is_written_down_with_its_end_when_silence_follows() -> None:
    recorder = Recorder()
    keys = scan_keys("abcabcdef", 1000, end="crlf")
    for key in keys:
        verdict = recorder.feed(key)
        assert verdict.swallow
        assert not verdict.recorded
    assert recorder.deadline_ms == keys[-1].at_ms + SILENCE_MS
    assert recorder.tick(keys[-1].at_ms + SILENCE_MS).recorded == tuple(keys)
    assert recorder.deadline_ms is None


def test_two_scans_are_two_readings() -> None:
    recorder = Recorder()
    first, second = scan_keys("abcabcdef", 1000), scan_keys("defdefabc", 3000)
    recorded = [recorder.feed(key).recorded for key in (*first, *second)]
    assert [one for one in recorded if one] == [tuple(first)]
    assert recorder.interrupt().recorded == tuple(second)


def test_what_a_hand_types_is_given_back_in_order() -> None:
    recorder = Recorder()
    keys = [key for place, letter in enumerate("hello there") for key in tapped(letter, 1000 + 180 * place, 60)]
    given = [key for key in keys if recorder.feed(key).replay]
    assert given == []
    assert recorder.tick(keys[-1].at_ms + SILENCE_MS).replay == tuple(keys)


def test_keys_that_are_no_letters_go_on_at_once_while_nothing_is_held() -> None:
    recorder = Recorder()
    for key in (other("Esc", 1000), enter(1100), enter(1110, pressed=False)):
        assert not recorder.feed(key).swallow
    assert recorder.feed(press("a", 1200)).swallow
