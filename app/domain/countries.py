"""What is usual in a country: the presets of a new book, each of which the shop can change.

Only what is common knowledge stands here (currency, whether shelf prices include tax, the time zone of the capital).
Tax rates stand at the products; cash is rounded and in-store codes are read only where somebody says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Habits:
    """What is usual in a country.

    Attributes:
        language: BCP 47.
    """

    currency: str
    timezone: str
    language: str
    prices_include_tax: bool = True


_HABITS = {
    "AT": Habits("EUR", "Europe/Vienna", "de-AT"),
    "AU": Habits("AUD", "Australia/Sydney", "en-AU"),
    "BE": Habits("EUR", "Europe/Brussels", "nl-BE"),
    "BH": Habits("BHD", "Asia/Bahrain", "ar-BH"),
    "CA": Habits("CAD", "America/Toronto", "en-CA", prices_include_tax=False),
    "CH": Habits("CHF", "Europe/Zurich", "de-CH"),
    "CN": Habits("CNY", "Asia/Shanghai", "zh-CN"),
    "CZ": Habits("CZK", "Europe/Prague", "cs-CZ"),
    "DE": Habits("EUR", "Europe/Berlin", "de-DE"),
    "DK": Habits("DKK", "Europe/Copenhagen", "da-DK"),
    "EE": Habits("EUR", "Europe/Tallinn", "et-EE"),
    "EG": Habits("EGP", "Africa/Cairo", "ar-EG"),
    "ES": Habits("EUR", "Europe/Madrid", "es-ES"),
    "FI": Habits("EUR", "Europe/Helsinki", "fi-FI"),
    "FR": Habits("EUR", "Europe/Paris", "fr-FR"),
    "GB": Habits("GBP", "Europe/London", "en-GB"),
    "GR": Habits("EUR", "Europe/Athens", "el-GR"),
    "HU": Habits("HUF", "Europe/Budapest", "hu-HU"),
    "IE": Habits("EUR", "Europe/Dublin", "en-IE"),
    "IN": Habits("INR", "Asia/Kolkata", "en-IN"),
    "IT": Habits("EUR", "Europe/Rome", "it-IT"),
    "JP": Habits("JPY", "Asia/Tokyo", "ja-JP"),
    "KR": Habits("KRW", "Asia/Seoul", "ko-KR"),
    "KW": Habits("KWD", "Asia/Kuwait", "ar-KW"),
    "LT": Habits("EUR", "Europe/Vilnius", "lt-LT"),
    "LV": Habits("EUR", "Europe/Riga", "lv-LV"),
    "MX": Habits("MXN", "America/Mexico_City", "es-MX"),
    "NL": Habits("EUR", "Europe/Amsterdam", "nl-NL"),
    "NO": Habits("NOK", "Europe/Oslo", "nb-NO"),
    "NZ": Habits("NZD", "Pacific/Auckland", "en-NZ"),
    "PL": Habits("PLN", "Europe/Warsaw", "pl-PL"),
    "PT": Habits("EUR", "Europe/Lisbon", "pt-PT"),
    "SE": Habits("SEK", "Europe/Stockholm", "sv-SE"),
    "SG": Habits("SGD", "Asia/Singapore", "en-SG"),
    "TH": Habits("THB", "Asia/Bangkok", "th-TH"),
    "TR": Habits("TRY", "Europe/Istanbul", "tr-TR"),
    "US": Habits("USD", "America/New_York", "en-US", prices_include_tax=False),
    "ZA": Habits("ZAR", "Africa/Johannesburg", "en-ZA"),
}
_ELSEWHERE = Habits("USD", "UTC", "en")


def habits_of(country: str) -> Habits:
    """What is usual in a country (ISO 3166, two letters); one that is not listed has US dollars and UTC.

    Raises:
        Refusal: `bad_country` unless it is two letters.
    """
    if not re.fullmatch(r"[A-Za-z]{2}", country, re.ASCII):
        raise Refusal("bad_country", text=country[:20])
    return _HABITS.get(country.upper(), _ELSEWHERE)


def has_habits(country: str) -> bool:
    """Whether it is known here what is usual in a country (two letters)."""
    return country.upper() in _HABITS
