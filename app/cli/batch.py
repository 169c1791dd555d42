"""`tillbook batch`: what a batch scanner brought, as a document for `tillbook post`."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.figures import write_quantity
from app.domain.moment import write_date
from app.domain.wording import sentence
from app.exchange.batch_scans import read_batch_file, read_batch_text
from app.exchange.json_lines import write_object
from app.jobs.batch_goods import Goods, place

if TYPE_CHECKING:
    from app.cli.doors import OpenBook

_LOCATION = "shop"
_DIGEST = 32  # characters of it: two batches hardly ever share them


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `batch` to the commands."""
    parser = subparsers.add_parser("batch", help="codes and counts of a batch scanner as a document for post")
    parser.add_argument("file", metavar="FILE|-", help="text, CSV or a spreadsheet; - reads text from standard input")
    parser.add_argument("--as", dest="kind", choices=("delivery", "count"), required=True, help="what was scanned")
    parser.add_argument("--supplier", metavar="CODE", help="who delivered")
    parser.add_argument("--location", metavar="CODE", default=_LOCATION, help="where the goods are (default: shop)")
    parser.add_argument("--zone", metavar="NAME", default="", help="which zone was counted")
    parser.add_argument("--plan", metavar="CODE", help="which plan the count carries out (see: report count-plan)")
    parser.add_argument("--partly", action="store_true", help="write what is good even if other rows are refused")
    parser.add_argument(
        "--uid",
        metavar="UID",
        help="its identity (default: made of the scans, so that they are posted once)",
    )


def run(namespace: argparse.Namespace, book: OpenBook) -> int:
    """Print the document as one line of JSON; rows that are nothing's go to standard error, one sentence each.

    With such rows nothing is printed unless somebody wants the others alone: in a pipe to `post` the status is lost,
    and of a count what is missing in the document would be missing in the shop.

    Returns:
        The exit status: 0 every row has its place, 1 some have not.

    Raises:
        Refusal: `unknown_location`, and those of `read_batch_file`.
        Trouble: as `read_batch_file`.
    """
    if namespace.file == "-":
        batch = read_batch_text(sys.stdin.read(), name="-")
    else:
        batch = read_batch_file(Path(namespace.file))
    placed = place(batch, lambda text: book.lookups.scan(text, location=namespace.location))
    for bad in placed.bad:
        print(f"row {bad.row}: {sentence(bad.refusal.code, bad.refusal.facts)}", file=sys.stderr)
    if placed.bad and not namespace.partly:
        print(sentence("batch_not_written", {"count": len(placed.bad)}), file=sys.stderr)
    elif placed.goods:
        write_object(sys.stdout, _document(placed.goods, namespace))
    return 1 if placed.bad else 0


def _document(goods: Sequence[Goods], namespace: argparse.Namespace) -> dict[str, object]:
    said: dict[str, object] = {"type": namespace.kind, "location": namespace.location}
    if namespace.kind == "delivery":
        said["lines"] = [_delivered(one) for one in goods]
        if namespace.supplier:
            said["supplier"] = namespace.supplier
    else:
        said["lines"] = [_counted(one, namespace.zone) for one in goods]
        if namespace.plan:
            said["plan"] = namespace.plan
    # Read again, the same scans are the same document: post answers that it has it already.
    digest = hashlib.sha256(json.dumps(said).encode()).hexdigest()
    return {"uid": namespace.uid or f"batch-{digest[:_DIGEST]}", **said}


def _delivered(one: Goods) -> dict[str, object]:
    return {"sku": one.sku, "quantity": write_quantity(one.quantity_milli), **_named(one)}


def _counted(one: Goods, zone: str) -> dict[str, object]:
    line: dict[str, object] = {"sku": one.sku, "counted": write_quantity(one.quantity_milli), **_named(one)}
    if zone:
        line["zone"] = zone
    return line


def _named(one: Goods) -> dict[str, object]:
    named: dict[str, object] = {}
    if one.serials:
        named["serials"] = list(one.serials)
    elif one.lot:
        named["lot"] = one.lot
    if one.expiry is not None:
        named["expiry"] = write_date(one.expiry)
    return named
