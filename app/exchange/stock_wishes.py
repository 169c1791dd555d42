"""Documents of stock, costs and periods as JSON objects, read into wishes. The grammar is `tillbook help post`."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from app.domain.figures import Currency, read_quantity
from app.domain.moment import read_date, read_moment
from app.domain.refusal import Refusal
from app.domain.shop import Costing
from app.domain.stock_requests import (
    OPENED,
    AdjustmentAsked,
    AdjustmentLineAsked,
    BilledCostAsked,
    CashCountAsked,
    CashMovementAsked,
    CountAsked,
    CountLineAsked,
    CreditNoteAsked,
    InvoiceAsked,
    InvoiceLineAsked,
    LaterCostAsked,
    MethodChangeAsked,
    MethodLineAsked,
    PeriodCloseAsked,
    ReturnLineAsked,
    RevaluationAsked,
    RevaluationLineAsked,
    ReversalAsked,
    SupplierReturnAsked,
    TransferAsked,
    TransferLineAsked,
    TransferReceiptAsked,
)
from app.exchange.json_lines import Fields
from app.exchange.wish_keys import asking, discount, goods, optional, optional_quantity, price, quantity, word

StockWish = (
    AdjustmentAsked
    | CashCountAsked
    | CashMovementAsked
    | CountAsked
    | CreditNoteAsked
    | InvoiceAsked
    | LaterCostAsked
    | MethodChangeAsked
    | PeriodCloseAsked
    | RevaluationAsked
    | ReversalAsked
    | SupplierReturnAsked
    | TransferAsked
    | TransferReceiptAsked
)
_BY = ("value", "quantity", "weight")
_CASH_KINDS = ("float", "paid_in", "paid_out", "banked", OPENED)


def _needed_price(fields: Fields, key: str) -> int:
    micro = price(fields, key)
    if micro is None:
        raise Refusal("missing_key", key=fields.name(key))
    return micro


def _counted(fields: Fields) -> bool | None:
    return fields.flag("counted") if fields.has("counted") else None


def _landed_cost(fields: Fields, money: Currency) -> LaterCostAsked:
    return LaterCostAsked(
        asking(fields),
        fields.text("of"),
        money.read(fields.text("amount")),
        word(fields, "by", _BY) or "value",
        optional(fields, "supplier"),
    )


def _invoice(fields: Fields, money: Currency) -> InvoiceAsked:
    lines = []
    landed = []
    for part in fields.parts("landed_costs", "landed cost"):
        landed.append(BilledCostAsked(part.text("of"), _amount(part, money, "amount")))
        part.done()
    for line in fields.parts("lines", "line"):
        sku, code = goods(line)
        lines.append(InvoiceLineAsked(sku, quantity(line), _needed_price(line, "unit_cost"), code))
        line.done()
    return InvoiceAsked(
        asking(fields),
        fields.text("supplier"),
        fields.text("number", ""),
        fields.texts("deliveries"),
        tuple(lines),
        _amount(fields, money, "tax") or 0,
        tuple(landed),
        discount(fields, money),
    )


def _credit_note(fields: Fields, money: Currency) -> CreditNoteAsked:
    return CreditNoteAsked(
        asking(fields),
        fields.text("of"),
        fields.text("number", ""),
        _amount(fields, money, "amount"),
        _amount(fields, money, "tax") or 0,
    )


def _amount(fields: Fields, money: Currency, key: str) -> int | None:
    """An amount of money that is not below zero, or None."""
    text = optional(fields, key)
    minor = None if text is None else money.read(text, what=key)
    if minor is not None and minor < 0:
        raise Refusal("below_zero", what=key, text=text or "")
    return minor


def _supplier_return(fields: Fields, _: Currency) -> SupplierReturnAsked:
    lines = []
    for line in fields.parts("lines", "line", needed=True):
        sku, code = goods(line)
        lines.append(
            ReturnLineAsked(
                sku,
                quantity(line),
                line.whole("line"),
                price(line, "unit_credit"),
                optional(line, "lot"),
                line.texts("serials"),
                optional_quantity(line, "damaged"),
                code,
            )
        )
        line.done()
    return SupplierReturnAsked(asking(fields), tuple(lines), optional(fields, "of"), _counted(fields))


def _adjustment(fields: Fields, _: Currency) -> AdjustmentAsked:
    lines = []
    for line in fields.parts("lines", "line", needed=True):
        expiry = optional(line, "expiry")
        sku, code = goods(line)
        lines.append(
            AdjustmentLineAsked(
                sku,
                quantity(line),
                line.text("reason"),
                price(line, "unit_cost"),
                optional(line, "lot"),
                None if expiry is None else read_date(expiry),
                line.texts("serials"),
                code,
            )
        )
        line.done()
        if lines[-1].quantity_milli < 0:
            # What goes out goes at the book's own cost, and its lot has its date already.
            for key in ("unit_cost", "expiry"):
                if line.has(key):
                    raise Refusal("unknown_key", key=line.name(key))
    return AdjustmentAsked(asking(fields), tuple(lines), _counted(fields))


def _count(fields: Fields, _: Currency) -> CountAsked:
    lines = []
    for line in fields.parts("lines", "line", needed=True):
        expiry = optional(line, "expiry")
        sku, code = goods(line)
        lines.append(
            CountLineAsked(
                sku,
                read_quantity(line.text("counted"), what=line.name("counted")),
                read_moment(line.text("at")) if line.has("at") else None,
                line.text("zone", ""),
                optional(line, "lot"),
                line.texts("serials"),
                optional(line, "reason"),
                optional(line, "by"),
                read_moment(line.text("first_at")) if line.has("first_at") else None,
                line.flag("recount") if line.has("recount") else None,
                None if expiry is None else read_date(expiry),
                code,
            )
        )
        line.done()
    uncounted = word(fields, "uncounted", ("leave", "zero")) or "leave"
    return CountAsked(asking(fields), tuple(lines), uncounted, optional(fields, "plan"))


def _transfer_lines(fields: Fields, *, needed: bool) -> tuple[TransferLineAsked, ...]:
    lines = []
    for line in fields.parts("lines", "line", needed=needed):
        sku, code = goods(line)
        lines.append(TransferLineAsked(sku, quantity(line), optional(line, "lot"), line.texts("serials"), code))
        line.done()
    return tuple(lines)


def _transfer(fields: Fields, _: Currency) -> TransferAsked:
    return TransferAsked(
        asking(fields),
        fields.text("from"),
        fields.text("to"),
        _transfer_lines(fields, needed=True),
        send=word(fields, "step", ("send",)) == "send",
        counted=_counted(fields),
    )


def _transfer_receipt(fields: Fields, _: Currency) -> TransferReceiptAsked:
    lines = _transfer_lines(fields, needed=False)
    return TransferReceiptAsked(asking(fields), fields.text("of"), lines, _counted(fields))


def _revaluation(fields: Fields, _: Currency) -> RevaluationAsked:
    lines = []
    for line in fields.parts("lines", "line", needed=True):
        lines.append(RevaluationLineAsked(line.text("sku"), _needed_price(line, "unit_cost")))
        line.done()
    return RevaluationAsked(asking(fields), tuple(lines))


def _method_change(fields: Fields, _: Currency) -> MethodChangeAsked:
    lines = []
    for line in fields.parts("lines", "line", needed=True):
        method = word(line, "costing", tuple(Costing))
        if method is None:
            raise Refusal("missing_key", key=line.name("costing"))
        lines.append(MethodLineAsked(line.text("sku"), method))
        line.done()
    return MethodChangeAsked(asking(fields), tuple(lines))


def _reversal(fields: Fields, _: Currency) -> ReversalAsked:
    return ReversalAsked(asking(fields), fields.text("of"), fields.text("reason", ""))


def _cash_movement(fields: Fields, money: Currency) -> CashMovementAsked:
    kind = word(fields, "kind", _CASH_KINDS)
    if kind is None:
        raise Refusal("missing_key", key="kind")
    amount = fields.text("amount", "0") if kind == OPENED else fields.text("amount")
    return CashMovementAsked(asking(fields), kind, money.read(amount), fields.text("reason", ""))


def _cash_count(fields: Fields, money: Currency) -> CashCountAsked:
    return CashCountAsked(asking(fields), money.read(fields.text("counted"), what="counted"))


def _period_close(fields: Fields, _: Currency) -> PeriodCloseAsked:
    return PeriodCloseAsked(asking(fields), read_date(fields.text("through")))


STOCK_READERS: MappingProxyType[str, Callable[[Fields, Currency], StockWish]] = MappingProxyType(
    {
        "landed_cost": _landed_cost,
        "supplier_invoice": _invoice,
        "supplier_return": _supplier_return,
        "credit_note": _credit_note,
        "adjustment": _adjustment,
        "count": _count,
        "transfer": _transfer,
        "transfer_receipt": _transfer_receipt,
        "revaluation": _revaluation,
        "method_change": _method_change,
        "reversal": _reversal,
        "cash_movement": _cash_movement,
        "cash_count": _cash_count,
        "period_close": _period_close,
    }
)
