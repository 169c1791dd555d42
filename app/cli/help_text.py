"""`tillbook help`: the grammar of documents, and every code with its sentence."""

from __future__ import annotations

import argparse

from app.domain.refusal import Refusal
from app.domain.wording import SENTENCES

_POST = """\
Documents for `tillbook post`, one JSON object a line. Money, quantities and percentages are decimal strings ("1.50");
a JSON number or an unknown key is refused. Times are ISO 8601 with an offset; no `at` means now. `uid` is the sender's
own identity of the document: the same uid with the same content posts once.

Reference data (keys left out stay as they were, a list replaces the list):
  {"type":"product","sku":"A1","name":"Apple juice 1 l","price":"1.50","tax":"20","tax_code":"S","unit":"each",
   "category":"Drinks","cost":"0.80","codes":["4006381333931",{"code":"14006381333938","quantity":"6","price":"8.40"}],
   "costing":"fifo","tracking":"none|lot|serial","stocked":true,"reorder_point":"6","reorder_quantity":"24",
   "negative_stock":"allow|warn|block","supplier":"S1","kit":[{"sku":"B1","quantity":"2"}],"deposit":"D1","minimum_age":"18",
   "open_price":false,"active":true}
  {"type":"supplier","code":"S1","name":"..."}   {"type":"customer","code":"C1","name":"..."}
  {"type":"location","code":"back","name":"..."} {"type":"till","code":"T2","location":"shop"}
  {"type":"user","code":"anna","name":"Anna"}    {"type":"tender","kind":"meal","name":"Meal voucher","account":"..."}
  {"type":"account","code":"sales","name":"Income:Shop"}   (codes: inventory tender safe bank tax_input tax_output grni
   grni_carriers payables opening_balance sales sales_returns cash_rounding paid_in cost_of_sales purchase_variance
   shrinkage write_off write_down cash_over_short paid_out; "" is the usual name again)

Documents (each may carry `at`, `till`, `user`, `location`, `note`):
  {"type":"opening_stock","uid":"o1","lines":[{"sku":"A1","quantity":"40","unit_cost":"5.00","lot":"L7",
   "expiry":"2027-03-01"}]}
  {"type":"delivery","uid":"d1","supplier":"S1","reference":"note 17","discount":"0","cost":"final|provisional",
   "lines":[{"sku":"A1","quantity":"24","unit_cost":"0.80","lot":"L7","expiry":"2027-03-01"}],
   "landed_costs":[{"amount":"4.80","by":"value|quantity"}]}
  {"type":"sale","uid":"s1","till":"T1","cashier":"anna","customer":"C1","discount":"10%",
   "lines":[{"sku":"A1","quantity":"2","price":"1.50","discount":"0.10"},{"code":"4006381333931","quantity":"1"},
            {"of":"s0","of_line":1,"quantity":"-1","state":"sellable"}],
   "tenders":[{"kind":"cash","amount":"5.00"},{"kind":"card","amount":"2.00","reference":"..."}]}
  {"type":"tender_change","uid":"x1","of":"s1","tenders":[{"kind":"card","amount":"4.30"}]}

Each line is answered by one line, once it is durable:
  {"line":1,"uid":"...","status":"posted","number":"T1-000001","warnings":[]}
`status` is `posted`, `already posted`, `updated` (reference data) or `refused`, then with
"error":{"code":"...","message":"..."}. All codes: `tillbook help codes`.
"""

_START = """\
tillbook                     open the till
tillbook sample              open the till on the sample shop
tillbook init                make a new book             tillbook init --help
tillbook import KIND FILE    products or opening stock   tillbook import --help
tillbook export products F   the price list, CSV or XLSX
tillbook post FILE|-         documents as JSON Lines     tillbook help post
tillbook report NAME         what the book says          tillbook report --list
tillbook verify              prove that the book is right
tillbook total FILE|-        what baskets cost           (no book needed)
tillbook scan TEXT|-         what a scan means           (no book needed)
tillbook demo --out DIR      play a day in the sample shop
tillbook help codes          every code of a refusal with its sentence
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `help` to the commands."""
    parser = subparsers.add_parser("help", help="the commands, the grammar of documents, all codes")
    parser.add_argument("topic", nargs="?", default="start", metavar="TOPIC", help="post or codes")


def run(namespace: argparse.Namespace) -> int:
    """Print a topic.

    Raises:
        Refusal: `unknown_topic`.
    """
    topics = {"start": _START, "post": _POST, "codes": _codes()}
    if namespace.topic not in topics:
        raise Refusal("unknown_topic", text=namespace.topic[:40], known="post, codes")
    print(topics[namespace.topic], end="")
    return 0


def _codes() -> str:
    width = max(map(len, SENTENCES))
    return "".join(f"{code:{width}}  {text}\n" for code, text in sorted(SENTENCES.items()))
