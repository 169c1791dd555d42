"""The van has left: what was short is on its way, and the clerk looks after the supplier and writes the next order."""

from __future__ import annotations

from app.domain.codes.digits import expected_gtin
from app.jobs.sample_shop import VAN_SKUS
from app.ui.demo.cashier import Cashier

_SUPPLIER = "Riverbend Wholesale"
_CODE, _PACK = "RB-1001", "12"


def next_order(till: Cashier) -> None:
    """What was short is a back-order; the supplier's card is filled in, and the next order kept as a draft."""
    rice = expected_gtin(f"20000000{VAN_SKUS[0]}0")
    till.press("Alt+4")
    till.sees("ordersList", _SUPPLIER, "part received", "2 of 30 back-ordered")
    till.picture("what-is-back-ordered")
    till.press("Ctrl+3")
    till.sees("suppliersList", _SUPPLIER)
    till.type("river")
    till.sees("suppliersName", _SUPPLIER)
    till.opens("supplier_form", "F2")
    till.press("Tab")
    till.type("Ida Fischer")
    till.press("Tab", "Tab", "Tab", "Tab")
    till.type("2")
    till.press("Tab")
    till.type("50")
    till.press("Enter")
    till.misses("supplier_form")
    till.sees("suppliersTerms", "2 promised", "minimum order 50,00")
    till.scan(rice)
    till.sees("item_form_prices", "T1-D000001", "2,15")
    till.type(_CODE)
    till.press("Tab")
    till.type(_PACK)
    till.picture("what-rice-is-called-there")
    till.press("Enter")
    till.misses("item_form")
    till.sees("suppliersGoods", "Basmati rice 1 kg", _CODE, _PACK)
    till.picture("a-supplier-and-its-word")
    till.opens("new_order", "F9")
    till.type("2*")
    till.scan(rice)
    till.sees("new_order_lines", f"2 \u00d7 {_PACK}", "51,60")
    till.picture("an-order-in-packs")
    till.press("F5")
    till.misses("new_order")
    till.sees("ordersState", "T0-PO000002", "draft")
    till.press("Alt+1")
    till.sees("saleTile0")
