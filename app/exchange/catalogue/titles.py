"""What the titles of columns mean, in the languages that price lists come in.

A title is compared without case, accents, brackets and currency: "Verkaufspreis (brutto) in €" is "verkaufspreis",
and brutto says that tax is in it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from app.exchange.catalogue.fields import NUMBERED, Field
from app.exchange.catalogue.wordlists import listed

_TAX = "(?:mwst|ust|mehrwertsteuer|umsatzsteuer|steuer|vat|tax|taxes|taxe|tva|btw|iva|moms|mva|gst|alv|dph)"
_INCLUDED = re.compile(
    rf"\b(?:brutto|ttc|gross|bruto|lordo|(?:inkl|incl|inc|including|inclusive|mit|con|com|avec|met|med)(?: \d+)? {_TAX}"
    rf"|{_TAX} (?:incl|inkl|included|inclus|incluido|incluida|inclusa|compresa|inbegrepen)|inkl|incl|inclusive)\b"
)
_EXCLUDED = re.compile(
    rf"\b(?:netto|ht|net|neto|(?:exkl|excl|ex|excluding|exclusive|ohne|zzgl|plus|sin|sem|sans|senza|zonder|hors|uden|uten"
    rf"|utan|bez)(?: \d+)? {_TAX}|{_TAX} (?:excl|exkl|excluded|exclus|esclusa|excluido)|exkl|excl|exclusive)\b"
)
_NOISE = re.compile(
    r"\b(?:eur|euro|euros|usd|gbp|chf|sek|nok|dkk|pln|czk|huf|cad|aud|nzd|inr|cny|rmb|jpy|y n|yes no|ja nein|required|"
    r"pflichtfeld|optional|in|the|par default)\b"
)
_PLACE = re.compile(r"\[(.*?)\]")
_NOT_WORDS = re.compile(r"[\W_]+")
_NUMBERED_TITLE = re.compile(r"(.*?\D) ?(\d{1,2})")
_OF_CODE = re.compile(r"(?:barcode|ean|gtin|upc|code)(?: (\d{1,2}))? (quantity|qty|price)")
_FROM = re.compile(r"from supplier(?: (\d{1,2}))?(?: (code|pack|note|last cost))?")
_FROM_FIELDS = {
    None: Field.FROM,
    "code": Field.FROM_CODE,
    "pack": Field.FROM_PACK,
    "note": Field.FROM_NOTE,
    "last cost": Field.FROM_COST,
}
_PART = re.compile(r"(?:kit )?part(?: (\d{1,2}))?(?: (quantity|qty))?")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a title says.

    Attributes:
        rank: How plainly, 0 the plainest.
        slot: Which of several columns of the kind; a quantity belongs to the codes with the same slot.
        place: The shop or store in square brackets, or empty.
    """

    field: Field
    rank: int = 0
    slot: int = 1
    place: str = ""


@lru_cache(maxsize=4096)
def plain(title: str) -> str:
    """A title as titles are compared: small letters without accents, words apart by one blank, no [place]."""
    decomposed = unicodedata.normalize("NFKD", _PLACE.sub(" ", title.strip()[:200]).casefold())
    letters = "".join(one for one in decomposed if not unicodedata.combining(one))
    return _NOT_WORDS.sub(" ", letters.replace("ø", "o").replace("æ", "ae").replace("ł", "l")).strip()


def place_of(title: str) -> str:
    """The [place] in a title, or an empty text."""
    match = _PLACE.search(title)
    return match[1].strip() if match else ""


def product_meaning(title: str) -> Meaning | None:
    """What a title of a price list means, or None where nobody knows."""
    words = plain(title)
    known = _known(words) or _of_code(words) or _with_basis(words) or _with_number(_words_alone(words))
    return known and replace(known, place=place_of(title))


def party_meaning(title: str) -> Meaning | None:
    """What a title of a list of suppliers or customers means, or None where nobody knows."""
    words = plain(title)
    return _titles("parties").get(words) or _titles("parties").get(_words_alone(words))


def _words_alone(words: str) -> str:
    for noise in (_INCLUDED, _EXCLUDED, _NOISE):
        words = noise.sub(" ", words)
    return " ".join(words.split())


def _known(words: str) -> Meaning | None:
    return _titles("products").get(words)


def _with_basis(words: str) -> Meaning | None:
    """A title beside which stands whether tax is in the price, or only a currency."""
    known = _known(_words_alone(words))
    included, excluded = _INCLUDED.search(words), _EXCLUDED.search(words)
    if known is None or known.field is not Field.PRICE or (included is None) == (excluded is None):
        return known
    return replace(known, field=Field.PRICE_INCL if included else Field.PRICE_EXCL)


def _with_number(words: str) -> Meaning | None:
    match = _NUMBERED_TITLE.fullmatch(words)
    known = _known(match[1].strip()) if match else None
    if match is None or known is None or (known.field not in NUMBERED and match[2] != "1"):
        return None
    return replace(known, slot=int(match[2]) or 1)


def _of_code(words: str) -> Meaning | None:
    match = _OF_CODE.fullmatch(words)
    if match is not None:
        return Meaning(Field.CODE_PRICE if match[2] == "price" else Field.CODE_QUANTITY, 0, int(match[1] or 1))
    match = _FROM.fullmatch(words)
    if match is not None:
        return Meaning(_FROM_FIELDS[match[2]], 0, int(match[1] or 1))
    match = _PART.fullmatch(words)
    if match is not None:
        return Meaning(Field.PART_QUANTITY if match[2] else Field.PART, 0, int(match[1] or 1))
    return None


@cache
def _titles(kind: str) -> dict[str, Meaning]:
    """The titles of `resources/titles`, by their plain form."""
    meanings: dict[str, Meaning] = {}
    for head, titles in listed(kind):
        field, rank, *slot = head.split()
        meaning = Meaning(Field(field), int(rank), int(slot[0]) if slot else 1)
        meanings.update((plain(title), meaning) for title in titles)
    return meanings
