"""`tillbook post`: documents as JSON Lines into the book, each answered once it is durable."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any

from app.cli.doors import OpenBook
from app.domain.changes import Posted, Updated
from app.domain.count_plan import CountPlanAsked
from app.domain.logo import LogoAsked
from app.domain.order_requests import (
    OrderAsked,
    OrderCancelAsked,
    OrderExpectAsked,
    OrderSendAsked,
    SupplierItemAsked,
)
from app.domain.own_template import OwnTemplateAsked
from app.domain.refusal import Refusal
from app.domain.requests import (
    DeliveryAsked,
    OpeningStockAsked,
    PartyAsked,
    ProductAsked,
    SaleAsked,
    TenderChangeAsked,
)
from app.domain.staff import PersonAsked
from app.domain.stock_requests import (
    AdjustmentAsked,
    CashCountAsked,
    CashMovementAsked,
    CountAsked,
    CreditNoteAsked,
    InvoiceAsked,
    LaterCostAsked,
    MethodChangeAsked,
    PeriodCloseAsked,
    RevaluationAsked,
    ReversalAsked,
    SupplierReturnAsked,
    TransferAsked,
    TransferReceiptAsked,
)
from app.domain.wording import sentence
from app.exchange.json_lines import read_lines, read_object, write_object
from app.exchange.wishes import Wish, read_wish
from app.jobs.logo_files import take_logo


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `post` to the commands."""
    parser = subparsers.add_parser("post", help="documents as JSON Lines into the book")
    parser.add_argument(
        "file",
        metavar="FILE|-",
        help="JSON Lines, one document a line, as tillbook help post has them; - reads standard input",
    )
    parser.add_argument("--stop", action="store_true", help="end at the first line that is refused")


def run(namespace: argparse.Namespace, book: OpenBook) -> int:
    """Post each line and answer it, in order. A refused line leaves no trace and the next ones go on.

    Returns:
        The exit status: 0 all done, 1 some refused.

    Raises:
        Refusal: `unreadable_file`.
        Trouble: of the machine: the line it met was not posted, the ones that were answered are.
    """
    status = 0
    money = book.shop().currency
    # A sale without a price takes the product's: the one that holds today.
    book.pricing.start_due()
    for number, line in read_lines(namespace.file):
        uid = None
        try:
            fields = read_object(line)
            uid = fields.glance("uid")
            answer = _answer(number, _carry_out(read_wish(fields, money), book))
        except Refusal as refusal:
            status = 1
            message = sentence(refusal.code, refusal.facts)
            error = {"code": refusal.code, "message": message}
            answer = {"line": number, "uid": uid, "status": "refused", "number": None, "warnings": [], "error": error}
            print(f"line {number}: {message}", file=sys.stderr)
        write_object(sys.stdout, answer)
        if status and namespace.stop:
            break
    return status


def _carry_out(wish: Wish, book: OpenBook) -> Posted | Updated:
    if isinstance(wish, ProductAsked):
        return book.cataloguing.set_product(wish)
    if isinstance(wish, SupplierItemAsked):
        return book.ordering.set_supplier_item(wish)
    if isinstance(wish, PersonAsked):
        return book.staffing.set_person(wish)
    if isinstance(wish, CountPlanAsked):
        return book.stocktaking.set_plan(wish)
    if isinstance(wish, OwnTemplateAsked):
        return book.labelling.set_template(wish)
    if isinstance(wish, LogoAsked):
        return take_logo(wish, book.arranging)
    if isinstance(wish, PartyAsked):
        return Updated(wish.code, changes=book.cataloguing.set_party(wish))
    return VERBS[type(wish)](book)(wish)


VERBS: dict[type, Callable[[OpenBook], Callable[[Any], Posted]]] = {
    SaleAsked: lambda book: book.selling.sell,
    TenderChangeAsked: lambda book: book.selling.change_tender,
    OpeningStockAsked: lambda book: book.receiving.enter_opening_stock,
    DeliveryAsked: lambda book: book.receiving.accept_delivery,
    LaterCostAsked: lambda book: book.billing.add_landed_cost,
    InvoiceAsked: lambda book: book.billing.take_invoice,
    CreditNoteAsked: lambda book: book.billing.take_credit_note,
    SupplierReturnAsked: lambda book: book.returning.return_goods,
    AdjustmentAsked: lambda book: book.adjusting.adjust,
    RevaluationAsked: lambda book: book.adjusting.revalue,
    MethodChangeAsked: lambda book: book.adjusting.change_method,
    CountAsked: lambda book: book.counting.count,
    TransferAsked: lambda book: book.transferring.transfer,
    TransferReceiptAsked: lambda book: book.transferring.receive_transfer,
    ReversalAsked: lambda book: book.reversing.reverse,
    PeriodCloseAsked: lambda book: book.closing.close_period,
    CashMovementAsked: lambda book: book.cash_drawer.move_cash,
    CashCountAsked: lambda book: book.cash_drawer.count_cash,
    OrderAsked: lambda book: book.ordering.place,
    OrderSendAsked: lambda book: book.ordering.send,
    OrderCancelAsked: lambda book: book.ordering.cancel,
    OrderExpectAsked: lambda book: book.ordering.expect,
}


def _answer(number: int, done: Posted | Updated) -> dict[str, object]:
    warnings = [{"code": one.code, "message": sentence(one.code, one.facts)} for one in done.warnings]
    if isinstance(done, Updated):
        return {"line": number, "uid": None, "status": "updated", "number": done.code, "warnings": warnings}
    return {"line": number, "uid": done.uid, "status": done.status, "number": done.number, "warnings": warnings}
