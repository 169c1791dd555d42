"""`tillbook export`: the shop's own price list, to be imported again, and its label templates, to be posted again."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from app.cli.doors import OpenBook
from app.domain.own_template import Source
from app.domain.refusal import Refusal
from app.exchange.catalogue.own_list import write_products_csv, write_products_xlsx
from app.exchange.label_wishes import logo_line, template_line
from app.jobs.whole_file import whole_file

_TEMPLATES = "label-templates"
_WRITERS = {".csv": write_products_csv, ".xlsx": write_products_xlsx}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `export` to the commands."""
    parser = subparsers.add_parser(
        "export", help="the price list as CSV or XLSX, to be imported again without loss; or the label templates"
    )
    parser.add_argument("kind", choices=("products", _TEMPLATES), metavar="KIND", help="products or label-templates")
    parser.add_argument("file", type=Path, metavar="FILE", help="ending in .csv or .xlsx; templates in .jsonl")


def run(namespace: argparse.Namespace, book: OpenBook) -> int:
    """Write the list.

    Raises:
        Refusal: `export_ending` for a file that is neither CSV nor XLSX.
        Trouble: `unwritable_file`.
    """
    path: Path = namespace.file
    if namespace.kind == _TEMPLATES:
        return _export_templates(path, book)
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise Refusal("export_ending", name=path.name)
    products = book.price_list.products()
    with whole_file(path) as stream:
        writer(products, stream, book.shop().currency, book.price_list.beside())
    print(f"{path}: {len(products)} products.", file=sys.stderr)
    return 0


def _export_templates(path: Path, book: OpenBook) -> int:
    templates, logo = book.labels.facts.templates(), book.labels.facts.logo()
    has_logo = logo is not None and any(field.source is Source.LOGO for one in templates for field in one.fields)
    with whole_file(path) as stream:
        if logo is not None and has_logo:
            stream.write(f"{logo_line(logo)}\n".encode())
        stream.write("".join(f"{template_line(one)}\n" for one in templates).encode())
    print(f"{path}: {len(templates)} label templates.", file=sys.stderr)
    return 0
