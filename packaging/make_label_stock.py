"""Make `resources/labels/stock.txt` out of a table of label stocks, one line for each geometry.

    python3 packaging/make_label_stock.py TABLE.csv

The table has the columns of tests/data/label_stock.csv.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).parents[1] / "resources" / "labels" / "stock.txt"
FIGURES = (
    "page_width_mm page_height_mm label_width_mm label_height_mm corner_mm columns rows left_mm top_mm "
    "pitch_x_mm pitch_y_mm"
).split()
HEAD = "# shape, page, label, corner, columns and rows, first label, pitch (mm); then maker and part|what it is\n"


def main(arguments: list[str]) -> int:
    """Write the list."""
    with Path(arguments[0]).open(encoding="utf-8", newline="") as file:
        TARGET.write_text(HEAD + compact(list(csv.DictReader(file))), encoding="utf-8")
    return 0


def compact(rows: list[dict[str, str]]) -> str:
    """The lines of the list; a name that stands there twice keeps its first geometry."""
    lines: dict[str, list[str]] = defaultdict(list)
    seen: set[str] = set()
    for row in rows:
        name = f"{row['brand']} {row['part']}"
        if name.casefold() not in seen:
            seen.add(name.casefold())
            lines[geometry(row)].append(f"{name}|{row['description']}")
    return "".join("\t".join([line, *names]) + "\n" for line, names in sorted(lines.items()))


def geometry(row: dict[str, str]) -> str:
    """Shape and figures; a column or row of one label has its own size for a pitch."""
    given = dict(row)
    for pitch, count, size in (("pitch_x_mm", "columns", "label_width_mm"), ("pitch_y_mm", "rows", "label_height_mm")):
        if row[count] == "1":
            given[pitch] = row[size]
    return " ".join([row["shape"], *(format(float(given[name]), "g") for name in FIGURES)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
