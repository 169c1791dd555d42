"""Dialogs and inline entries of the sale screen: frozen values in, one frozen value out, nothing done by themselves."""

from app.ui.screens.sale.dialogs.age import AgeBar
from app.ui.screens.sale.dialogs.base import InlineEntry, SaleDialog, ScanPolicy
from app.ui.screens.sale.dialogs.change_tender import ChangeTenderDialog, PaidSale
from app.ui.screens.sale.dialogs.choose_product import ChooseProductDialog
from app.ui.screens.sale.dialogs.entries import DiscountEntry, PriceEntry, QuantityEntry
from app.ui.screens.sale.dialogs.open_price import OpenPriced, OpenPriceEntry
from app.ui.screens.sale.dialogs.park import ParkEntry
from app.ui.screens.sale.dialogs.payment import Tendered
from app.ui.screens.sale.dialogs.price_check import PriceCheckDialog, PriceFacts
from app.ui.screens.sale.dialogs.recall import ParkedSale, RecallDialog
from app.ui.screens.sale.dialogs.tender import TenderDialog
from app.ui.screens.sale.dialogs.tender_panel import TenderKept
from app.ui.screens.sale.dialogs.unknown import UnknownDialog

__all__ = [
    "AgeBar",
    "ChangeTenderDialog",
    "ChooseProductDialog",
    "DiscountEntry",
    "InlineEntry",
    "OpenPriceEntry",
    "OpenPriced",
    "PaidSale",
    "ParkEntry",
    "ParkedSale",
    "PriceCheckDialog",
    "PriceEntry",
    "PriceFacts",
    "QuantityEntry",
    "RecallDialog",
    "SaleDialog",
    "ScanPolicy",
    "TenderDialog",
    "TenderKept",
    "Tendered",
    "UnknownDialog",
]
