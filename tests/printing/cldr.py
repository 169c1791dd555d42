"""The number patterns of CLDR with other decimals: what Babel is asked for when it is the measure."""

from __future__ import annotations

import re

from babel import Locale


def widened(language: str, least: int, most: int) -> str:
    """The language's pattern for numbers, with at least and at most so many decimals."""
    pattern = Locale.parse(language).decimal_formats[None].pattern
    decimals = "." + "0" * least + "#" * (most - least) if most else ""
    return ";".join(re.sub(r"0\.#+", f"0{decimals}", part) for part in pattern.split(";"))
