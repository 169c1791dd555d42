"""The wedge, case by case: scans at every speed, typing that stays typing, ends, prefixes, layouts, folds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.devices.keys import Key, KeyKind
from app.devices.scanner import BLUETOOTH, Layout, ScannerProfile
from app.devices.wedge import Wedge
from tests.devices.streams import Window, code_of, enter, other, press, release, scan_keys, tab, tapped

EAN = "4006381333931"
NO_END = ScannerProfile(suffixes=frozenset())
SHIFT, CONTROL, ALT = 42, 29, 56


def window(profile: ScannerProfile | None = None) -> Window:
    return Window(Wedge(profile))


def modifier(name: str, code: int, at_ms: int, *, pressed: bool = True) -> Key:
    return Key(KeyKind.MODIFIER, "", at_ms, code=code, ident=code, name=name, pressed=pressed)


@pytest.mark.parametrize("gap", [0, 1, 2, 10, 20, 40, 49])
@pytest.mark.parametrize("end", ["enter", "tab", "crlf"])
def test_a_scan_is_taken_whole_at_any_speed_and_leaves_nothing(gap: int, end: str) -> None:
    behind = window().send(scan_keys(EAN, 1000, gap, end=end)).finish()
    assert (behind.texts, behind.keys) == ([EAN], [])
    [scan] = behind.scans
    assert (scan.started_ms, scan.keys, scan.longest_gap_ms, scan.ended) == (1000, 13, gap, True)


def test_a_scan_is_not_late_after_a_long_wait_for_the_window() -> None:
    """The keys of a scan come all at once after a block; the times of their events are what counts."""
    behind = Window(Wedge(), ticks=False).send(scan_keys(EAN, 0, 3))
    assert behind.texts == [EAN]


def test_typing_that_comes_all_at_once_after_a_block_stays_typing() -> None:
    keys = [key for place, character in enumerate("123456") for key in tapped(character, place * 115, 70)]
    behind = Window(Wedge(), ticks=False).send([*keys, enter(6 * 115)])
    assert behind.scans == []
    assert behind.typed == "123456\r"


def test_two_codes_back_to_back_are_two() -> None:
    first = scan_keys(EAN, 0, 0)
    behind = window().send([*first, *scan_keys("96385074", 0, 0)]).finish()
    assert behind.texts == [EAN, "96385074"]


def test_the_same_code_twice_is_two_pieces() -> None:
    behind = window().send([*scan_keys(EAN, 0, 1), *scan_keys(EAN, 200, 1)]).finish()
    assert (behind.texts, behind.folded) == ([EAN, EAN], [])


def test_a_repeat_that_no_hand_can_make_is_folded_and_told() -> None:
    behind = window().send([*scan_keys(EAN, 0, 1), *scan_keys(EAN, 30, 1), *scan_keys(EAN, 60, 1)]).finish()
    assert behind.texts == [EAN]
    assert [scan.text for scan in behind.folded] == [EAN, EAN]


def test_another_code_in_between_is_never_folded() -> None:
    keys = [*scan_keys(EAN, 0, 1), *scan_keys("96385074", 20, 1), *scan_keys(EAN, 40, 1)]
    assert window().send(keys).texts == [EAN, "96385074", EAN]


def test_the_time_for_folding_can_be_set() -> None:
    keys = [*scan_keys(EAN, 0, 1), *scan_keys(EAN, 14, 1)]
    assert window(ScannerProfile(fold_ms=0)).send(keys).texts == [EAN, EAN]


@pytest.mark.parametrize("gap", [60, 67, 100, 300])
def test_typed_keys_come_through_in_order_and_soon(gap: int) -> None:
    behind = window()
    for place, character in enumerate("apple 12"):
        for key in tapped(character, place * gap, 50):
            behind.send([key])
        behind.wait(place * gap + 51)
        assert behind.typed == "apple 12"[: place + 1]
    assert [key.pressed for key in behind.finish().keys] == [True, False] * 8


def test_keys_that_roll_over_are_typing() -> None:
    keys = [press("a", 0), press("b", 15), release("a", 80), release("b", 95), press("c", 150), press("d", 165)]
    behind = window().send([*keys, enter(240)]).finish()
    assert (behind.typed, behind.scans) == ("abcd\r", [])


def test_enter_alone_is_not_held() -> None:
    behind = window()
    assert not behind.wedge.feed(enter(0)).swallow
    assert behind.wedge.deadline_ms is None


def test_a_number_and_enter_from_a_quick_hand_is_typing() -> None:
    keys = [*tapped("2", 0, 60), *tapped("0", 45, 60), enter(90)]
    assert window().send(sorted(keys, key=lambda key: key.at_ms)).typed == "20\r"


def test_a_short_burst_must_be_quicker_than_a_long_one() -> None:
    assert window().send(scan_keys("A12", 0, 40)).scans == []
    assert window().send(scan_keys("a12", 0, 10)).texts == ["a12"]
    assert window().send(scan_keys("a12345", 0, 40)).texts == ["a12345"]
    assert window().send(scan_keys("a1", 0, 1)).scans == []


def test_a_key_held_down_repeats_as_typing() -> None:
    repeats = [replace(press("1", 500 + 33 * turn), repeat=True) for turn in range(20)]
    behind = window().send([press("1", 0), *repeats, release("1", 1200), enter(1300)])
    assert behind.scans == []
    assert behind.typed == "1" * 21 + "\r"


def test_a_scanner_so_fast_that_its_doubled_keys_seem_to_repeat_loses_none() -> None:
    """X11: a key that goes up and down again within a millisecond is reported as repeating, the doubled Enter, too."""
    keys, before = [], -1
    for key in scan_keys("1122333", 0, 0, end="crlf"):
        doubled = key.ident == before and key.pressed
        if doubled:
            keys[-1] = replace(keys[-1], repeat=True)
        keys.append(replace(key, repeat=doubled))
        before = key.ident
    assert sum(key.repeat for key in keys) == 10
    behind = window().send(keys).finish()
    assert (behind.texts, behind.keys) == (["1122333"], [])


def test_a_scan_without_its_end_is_taken_by_silence_and_the_late_enter_goes_with_it() -> None:
    behind = window().send(scan_keys(EAN, 0, 1, end="none"))
    assert behind.scans == []
    behind.send([enter(250), enter(251, pressed=False)])
    assert (behind.texts, behind.keys) == ([EAN], [])
    assert not behind.scans[0].ended


def test_a_scanner_may_pause_once_it_is_known_to_be_one() -> None:
    late = [*tapped("1", 160, 1), enter(161)]
    behind = window().send([*scan_keys(EAN[:-1], 0, 1, end="none"), *late]).finish()
    assert behind.texts == [EAN]


def test_a_scanner_set_to_no_end_ends_by_silence() -> None:
    keys = [*scan_keys(EAN, 0, 2, end="none"), *scan_keys("a12", 200, 2, end="none")]
    behind = window(NO_END).send(keys).finish()
    assert behind.texts == [EAN, "a12"]
    assert all(scan.ended for scan in behind.scans)


def test_a_bluetooth_scanner_may_be_slow() -> None:
    assert window(BLUETOOTH).send(scan_keys(EAN, 0, 120)).texts == [EAN]
    assert window().send(scan_keys(EAN, 0, 120)).scans == []


def test_line_feed_and_down_after_the_end_belong_to_it() -> None:
    line_feed = Key(KeyKind.CHARACTER, "\n", 28, code=36, ident=36, control=True)
    behind = window().send([*scan_keys(EAN, 0, 2), line_feed, other("Down", 29), other("Down", 30, pressed=False)])
    assert (behind.texts, behind.keys) == ([EAN], [])
    behind.send([other("Down", 500)])
    assert [key.name for key in behind.keys] == ["Down"]


def test_an_enter_of_a_hand_after_a_scan_goes_through() -> None:
    behind = window().send([*scan_keys(EAN, 0, 2), enter(300)])
    assert behind.typed == "\r"


@pytest.mark.parametrize("name", ["F9", "Escape", "Left"])
def test_a_key_that_types_nothing_gives_back_what_is_held(name: str) -> None:
    behind = window().send([press("1", 0), other(name, 20)])
    assert [key.text or key.name for key in behind.keys] == ["1", name]


def test_a_function_key_amid_a_scan_is_passed_over() -> None:
    keys = scan_keys(EAN, 0, 2)
    keys[20:20] = [other("F8", 20), other("F8", 20, pressed=False)]
    behind = window().send(keys)
    assert (behind.texts, behind.keys) == ([EAN], [])


def test_a_shortcut_is_not_held() -> None:
    shortcut = Key(KeyKind.CHARACTER, "\x10", 0, code=25, ident=25, control=True)
    assert not window().wedge.feed(shortcut).swallow


def test_shift_of_the_scanner_goes_with_the_scan() -> None:
    keys = []
    for place, character in enumerate("AB12CD"):
        now = place * 6
        if character.isupper():
            keys += [modifier("Shift", SHIFT, now)]
        keys += tapped(character, now + 1, 1)
        if character.isupper():
            keys += [modifier("Shift", SHIFT, now + 3, pressed=False)]
    behind = window().send([*keys, enter(40)])
    assert behind.texts == ["AB12CD"]
    assert {key.name for key in behind.keys} <= {"Shift"}


def test_a_typed_capital_keeps_its_shift() -> None:
    keys = [modifier("Shift", SHIFT, 0), *tapped("A", 90, 60), modifier("Shift", SHIFT, 200, pressed=False)]
    behind = window().send(keys).finish()
    assert [(key.name or key.text, key.pressed) for key in behind.keys] == [
        ("Shift", True), ("A", True), ("A", False), ("Shift", False),
    ]  # fmt: skip


def on_azerty(text: str, at_ms: int) -> list[Key]:
    """What arrives when a scanner set to US types on a French system."""
    french = dict(zip("1234567890", "&é\"'(-è_çà", strict=True))
    keys: list[Key] = []
    for place, character in enumerate(text):
        code = code_of(character)
        for pressed in (True, False):
            now = at_ms + place * 2
            keys.append(Key(KeyKind.CHARACTER, french[character], now, code=code, ident=code, pressed=pressed))
    return [*keys, enter(at_ms + 60)]


def test_digits_come_right_on_a_french_keyboard() -> None:
    behind = window().send(on_azerty(EAN, 0))
    assert behind.texts == [EAN]
    typed = window().send(on_azerty("1", 0)).finish()
    assert typed.keys[0].text == "&"


def test_a_scanner_set_to_the_systems_layout_comes_right_as_well() -> None:
    keys = []
    for place, character in enumerate(EAN):
        code = code_of(character)
        for pressed in (True, False):
            down = Key(KeyKind.CHARACTER, character, place * 2, code=code, ident=code, shift=True, pressed=pressed)
            keys.append(down)
    assert window().send([*keys, enter(60)]).texts == [EAN]
    assert window(ScannerProfile(layout=Layout.SYSTEM)).send([*keys, enter(60)]).texts == [EAN]
    assert window(ScannerProfile(layout=Layout.US)).send([*keys, enter(60)]).texts == ["$))^#*!###(#!"]


def test_caps_lock_changes_nothing() -> None:
    keys = [replace(key, text=key.text.swapcase(), shift=key.text == "C") for key in scan_keys("]C1abc12", 0, 2)]
    assert window().send(keys).texts == ["]C1abc12"]


def test_without_native_codes_the_text_counts() -> None:
    keys = [replace(key, code=0) for key in scan_keys(EAN, 0, 2)]
    assert window().send(keys).texts == [EAN]
    separator = [Key(KeyKind.CHARACTER, text, 9, ident=27, control=True) for text in ("\x1d", "]")]
    for one in separator:
        keys = [replace(key, code=0) for key in scan_keys("10ABCDE", 0, 1)]
        keys[-2:-2] = [one, replace(one, pressed=False), *tapped("9", 10, 0), *tapped("9", 10, 0)]
        assert window().send(keys).texts == ["10ABCDE\x1d99"]


def test_the_separator_comes_as_control_and_bracket() -> None:
    separator = [
        Key(KeyKind.CHARACTER, "^", 12, code=27, ident=27, control=True, pressed=down) for down in (True, False)
    ]
    keys = [*scan_keys("]C110AB", 0, 1, end="none"), modifier("Control", CONTROL, 11), *separator]
    keys += [modifier("Control", CONTROL, 13, pressed=False), *scan_keys("21x", 14, 1)]
    assert window().send(keys).texts == ["]C110AB\x1d21x"]


@pytest.mark.parametrize(
    ("profile", "sent"),
    [
        (ScannerProfile(gs_stand_in="{gs}"), "10ab{gs}21x"),
        (ScannerProfile(gs_stand_in="`"), "10ab`21x"),
    ],
)
def test_text_can_stand_for_the_separator(profile: ScannerProfile, sent: str) -> None:
    keys = [Key(KeyKind.CHARACTER, one, 1, ident=ord(one), pressed=down) for one in sent for down in (True, False)]
    assert window(profile).send([*keys, enter(2)]).texts == ["10ab\x1d21x"]


def test_a_function_key_can_stand_for_the_separator() -> None:
    keys = [
        *scan_keys("10ab", 0, 1, end="none"),
        other("F8", 5),
        other("F8", 5, pressed=False),
        *scan_keys("21x", 6, 1),
    ]
    assert window(ScannerProfile(gs_key="F8")).send(keys).texts == ["10ab\x1d21x"]


def alt_typed(text: str, *, table: str) -> list[Key]:
    """Each character as Alt and four digits on the keypad."""
    pad = {"7": 71, "8": 72, "9": 73, "4": 75, "5": 76, "6": 77, "1": 79, "2": 80, "3": 81, "0": 82}
    keys: list[Key] = []
    now = 0
    for character in text:
        keys.append(modifier("Alt", ALT, now))
        for digit in f"{character.encode(table)[0]:04}":
            down = Key(KeyKind.OTHER, "", now, code=pad[digit], ident=pad[digit], alt=True)
            keys += [down, replace(down, pressed=False)]
            now += 2
        keys.append(modifier("Alt", ALT, now, pressed=False))
    return [*keys, enter(now + 1)]


def test_characters_composed_with_alt_and_the_keypad_are_read() -> None:
    behind = window().send(alt_typed("]C1011234\x1d21é", table="cp1252"))
    assert behind.texts == ["]C1011234\x1d21é"]
    assert {key.name for key in behind.keys} <= {"Alt"}


def test_alt_and_a_digit_of_a_hand_are_given_back() -> None:
    behind = window().send(
        [modifier("Alt", ALT, 0), Key(KeyKind.OTHER, "", 90, code=79, ident=79, alt=True, name="End")]
    )
    behind.finish().send([modifier("Alt", ALT, 300, pressed=False)])
    assert [(key.name, key.pressed) for key in behind.keys] == [("Alt", True), ("End", True), ("Alt", False)]


def test_keypad_digits_count_without_num_lock() -> None:
    codes = [75, 82, 82, 77, 81, 72]
    keys = [Key(KeyKind.OTHER, "", place, code=code, ident=code, name="Left") for place, code in enumerate(codes)]
    assert window().send([*keys, enter(7)]).texts == ["400638"]


def test_with_aim_identifiers_only_a_bracket_is_held() -> None:
    behind = window(ScannerProfile(prefix="]"))
    assert not behind.wedge.feed(press("1", 0)).swallow
    assert behind.send(scan_keys("]e01", 100, 40)).texts == ["]e01"]
    assert behind.send(tapped("]", 500, 60)).finish().typed == "]"


def test_with_a_prefix_of_its_own_a_scan_may_be_short() -> None:
    start = [Key(KeyKind.CHARACTER, "\x02", 0, code=48, ident=48, control=True, pressed=down) for down in (True, False)]
    behind = window(ScannerProfile(prefix="\x02")).send([*start, *scan_keys("7", 30, 40)])
    assert (behind.texts, behind.keys) == (["7"], [])


def test_the_pointer_gives_back_typing_but_no_scan() -> None:
    behind = window().send([press("a", 0)])
    assert [key.text for key in behind.wedge.interrupt().replay] == ["a"]
    assert behind.wedge.interrupt().replay == ()
    behind.send(scan_keys(EAN[:8], 100, 1, end="none"))
    assert behind.wedge.interrupt().replay == ()
    assert behind.send([enter(110)]).texts == [EAN[:8]]


def test_a_key_of_a_hand_amid_a_scan_is_typing() -> None:
    scan = scan_keys(EAN, 0, 4)
    typed = tapped("q", 17, 90)
    behind = window().send(sorted([*scan, *typed], key=lambda key: key.at_ms)).finish()
    assert behind.texts == [EAN]
    assert [(key.text, key.pressed) for key in behind.keys] == [("q", True), ("q", False)]


def test_a_key_of_a_hand_just_before_a_scan_is_typing() -> None:
    keys = [press("q", 0), *scan_keys(EAN, 30, 1), release("q", 80)]
    behind = window().send(keys).finish()
    assert (behind.texts, behind.typed) == ([EAN], "q")


def test_keys_without_releases_are_read_as_well() -> None:
    keys = [key for key in scan_keys(EAN, 0, 3) if key.pressed]
    assert window().send(keys).texts == [EAN]


def test_what_was_swallowed_going_down_is_swallowed_going_up() -> None:
    keys = scan_keys(EAN, 0, 3)
    end_up = keys.pop()
    behind = window().send([*keys, replace(end_up, at_ms=400)])
    assert (behind.texts, behind.keys) == ([EAN], [])
    assert behind.send(tapped("1", 500, 60)).finish().typed == "1"


def test_times_that_wrap_do_not_matter() -> None:
    behind = window().send(scan_keys(EAN, 2**32 - 10, 2))
    assert behind.texts == [EAN]
    keys = [replace(key, at_ms=key.at_ms % 2**32) for key in scan_keys("96385074", 2**32 - 10, 2)]
    assert Window(Wedge(), ticks=False).send(keys).texts == ["96385074"]


def test_times_slightly_out_of_order_do_not_matter() -> None:
    keys = scan_keys(EAN, 100, 2)
    keys[4] = replace(keys[4], at_ms=keys[4].at_ms - 3)
    assert window().send(keys).texts == [EAN]


def test_a_scanner_gone_mad_fills_no_memory() -> None:
    behind = window().send(scan_keys("1" * 50_000, 0, 0))
    [scan] = behind.scans
    assert scan.keys == 16_384
    assert behind.keys == []


def test_a_tab_that_ends_no_scan_is_a_tab() -> None:
    behind = window(ScannerProfile(suffixes=frozenset({KeyKind.ENTER}))).send([tab(0), press("a", 100), tab(120)])
    assert [key.text for key in behind.keys] == ["\t", "a", "\t"]


def test_a_prefix_makes_a_scan_of_what_silence_ends() -> None:
    behind = window(ScannerProfile(prefix="]")).send(scan_keys("]e01", 0, 2, end="none")).finish()
    assert behind.texts == ["]e01"]
