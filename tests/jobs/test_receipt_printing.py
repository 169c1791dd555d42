"""Receipts on receipt printers that are really there, and the drawer behind them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.domain.wording import sentence
from tests.books import Counter, counter_at
from tests.devices.receipt_printers import NO_PAPER, DevicePrinter, NetworkPrinter
from tests.jobs.test_receipts import a_sale, receipts_of
from tests.printing.paper_roll import on_paper


@pytest.fixture
def shop(tmp_path: Path) -> Counter:
    return counter_at(tmp_path / "shop.book", language="en", head=("12 Linden Street",), foot=("Thank you",))


@pytest.fixture
def printer() -> Iterator[NetworkPrinter]:
    printer = NetworkPrinter()
    yield printer
    printer.close()


def on_network(printer: NetworkPrinter, **more: str) -> dict[str, str]:
    return {"receipt_way": "network", "receipt_address": printer.address, **more}


@pytest.mark.parametrize(("paper", "columns"), [("80mm", 48), ("58mm", 32), ("A4", 48)])
def test_a_receipt_is_printed_in_the_printers_own_language_and_kept_as_pdf(
    shop: Counter, tmp_path: Path, printer: NetworkPrinter, paper: str, columns: int
) -> None:
    a_sale(shop, discount="10%", tenders=[{"kind": "card", "amount": "2"}, {"kind": "cash", "amount": "5"}])
    outcome = receipts_of(shop, tmp_path, **on_network(printer, receipt_paper=paper)).deliver("s1")
    assert outcome.is_printed
    assert outcome.path.exists()
    [job] = printer.wait()
    printed = on_paper(job)
    for said in ("Corner shop", "T1-000001", "Apple juice", "-0.20", "2.80", "€5.24", "1.76", "A 19%", "Thank you"):
        assert said in printed.text, said
    assert max(len(row or "") for row in printed.rows) == columns
    assert printed.cuts == 1


def test_a_receipt_goes_to_a_device_too(shop: Counter, tmp_path: Path) -> None:
    a_sale(shop)
    printer = DevicePrinter()
    receipts_of(shop, tmp_path, receipt_way="device", receipt_address=printer.path).deliver("s1", copy=True)
    assert "COPY" in on_paper(printer.close()).text


def test_a_printer_without_paper_is_told_and_the_receipt_comes_out_once_when_repeated(
    shop: Counter, tmp_path: Path, printer: NetworkPrinter
) -> None:
    a_sale(shop)
    receipts = receipts_of(shop, tmp_path, **on_network(printer))
    printer.state = NO_PAPER
    with pytest.raises(Trouble) as caught:
        receipts.deliver("s1")
    assert caught.value.code == "printer_no_paper"
    printer.state = {2: 0x12, 4: 0x12}
    receipts.deliver("s1")
    assert len(printer.wait()) == 1


@pytest.mark.parametrize("pin", ["2", "5"])
def test_the_drawer_opens_even_without_paper(shop: Counter, tmp_path: Path, printer: NetworkPrinter, pin: str) -> None:
    printer.state = NO_PAPER
    receipts_of(shop, tmp_path, **on_network(printer, drawer=pin)).open_drawer()
    assert on_paper(printer.wait()[0]).pulses == [int(pin)]


def test_a_drawer_with_a_key_alone_is_left_alone(shop: Counter, tmp_path: Path, printer: NetworkPrinter) -> None:
    receipts = receipts_of(shop, tmp_path, **on_network(printer))
    receipts.open_drawer()
    receipts.try_printer()
    assert [on_paper(job).pulses for job in printer.wait()] == [[]]


def test_a_drawer_that_cannot_be_reached_is_told_with_what_to_do(shop: Counter, tmp_path: Path) -> None:
    away = {"receipt_way": "network", "receipt_address": "127.0.0.1:1", "drawer": "2"}
    with pytest.raises(Refusal) as caught:
        receipts_of(shop, tmp_path, **away).open_drawer()
    said = sentence(caught.value.code, caught.value.facts)
    assert "127.0.0.1:1" in said
    assert "Open it with its key" in said


def test_a_printer_can_be_tried_without_a_sale(shop: Counter, tmp_path: Path, printer: NetworkPrinter) -> None:
    assert receipts_of(shop, tmp_path, **on_network(printer)).try_printer()
    printed = on_paper(printer.wait()[0])
    assert "TEST-123" in printed.text
    assert "€0.00" in printed.text
    assert not receipts_of(shop, tmp_path).try_printer()
