"""What a scan says of a piece that lies on the shelf: its serial number, or nothing."""

from __future__ import annotations

from app.domain.codes import Scan

_RETAIL_DIGITS = frozenset({12, 13, 14})  # GTIN-12 to GTIN-14
_FIELD_AIMS = frozenset({"]C1", "]e0", "]d2", "]Q3", "]J1"})


def has_fields(scan: Scan) -> bool:
    """Whether a scan says of itself that it is made of GS1 fields, whether they can be read or not."""
    return scan.aim in _FIELD_AIMS or scan.kind == "digital_link" or scan.text.startswith("(")


def may_be_goods(scan: Scan) -> bool:
    """Whether a plain number has the form of a retail code, also one whose check digit is wrong.

    Of eight digits only a right check digit says so: serial numbers are often as long, and no date of one is a code.
    """
    if has_fields(scan):
        return False
    if scan.gtin is not None:
        return bool(scan.candidates)
    return scan.error == "check_digit" and bool(scan.candidates) and len(scan.candidates[0]) in _RETAIL_DIGITS


def piece_number(scan: Scan, gtin: str | None) -> str | None:
    """The serial number that a scan names; None where it is of other goods, or of something else altogether.

    A number that is no product's is the piece's own as it stands: "2104" without an identifier is no field 21.

    Args:
        gtin: Of the goods whose piece is asked for, as far as their code has one.
    """
    if scan.gtin is not None or has_fields(scan):
        return scan.serial if scan.gtin in {None, gtin} else None
    return scan.content or scan.text
