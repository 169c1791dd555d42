"""How a scanner types, and what comes of it: the settings of one scanner and a scan as it was sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from app.base.settings import Machine
from app.devices.keys import KeyKind

GS = "\x1d"
# What AIM identifiers begin with: a bracket, a letter and a digit.
AIM_PREFIX = "]"
AIM_LENGTH = 3


class Layout(StrEnum):
    """Which keyboard layout a scanner types for.

    AUTO is US, unless the system's own layout makes more letters and digits of the keys.
    """

    AUTO = "auto"
    US = "us"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class ScannerProfile:
    """How one scanner types.

    Attributes:
        gap_ms: The longest pause within a scan: 50, over Bluetooth 150, or three times what the scanner itself needs.
        suffixes: The keys that may end a scan; none of them: silence does.
        prefix: What every scan begins with: "]" (AIM identifiers, which stay) or a control character (which goes).
            Only what begins so is held then.
        min_length: Fewer characters are typing.
        layout: Which layout the scanner types for; US is read from the native codes of the keys.
        gs_stand_in: Text that stands for GS in a scan (`|`, `{GS}`), or "".
        gs_key: Name of a key that stands for GS ("F8"), or "".
        swaps: Characters that arrive as others, in pairs: as it arrives, and what the scanner means.
        adds_zero: The scanner leaves out the zero in front of a UPC-A number.
        fold_ms: The same scan again this soon after the end of the last is the scanner's doing, not a hand's.
    """

    gap_ms: int = 50
    suffixes: frozenset[KeyKind] = frozenset({KeyKind.ENTER, KeyKind.TAB})
    prefix: str = ""
    min_length: int = 3
    layout: Layout = Layout.AUTO
    gs_stand_in: str = ""
    gs_key: str = ""
    swaps: str = ""
    adds_zero: bool = False
    fold_ms: int = 100


CABLE = ScannerProfile()
BLUETOOTH = ScannerProfile(gap_ms=150, fold_ms=200)


def usual_profile(scanner: str) -> ScannerProfile:
    """How a scanner usually types, by how it sends: `cable bluetooth`."""
    return BLUETOOTH if scanner == "bluetooth" else CABLE


def profile_of(machine: Machine) -> ScannerProfile:
    """How this machine's scanner types, by what is set here and what its set-up sheet has found."""
    profile = replace(usual_profile(machine.scanner), gap_ms=machine.scanner_gap_ms)
    kept = machine.scanners.get(machine.scanner)
    return _found(profile, kept) if isinstance(kept, dict) else profile


def kept_setup(profile: ScannerProfile) -> dict[str, object]:
    """What is kept of a scanner that was set up, for `Machine.scanners`."""
    return {
        "suffix": next((name for name, suffixes in _SUFFIXES.items() if suffixes == profile.suffixes), ""),
        "gap_ms": profile.gap_ms,
        "prefix": profile.prefix,
        "layout": profile.layout.value,
        "gs_stand_in": profile.gs_stand_in,
        "gs_key": profile.gs_key,
        "swaps": profile.swaps,
        "adds_zero": profile.adds_zero,
    }


def _found(profile: ScannerProfile, kept: dict[str, object]) -> ScannerProfile:
    """The profile with what was found, as far as it makes sense: anybody can write in the file."""

    def text(name: str) -> str:
        value = kept.get(name)
        return value if isinstance(value, str) and len(value) <= _LONGEST else ""

    swaps, layout = text("swaps"), text("layout")
    return replace(
        profile,
        suffixes=_SUFFIXES.get(text("suffix"), profile.suffixes),
        prefix=text("prefix"),
        layout=Layout(layout) if layout in set(Layout) else profile.layout,
        gs_stand_in=text("gs_stand_in"),
        gs_key=text("gs_key"),
        swaps=swaps if len(swaps) % 2 == 0 else "",
        adds_zero=kept.get("adds_zero") is True,
    )


_SUFFIXES = {
    "enter": frozenset({KeyKind.ENTER}),
    "tab": frozenset({KeyKind.TAB}),
    "none": frozenset[KeyKind](),
}
_LONGEST = 400  # characters


@dataclass(frozen=True, slots=True)
class RawScan:
    """What a scanner sent, before anybody asks what it means.

    Attributes:
        started_ms, ended_ms: Times of the first key and of the one that ended it, by the clock of the events.
        keys: How many characters came.
        longest_gap_ms: The longest pause between two of them.
        ended: Whether the key that ends a scan came; if not, silence ended it.
    """

    text: str
    started_ms: int
    ended_ms: int
    keys: int
    longest_gap_ms: int
    ended: bool
