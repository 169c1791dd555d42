"""Label printers that speak ZPL, on the network.

What such a printer says of itself (`~HS`) is asked before a job is sent: one without labels would print it later,
beside the one that was repeated. Printers that never answer get the job all the same. Call it from a pool, never from
the window's thread.
"""

from __future__ import annotations

import socket
from functools import partial

from app.base.trouble import Trouble
from app.devices.printer import PATIENCE_S, send_raw
from app.devices.receipt_printer import network_address

# Host status: three lines between STX and ETX. Source: ZPL II Programming Guide, ~HS.
_ASK = b"~HS"
_ANSWER_S = 1.5
_ANSWER_LIMIT = 512  # bytes
_LINES = 2  # of the three say something of paper and head
_PAPER_OUT, _PAUSED = 1, 2  # fields of the first line
_HEAD_UP, _RIBBON_OUT = 2, 3  # fields of the second


def send_labels(zpl: bytes, address: str, *, patience_s: float = PATIENCE_S) -> None:
    """Send labels to a label printer.

    Args:
        zpl: The labels.
        address: Host and port, as `network_address` reads it.
        patience_s: How long it may take to answer, and to take each part of the data, in seconds.

    Raises:
        Refusal: `bad_printer_address`.
        Trouble: `printer_no_paper`, `printer_open`, `printer_away` (with the `reason`), and those of `send_raw`.
    """
    host, port = network_address(address)
    send_raw(zpl, host, port, patience_s=patience_s, greet=partial(_look, address))


def _look(address: str, connection: socket.socket) -> None:
    connection.settimeout(_ANSWER_S)
    connection.sendall(_ASK)
    answer = b""
    while answer.count(b"\x03") < _LINES and len(answer) < _ANSWER_LIMIT:
        try:
            part = connection.recv(_ANSWER_LIMIT)
        except TimeoutError:
            return  # it does not talk about itself
        if not part:
            return
        answer += part
    first, second = (line.partition(b"\x02")[2].split(b",") for line in answer.split(b"\x03")[:_LINES])
    if _is_set(second, _HEAD_UP):
        raise Trouble("printer_open", printer=address)
    if _is_set(first, _PAPER_OUT) or _is_set(second, _RIBBON_OUT):
        raise Trouble("printer_no_paper", printer=address)
    if _is_set(first, _PAUSED):
        raise Trouble("printer_away", printer=address, reason="it is paused")


def _is_set(fields: list[bytes], place: int) -> bool:
    return len(fields) > place and fields[place].strip() == b"1"
