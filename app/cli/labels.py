"""`tillbook labels`: labels for products, what a delivery brought, changed prices or zones of a count, as PDF."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from app.cli.doors import OpenBook
from app.domain.count_zone import spellings
from app.domain.labelling import LabelWish
from app.domain.refusal import Refusal
from app.domain.wording import sentence
from app.jobs.whole_file import whole_file

_SYMBOLS = ("ean13", "ean8", "upca", "upce", "itf14", "code128", "gs1-128", "datamatrix", "qr")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `labels` to the commands."""
    parser = subparsers.add_parser("labels", help="labels for products, a delivery or changed prices")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--products", type=Path, metavar="FILE", help="CSV, XLSX or text: SKU or code, and how many")
    what.add_argument(
        "--delivery", metavar="DELIVERY", help="what it brought, a label for each piece: its uid or number"
    )
    what.add_argument("--price-changes", action="store_true", help="products whose price is not that of their label")
    what.add_argument("--zones", metavar="NAMES", help='zones of a count, with commas between: "Cellar,Shelf 1"')
    parser.add_argument(
        "--stock",
        required=True,
        metavar="NAME",
        help='"Avery L7160", a roll "62x29", or "A4 3x8 63.5x33.9 7.2,12.9 66x33.9"',
    )
    parser.add_argument("--start", type=int, default=1, metavar="N", help="the first free label of a used sheet")
    parser.add_argument("--copies", choices=("one", "stock", "delivered"), help="how many of each product")
    parser.add_argument("--label", choices=("shelf", "product"), help="a large price, or what goes on the goods")
    parser.add_argument("--template", default="", metavar="NAME", help="one of the shop's own, made in the till")
    parser.add_argument("--symbol", choices=_SYMBOLS, help="the kind of code (default: what fits the number)")
    parser.add_argument("--no-price", action="store_true", help="leave the price out")
    parser.add_argument("--text", default="", help="a line of your own on every label")
    parser.add_argument("--dpi", type=int, default=300, help="dots to the inch of the printer: 203, 300 or 600")
    parser.add_argument("--carton", action="store_true", help="as large as warehouses scan (GS1 general distribution)")
    parser.add_argument(
        "--nudge", default="0,0", metavar="X,Y", help="millimetres to the right and down, such as 0.3,-0.5"
    )
    parser.add_argument("--scale", default="100", metavar="PERCENT", help="where a printer is off, such as 100.4")
    parser.add_argument("--ruler", action="store_true", help="instead of labels a page that shows where they are cut")
    parser.add_argument(
        "--send", "--printer", metavar="HOST[:PORT]", help="send the ZPL to a label printer on the network, too"
    )
    parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="the PDF; ending in .zpl for ZPL")


def run(namespace: argparse.Namespace, book: OpenBook) -> int:
    """Make the labels and write the file; a shelf label's price counts as shown from then on.

    Raises:
        Refusal: `labels_of_what`, `copies_without_delivery`, `bad_nudge`, `bad_label_scale`, `unknown_label_stock`, and
            those of `app.jobs.labels`.
        Trouble: `unwritable_file`, and those of `send_labels`.
    """
    from app.jobs.labels import LabelChoice  # noqa: PLC0415 -- loaded by those who print labels
    from app.printing.labels.drawing import Printer  # noqa: PLC0415
    from app.printing.labels.rules import Use  # noqa: PLC0415
    from app.printing.labels.sheets import Layout, Look  # noqa: PLC0415
    from app.printing.labels.stock import find_stock  # noqa: PLC0415
    from app.printing.labels.symbols import SymbolKind  # noqa: PLC0415
    from app.printing.labels.template import Purpose  # noqa: PLC0415

    nudge_x, nudge_y = _nudge(namespace.nudge)
    layout = Layout(find_stock(namespace.stock), namespace.start, nudge_x, nudge_y, _scale(namespace.scale))
    on_goods = namespace.delivery and namespace.copies in (None, "delivered")
    purpose = Purpose(namespace.label or ("product" if on_goods else "shelf"))
    look = Look(purpose, printer=Printer(namespace.dpi, Use.CARTON if namespace.carton else Use.SHOP))
    if namespace.ruler:
        from app.printing.labels.ruler import ruler_pdf  # noqa: PLC0415 -- seldom asked for

        _write(namespace.out, ruler_pdf(layout))
        return 0
    if namespace.zones:
        zones = [zone for zone in map(str.strip, namespace.zones.split(",")) if zone]
        _write(namespace.out, book.labels.zones_pdf(zones, layout, look).pdf)
        return _told(namespace.out, len(spellings(zones)))
    symbol = SymbolKind(namespace.symbol) if namespace.symbol else None
    if namespace.template:
        look = book.labels.in_template(namespace.template, layout.stock, look)
    wishes = [replace(wish, text=namespace.text) for wish in _wishes(namespace, book)]
    choice = LabelChoice(symbol, has_price=not namespace.no_price)
    if namespace.out.suffix.lower() == ".zpl" or namespace.send:
        nudge = layout.nudge_x, layout.nudge_y
        _print_zpl(namespace, book.labels.zpl(wishes, layout.stock, look, choice=choice, nudge=nudge))
    else:
        printout = book.labels.pdf(wishes, layout, look, choice=choice)
        _write(namespace.out, printout.pdf)
        for missing in printout.missing:
            print(sentence(missing.code, missing.facts), file=sys.stderr)
    shows_price = choice.has_price and (look.template is None or look.template.shows_price)
    if purpose is Purpose.SHELF and shows_price:
        book.labelling.note_printed(book.labels.shelf(wishes))
    return _told(namespace.out, sum(wish.copies for wish in wishes))


def _told(path: Path, many: int) -> int:
    print(f"{path}: {many} labels.", file=sys.stderr)
    return 0


def _wishes(namespace: argparse.Namespace, book: OpenBook) -> tuple[LabelWish, ...]:
    from app.jobs.labels import Copies  # noqa: PLC0415 -- see `run`

    copies = Copies(namespace.copies) if namespace.copies else None
    if copies is Copies.DELIVERED and not namespace.delivery:
        raise Refusal("copies_without_delivery")
    if namespace.delivery:
        return book.labels.of_delivery(namespace.delivery, copies or Copies.DELIVERED)
    if namespace.products:
        return book.labels.of_list(namespace.products, copies)
    if namespace.price_changes:
        wishes = book.labels.of_new_prices()
        return wishes if copies is None else book.labels.with_copies(wishes, copies)
    raise Refusal("labels_of_what")


def _print_zpl(namespace: argparse.Namespace, zpl: bytes) -> None:
    """Keep what the printer gets, and send it where a printer is named.

    Raises:
        Refusal: `bad_printer_address`.
        Trouble: `unwritable_file`, and those of `send_labels`.
    """
    from app.devices.label_printer import send_labels  # noqa: PLC0415 -- only label printers need it

    _write(namespace.out, zpl)
    if namespace.send:
        send_labels(zpl, namespace.send)


def _nudge(text: str) -> tuple[int, int]:
    """Tenths of a millimetre from a text such as 0.3,-0.5."""
    parts = [part.strip() for part in text.split(",")]
    try:
        across, down = (round(float(part) * 10) for part in parts)
    except (ValueError, OverflowError):
        raise Refusal("bad_nudge", most=10) from None
    return across, down


def _scale(text: str) -> int:
    try:
        return round(float(text.removesuffix("%")) * 10)
    except (ValueError, OverflowError):
        raise Refusal("bad_label_scale", least=90, most=110) from None


def _write(path: Path, pdf: bytes) -> None:
    with whole_file(path) as stream:
        stream.write(pdf)
