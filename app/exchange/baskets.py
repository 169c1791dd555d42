"""What a basket costs, asked as one JSON object: the figures of `tillbook total`. Nothing is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.figures import (
    WHOLE_MILLI_PERCENT,
    Currency,
    currency,
    read_percent,
    read_price,
    read_quantity,
    write_percent,
)
from app.domain.refusal import Refusal
from app.domain.tax import TaxableLine, TaxPolicy, TaxRow, Totals, figure, line_amount
from app.domain.tender import CASH, CashRounding, payable_with, read_cash_rounding
from app.exchange.json_lines import Fields

# Labels of published cases which name their subject: figured by the rule that fits the prices.
_SUBJECTS = frozenset({"cash_rounding", "refund", "discount_allocation"})
_IGNORED = ("id", "basis", "source", "expected", "expected_line_net", "not_asked")


@dataclass(frozen=True, slots=True)
class _Payment:
    """How a basket is paid: by one method, or by a list of methods and amounts in minor units."""

    rounding: CashRounding | None
    method: str
    tender_minor: int | None
    tenders: tuple[tuple[str, int], ...]


def price_basket(basket: Fields) -> dict[str, object]:
    """What a basket costs.

    Returns:
        `net tax gross line_sum tax_breakdown payable rounding`, and `change` where a tender is given: decimal
        strings in the currency's own unit. A negative change is what is still missing.

    Raises:
        Refusal: Whatever is wrong with a key or figure, or `mixed_prices`, `bad_policy`, `two_tenders`,
            `tender_over`, `tender_sign`, `amount_too_large`.
    """
    money = currency(basket.text("currency"))
    label = basket.text("policy")
    asked = basket.parts("lines", "line", needed=True)
    inclusive = _includes_tax(asked)
    policy = _policy(label, inclusive=inclusive)
    lines = [_line(fields, money) for fields in asked]
    of_rate = _categories(lines)
    adjustments = [
        _adjustment(fields, money, of_rate) for fields in basket.parts("document_allowance_charges", "allowance")
    ]
    payment = _payment(basket, money)
    basket.ignore(*_IGNORED)
    basket.done()
    totals = figure(lines, adjustments=adjustments, policy=policy, inclusive=inclusive)
    return _answer(totals, payment, money)


def _policy(label: str, *, inclusive: bool) -> TaxPolicy:
    if label in _SUBJECTS:
        return TaxPolicy.INCL_RATE if inclusive else TaxPolicy.EN16931
    if label not in tuple(TaxPolicy):
        raise Refusal("bad_policy", text=label[:40], known=", ".join(TaxPolicy))
    return TaxPolicy(label)


def _includes_tax(lines: Sequence[Fields]) -> bool:
    flags = {line.flag("inclusive") for line in lines}
    if len(flags) > 1:
        raise Refusal("mixed_prices")
    return True in flags


def _line(line: Fields, money: Currency) -> TaxableLine:
    def amount(key: str) -> int:
        return money.read(line.text(key, "0"), what=line.name(key))

    base_milli = read_quantity(line.text("price_base_qty", "1"), what=line.name("price_base_qty"))
    if base_milli <= 0:
        raise Refusal("out_of_bounds", what=line.name("price_base_qty"), text=line.text("price_base_qty")[:40])
    percent_off_milli = read_percent(line.text("discount_percent", "0"), what=line.name("discount_percent"))
    if percent_off_milli > WHOLE_MILLI_PERCENT:
        raise Refusal("out_of_bounds", what=line.name("discount_percent"), text=line.text("discount_percent")[:40])
    numerator, denominator = line_amount(
        quantity_milli=read_quantity(line.text("qty"), what=line.name("qty")),
        price_micro=read_price(line.text("unit_price"), what=line.name("unit_price")),
        digits=money.digits,
        base_milli=base_milli,
        percent_off_milli=percent_off_milli,
        off_minor=amount("discount") - amount("charge"),
    )
    rate_milli = read_percent(line.text("tax_rate"), what=line.name("tax_rate"))
    category = line.text("tax_category", "")
    line.ignore(*_IGNORED)
    line.done()
    return TaxableLine(numerator, denominator, rate_milli, category)


def _categories(lines: Sequence[TaxableLine]) -> dict[int, str]:
    """The category of each rate: of several the first by name, so that the order of lines does not matter."""
    return {
        line.rate_milli: line.category
        for line in sorted(lines, key=lambda line: (line.rate_milli, line.category), reverse=True)
    }


def _category(rate_milli: int, of_rate: dict[int, str]) -> str:
    """The category of an allowance or charge that names only its rate: that of the lines at the same rate.

    Where no line has the rate but lines are labelled, it is what EN 16931 calls most such amounts: S (standard), or
    E (exempt) at zero.
    """
    if rate_milli in of_rate or not any(of_rate.values()):
        return of_rate.get(rate_milli, "")
    return "S" if rate_milli else "E"


def _adjustment(fields: Fields, money: Currency, of_rate: dict[int, str]) -> TaxableLine:
    amount_minor = money.read(fields.text("amount"), what=fields.name("amount"))
    rate_milli = read_percent(fields.text("tax_rate"), what=fields.name("tax_rate"))
    sign = 1 if fields.flag("charge") else -1
    category = fields.text("tax_category", _category(rate_milli, of_rate))
    fields.ignore(*_IGNORED)
    fields.done()
    return TaxableLine(sign * amount_minor, 1, rate_milli, category)


def _payment(basket: Fields, money: Currency) -> _Payment:
    rounding = None
    asked = basket.part("cash_rounding")
    if asked is not None:
        rounding = read_cash_rounding(asked.text("step"), asked.text("mode"), money)
        asked.ignore("applies")
        asked.done()
    tender_minor = money.read(basket.text("tender"), what="tender") if basket.has("tender") else None
    tenders = tuple(_tender(fields, money) for fields in basket.parts("tenders", "tender"))
    if tenders and tender_minor is not None:
        raise Refusal("two_tenders")
    basket.ignore("tender")
    return _Payment(rounding, basket.text("method", CASH), tender_minor, tenders)


def _tender(fields: Fields, money: Currency) -> tuple[str, int]:
    tender = fields.text("method"), money.read(fields.text("amount"), what=fields.name("amount"))
    fields.done()
    return tender


def _payable(gross_minor: int, payment: _Payment, money: Currency) -> int:
    if not payment.tenders and payment.method != CASH:
        return gross_minor
    return payable_with(gross_minor, payment.tenders, rounding=payment.rounding, money=money)


def _answer(totals: Totals, payment: _Payment, money: Currency) -> dict[str, object]:
    payable_minor = _payable(totals.gross_minor, payment, money)
    answer: dict[str, object] = {
        "net": money.write(totals.net_minor),
        "tax": money.write(totals.tax_minor),
        "gross": money.write(totals.gross_minor),
        "line_sum": money.write(totals.line_sum_minor),
        "tax_breakdown": [_row(row, money) for row in totals.rows],
        "payable": money.write(payable_minor),
        "rounding": money.write(payable_minor - totals.gross_minor),
    }
    given = sum(amount for _, amount in payment.tenders) if payment.tenders else payment.tender_minor
    if given is not None:
        answer["change"] = money.write(given - payable_minor)
    return answer


def _row(row: TaxRow, money: Currency) -> dict[str, object]:
    return {
        "rate": write_percent(row.rate_milli),
        "category": row.category or None,
        "net": money.write(row.net_minor),
        "tax": money.write(row.tax_minor),
    }
