"""A scan's meaning as `tillbook scan` answers it: the keys of a JSON object."""

from __future__ import annotations

from app.domain.codes import Scan
from app.domain.wording import sentence

# A scan that only the shop's own catalogue knows is a text, whatever it looked like.
_ONLY_KNOWN_HERE = ("error", "unknown")


def answer(scan: Scan) -> dict[str, object]:
    """What a scan means, with every key every time; with an error, only what tells of the error is filled in.

    Returns:
        Decimal strings for weight and price, ISO dates, `ais` an object or null, `error` null or a word, `message`
        null or the sentence.
    """
    return {
        "kind": "text" if scan.kind in _ONLY_KNOWN_HERE and scan.error is None else scan.kind,
        "gtin": scan.gtin,
        "content_gtin": scan.content_gtin,
        "sscc": scan.sscc,
        "lot": scan.lot,
        "serial": scan.serial,
        "expiry": scan.expiry,
        "best_before": scan.best_before,
        "prod_date": scan.prod_date,
        "pack_date": scan.pack_date,
        "weight": scan.weight,
        "price": scan.price,
        "currency": scan.currency,
        "count": scan.count,
        "region": scan.region,
        "isbn": scan.isbn,
        "text": _text(scan),
        "ais": dict(scan.ais) or None,
        "aim": scan.aim,
        "separator": scan.separator,
        "repeat": scan.repeat,
        "warnings": [{"code": code.removeprefix("scan_"), "message": sentence(code, {})} for code in scan.warnings],
        "error": scan.error,
        "should_be": scan.should_be,
        "message": sentence(f"scan_{scan.error}", scan.facts) if scan.error else None,
    }


def _text(scan: Scan) -> str | None:
    if scan.content is not None:
        return scan.content
    return scan.text if scan.kind in _ONLY_KNOWN_HERE and scan.error is None else None
