"""`tillbook export`: the shop's own price list, for a spreadsheet or another program, and to be imported again."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from app.base.trouble import Trouble
from app.cli.doors import OpenBook
from app.domain.refusal import Refusal
from app.exchange.catalogue.own_list import write_products_csv, write_products_xlsx

_WRITERS = {".csv": write_products_csv, ".xlsx": write_products_xlsx}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `export` to the commands."""
    parser = subparsers.add_parser("export", help="the price list as CSV or XLSX, to be imported again without loss")
    parser.add_argument("kind", choices=("products",), metavar="KIND", help="products")
    parser.add_argument("file", type=Path, metavar="FILE", help="ending in .csv or .xlsx")


def run(namespace: argparse.Namespace, book: OpenBook) -> int:
    """Write the list.

    Raises:
        Refusal: `export_ending` for a file that is neither CSV nor XLSX.
        Trouble: `unwritable_file`.
    """
    path: Path = namespace.file
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise Refusal("export_ending", name=path.name)
    products = book.price_list.products()
    try:
        with path.open("wb") as stream:
            writer(products, stream, book.shop().currency, book.price_list.beside())
    except OSError as error:
        raise Trouble("unwritable_file", path=str(path), reason=error.strerror or str(error)) from error
    print(f"{path}: {len(products)} products.", file=sys.stderr)
    return 0
