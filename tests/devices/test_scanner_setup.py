"""A scanner is set up by what it sends for codes that are known: layout, end, prefix, zeros, separator, pace."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.base.settings import Machine
from app.devices.keys import Key, KeyKind
from app.devices.scanner import CABLE, GS, Layout, ScannerProfile, kept_setup, profile_of
from app.devices.scanner_setup import Finding, ScannerSetup
from app.devices.wedge import Wedge
from app.domain.setup_codes import LETTERS, SEPARATED, ZERO, SheetCode
from tests.devices.streams import Window, enter, other, press, tab

# Where the keys of the US layout are, by evdev.
_PLAIN = {
    **{letter: 2 + place for place, letter in enumerate("1234567890-=")},
    **{letter: 16 + place for place, letter in enumerate("qwertyuiop[]")},
    **{letter: 30 + place for place, letter in enumerate("asdfghjkl;'`")},
    **{letter: 43 + place for place, letter in enumerate("\\zxcvbnm,./")},
}
_SHIFTED = dict(zip("!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:\"~|ZXCVBNM<>?", [
    *range(2, 14), *range(16, 28), *range(30, 42), *range(43, 54)], strict=True))  # fmt: skip
GERMAN = dict(zip("yzYZ-/:+*()[]|#_=&?;", "zyZY/&>]}*(??????^_<", strict=True))
AZERTY = dict(zip("azqwmAZQWM1234567890", "qwazQWAZ?:&é\"'(-è_çà", strict=False))

CONTENTS = {
    **LETTERS,
    SheetCode.ZERO: ZERO,
    SheetCode.SEPARATOR: GS.join(SEPARATED),
}


def key(letter: str, at_ms: int, *, has_codes: bool = True, system: str = "") -> Key:
    if letter == GS:
        return Key(KeyKind.CHARACTER, GS, at_ms, code=27 if has_codes else 0, ident=27, control=True)
    code = _PLAIN.get(letter) or _SHIFTED.get(letter) or 0
    return Key(
        KeyKind.CHARACTER,
        system or letter,
        at_ms,
        code=code if has_codes else 0,
        ident=code,
        shift=letter in _SHIFTED,
    )


def reading(
    text: str,
    at_ms: int = 1000,
    *,
    gap_ms: int = 4,
    ends: str = "enter",
    has_codes: bool = True,
    system: dict[str, str] | None = None,
) -> list[Key]:
    keys = [
        key(one, at_ms + gap_ms * place, has_codes=has_codes, system=(system or {}).get(one, ""))
        for place, one in enumerate(text)
    ]
    now = at_ms + gap_ms * len(text)
    for end in ends.split():
        keys.append({"enter": enter, "tab": tab}[end](now))
        now += gap_ms
    return keys


def set_up(contents: dict[SheetCode, str] = CONTENTS, **how: object) -> ScannerSetup:
    setup = ScannerSetup()
    for place, (code, text) in enumerate(contents.items()):
        assert setup.take(reading(text, 1000 + 3000 * place, **how)) is code  # type: ignore[arg-type]
    return setup


def found(setup: ScannerSetup) -> set[Finding]:
    return {told.finding for told in setup.findings()}


def test_a_usual_scanner_needs_nothing() -> None:
    setup = set_up()
    assert setup.is_complete
    assert setup.awaited is None
    profile = setup.profile(CABLE)
    assert profile == replace(CABLE, gap_ms=30, suffixes=frozenset({KeyKind.ENTER}))
    assert found(setup) == {
        Finding.ENTER_END, Finding.LAYOUT_US, Finding.NO_AIM, Finding.ZERO_KEPT, Finding.GS_SENT, Finding.GAP,
    }  # fmt: skip


def test_the_codes_may_come_in_any_order_and_twice() -> None:
    setup = ScannerSetup()
    for code in (SheetCode.SEPARATOR, SheetCode.CAPITALS, SheetCode.CAPITALS, SheetCode.SMALL):
        assert setup.take(reading(CONTENTS[code])) is code
    assert setup.awaited is SheetCode.SIGNS


@pytest.mark.parametrize("text", ["4006381333931", "hello world and more", LETTERS[SheetCode.SMALL][:-1], "x" * 32])
def test_what_is_not_on_the_sheet_or_came_incomplete_is_none_of_it(text: str) -> None:
    setup = ScannerSetup()
    assert setup.take(reading(text)) is None
    assert setup.findings() == ()


@pytest.mark.parametrize(
    ("ends", "suffixes", "finding"),
    [
        ("enter", {KeyKind.ENTER}, Finding.ENTER_END),
        ("tab", {KeyKind.TAB}, Finding.TAB_END),
        ("", set(), Finding.NO_END),
        ("enter enter", {KeyKind.ENTER}, Finding.DOUBLE_END),
    ],
)
def test_the_end_of_a_scan(ends: str, suffixes: set[KeyKind], finding: Finding) -> None:
    setup = set_up(ends=ends)
    assert setup.profile(CABLE).suffixes == suffixes
    assert finding in found(setup)


def test_a_down_arrow_behind_enter_is_a_doubled_end_too() -> None:
    setup = ScannerSetup()
    keys = reading(CONTENTS[SheetCode.SMALL])
    setup.take([*keys, other("Down", keys[-1].at_ms + 4)])
    assert Finding.DOUBLE_END in found(setup)


@pytest.mark.parametrize("has_codes", [True, False])
def test_a_scanner_that_types_for_the_german_layout_is_understood(has_codes: bool) -> None:
    german = {**{one: one for one in ""}, "y": "z", "z": "y", "Y": "Z", "Z": "Y", "-": "/", "/": "&", ":": ">"}
    german |= {"+": "]", "*": "}", "(": "*", ")": "(", "_": "?", "=": ")", "&": "^", "?": "_", ";": "<", "#": "\\"}
    german |= {"[": "{", "]": "~", "|": "|", ",": ","}
    sent = {code: "".join(german.get(one, one) for one in text) for code, text in CONTENTS.items()}
    setup = set_up(sent, has_codes=has_codes)
    assert Finding.LAYOUT_OTHER in found(setup)
    profile = setup.profile(CABLE)
    typed = "".join(german.get(one, one) for one in "Yz-1:(=")
    window = Window(Wedge(profile)).send(reading(typed, has_codes=has_codes, gap_ms=2))
    assert [scan.text for scan in window.scans] == ["Yz-1:(="]


def test_a_scanner_for_us_on_an_azerty_system_is_read_by_its_keys() -> None:
    azerty = {"a": "q", "q": "a", "z": "w", "w": "z", "m": ",", "1": "&", "2": "é", "3": '"', "4": "'", "5": "("}
    setup = set_up(system=azerty)
    assert setup.profile(CABLE).layout is Layout.US
    assert setup.profile(CABLE).swaps == ""


def test_caps_lock_is_told_and_does_not_matter_where_keys_have_codes() -> None:
    swapped = {one: one.swapcase() for one in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    setup = set_up(system=swapped)
    assert Finding.CAPS_LOCK in found(setup)
    assert setup.profile(CABLE).layout is Layout.US
    assert setup.profile(CABLE).swaps == ""


def test_aim_identifiers_in_front_of_every_code() -> None:
    aims = dict.fromkeys(LETTERS, "]C0") | {SheetCode.ZERO: "]E0", SheetCode.SEPARATOR: "]C1"}
    setup = set_up({code: aims[code] + text for code, text in CONTENTS.items()})
    assert setup.profile(CABLE).prefix == "]"
    assert Finding.AIM in found(setup)


def test_a_prefix_of_its_own() -> None:
    setup = set_up({code: "~" + text for code, text in CONTENTS.items()})
    assert setup.profile(CABLE).prefix == "~"
    window = Window(Wedge(setup.profile(CABLE))).send(reading("~4006381333931"))
    assert [scan.text for scan in window.scans] == ["4006381333931"]


@pytest.mark.parametrize(
    ("sent", "finding"),
    [
        ("0012345678905", Finding.ZERO_KEPT),
        ("012345678905", Finding.ZERO_KEPT),
        ("12345678905", Finding.ZERO_LEFT_OUT),
        ("01234567890", Finding.NO_CHECK_DIGIT),
        ("1234567890", Finding.NO_CHECK_DIGIT),
    ],
)
def test_zeros_and_check_digits_of_a_upc(sent: str, finding: Finding) -> None:
    setup = set_up({**CONTENTS, SheetCode.ZERO: sent})
    assert finding in found(setup)
    assert setup.profile(CABLE).adds_zero is (finding is Finding.ZERO_LEFT_OUT)


def test_a_zero_that_was_left_out_is_put_back_where_the_check_digit_says_so() -> None:
    profile = replace(CABLE, adds_zero=True)
    texts = ["12345678905", "12345678904", "4006381333931", "ABCDEFGHIJK"]
    for text in texts:
        window = Window(Wedge(profile)).send(reading(text))
        assert [scan.text for scan in window.scans] == ["012345678905" if text == texts[0] else text]


@pytest.mark.parametrize(
    ("between", "finding", "profile"),
    [
        ("|", Finding.GS_STAND_IN, replace(CABLE, gs_stand_in="|")),
        ("{GS}", Finding.GS_STAND_IN, replace(CABLE, gs_stand_in="{GS}")),
        ("", Finding.GS_LOST, CABLE),
        (GS, Finding.GS_SENT, CABLE),
    ],
)
def test_what_comes_for_the_separator(between: str, finding: Finding, profile: ScannerProfile) -> None:
    setup = set_up({**CONTENTS, SheetCode.SEPARATOR: between.join(SEPARATED)})
    assert finding in found(setup)
    made = setup.profile(CABLE)
    assert (made.gs_stand_in, made.gs_key) == (profile.gs_stand_in, "")


def test_a_function_key_for_the_separator() -> None:
    setup = set_up({code: text for code, text in CONTENTS.items() if code is not SheetCode.SEPARATOR})
    first = reading(SEPARATED[0], 90_000, ends="")
    second = reading(SEPARATED[1], 90_000 + 4 * len(SEPARATED[0]) + 4)
    keys = [*first, other("F8", 90_000 + 4 * len(SEPARATED[0])), *second]
    assert setup.take(keys) is SheetCode.SEPARATOR
    assert setup.profile(CABLE).gs_key == "F8"
    scans = Window(Wedge(setup.profile(CABLE))).send(keys).scans
    assert [scan.text for scan in scans] == [GS.join(SEPARATED)]


@pytest.mark.parametrize(("gap_ms", "expected"), [(1, 30), (12, 40), (40, 120), (110, 300)])
def test_the_pause_is_three_times_what_the_scanner_needs(gap_ms: int, expected: int) -> None:
    assert set_up(gap_ms=gap_ms).profile(CABLE).gap_ms == expected


def test_what_was_found_is_kept_for_each_scanner_apart() -> None:
    profile = replace(CABLE, gap_ms=40, prefix="]", gs_key="F8", swaps="yzzy", adds_zero=True, layout=Layout.US)
    machine = Machine(scanner_gap_ms=40, scanners={"cable": kept_setup(profile)})
    assert profile_of(machine) == profile
    assert profile_of(replace(machine, scanner="bluetooth")).prefix == ""


@pytest.mark.parametrize(
    "kept",
    [{"layout": "dvorak"}, {"swaps": "abc"}, {"prefix": 7}, {"gs_key": "x" * 500}, {"adds_zero": "yes"}, 7, None],
)
def test_what_makes_no_sense_in_the_file_is_as_usual(kept: object) -> None:
    machine = Machine(scanners={"cable": kept})  # type: ignore[dict-item]
    assert profile_of(machine) == CABLE


def test_a_pressed_key_that_types_nothing_is_no_part_of_a_code() -> None:
    setup = ScannerSetup()
    keys = reading(CONTENTS[SheetCode.SMALL])
    assert setup.take([keys[0], other("F5", 1002), *keys[1:]]) is None
    assert setup.take([press("a", 1000)]) is None
