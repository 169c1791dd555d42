"""How large a symbol has to be to scan, and how large it becomes in a box on a printer's dots.

Source: GS1 General Specifications, 5.12.3, symbol specification tables 1 (retail), 2 (general distribution) and 4
(not scanned in general distribution); ISO/IEC 15417 for Code 128. A module is never below 0.264 mm, whatever a table
allows: at 203 dpi, smaller ones were not read back from grey and from black and white alike.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.refusal import Refusal
from app.printing.labels.symbols import NAMES, Symbol, SymbolKind, in_dots

RESOLUTIONS = (203, 300, 600)
MM_PER_INCH = 25.4
LEAST_MODULE = 0.264  # mm
# What the digits below the bars take, in modules: as high as 2.75 mm at 0.33 mm, and a gap.
DIGITS_HIGH = 9
_TOLERANCE = 0.0005  # mm: 0.264 mm is the rounded 10.4 mil


class Use(StrEnum):
    """Where a label is scanned: by a till or a hand scanner, or by the gates of a warehouse."""

    SHOP = "shop"
    CARTON = "carton"


@dataclass(frozen=True, slots=True)
class Limits:
    """The module's least, usual and largest width and the least height of the bars, all in millimetres."""

    least: float
    usual: float
    most: float
    height: float


_LIMITS = {
    SymbolKind.EAN13: Limits(LEAST_MODULE, 0.330, 0.660, 18.28),
    SymbolKind.UPCA: Limits(LEAST_MODULE, 0.330, 0.660, 18.28),
    SymbolKind.UPCE: Limits(LEAST_MODULE, 0.330, 0.660, 18.28),
    SymbolKind.EAN8: Limits(LEAST_MODULE, 0.330, 0.660, 14.58),
    SymbolKind.ITF14: Limits(LEAST_MODULE, 0.495, 1.016, 12.70),
    SymbolKind.GS1_128: Limits(LEAST_MODULE, 0.495, 1.016, 12.70),
    SymbolKind.CODE128: Limits(LEAST_MODULE, 0.330, 1.016, 8.0),
    SymbolKind.DATAMATRIX: Limits(0.396, 0.495, 0.990, 0.0),
    SymbolKind.QR: Limits(0.396, 0.495, 0.990, 0.0),
}
_CARTON = {
    SymbolKind.ITF14: Limits(0.495, 0.495, 1.016, 31.75),
    SymbolKind.GS1_128: Limits(0.495, 0.495, 1.016, 31.75),
    SymbolKind.EAN13: Limits(0.495, 0.660, 0.660, 34.28),
    SymbolKind.UPCA: Limits(0.495, 0.660, 0.660, 34.28),
}
# Of its width: what a Code 128 is high at the least (ISO/IEC 15417, 4.3).
_LEAST_ASPECT = 0.15


@dataclass(frozen=True, slots=True)
class Sized:
    """A symbol on a printer's dots.

    Attributes:
        narrow: The width of a narrow bar, in dots of `dpi` to the inch.
        dots: The width of one of its modules; that of a narrow bar but for an ITF-14.
        bars: How high its bars are, without the digits below; of a square one its side.
    """

    symbol: Symbol
    dpi: int
    narrow: int
    dots: int
    bars: int

    @property
    def width(self) -> int:
        """Its width with both quiet zones, in dots."""
        return (self.symbol.modules + self.symbol.quiet_left + self.symbol.quiet_right) * self.dots

    @property
    def height(self) -> int:
        """Its height with the digits (or the quiet zones of a square one), in dots."""
        if self.symbol.kind.is_matrix:
            return self.bars + 2 * self.symbol.quiet_left * self.dots
        return self.bars + self.digits_high

    @property
    def digits_high(self) -> int:
        """What the digits below the bars take, in dots."""
        return DIGITS_HIGH * self.narrow if self.symbol.parts else 0


def limits(kind: SymbolKind, use: Use = Use.SHOP) -> Limits:
    """What the standard asks of a symbol where it is used."""
    return _CARTON.get(kind, _LIMITS[kind]) if use is Use.CARTON else _LIMITS[kind]


def check_resolution(dpi: int) -> int:
    """The printer's resolution, which must be one that labels are snapped to.

    Raises:
        Refusal: `unknown_resolution`.
    """
    if dpi not in RESOLUTIONS:
        raise Refusal("unknown_resolution", text=dpi, known=", ".join(map(str, RESOLUTIONS)))
    return dpi


def size_to_fit(symbol: Symbol, width: float, height: float, *, dpi: int, use: Use = Use.SHOP) -> Sized:
    """The symbol in a box: modules of whole dots, as near to the usual width as the box lets them be.

    Args:
        symbol: What is printed.
        width, height: Of the box with the quiet zones and the digits, in millimetres.
        dpi: The printer's dots to the inch.
        use: Where it is scanned.

    Raises:
        Refusal: `symbol_too_wide`, `symbol_too_low`, `unknown_resolution`.
    """
    allowed = limits(symbol.kind, use)
    least, usual = _dots_of(allowed, check_resolution(dpi))
    across, down = dots(width, dpi), dots(height, dpi)
    for narrow in range(max(least, usual), least - 1, -1):
        sized = _sized(symbol, narrow, allowed, dpi)
        # A smaller module makes a square one lower, too; bars need their height at any width.
        if sized.width <= across and (sized.height <= down or narrow == least):
            return _as_high(sized, height)
    needed = _sized(symbol, least, allowed, dpi)
    raise Refusal(
        "symbol_too_wide",
        symbol=NAMES[symbol.kind],
        needed=_mm(needed.width, dpi),
        room=f"{width:.1f}",
        module=f"{least * MM_PER_INCH / dpi:.3f}",
        dpi=dpi,
    )


def size_with_module(symbol: Symbol, module: float, height: float, *, dpi: int, use: Use = Use.SHOP) -> Sized:
    """The symbol with a module that was asked for, in millimetres, snapped to whole dots.

    Raises:
        Refusal: `module_too_small`, `module_too_large`, `symbol_too_low`, `unknown_resolution`.
    """
    allowed = limits(symbol.kind, use)
    dots_wide = max(1, round(module * check_resolution(dpi) / MM_PER_INCH))
    narrow = dots_wide * MM_PER_INCH / dpi
    facts = {"symbol": NAMES[symbol.kind], "module": f"{narrow:.3f}", "dpi": dpi}
    if narrow < allowed.least - _TOLERANCE:
        raise Refusal("module_too_small", **facts, least=f"{allowed.least:.3f}")
    if narrow > allowed.most + _TOLERANCE:
        raise Refusal("module_too_large", **facts, most=f"{allowed.most:.3f}")
    return _as_high(_sized(symbol, dots_wide, allowed, dpi), height)


def sizes(symbol: Symbol, *, dpi: int, use: Use = Use.SHOP) -> tuple[tuple[float, float], tuple[float, float]]:
    """The width and height in millimetres of the least box for it, and of one for modules of the usual width."""
    allowed = limits(symbol.kind, use)
    least, usual = _dots_of(allowed, check_resolution(dpi))
    small, plain = (_sized(symbol, narrow, allowed, dpi) for narrow in (least, max(least, usual)))
    return (
        (small.width * MM_PER_INCH / dpi, small.height * MM_PER_INCH / dpi),
        (plain.width * MM_PER_INCH / dpi, plain.height * MM_PER_INCH / dpi),
    )


def _sized(symbol: Symbol, narrow: int, allowed: Limits, dpi: int) -> Sized:
    """The symbol with the least height of its bars."""
    drawn, wide = in_dots(symbol, narrow)
    if symbol.kind.is_matrix:
        return Sized(drawn, dpi, narrow, wide, len(drawn.rows) * wide)
    bars = math.ceil(allowed.height * dpi / MM_PER_INCH)
    if symbol.kind is SymbolKind.CODE128:
        bars = max(bars, math.ceil(drawn.modules * wide * _LEAST_ASPECT))
    return Sized(drawn, dpi, narrow, wide, bars)


def _as_high(least: Sized, height: float) -> Sized:
    """The symbol with bars that fill the height of its box.

    Raises:
        Refusal: `symbol_too_low`.
    """
    room = dots(height, least.dpi)
    if least.height > room:
        raise Refusal(
            "symbol_too_low",
            symbol=NAMES[least.symbol.kind],
            needed=_mm(least.height, least.dpi),
            bars=_mm(least.bars, least.dpi),
            room=f"{height:.1f}",
        )
    return least if least.symbol.kind.is_matrix else replace(least, bars=room - least.digits_high)


def _dots_of(allowed: Limits, dpi: int) -> tuple[int, int]:
    """The least and the usual module in whole dots."""
    per_mm = dpi / MM_PER_INCH
    return math.ceil((allowed.least - _TOLERANCE) * per_mm), round(allowed.usual * per_mm)


def dots(length: float, dpi: int) -> int:
    """How many whole dots a length in millimetres has."""
    return math.floor(length * dpi / MM_PER_INCH + _TOLERANCE)


def _mm(count: int, dpi: int) -> str:
    return f"{count * MM_PER_INCH / dpi:.1f}"
