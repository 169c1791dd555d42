"""Make the documents of the sample shop anew: `python3 packaging/make_sample_shop.py`. Needs nothing but Python.

A person keeps `resources/sample/catalogue.csv`: one product a line, prices with tax, costs without. From it come
`products.jsonl` (the back room, suppliers and products) and `opening_stock.jsonl` (what was on the shelf on the first
day), as the `post` command reads them. The codes are the shop's own, since no real code may be claimed:

| `code` | what is printed on the goods | prefix |
|---|---|---|
| `ean13` | an EAN-13; no land gives meaning to what follows | 20 |
| `ean8` | an EAN-8 for small goods | 2 |
| `weight` | a label from the scale with the weight in it, by Germany's rules; kept with zeros there | 28 |
| `price` | a label from the counter with the price in it; kept with zeros there | 22 |
| `none` | nothing: it is typed by its number, or has a tile | |

A pack (a crate, a carton) has an EAN-13 of its own, prefix 24.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "sample"
SUPPLIERS = {
    "FV": "Lindenau Orchards, fruit and vegetables",
    "BK": "Morning Glow Bakehouse",
    "MO": "Meadow Valley Dairy",
    "FL": "Brandt and Daughters, meat and fish",
    "TK": "Northern Frost Frozen Foods",
    "GH": "Riverbend Wholesale",
    "GT": "Valley Road Drinks",
    "WI": "Hillside Wine Merchants",
    "WW": "Wide World Fine Foods Import",
    "HD": "House and Care Trading",
}
# The letters that German receipts print beside the rates; postage is exempt.
TAX_CODES = {"19": "A", "7": "B", "0": "E"}

Row = dict[str, str]
Document = dict[str, object]


def with_check_digit(payload: str) -> str:
    """A GTIN from all its digits but the last (GS1 General Specifications, 7.9.1)."""
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(payload)))
    return f"{payload}{-total % 10}"


def unit_code(row: Row) -> str | None:
    """The code on one piece, or for weighed goods the code with zeros for what the scale prints."""
    sku = row["sku"]
    payloads = {
        "ean13": f"20{sku:0>10}",
        "ean8": f"200{sku}",
        # Four digits of the article, the check digit of the five that follow (0 for 00000), the weight or price.
        "weight": f"28{sku}000000",
        "price": f"22{sku}000000",
    }
    payload = payloads.get(row["code"])
    return with_check_digit(payload) if payload else None


def codes(row: Row) -> list[object]:
    """All codes of a product: of one piece, and of a pack with its own price."""
    made: list[object] = []
    if code := unit_code(row):
        made.append(code)
    if row["pack_quantity"]:
        pack = with_check_digit(f"24{row['sku']:0>10}")
        made.append({"code": pack, "quantity": row["pack_quantity"], "price": row["pack_price"]})
    return made


def product(row: Row) -> Document:
    """The document of one product; what a row leaves empty is left out."""
    document: Document = {"type": "product", "sku": row["sku"], "name": row["name"], "price": row["price"]}
    document |= {"tax": row["tax"], "tax_code": TAX_CODES[row["tax"]], "unit": row["unit"], "category": row["category"]}
    document |= {"cost": row["cost"], "codes": codes(row)}
    if row["stocked"] == "no":
        document["stocked"] = False
    for key in ("reorder_point", "reorder_quantity", "negative_stock", "supplier", "deposit", "minimum_age"):
        document[key] = row[key]
    return {key: value for key, value in document.items() if value not in ("", [])}


def products(rows: list[Row]) -> Iterator[Document]:
    """The back room and suppliers first, then deposits, then what they are charged with: lines know what they name."""
    yield {"type": "location", "code": "back", "name": "Back room"}
    for code, name in SUPPLIERS.items():
        yield {"type": "supplier", "code": code, "name": name}
    deposits = {row["deposit"] for row in rows}
    for row in sorted(rows, key=lambda row: row["sku"] not in deposits):
        yield product(row)


def opening_stock(rows: list[Row]) -> Iterator[Document]:
    """One document for each shelf. Goods without a quantity are not counted yet."""
    for category in dict.fromkeys(row["category"] for row in rows):
        lines = [
            {"sku": row["sku"], "quantity": row["on_hand"], "unit_cost": row["cost"]}
            for row in rows
            if row["category"] == category and row["on_hand"]
        ]
        if lines:
            uid = f"sample-opening-{category.lower().replace(' ', '-')}"
            yield {"type": "opening_stock", "uid": uid, "note": f"Opening count: {category}", "lines": lines}


def write(path: Path, documents: Iterator[Document]) -> None:
    """Write documents, one a line."""
    lines = [json.dumps(document, ensure_ascii=False) for document in documents]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    """Write both files."""
    with (FOLDER / "catalogue.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    write(FOLDER / "products.jsonl", products(rows))
    write(FOLDER / "opening_stock.jsonl", opening_stock(rows))


if __name__ == "__main__":
    main()
