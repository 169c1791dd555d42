"""A label printer that is really there, at a socket: it answers what it is asked about itself, and keeps the labels."""

from __future__ import annotations

from collections.abc import Callable

from tests.devices.socket_printer import SocketPrinter

ASK = b"~HS"


def status(*, paper_out: bool = False, paused: bool = False, head_up: bool = False, ribbon_out: bool = False) -> bytes:
    """What a printer answers to ~HS; from the programming guide."""
    first = f"030,{paper_out:d},{paused:d},1245,000,0,0,0,000,0,0,0"
    second = f"001,0,{head_up:d},{ribbon_out:d},1,2,6,0,00000000,1,000"
    return "".join(f"\x02{line}\x03\r\n" for line in (first, second, "1234,0")).encode()


class LabelPrinter(SocketPrinter):
    """The printer.

    Args:
        answer: What it says of itself; None: that all is well.
        port: Where; 0 takes a free one.
    """

    def __init__(self, answer: bytes | None = None, port: int = 0) -> None:
        self.answer = status() if answer is None else answer
        super().__init__(port)

    def take(self, data: bytes, answer: Callable[[bytes], object]) -> bytes:
        if data.startswith(ASK):
            answer(self.answer)
        return data.removeprefix(ASK)
