"""F10: what is said of the delivery as a whole: who brought it, its note, discount, freight, its day."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QWidget

from app.domain.delivery_entries import Head, SetHead
from app.domain.moment import write_date
from app.domain.refusal import Refusal
from app.domain.requests import LandedCostAsked
from app.domain.typed import plain_figure
from app.ui.said import Said
from app.ui.screens.receiving.dialogs.form import NotNow, ReceivingForm
from app.ui.screens.receiving.texts import ReceivingTexts


class HeadForm(ReceivingForm):
    """The form."""

    def __init__(
        self,
        head: Head,
        suppliers: tuple[tuple[str, str], ...],
        texts: ReceivingTexts,
        today: int,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Details of the delivery"), "", name="head_form", texts=texts, parent=parent)
        self._head, self._today = head, today
        money = texts.shop.currency
        self.reference = self.add_field(
            "head_form_reference", self.tr("Delivery note"), self.tr("its number"), head.reference
        )
        self.discount_field = self.add_field(
            "head_form_discount", self.tr("Discount"), self.tr("on all of it: 12.50, or 3%"),
            self.discount(head.discount),
        )  # fmt: skip
        landed_minor = sum(one.amount_minor for one in head.landed)
        self.landed = self.add_field(
            "head_form_landed", self.tr("Freight, duty"), self.tr("becomes part of the cost of the goods"),
            money.write(landed_minor).replace(".", texts.point) if landed_minor else "",
        )  # fmt: skip
        by = head.landed[0].by if head.landed else "value"
        ways = {"value": self.tr("by value"), "quantity": self.tr("by quantity"), "weight": self.tr("by weight")}
        self.by = self.add_choice("head_form_by", self.tr("shared out"), ways.items(), by)
        self.supplier = self.add_choice(
            "head_form_supplier", self.tr("Supplier"), (("", self.tr("nobody named")), *suppliers), head.supplier
        )
        self.day = self.add_field(
            "head_form_day", self.tr("Day"), self.tr("left empty: today"), texts.day_typed(head.day)
        )
        self.provisional = QCheckBox(self.tr("Costs wait for the supplier's invoice"))
        self.provisional.setObjectName("head_form_provisional")
        self.provisional.setAccessibleName(self.provisional.text())
        self.provisional.setChecked(head.provisional)
        self.provisional.setMinimumHeight(44)
        self.column.addWidget(self.provisional)
        self.finish(self.tr("Take"), "check")

    def wish(self) -> SetHead:
        """The head as it is filled in.

        Raises:
            NotNow: A figure or the day is none, or the day is not over yet.
        """
        landed_minor = self._landed_minor()
        day = self.read_day(self.day)
        if day is not None and day > self._today:
            raise NotNow(Said("warn", "moment_ahead", {"moment": write_date(day)}), self.day)
        head = replace(
            self._head,
            supplier=self.supplier.currentData(),
            reference=self.reference.text().strip(),
            discount=self.read_discount(self.discount_field),
            provisional=self.provisional.isChecked(),
            landed=(LandedCostAsked(landed_minor, self.by.currentData()),) if landed_minor else (),
            day=day,
        )
        return SetHead(head)

    def _landed_minor(self) -> int:
        text = self.landed.text().strip()
        if not text:
            return 0
        try:
            amount_minor = self._texts.shop.currency.read(plain_figure(text, self._texts.point))
        except Refusal as refusal:
            raise NotNow(Said("warn", refusal.code, refusal.facts), self.landed) from refusal
        if amount_minor < 0:
            raise NotNow(Said("warn", "price_below_zero"), self.landed)
        return amount_minor
