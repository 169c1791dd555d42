"""A van comes: thirty lines scanned at the speed of a scanner, what is short and over known before it leaves."""

from __future__ import annotations

from app.domain.codes.digits import expected_gtin
from app.jobs.sample_shop import VAN_LOTS, VAN_PIECES, VAN_SKUS
from app.ui.demo.cashier import Cashier

_ORDER = "T0-PO000001"
_SHORT, _OVER = frozenset({VAN_SKUS[3], VAN_SKUS[9]}), VAN_SKUS[5]
_RELABELLED, _RELABELLED_CODE, _RELABELLED_NAME = VAN_SKUS[-1], "4061458000048", "Popcorn, sweet 100 g"
_NEW_CODE = "4061458000055"
_BEST_BEFORE = "270301"


def a_van(till: Cashier) -> None:
    """A van brings an order of thirty lines: two are short, one is over, one code is unknown, one thing is new."""
    till.press("Alt+3")
    till.sees("receiveStartTable", f"Order {_ORDER}", "30 of 30 lines awaited")
    till.picture("what-is-awaited")
    till.scan(_ORDER)
    till.sees("receiveSummary", "0 of 30 lines complete")
    for sku in VAN_SKUS[:-1]:
        pieces = VAN_PIECES - (sku in _SHORT) + (sku == _OVER)
        till.type(f"{pieces}*")
        till.scan(expected_gtin(f"20000000{sku}0"))
    for place, code in enumerate(VAN_LOTS, start=1):
        till.type(f"{VAN_PIECES}*")
        till.scan(f"]C1010{code}17{_BEST_BEFORE}10L{place}")
    till.sees("receiveLines", "Hummus basil 200 g", "lot L3", "complete")
    till.picture("thirty-lines-scanned")
    till.type(f"{VAN_PIECES}*")
    till.scan(_RELABELLED_CODE)
    till.sees("receiveMessage", f"No product has the code {_RELABELLED_CODE}")
    till.opens("unknown_dialog", "F8")
    till.type("popcorn sweet")
    till.sees("unknown_table", _RELABELLED_NAME)
    till.picture("a-code-that-nobody-knows")
    till.press("Enter")
    till.misses("unknown_dialog")
    till.scan(_NEW_CODE)
    till.sees("receiveMessage", f"No product has the code {_NEW_CODE}")
    till.opens("unknown_dialog", "F8")
    till.opens("new_form", "F4")
    till.type("Sesame bars 4 x 30 g")
    till.press("Tab")
    till.type("1.99")
    till.press("Tab")
    till.type("1.05")
    till.picture("new-goods-in-four-fields")
    till.press("Enter")
    till.misses("new_form")
    till.sees("receiveSummary", "27 of 30 lines complete, 2 short, 1 over, 1 not ordered")
    till.picture("short-and-over")
    till.press("F9")
    till.sees("receiveLast", "T1-D000001")
    till.sees("receiveMessage", "T1-D000001")
    till.picture("posted-with-a-paper-to-sign")
    till.opens("labels_form", "F12")
    till.press("Enter")
    till.misses("labels_form")
    till.sees("receiveMessage", "T1-D000001-labels")
    till.press("Alt+1")
    till.sees("saleTile0")
