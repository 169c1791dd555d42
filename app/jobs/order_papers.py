"""Orders for the supplier: the paper that goes to it, and the same as a list for its own program."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.base.trouble import Trouble
from app.domain.figures import amount_minor, write_quantity
from app.domain.moment import day_of
from app.domain.shop import Shop
from app.printing import format as written
from app.printing.printout import Printout
from app.reports.orders import ExpectedOrder, Orders

if TYPE_CHECKING:
    from app.domain.ordered import OrderedLine
    from app.printing.order_sheet import OrderLineData


class OrderPapers:
    """Puts orders on paper. Loads fonts: never call it on the window's thread."""

    def __init__(self, orders: Orders, rules: Callable[[], Shop], folder: Path) -> None:
        self._orders = orders
        self._rules = rules
        self._folder = folder

    def pdf(self, name: str) -> Printout:
        """The order with that uid or number as PDF.

        Raises:
            Refusal: `unknown_order`.
        """
        return _paper(self._orders.expected(name), self._rules())

    def keep(self, name: str) -> Path:
        """The same in the folder for orders, named by the order's number.

        Raises:
            Refusal: `unknown_order`.
            Trouble: `unwritable_file`.
        """
        order = self._orders.expected(name)
        return self._kept(f"{order.number}.pdf", _paper(order, self._rules()).pdf)

    def keep_list(self, name: str, kind: str) -> Path:
        """The lines of an order for another program, in the same folder.

        Args:
            name: Its uid or number.
            kind: `csv` or `xlsx`.

        Raises:
            Refusal: `unknown_order`.
            Trouble: `unwritable_file`.
        """
        from app.exchange import report_files  # noqa: PLC0415 -- the paper needs no writer

        listed, stream = self._orders.as_list(name), io.BytesIO()
        if kind == "xlsx":
            report_files.to_xlsx(listed, stream, timezone=self._rules().timezone)
        else:
            # A person opens it, most likely in a spreadsheet.
            report_files.to_csv(listed, stream, byte_order_mark=True)
        return self._kept(f"{self._orders.expected(name).number}.{kind}", stream.getvalue())

    def _kept(self, name: str, content: bytes) -> Path:
        path = self._folder / name
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.write_bytes(content)
        except OSError as error:
            raise Trouble("unwritable_file", path=str(path), reason=error.strerror or str(error)) from error
        return path


def _paper(order: ExpectedOrder, shop: Shop) -> Printout:
    # reportlab takes a while to load: only who prints waits for it.
    from app.printing.order_sheet import OrderData, order_pdf  # noqa: PLC0415

    language, currency = shop.language, shop.currency
    total_minor = sum(_worth(line, shop) for line in order.lines)
    supplier = order.contact
    return order_pdf(
        OrderData(
            shop=(shop.name, *shop.head),
            supplier=tuple(
                text
                for text in (
                    supplier.name,
                    supplier.contact,
                    *supplier.address.splitlines(),
                    supplier.email,
                    supplier.phone,
                )
                if text
            ),
            number=order.number,
            ordered=written.day(day_of(order.sent_date or order.book_date), language),
            lines=tuple(_line(line, shop) for line in order.lines),
            total=written.money(total_minor, currency, language),
            expected=written.day(day_of(order.expected), language) if order.expected else "",
            deliver_to=order.location_name,
            terms=supplier.terms,
            note=order.note,
            is_draft=order.sent_date is None,
            language=language,
            right_to_left=written.runs_right_to_left(language),
        )
    )


def _line(line: OrderedLine, shop: Shop) -> OrderLineData:
    from app.printing.order_sheet import OrderLineData  # noqa: PLC0415 -- see `_paper`

    language, currency = shop.language, shop.currency
    packs, rest = divmod(line.quantity_milli, line.pack_milli)
    is_packed = line.pack_milli != 1000 and not rest
    pack = written.plain(write_quantity(line.pack_milli), language)
    return OrderLineData(
        code=line.item_code,
        name=line.name,
        sku=line.sku,
        packs=f"{packs} \u00d7 {pack}" if is_packed else "",
        quantity=written.quantity(line.quantity_milli, language, line.unit),
        # What nobody knows the price of is ordered without one.
        price=written.price(line.unit_cost_micro, currency, language) if line.unit_cost_micro else "",
        amount=written.amount(_worth(line, shop), currency, language) if line.unit_cost_micro else "",
    )


def _worth(line: OrderedLine, shop: Shop) -> int:
    return amount_minor(line.unit_cost_micro, line.quantity_milli, shop.currency.digits)
