"""Symbols as grids of modules: which are dark, how wide the quiet zones are, what people read below.

Linear ones come from python-barcode's encodings, UPC-E and the square ones from zxing-cpp's writer. Neither draws
anything: modules become vectors in `drawing.py` and dots in `zpl.py`. python-barcode puts a wrong check digit right
without a word, so it is checked here first.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from app.domain.codes.digits import all_digits, expand_upce, require_checked
from app.domain.codes.elements import GS, Element, read_elements, read_hri
from app.domain.codes.writing import element_string, printed_elements
from app.domain.refusal import Refusal

_MOST_LINEAR = 80  # characters of a linear code: longer ones fit on no label
_MOST_SQUARE = 1200
_WIDE = 2.5  # narrow bars of an ITF-14 in a wide one. Source: GS1 General Specifications, 5.3.2


class SymbolKind(StrEnum):
    """The symbologies that labels have."""

    EAN13 = "ean13"
    EAN8 = "ean8"
    UPCA = "upca"
    UPCE = "upce"
    ITF14 = "itf14"
    CODE128 = "code128"
    GS1_128 = "gs1-128"
    DATAMATRIX = "datamatrix"
    QR = "qr"

    @property
    def is_matrix(self) -> bool:
        """Whether it has rows of modules instead of bars."""
        return self in (SymbolKind.DATAMATRIX, SymbolKind.QR)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol without a size.

    Attributes:
        rows: The modules of each row from left to right, "1" dark; a linear symbol has one row.
        guards: The bars that reach down beside the digits of an EAN or UPC, as (first module, modules).
        quiet_left, quiet_right: What must stay white beside it, in modules; square ones need it all around.
        parts: What stands below the bars, each with the module at its middle and the modules it may take.
    """

    kind: SymbolKind
    content: str
    rows: tuple[str, ...]
    quiet_left: int
    quiet_right: int
    guards: tuple[tuple[int, int], ...] = ()
    parts: tuple[tuple[str, float, int], ...] = ()

    @property
    def modules(self) -> int:
        """How many modules it is wide, without its quiet zones."""
        return len(self.rows[0])


def kind_of(code: str) -> SymbolKind:
    """What a code of the catalogue is printed as: a number of GS1 as the symbol of its length, else Code 128."""
    kinds = {8: SymbolKind.EAN8, 12: SymbolKind.UPCA, 13: SymbolKind.EAN13, 14: SymbolKind.ITF14}
    if not all_digits(code) or len(code) not in kinds:
        return SymbolKind.CODE128
    try:
        require_checked(code)
    except Refusal:
        # The shop's own number of that length, as it stands in the catalogue.
        return SymbolKind.CODE128
    return kinds[len(code)]


@lru_cache(maxsize=512)
def encode(kind: SymbolKind, content: str) -> Symbol:
    """The symbol of a content.

    Args:
        kind: The symbology.
        content: The number with its check digit; for GS1-128 and DataMatrix elements as people read them,
            (01)04006381333931(10)L7, or as scanners send them behind a GS; for QR an address or any text; for Code 128
            any printable ASCII.

    Raises:
        Refusal: `label_code` for a content that the symbology cannot hold, `scan_check_digit`, and those of
            `read_elements`.
    """
    match kind:
        case SymbolKind.EAN13 | SymbolKind.EAN8 | SymbolKind.UPCA | SymbolKind.UPCE:
            return _retail(kind, content)
        case SymbolKind.ITF14:
            return _itf14(content)
        case SymbolKind.CODE128 | SymbolKind.GS1_128:
            return _code128(kind, content)
        case _:
            return _square(kind, content)


def _retail(kind: SymbolKind, content: str) -> Symbol:
    length = {SymbolKind.EAN13: 13, SymbolKind.UPCA: 12}.get(kind, 8)
    if not all_digits(content) or len(content) != length:
        raise _misfit(kind, content)
    if kind is SymbolKind.UPCE:
        expand_upce(content)
        return _upce(content)
    require_checked(content)
    from barcode.charsets import ean, upc  # noqa: F401, PLC0415 -- loaded with the first label
    from barcode.ean import EAN8, EAN13  # noqa: PLC0415
    from barcode.upc import UPCA  # noqa: PLC0415

    if kind is SymbolKind.EAN13:
        modules = EAN13(content).build()[0]
        texts = ((content[0], -6.0, 7), (content[1:7], 24.5, 42), (content[7:], 70.5, 42))
        return Symbol(kind, content, (modules,), 11, 7, ((0, 3), (45, 5), (92, 3)), texts)
    if kind is SymbolKind.EAN8:
        modules = EAN8(content).build()[0]
        return Symbol(
            kind, content, (modules,), 7, 7, ((0, 3), (31, 5), (64, 3)), ((content[:4], 17, 28), (content[4:], 50, 28))
        )
    modules = UPCA(content).build()[0]
    digits = ((content[0], -5.5, 7), (content[1:6], 28, 35), (content[6:11], 67, 35), (content[11], 100.5, 7))
    return Symbol(kind, content, (modules,), 9, 9, ((0, 10), (45, 5), (85, 10)), digits)


def _upce(content: str) -> Symbol:
    import zxingcpp  # noqa: PLC0415 -- loaded with the first such label

    try:
        rows = _grid(zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.UPCE))
    except ValueError:
        # Its last digits say something else than how it is shortened.
        raise _misfit(SymbolKind.UPCE, content) from None
    texts = ((content[0], -5.5, 7), (content[1:7], 24, 42), (content[7], 55, 6))
    return Symbol(SymbolKind.UPCE, content, rows[:1], 9, 7, ((0, 3), (45, 6)), texts)


def in_dots(symbol: Symbol, narrow: int) -> tuple[Symbol, int]:
    """A symbol for narrow bars of so many dots, and how many dots its modules are wide then.

    The wide bars of ITF-14 are 2.25 to 3 times the narrow ones: they become whole dots of their own.
    """
    if symbol.kind is SymbolKind.ITF14:
        return _itf14(symbol.content, narrow), 1
    return symbol, narrow


@lru_cache(maxsize=512)
def _itf14(content: str, narrow: int = 2) -> Symbol:
    if not all_digits(content) or len(content) != 14:
        raise _misfit(SymbolKind.ITF14, content)
    require_checked(content)
    from barcode.itf import ITF  # noqa: PLC0415 -- loaded with the first label

    modules = ITF(content, narrow=narrow, wide=round(narrow * _WIDE)).build()[0]
    spaced = f"{content[0]} {content[1:3]} {content[3:8]} {content[8:13]} {content[13]}"
    text = (spaced, len(modules) / 2, len(modules))
    return Symbol(SymbolKind.ITF14, content, (modules,), 10 * narrow, 10 * narrow, parts=(text,))


def _code128(kind: SymbolKind, content: str) -> Symbol:
    from barcode.codex import Code128, Gs1_128  # noqa: PLC0415 -- loaded with the first label

    if kind is SymbolKind.GS1_128:
        elements = _elements(content)
        printed = printed_elements(elements)
        modules = Gs1_128(element_string(elements).replace(GS, Gs1_128.FNC1_CHAR)).build()[0]
    else:
        # python-barcode takes any Unicode digit for a digit; what is left here it can encode.
        if not content.isascii() or not content.isprintable() or not 0 < len(content) <= _MOST_LINEAR:
            raise _misfit(kind, content)
        printed, modules = content, Code128(content).build()[0]
    return Symbol(kind, content, (modules,), 10, 10, parts=((printed, len(modules) / 2, len(modules)),))


def _square(kind: SymbolKind, content: str) -> Symbol:
    import zxingcpp  # noqa: PLC0415 -- loaded with the first such label

    if not 0 < len(content) <= _MOST_SQUARE:
        raise _misfit(kind, content)
    try:
        if kind is SymbolKind.QR:
            rows = _grid(zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="M"))
            return Symbol(kind, content, rows, 4, 4)
        if not content.startswith(("(", GS)):
            rows = _grid(zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.DataMatrix))
            return Symbol(kind, content, rows, 1, 1)
        printed = "".join(f"({one.ai}){_escaped(one.value)}" for one in _elements(content))
        rows = _grid(zxingcpp.create_barcode(printed, zxingcpp.BarcodeFormat.DataMatrix, gs1=True))
        return Symbol(kind, content, rows, 1, 1)
    except ValueError:
        raise _misfit(kind, content) from None


def _elements(content: str) -> tuple[Element, ...]:
    return read_elements(content) if content.startswith(GS) else read_hri(content)


def _escaped(value: str) -> str:
    """A value between the brackets of identifiers, whose own opening bracket is marked as such."""
    return value.replace("(", "\\(")


def _grid(made: object) -> tuple[str, ...]:
    """The modules of a symbol that zxing-cpp made, without its quiet zones."""
    shades = memoryview(made.to_image(scale=1, add_hrt=False, add_quiet_zones=False))  # type: ignore[attr-defined]  # no stubs
    height, width = shades.shape or (0, 0)
    dark = shades.tobytes().translate(_AS_MODULES).decode("ascii")
    return tuple(dark[at * width : (at + 1) * width] for at in range(height))


_AS_MODULES = bytes(ord("1") if shade < 128 else ord("0") for shade in range(256))


def _misfit(kind: SymbolKind, content: str) -> Refusal:
    return Refusal("label_code", text=content[:60], symbol=NAMES[kind], takes=_TAKES[kind])


NAMES = {
    SymbolKind.EAN13: "EAN-13",
    SymbolKind.EAN8: "EAN-8",
    SymbolKind.UPCA: "UPC-A",
    SymbolKind.UPCE: "UPC-E",
    SymbolKind.ITF14: "ITF-14",
    SymbolKind.CODE128: "Code 128",
    SymbolKind.GS1_128: "GS1-128",
    SymbolKind.DATAMATRIX: "DataMatrix",
    SymbolKind.QR: "QR code",
}
_TAKES = {
    SymbolKind.EAN13: "13 digits",
    SymbolKind.EAN8: "8 digits",
    SymbolKind.UPCA: "12 digits",
    SymbolKind.UPCE: "8 digits, the first 0 or 1",
    SymbolKind.ITF14: "14 digits",
    SymbolKind.CODE128: f"1 to {_MOST_LINEAR} letters, digits and signs of plain ASCII",
    SymbolKind.GS1_128: "identifiers such as (01) with their data",
    SymbolKind.DATAMATRIX: "identifiers such as (01) with their data, or a text",
    SymbolKind.QR: "an address or a text",
}
