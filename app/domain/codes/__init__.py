"""What codes mean: retail numbers, GS1 fields, Digital Links, in-store weights and prices, a shop's own SKUs.

`parse` is the one door; it answers any text with a `Scan` and leaves it to the catalogue which product is meant.
"""

from app.domain.codes.digits import catalogue_key, check_digit, expected_gtin
from app.domain.codes.in_store import REGIONS, Measures, Pattern, check_region, read_pattern, read_rule
from app.domain.codes.reading import parse
from app.domain.codes.scan import Scan, clean

__all__ = [
    "REGIONS",
    "Measures",
    "Pattern",
    "Scan",
    "catalogue_key",
    "check_digit",
    "check_region",
    "clean",
    "expected_gtin",
    "parse",
    "read_pattern",
    "read_rule",
]
