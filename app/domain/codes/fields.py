"""What the fields of a GS1 code say about the goods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.codes.currencies import letters_of
from app.domain.codes.digits import gtin_forms, without_zeros
from app.domain.codes.elements import Element, ends_like_a_date, read_moment
from app.domain.codes.in_store import Measure, Pattern, read_measure
from app.domain.codes.scan import Scan
from app.domain.figures import write_decimal

# The identifiers with an attribute of their own; the rest stay in `ais`.
_TEXTS = {"00": "sscc", "01": "gtin", "02": "content_gtin", "10": "lot", "21": "serial"}
_DATES = {"11": "prod_date", "13": "pack_date", "15": "best_before", "17": "expiry", "7003": "expiry"}
_PRICES = ("390", "391", "392", "393")
# The identifiers whose prices begin with the currency's three digits.
_WITH_CURRENCY = ("391", "393")


def with_elements(
    scan: Scan, elements: Sequence[Element], *, region: str | None, patterns: Sequence[Pattern] = ()
) -> Scan:
    """The scan with what these fields say; what it says already stays.

    Raises:
        Refusal: `scan_variable_measure_check_digit`.
    """
    told: dict[str, str] = {}
    others: dict[str, str] = {}
    for ai, value in ((element.ai, element.value) for element in elements):
        if ai in _TEXTS:
            told.setdefault(_TEXTS[ai], value)
        elif ai in _DATES:
            # The time of an AI 7003 is more exact than the day of an AI 17.
            told[_DATES[ai]] = max(told.get(_DATES[ai], ""), read_moment(ai, value), key=len)
        elif ai.startswith("310"):
            told.setdefault("weight", write_decimal(int(value), int(ai[3])))
        elif ai.startswith(_PRICES):
            currency, amount = (value[:3], value[3:]) if ai.startswith(_WITH_CURRENCY) else ("", value)
            told.update({"currency": letters_of(currency)} if currency else {})
            told.setdefault("price", write_decimal(int(amount), int(ai[3])))
        else:
            others[ai] = value
    measure = read_measure(told["gtin"], region, patterns) if "gtin" in told and scan.measured_by is None else None
    if measure is not None:
        scan = with_measure(scan, measure)
    return replace(
        scan,
        gtin=scan.gtin or told.get("gtin"),
        content_gtin=told.get("content_gtin"),
        sscc=told.get("sscc"),
        lot=told.get("lot"),
        serial=told.get("serial"),
        expiry=told.get("expiry"),
        best_before=told.get("best_before"),
        prod_date=told.get("prod_date"),
        pack_date=told.get("pack_date"),
        # A weight or price in a field of its own is worth more than the digits of an in-store number.
        weight=told.get("weight", scan.weight),
        price=told.get("price", scan.price),
        currency=told.get("currency", scan.currency),
        ais=others,
        warnings=_warnings(elements),
    )


def with_measure(scan: Scan, measure: Measure) -> Scan:
    """The scan with the weight, price or count of its in-store code.

    The goods are kept under the code without its variable part; the very code is asked for first, so that a fixed
    code of the shop's own is never taken for a weight.
    """
    return replace(
        scan,
        weight=measure.weight,
        price=measure.price,
        count=measure.count,
        currency=measure.currency,
        measured_by=measure.item,
        candidates=unique(*scan.candidates[:1], measure.item, *scan.candidates[1:]),
    )


def number_candidates(gtin: str) -> tuple[str, ...]:
    """What a GTIN may stand under in the catalogue: without added zeros first, then every longer form."""
    return unique(without_zeros(gtin), *gtin_forms(gtin))


def unique(*candidates: str) -> tuple[str, ...]:
    """The candidates in order, each once."""
    return tuple(dict.fromkeys(candidate for candidate in candidates if candidate))


def _warnings(elements: Sequence[Element]) -> tuple[str, ...]:
    swallowed = any(element.ai in ("10", "21") and ends_like_a_date(element.value) for element in elements)
    return ("scan_separator_missing",) if swallowed else ()
