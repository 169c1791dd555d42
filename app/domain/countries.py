"""What is usual in a country: the presets of a new book, each of which the shop can change.

Only what is common knowledge stands here (currency, whether shelf prices include tax, the time zone of the capital, the
usual tax rates at the beginning of 2026). A rate that stands at a product is its own and does not follow them; cash is
rounded and in-store codes are read only where somebody says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.domain.refusal import Refusal
from app.domain.territories import TERRITORIES


@dataclass(frozen=True, slots=True)
class Habits:
    """What is usual in a country.

    Attributes:
        language: BCP 47.
        taxes: Tax rates in percent, the usual one first; none where a country has none for all of it.
    """

    currency: str
    timezone: str
    language: str
    taxes: tuple[str, ...] = ()
    prices_include_tax: bool = True


_HABITS = {
    "AT": Habits("EUR", "Europe/Vienna", "de-AT", ("20", "10", "13")),
    "AU": Habits("AUD", "Australia/Sydney", "en-AU", ("10", "0")),
    "BE": Habits("EUR", "Europe/Brussels", "nl-BE", ("21", "12", "6", "0")),
    "BH": Habits("BHD", "Asia/Bahrain", "ar-BH", ("10", "0")),
    "CA": Habits("CAD", "America/Toronto", "en-CA", prices_include_tax=False),
    "CH": Habits("CHF", "Europe/Zurich", "de-CH", ("8.1", "2.6", "3.8")),
    "CN": Habits("CNY", "Asia/Shanghai", "zh-CN", ("13", "9", "6", "0")),
    "CZ": Habits("CZK", "Europe/Prague", "cs-CZ", ("21", "12")),
    "DE": Habits("EUR", "Europe/Berlin", "de-DE", ("19", "7", "0")),
    "DK": Habits("DKK", "Europe/Copenhagen", "da-DK", ("25", "0")),
    "EE": Habits("EUR", "Europe/Tallinn", "et-EE", ("24", "13", "9")),
    "EG": Habits("EGP", "Africa/Cairo", "ar-EG", ("14", "0")),
    "ES": Habits("EUR", "Europe/Madrid", "es-ES", ("21", "10", "4", "0")),
    "FI": Habits("EUR", "Europe/Helsinki", "fi-FI", ("25.5", "13.5", "10")),
    "FR": Habits("EUR", "Europe/Paris", "fr-FR", ("20", "10", "5.5", "2.1")),
    "GB": Habits("GBP", "Europe/London", "en-GB", ("20", "5", "0")),
    "GR": Habits("EUR", "Europe/Athens", "el-GR", ("24", "13", "6")),
    "HU": Habits("HUF", "Europe/Budapest", "hu-HU", ("27", "18", "5")),
    "IE": Habits("EUR", "Europe/Dublin", "en-IE", ("23", "13.5", "9", "0")),
    "IN": Habits("INR", "Asia/Kolkata", "en-IN", ("18", "5", "40", "0")),
    "IT": Habits("EUR", "Europe/Rome", "it-IT", ("22", "10", "5", "4")),
    "JP": Habits("JPY", "Asia/Tokyo", "ja-JP", ("10", "8")),
    "KR": Habits("KRW", "Asia/Seoul", "ko-KR", ("10", "0")),
    "KW": Habits("KWD", "Asia/Kuwait", "ar-KW", ("0",)),
    "LT": Habits("EUR", "Europe/Vilnius", "lt-LT", ("21", "12", "5")),
    "LV": Habits("EUR", "Europe/Riga", "lv-LV", ("21", "12", "5")),
    "MX": Habits("MXN", "America/Mexico_City", "es-MX", ("16", "0")),
    "NL": Habits("EUR", "Europe/Amsterdam", "nl-NL", ("21", "9", "0")),
    "NO": Habits("NOK", "Europe/Oslo", "nb-NO", ("25", "15", "12", "0")),
    "NZ": Habits("NZD", "Pacific/Auckland", "en-NZ", ("15", "0")),
    "PL": Habits("PLN", "Europe/Warsaw", "pl-PL", ("23", "8", "5", "0")),
    "PT": Habits("EUR", "Europe/Lisbon", "pt-PT", ("23", "13", "6")),
    "SE": Habits("SEK", "Europe/Stockholm", "sv-SE", ("25", "12", "6")),
    "SG": Habits("SGD", "Asia/Singapore", "en-SG", ("9", "0")),
    "TH": Habits("THB", "Asia/Bangkok", "th-TH", ("7", "0")),
    "TR": Habits("TRY", "Europe/Istanbul", "tr-TR", ("20", "10", "1")),
    "US": Habits("USD", "America/New_York", "en-US", prices_include_tax=False),
    "ZA": Habits("ZAR", "Africa/Johannesburg", "en-ZA", ("15", "0")),
}
_ELSEWHERE = Habits("USD", "UTC", "en")


def habits_of(country: str) -> Habits:
    """What is usual in a country (ISO 3166, two letters).

    Of most the currency and the language are known and nothing else, so that times are UTC until somebody names a zone;
    of what is no country not even those, and it has US dollars.

    Raises:
        Refusal: `bad_country` unless it is two letters.
    """
    if not re.fullmatch(r"[A-Za-z]{2}", country, re.ASCII):
        raise Refusal("bad_country", text=country[:20])
    letters = country.upper()
    known = TERRITORIES.get(letters)
    if letters in _HABITS or known is None:
        return _HABITS.get(letters, _ELSEWHERE)
    return replace(_ELSEWHERE, currency=known.currency, language=known.language)


def has_habits(country: str) -> bool:
    """Whether it is known here what is usual in a country (two letters)."""
    return country.upper() in _HABITS
