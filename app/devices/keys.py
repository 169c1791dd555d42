"""A key going down or up, as the wedge sees it, and what a scanner set to the US layout means by it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

# The characters of the US layout by the codes of Linux input events (evdev), plain and with Shift. The main block has
# the same codes in a PC's first scan code set, which Windows reports.
_ROWS = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (57, " ", " "),
)
_PLAIN = {first + place: one for first, plain, _ in _ROWS for place, one in enumerate(plain)}
_SHIFTED = {first + place: one for first, _, shifted in _ROWS for place, one in enumerate(shifted)}
_KEYPAD = {71: "7", 72: "8", 73: "9", 75: "4", 76: "5", 77: "6", 79: "1", 80: "2", 81: "3", 82: "0"}
_KEYPAD_SIGNS = {55: "*", 74: "-", 78: "+", 83: ".", 98: "/"}


class KeyKind(Enum):
    """What a key is for."""

    CHARACTER = auto()
    ENTER = auto()
    TAB = auto()
    MODIFIER = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Key:
    """A key going down or up.

    Attributes:
        kind: What the system takes it for.
        text: What it types on the system's layout, "" for nothing.
        at_ms: When it happened, by the clock of the event; it may wrap at 2**32.
        code: The native code as evdev counts, 0 where it is not known.
        ident: The same for the key going down and up.
        pressed: Down or up.
        shift, control, alt: Whether these are down.
        repeat: The system repeats it because it is held down.
        name: Of a function or arrow key: "F8", "Down".
        origin: What the caller wants back with it; never looked at.
    """

    kind: KeyKind
    text: str
    at_ms: int
    code: int = 0
    ident: int = 0
    pressed: bool = True
    shift: bool = False
    control: bool = False
    alt: bool = False
    repeat: bool = False
    name: str = ""
    origin: object = None


def us_character(key: Key) -> str:
    """What the key types on the US layout, whatever layout and Caps Lock the system has; "" for nothing or unknown.

    With Control it is the control character: GS comes as Control and `]`.
    """
    character = (_SHIFTED if key.shift else _PLAIN).get(key.code, "")
    if character and key.control:
        return control_character(character)
    return character or _KEYPAD.get(key.code) or _KEYPAD_SIGNS.get(key.code, "")


def control_character(character: str) -> str:
    """What a terminal makes of Control and this character: GS of `]`, "" of digits and the like."""
    upper = character.upper()
    return chr(ord(upper) & 0x1F) if "@" <= upper <= "_" else ""


def keypad_digit(key: Key) -> str:
    """The digit of the numeric keypad on this key, whether Num Lock is on or not; "" for any other key."""
    return _KEYPAD.get(key.code, "")


def alt_character(digits: str) -> str:
    """What Alt and a number on the keypad compose: Windows' own way, with 0 in front for the newer table."""
    number = int(digits) % 256
    if number < 128:
        return chr(number)
    table = "cp1252" if digits.startswith("0") else "cp437"
    return bytes([number]).decode(table, "replace")
