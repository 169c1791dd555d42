"""Receipt printers that are really there: at a socket and at a device file. They keep what they get."""

from __future__ import annotations

import os
import pty
import select
import threading
import tty
from collections.abc import Callable

from tests.devices.socket_printer import SocketPrinter

QUESTION = b"\x10\x04"
# What a printer says of itself when all is well (DLE EOT 2 and 4), and when it is not.
WELL = {2: 0x12, 4: 0x12}
NO_PAPER = {2: 0x32, 4: 0x72}
OPEN = {2: 0x16, 4: 0x12}


State = dict[int, int] | None
"""What a printer says of itself; None: it does not talk about itself."""


def _printed(state: State, data: bytes, answer: Callable[[bytes], object]) -> bytes:
    """What is to be printed; the questions in it are answered."""
    while (at := data.find(QUESTION)) >= 0 and at + 2 < len(data):
        if state is not None:
            answer(bytes([state[data[at + 2]]]))
        data = data[:at] + data[at + 3 :]
    return data


class NetworkPrinter(SocketPrinter):
    """A printer at a port of this machine."""

    def __init__(self, state: State = WELL) -> None:
        self.state = state
        super().__init__()

    def take(self, data: bytes, answer: Callable[[bytes], object]) -> bytes:
        return _printed(self.state, data, answer)


class DevicePrinter:
    """A printer at a device file (a terminal's other end)."""

    def __init__(self, state: State = WELL) -> None:
        self.state, self.data = state, b""
        self._ours, self._theirs = pty.openpty()
        tty.setraw(self._theirs)
        self.path = os.ttyname(self._theirs)
        self._stop, self._stopping = os.pipe()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> bytes:
        """End, and give what came."""
        os.write(self._stopping, b"x")
        self._thread.join(timeout=10)
        for handle in (self._ours, self._theirs, self._stop, self._stopping):
            os.close(handle)
        return self.data

    def _serve(self) -> None:
        while True:
            ready, _, _ = select.select([self._ours, self._stop], [], [])
            if self._ours in ready:
                self.data += _printed(self.state, os.read(self._ours, 65_536), self._answer)
            elif self._stop in ready:
                return

    def _answer(self, answer: bytes) -> None:
        os.write(self._ours, answer)
