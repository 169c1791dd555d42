"""The wedge under made-up streams: scanners and hands at once, in any interleaving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.devices.keys import Key, KeyKind
from app.devices.scanner import ScannerProfile
from app.devices.wedge import Wedge
from tests.devices.streams import Window, enter, merged, press, release, scan_keys, tapped

# Every repeat counts here: what is folded has its own tests.
PROFILE = ScannerProfile(fold_ms=0)
SCANNED = "0123456789"
TYPED = "abcdefgh xyz"


@dataclass(frozen=True)
class Stroke:
    """A key of a hand: how long after the one before, and how long it is down."""

    character: str
    after_ms: int
    dwell_ms: int


@st.composite
def scan_streams(draw: st.DrawFn) -> tuple[list[str], list[Key]]:
    """Scans at 0 to 10 ms a key, back to back or with pauses."""
    texts, keys = [], []
    now = draw(st.integers(0, 300))
    for _ in range(draw(st.integers(0, 5))):
        text = draw(st.text(SCANNED, min_size=3, max_size=20))
        gaps = draw(st.lists(st.integers(0, 10), min_size=len(text) + 1, max_size=len(text) + 1))
        scan = scan_keys(text, now, gaps, end=draw(st.sampled_from(["enter", "crlf", "tab"])))
        texts.append(text)
        keys += scan
        now = scan[-1].at_ms + draw(st.one_of(st.integers(0, 10), st.integers(0, 600)))
    return texts, keys


@st.composite
def hands(draw: st.DrawFn) -> list[Stroke]:
    """A hand at up to 15 characters a second; two keys may roll over, then the third takes its time."""
    strokes = []
    for _ in range(draw(st.integers(0, 12))):
        character = draw(st.sampled_from(TYPED))
        strokes.append(Stroke(character, draw(st.integers(67, 400)), draw(st.integers(60, 150))))
        if draw(st.booleans()):
            after_ms = draw(st.integers(15, 66))
            another = draw(st.sampled_from(TYPED.replace(character, "")))
            strokes.append(Stroke(another, after_ms, draw(st.integers(60, 150))))
            third = draw(st.sampled_from(TYPED.replace(character, "").replace(another, "")))
            strokes.append(Stroke(third, draw(st.integers(134 - after_ms, 400)), draw(st.integers(60, 150))))
    return strokes


def typed_keys(strokes: Sequence[Stroke], start_ms: int = 0) -> list[Key]:
    keys: list[Key] = []
    now = start_ms
    free_at: dict[str, int] = {}
    for stroke in strokes:
        # The same finger cannot press a key that it is still holding down.
        now = max(now + stroke.after_ms, free_at.get(stroke.character, 0) + 20)
        keys += tapped(stroke.character, now, stroke.dwell_ms)
        free_at[stroke.character] = now + stroke.dwell_ms
    return list(merged(keys))


def arrived(keys: Sequence[Key]) -> list[tuple[str, bool]]:
    return [(key.text, key.pressed) for key in keys]


@settings(max_examples=400)
@given(scan_streams(), hands(), st.booleans())
def test_scans_and_typing_at_once_come_apart(
    scanned: tuple[list[str], list[Key]], strokes: list[Stroke], ticks: bool
) -> None:
    texts, scans = scanned
    typing = typed_keys(strokes)
    behind = Window(Wedge(PROFILE), ticks=ticks).send(merged(typing, scans)).finish()
    assert behind.texts == texts
    assert [text for text, pressed in arrived(behind.keys) if pressed] == [key.text for key in typing if key.pressed]
    assert sorted(arrived(behind.keys)) == sorted(arrived(typing))


@settings(max_examples=200)
@given(hands(), st.booleans(), st.booleans())
def test_typing_alone_is_unharmed(strokes: list[Stroke], ends_with_enter: bool, ticks: bool) -> None:
    typing = typed_keys(strokes)
    if ends_with_enter and typing:
        after = max(key.at_ms for key in typing) + 10
        typing += [enter(after), enter(after + 70, pressed=False)]
    behind = Window(Wedge(), ticks=ticks).send(typing).finish()
    assert behind.scans == behind.folded == []
    assert sorted(arrived(behind.keys)) == sorted(arrived(typing))
    assert behind.typed == "".join(key.text for key in typing if key.pressed)


@settings(max_examples=200)
@given(st.text(SCANNED, min_size=6, max_size=30), st.integers(0, 49), st.sampled_from(["enter", "crlf", "tab"]))
def test_a_scan_at_any_steady_speed_under_the_gap_is_whole(text: str, gap_ms: int, end: str) -> None:
    behind = Window(Wedge()).send(scan_keys(text, 0, gap_ms, end=end)).finish()
    assert (behind.texts, behind.keys) == ([text], [])


@settings(max_examples=200)
@given(st.lists(st.tuples(st.sampled_from("0aQ]"), st.integers(0, 120), st.booleans(), st.integers(0, 5)), max_size=60))
def test_any_keys_at_all_are_typed_or_scanned_once(events: list[tuple[str, int, bool, int]]) -> None:
    """Garbage: keys that go up without going down, other keys, ends; nothing is lost, nothing comes twice."""
    keys, now = [], 0
    for character, after_ms, pressed, what in events:
        now += after_ms
        if what == 0:
            keys.append(enter(now, pressed=pressed))
        elif what == 1:
            keys.append(Key(KeyKind.OTHER, "", now, ident=900, name="F5", pressed=pressed))
        else:
            keys.append(press(character, now) if pressed else release(character, now))
    behind = Window(Wedge(PROFILE)).send(keys).finish()
    came = [key for key in behind.keys if key.pressed and key.kind is KeyKind.CHARACTER]
    sent = [key for key in keys if key.pressed and key.kind is KeyKind.CHARACTER]
    assert len(came) + sum(scan.keys for scan in behind.scans) == len(sent)
    assert len({id(key) for key in behind.keys}) == len(behind.keys)
    assert behind.wedge.deadline_ms is None


class TillKeyboard(RuleBasedStateMachine):
    """A till for a day: somebody types, somebody scans, nobody does anything, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.behind = Window(Wedge(PROFILE))
        self.now = 1000
        self.texts: list[str] = []
        self.typed = ""

    @rule(text=st.text(SCANNED, min_size=3, max_size=16), gap_ms=st.integers(0, 10), pause_ms=st.integers(0, 20))
    def scan(self, text: str, gap_ms: int, pause_ms: int) -> None:
        keys = scan_keys(text, self.now, gap_ms, end="crlf")
        self.behind.send(keys)
        self.now = keys[-1].at_ms + pause_ms
        self.texts.append(text)

    @rule(character=st.sampled_from(TYPED), dwell_ms=st.integers(60, 120))
    def type_a_key(self, character: str, dwell_ms: int) -> None:
        self.behind.send(tapped(character, self.now, dwell_ms))
        self.now += dwell_ms + 10
        self.typed += character

    @rule(text=st.text(SCANNED, min_size=6, max_size=16), character=st.sampled_from(TYPED), into=st.integers(0, 40))
    def type_a_key_amid_a_scan(self, text: str, character: str, into: int) -> None:
        self.now += 60
        keys = merged(scan_keys(text, self.now, 5), tapped(character, self.now + into, 110))
        self.behind.send(keys)
        self.now += 300
        self.texts.append(text)
        self.typed += character

    @rule()
    def press_enter(self) -> None:
        self.now += 100
        self.behind.send([enter(self.now), enter(self.now + 70, pressed=False)])
        self.now += 80
        self.typed += "\r"

    @rule(pause_ms=st.integers(51, 5000))
    def wait(self, pause_ms: int) -> None:
        self.now += pause_ms
        self.behind.wait(self.now)

    @invariant()
    def every_scan_came_once_and_in_order(self) -> None:
        assert self.behind.texts == self.texts

    @invariant()
    def what_was_typed_is_there_or_still_held(self) -> None:
        assert self.typed.startswith(self.behind.typed)
        assert len(self.typed) - len(self.behind.typed) <= 1

    def teardown(self) -> None:
        assert self.behind.finish().typed == self.typed


TillKeyboard.TestCase.settings = settings(max_examples=60, stateful_step_count=40)
TestTillKeyboard = TillKeyboard.TestCase
