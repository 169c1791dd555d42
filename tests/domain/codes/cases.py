"""Cases with known answers: the vectors of this house and those of GS1's own engine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parents[2] / "data"


def vectors() -> list[dict[str, Any]]:
    """Scans, each with what it must mean."""
    found: list[dict[str, Any]] = json.loads((_DATA / "scan_vectors.json").read_text(encoding="utf-8"))["vectors"]
    return found


def engine_cases(group: str) -> list[dict[str, Any]]:
    """Texts which the GS1 Barcode Syntax Engine reads or refuses: `digital_link scan_data elements printed content`."""
    found: list[dict[str, Any]] = json.loads((_DATA / "gs1_engine_cases.json").read_text(encoding="utf-8"))[group]
    return found
