"""Bytes reach a receipt printer whichever way it is connected; one without paper says so and gets nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.base.trouble import Trouble
from app.devices.receipt_printer import ReceiptPrinter, Way, check_address, network_address, send
from app.domain.refusal import Refusal
from app.domain.wording import sentence
from tests.devices.receipt_printers import NO_PAPER, OPEN, DevicePrinter, NetworkPrinter

JOB = b"\x1b@Total 4.98\n" * 40


@pytest.fixture
def printer() -> Iterator[NetworkPrinter]:
    printer = NetworkPrinter()
    yield printer
    printer.close()


def at(printer: NetworkPrinter) -> ReceiptPrinter:
    return ReceiptPrinter(Way.NETWORK, printer.address)


def test_a_job_goes_whole_to_a_printer_on_the_network(printer: NetworkPrinter) -> None:
    send(JOB, at(printer), title="T1-000001")
    assert printer.wait() == [JOB]


@pytest.mark.parametrize(("state", "code"), [(NO_PAPER, "printer_no_paper"), (OPEN, "printer_open")])
def test_a_printer_that_cannot_print_gets_no_job_but_opens_the_drawer(
    printer: NetworkPrinter, state: dict[int, int], code: str
) -> None:
    printer.state = state
    with pytest.raises(Trouble) as caught:
        send(JOB, at(printer), title="")
    assert caught.value.code == code
    assert printer.address in sentence(caught.value.code, caught.value.facts)
    send(b"pulse", at(printer), title="", needs_paper=False)
    assert printer.wait() == [b"pulse"]


def test_a_printer_that_says_nothing_of_itself_gets_its_job(printer: NetworkPrinter) -> None:
    printer.state = None
    send(JOB, at(printer), title="")
    assert printer.wait() == [JOB]


def test_noise_is_no_answer(printer: NetworkPrinter) -> None:
    printer.state = {2: 0xFF, 4: 0xFF}
    send(JOB, at(printer), title="")
    assert printer.wait() == [JOB]


def test_a_printer_that_is_off_is_told(printer: NetworkPrinter) -> None:
    where = at(printer)
    printer.close()
    with pytest.raises(Trouble) as caught:
        send(JOB, where, title="")
    assert caught.value.code == "printer_away"
    printer.__init__()  # type: ignore[misc]  # the fixture closes it once more


def test_a_job_goes_whole_to_a_device() -> None:
    printer = DevicePrinter()
    send(JOB, ReceiptPrinter(Way.DEVICE, printer.path), title="")
    assert printer.close() == JOB


def test_a_device_without_paper_gets_no_job() -> None:
    printer = DevicePrinter(NO_PAPER)
    with pytest.raises(Trouble) as caught:
        send(JOB, ReceiptPrinter(Way.DEVICE, printer.path), title="")
    assert caught.value.code == "printer_no_paper"
    assert printer.close() == b""


@pytest.mark.parametrize("path", ["/dev/no-such-printer", "/dev/shm"])
def test_a_device_that_is_none_is_told(path: str) -> None:
    with pytest.raises(Trouble) as caught:
        send(JOB, ReceiptPrinter(Way.DEVICE, path), title="")
    assert caught.value.code == "printer_away"


def test_a_device_that_takes_nothing_is_not_waited_for() -> None:
    import os
    import pty
    import tty

    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    try:
        with pytest.raises(Trouble) as caught:
            send(b"x" * 1_000_000, ReceiptPrinter(Way.DEVICE, os.ttyname(theirs)), title="", patience_s=0.2)
        assert caught.value.code == "printer_slow"
    finally:
        os.close(ours)
        os.close(theirs)


def test_a_queue_gets_the_bytes_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lp = tmp_path / "lp"
    lp.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/args\ncat > {tmp_path}/job\n')
    lp.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    send(JOB, ReceiptPrinter(Way.QUEUE, "Bon"), title="T1-000001")
    assert (tmp_path / "job").read_bytes() == JOB
    assert (tmp_path / "args").read_text().split() == ["-d", "Bon", "-t", "T1-000001", "-o", "raw"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("192.168.1.50", ("192.168.1.50", 9100)),
        ("192.168.1.50:9101", ("192.168.1.50", 9101)),
        ("bon.local", ("bon.local", 9100)),
        ("[fe80::1]:9100", ("fe80::1", 9100)),
        ("[fe80::1]", ("fe80::1", 9100)),
    ],
)
def test_addresses_on_the_network(text: str, address: tuple[str, int]) -> None:
    assert network_address(text) == address


@pytest.mark.parametrize("text", ["", ":9100", "bon:", "bon:0", "bon:70000", "bon:٩", "a b", "http://bon"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        network_address(text)
    assert caught.value.code == "bad_printer_address"


@pytest.mark.parametrize(
    ("printer", "code"),
    [
        (ReceiptPrinter(Way.DEVICE, "/etc/passwd"), "bad_printer_device"),
        (ReceiptPrinter(Way.QUEUE, ""), "no_printer_chosen"),
        (ReceiptPrinter(Way.NETWORK, "nowhere:x"), "bad_printer_address"),
    ],
)
def test_an_address_is_looked_at_before_anything_is_sent(printer: ReceiptPrinter, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        check_address(printer)
    assert caught.value.code == code
