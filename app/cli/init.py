"""`tillbook init`: a new book for a shop."""

from __future__ import annotations

import argparse
import re
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from app.cli.doors import Doors
from app.domain.codes import REGIONS, read_rule
from app.domain.figures import Currency, read_decimal, read_percent, write_percent
from app.domain.founding import usual_shop
from app.domain.refusal import Refusal
from app.domain.shop import COST_PERCENT, OVER_DELIVERY_MILLI, Costing, Shop, StockSystem, check_tolerances
from app.domain.tax import TaxPolicy
from app.domain.tender import CashRounding, RoundingMode, read_cash_rounding


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `init` to the commands."""
    parser = subparsers.add_parser("init", help="make a new book")
    parser.add_argument("--name", default="My shop", help="the shop's name, as it stands on receipts")
    parser.add_argument("--country", default="DE", help="two letters; sets what is usual there (default: DE)")
    parser.add_argument("--currency", help="three letters, such as EUR")
    parser.add_argument(
        "--tax-policy", choices=tuple(policy.value for policy in TaxPolicy), help="where tax is rounded"
    )
    parser.add_argument("--prices", choices=("incl", "excl"), help="whether shelf prices include tax")
    parser.add_argument(
        "--tax-rates",
        metavar="LIST",
        help='percentages that goods can have, the usual one first, such as "19,7,0" (default: those of the country)',
    )
    parser.add_argument("--cash-rounding", metavar="STEP", help="smallest coin, such as 0.05; 0 for none")
    parser.add_argument(
        "--costing",
        choices=tuple(method.value for method in Costing),
        default=Costing.FIFO.value,
        help="how cost leaves the stock; lifo is not allowed under IFRS",
    )
    parser.add_argument(
        "--stock", choices=tuple(system.value for system in StockSystem), default=StockSystem.PERPETUAL.value
    )
    parser.add_argument("--region", choices=REGIONS, help="whose in-store weight and price codes are read")
    parser.add_argument(
        "--in-store-pattern",
        dest="patterns",
        action="append",
        default=[],
        metavar="RULE",
        help='own rule for such codes, such as "weight 21.....{NNDDD}" (weight, price or count); may be given again',
    )
    parser.add_argument(
        "--over-delivery",
        default=write_percent(OVER_DELIVERY_MILLI),
        metavar="PERCENT",
        help="how much more than was ordered may come without a warning (default: %(default)s)",
    )
    parser.add_argument(
        "--cost-warning",
        default=str(COST_PERCENT),
        metavar="PERCENT",
        help="from how far on a cost that has moved is asked about (default: %(default)s)",
    )
    parser.add_argument("--timezone", metavar="NAME", help="such as Europe/Berlin")
    parser.add_argument("--day-cut", default="04:00", metavar="HH:MM", help="when the business day begins")


def run(namespace: argparse.Namespace, doors: Doors, book: Path) -> int:
    """Make the book.

    Raises:
        Refusal: `book_exists`, `bad_currency`, `bad_country`, `bad_timezone`, `bad_time`, `bad_pattern` ...
        Trouble: of the machine.
    """
    shop = shop_from(namespace)
    doors.create_book(book, shop)
    print(f"{book} is ready for {shop.name}: location shop, till T1, office T0.")
    return 0


def shop_from(namespace: argparse.Namespace) -> Shop:
    """The shop's rules: what was named, and what is usual in its country for the rest."""
    inclusive = namespace.prices == "incl" if namespace.prices else None
    policy = TaxPolicy(namespace.tax_policy) if namespace.tax_policy else None
    # The two policies that speak of prices say by their name what the prices are, unless somebody says otherwise.
    if inclusive is None and policy in (TaxPolicy.INCL_RATE, TaxPolicy.EN16931):
        inclusive = policy is TaxPolicy.INCL_RATE
    over_milli = read_percent(namespace.over_delivery, what="over-delivery tolerance")
    cost_percent = read_decimal(namespace.cost_warning, 0, what="cost warning")
    check_tolerances(over_delivery_milli=over_milli, cost_percent=cost_percent)
    taxes = None if namespace.tax_rates is None else namespace.tax_rates.split(",")
    usual = usual_shop(namespace.name, namespace.country, money=namespace.currency, inclusive=inclusive, taxes=taxes)
    return replace(
        usual,
        tax_policy=policy or usual.tax_policy,
        cash_rounding=_rounding(namespace.cash_rounding, usual.currency),
        costing=Costing(namespace.costing),
        stock=StockSystem(namespace.stock),
        region=namespace.region,
        timezone=usual.timezone if namespace.timezone is None else _timezone(namespace.timezone),
        day_cut_minutes=_minutes(namespace.day_cut),
        patterns=tuple(dict.fromkeys(map(read_rule, namespace.patterns))),
        cost_percent=cost_percent,
        over_delivery_milli=over_milli,
    )


def _rounding(step: str | None, money: Currency) -> CashRounding | None:
    if step is None or money.read(step, what="cash rounding") == 0:
        return None
    return read_cash_rounding(step, RoundingMode.HALF_UP, money)


def _timezone(name: str) -> str:
    if name not in available_timezones():
        raise Refusal("bad_timezone", text=name[:40])
    return str(ZoneInfo(name))


def _minutes(text: str) -> int:
    match = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text, re.ASCII)
    if match is None:
        raise Refusal("bad_time", text=text[:20])
    return int(match[1]) * 60 + int(match[2])
