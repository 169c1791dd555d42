"""Figures as people and programs of any country write them.

1.234,56 and 1,234.56, 1 234,50 € and 1'234.50, £4,250.00, 12,- and (3.20): each says by itself what its signs mean.
Only a lone sign before three digits ("1,234") does not; the other cells of its column decide, and where they do not
the figure is refused rather than guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from app.domain.figures import half_up, read_decimal
from app.domain.refusal import Refusal
from app.exchange.catalogue.wordlists import listed_words
from app.exchange.cells import DateCell, NumberCell

_MINUSES = "-\N{MINUS SIGN}\N{EN DASH}"
_DIGITS = re.compile(r"[0-9](?:.*[0-9])?", re.ASCII | re.DOTALL)
# Thousands apart by blanks or apostrophes, then perhaps decimals.
_BLANK = r"[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}'\N{RIGHT SINGLE QUOTATION MARK}]"
_GROUPED = re.compile(rf"[0-9]{{1,3}}(?:{_BLANK}[0-9]{{3}})+(?:[.,][0-9]*)?", re.ASCII)
_UNGROUPED = re.compile(r"[0-9]+(?:[.,][0-9]*)?", re.ASCII)
# India parts every two digits above the thousands: 1,23,456.00.
_BY_COMMA = re.compile(r"[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}(?:\.[0-9]*)?", re.ASCII)
_BY_POINT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]*)?", re.ASCII)
_LONE = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}", re.ASCII)
_PLAIN = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,18})?", re.ASCII)
_NO_CENTS = re.compile(rf"[.,][{_MINUSES}]{{1,2}}")


def read_figure(text: str, digits: int, *, decimal: str | None, what: str) -> int:
    """Read a cell as a whole number of 10**-digits.

    Args:
        text: The cell. A `NumberCell` is binary arithmetic of a spreadsheet, and is rounded half up to `digits`; a
            text is taken as it stands.
        digits: How many decimals the figure has at most.
        decimal: The column's decimal sign as `decimal_of` found it, None or empty where there is none.
        what: What a sentence calls the figure.

    Raises:
        Refusal: `figure_unclear` ("1,234" and nothing that decides), `bad_number`, `too_many_decimals`.
    """
    if isinstance(text, NumberCell):
        return _rounded(text, digits, what)
    written = None if isinstance(text, DateCell) else _parts(text)
    if written is None:
        raise Refusal("bad_number", what=what, text=text[:40])
    sign, body = written
    if _LONE.fullmatch(body):
        if not decimal:
            thousand = body.replace(",", "").replace(".", "")
            part = body.replace(",", ".").rstrip("0").rstrip(".")
            raise Refusal(
                "figure_unclear", what=what, text=text[:40], thousand=f"{sign}{thousand}", part=f"{sign}{part}"
            )
    else:
        decimal = _evidence(body) or "."
    plain = body.replace("," if decimal == "." else ".", "").replace(decimal, ".").rstrip(".")
    return read_decimal(sign + (f"0{plain}" if plain.startswith(".") else plain), digits, what=what)


def decimal_of(cells: Iterable[str]) -> str | None:
    """The decimal sign that a column's cells agree on; None where none of them tells, empty where they contradict."""
    found: set[str] = set()
    for cell in set(cells):
        if cell.isdigit() or isinstance(cell, (NumberCell, DateCell)):
            continue
        written = _parts(cell)
        sign = _evidence(written[1]) if written else None
        if sign is not None:
            found.add(sign)
            if len(found) > 1:
                return ""
    return found.pop() if found else None


def clear_text(text: str, decimal: str | None) -> str:
    """The cell as it must be written where the rest of its column no longer stands beside it.

    "1,234" becomes "1234" or "1,2340", whichever it meant; every other text stays.
    """
    if isinstance(text, NumberCell):
        return f"{text}0" if _LONE.fullmatch(text) else str(text)
    written = _parts(text)
    if written is None or not decimal or not _LONE.fullmatch(written[1]):
        return text
    body = written[1]
    return text.replace(body, f"{body}0" if decimal in body else body.replace(",", "").replace(".", ""))


def _parts(text: str) -> tuple[str, str] | None:
    """The sign, and the digits with their points and commas; None where it is no figure."""
    written = text.strip()
    if _PLAIN.fullmatch(written):
        return ("-", written[1:]) if written.startswith("-") else ("", written)
    negative = written.startswith("(") and written.endswith(")")
    written = written[1:-1] if negative else written
    match = _DIGITS.search(written)
    if match is None:
        return None
    before, body, after = written[: match.start()].strip(), match[0], written[match.end() :].strip()
    if before[-1:] in {".", ","} and not _is_money(before):
        before, body = before[:-1], f"0{before[-1]}{body}"
    after = _NO_CENTS.sub("", after, count=1).lstrip(".,")
    signs = [one for one in before + after if one in f"+{_MINUSES}"]
    if len(signs) > 1 or not (_is_money(before.strip(f"+{_MINUSES}")) and _is_money(after.rstrip(_MINUSES))):
        return None
    if _GROUPED.fullmatch(body):
        # The blanks have told that they part the thousands, so a sign that follows them is the decimal sign.
        digits = "".join(one for one in body if one in "0123456789.,")
        body = f"0{digits}" if _LONE.fullmatch(digits) else digits
    elif not any(form.fullmatch(body) for form in (_UNGROUPED, _BY_COMMA, _BY_POINT)):
        return None
    return "-" if negative or (signs and signs[0] != "+") else "", body


def _is_money(text: str) -> bool:
    """Whether what stands beside the digits is nothing, a currency or a percent sign."""
    word = text.strip().casefold()
    return (
        not word
        or word in listed_words()["currency"]
        or word == "%"
        or (len(word) == 1 and unicodedata.category(word) == "Sc")
    )


def _evidence(body: str) -> str | None:
    """The decimal sign that this figure by itself shows; None where it has none or is "1,234"."""
    comma, point = body.count(","), body.count(".")
    if comma and point:
        return "," if body.rfind(",") > body.rfind(".") else "."
    if not (comma or point) or _LONE.fullmatch(body):
        return None
    sign, other = (",", ".") if comma else (".", ",")
    return other if comma + point > 1 else sign


def _rounded(text: str, digits: int, what: str) -> int:
    if not _PLAIN.fullmatch(text):
        raise Refusal("bad_number", what=what, text=text[:40])
    whole, _, part = text.lstrip("-").partition(".")
    figure = half_up(int(whole + part) * 10**digits, 10 ** len(part))
    return -figure if text.startswith("-") else figure
