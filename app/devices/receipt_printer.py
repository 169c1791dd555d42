"""Receipt printers that are spoken to in their own language: on the network, at a device file, or as a raw queue.

What a printer says of itself is asked before a job is sent: one without paper would print it later, beside the one that
was repeated. Many cheap printers never answer; they get the job all the same. Call it from a pool, never from the
window's thread.
"""

from __future__ import annotations

import os
import select
import socket
import stat
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from app.base.settings import Machine
from app.base.trouble import Trouble
from app.devices.printer import PATIENCE_S, RAW_PORT, print_raw, send_raw
from app.domain.refusal import Refusal

# Real-time requests of ESC/POS (DLE EOT n): why it is off line, and whether there is paper.
_ASK_OFFLINE, _ASK_PAPER = b"\x10\x04\x02", b"\x10\x04\x04"
# How an answer is told from noise, and what its bits say. Source: ESC/POS Application Programming Guide, DLE EOT.
_FIXED, _FIXED_IS = 0x93, 0x12
_COVER_OPEN, _STOPPED, _NO_PAPER = 0x04, 0x20, 0x60
_ANSWER_S = 0.7
_HIGHEST_PORT = 65_535
_LONGEST_NAME = 60  # characters of it that a sentence shows


class Way(StrEnum):
    """How a receipt printer is reached."""

    NETWORK = "network"
    DEVICE = "device"
    QUEUE = "queue"


@dataclass(frozen=True, slots=True)
class ReceiptPrinter:
    """A printer that takes bytes.

    Attributes:
        way: How it is reached.
        address: `192.168.1.50:9100`, `/dev/usb/lp0`, or the name of a queue of the printing system.
    """

    way: Way
    address: str


def printer_of(machine: Machine) -> ReceiptPrinter | None:
    """The receipt printer that is set on this machine, or None: it prints pages, or nothing."""
    if machine.receipt_way == "system":
        return None
    way = Way(machine.receipt_way)
    return ReceiptPrinter(way, machine.receipt_printer if way is Way.QUEUE else machine.receipt_address)


def drawer_of(machine: Machine) -> ReceiptPrinter:
    """What the pulse for the drawer goes to: behind a printer of the system that is its queue."""
    return printer_of(machine) or ReceiptPrinter(Way.QUEUE, machine.receipt_printer)


def check_address(printer: ReceiptPrinter) -> None:
    """See that an address can be one; whether somebody answers there is another matter.

    Raises:
        Refusal: `bad_printer_address`, `bad_printer_device`, `no_printer_chosen`.
    """
    if not printer.address:
        raise Refusal("no_printer_chosen")
    if printer.way is Way.NETWORK:
        network_address(printer.address)
    elif printer.way is Way.DEVICE and not printer.address.startswith("/dev/"):
        raise Refusal("bad_printer_device", text=printer.address[:_LONGEST_NAME])


def network_address(text: str) -> tuple[str, int]:
    """Host and port of `192.168.1.50:9100`, `[fe80::1]:9100` or a name; without a port it is 9100.

    Raises:
        Refusal: `bad_printer_address`.
    """
    host, colon, port = text.strip().rpartition(":")
    if not colon or text.strip().endswith("]"):
        host, port = text.strip(), str(RAW_PORT)
    host = host.removeprefix("[").removesuffix("]")
    is_number = port.isascii() and port.isdigit() and 0 < int(port) <= _HIGHEST_PORT
    if not host or not is_number or any(letter.isspace() or letter == "/" for letter in host):
        raise Refusal("bad_printer_address", text=text[:_LONGEST_NAME])
    return host, int(port)


def send(
    data: bytes, printer: ReceiptPrinter, *, title: str, needs_paper: bool = True, patience_s: float = PATIENCE_S
) -> None:
    """Send bytes to a receipt printer.

    Args:
        data: What it understands.
        printer: Which one.
        title: What the job is called in a queue.
        needs_paper: Whether it is asked first if it has paper and is closed: a drawer opens without.
        patience_s: How long it may take to answer, and to take each part of the data, in seconds.

    Raises:
        Refusal: of `check_address`.
        Trouble: `printer_away`, `printer_slow`, `printer_failed`, `printer_no_paper`, `printer_open`, and those of
            `print_raw`.
    """
    check_address(printer)
    if printer.way is Way.QUEUE:
        print_raw(data, printer.address, title=title, patience_s=patience_s)
    elif printer.way is Way.NETWORK:
        host, port = network_address(printer.address)
        greet = partial(_ask_on_network, printer.address) if needs_paper else None
        send_raw(data, host, port, patience_s=patience_s, greet=greet)
    else:
        _send_to_device(data, printer.address, patience_s, needs_paper=needs_paper)


def _ask_on_network(name: str, connection: socket.socket) -> None:
    connection.settimeout(_ANSWER_S)
    for question in (_ASK_OFFLINE, _ASK_PAPER):
        connection.sendall(question)
        try:
            answer = connection.recv(1)
        except TimeoutError:
            return  # it does not talk about itself
        _judge(question, answer, name)


def _judge(question: bytes, answer: bytes, name: str) -> None:
    """Say what is wrong with the printer, if something is.

    Raises:
        Trouble: `printer_no_paper`, `printer_open`.
    """
    if len(answer) != 1 or answer[0] & _FIXED != _FIXED_IS:
        return
    if question == _ASK_OFFLINE and answer[0] & _COVER_OPEN:
        raise Trouble("printer_open", printer=name)
    if answer[0] & (_NO_PAPER if question == _ASK_PAPER else _STOPPED):
        raise Trouble("printer_no_paper", printer=name)


def _send_to_device(data: bytes, path: str, patience_s: float, *, needs_paper: bool) -> None:
    try:
        # Without waiting: a printer that is off would hold the till up for ever.
        handle = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError as error:
        raise Trouble("printer_away", printer=path, reason=error.strerror or str(error)) from error
    try:
        if not stat.S_ISCHR(os.fstat(handle).st_mode):
            raise Trouble("printer_away", printer=path, reason="it is not a device")
        for question in (_ASK_OFFLINE, _ASK_PAPER) if needs_paper else ():
            _write(handle, question, path, patience_s)
            _judge(question, _answer(handle), path)
        _write(handle, data, path, patience_s)
    except OSError as error:
        raise Trouble("printer_failed", printer=path, reason=error.strerror or str(error)) from error
    finally:
        os.close(handle)


def _write(handle: int, data: bytes, path: str, patience_s: float) -> None:
    while data:
        _, ready, _ = select.select([], [handle], [], patience_s)
        if not ready:
            raise Trouble("printer_slow", printer=path, seconds=round(patience_s))
        data = data[os.write(handle, data) :]


def _answer(handle: int) -> bytes:
    ready, _, _ = select.select([handle], [], [], _ANSWER_S)
    return os.read(handle, 1) if ready else b""
