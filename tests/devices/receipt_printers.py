"""Receipt printers that are really there: at a socket and at a device file. They keep what they get."""

from __future__ import annotations

import os
import pty
import select
import socket
import threading
import tty
from collections.abc import Callable

QUESTION = b"\x10\x04"
# What a printer says of itself when all is well (DLE EOT 2 and 4), and when it is not.
WELL = {2: 0x12, 4: 0x12}
NO_PAPER = {2: 0x32, 4: 0x72}
OPEN = {2: 0x16, 4: 0x12}


class _Printer:
    """Answers questions about itself, and keeps the rest."""

    def __init__(self, state: dict[int, int] | None) -> None:
        self.state = state
        self.data = b""

    def take(self, data: bytes, answer: Callable[[bytes], object]) -> None:
        while (at := data.find(QUESTION)) >= 0 and at + 2 < len(data):
            if self.state is not None:
                answer(bytes([self.state[data[at + 2]]]))
            data = data[:at] + data[at + 3 :]
        self.data += data


class NetworkPrinter(_Printer):
    """A printer at a port of this machine; `state` None: it does not talk about itself.

    Attributes:
        jobs: What came in each connection, questions apart.
    """

    def __init__(self, state: dict[int, int] | None = WELL) -> None:
        super().__init__(state)
        self.jobs: list[bytes] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._came = threading.Condition()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        host, port = self._listener.getsockname()
        return f"{host}:{port}"

    def wait(self, jobs: int = 1) -> list[bytes]:
        """The jobs that came, once there are so many."""
        with self._came:
            assert self._came.wait_for(lambda: len(self.jobs) >= jobs, timeout=10)
            return list(self.jobs)

    def close(self) -> None:
        # Shut first: closing alone does not wake who waits for a connection.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(timeout=10)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.data = b""
            with connection:
                while data := connection.recv(65_536):
                    self.take(data, connection.sendall)
            if self.data:
                with self._came:
                    self.jobs.append(self.data)
                    self._came.notify_all()


class DevicePrinter(_Printer):
    """A printer at a device file (a terminal's other end)."""

    def __init__(self, state: dict[int, int] | None = WELL) -> None:
        super().__init__(state)
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
                self.take(os.read(self._ours, 65_536), lambda answer: os.write(self._ours, answer))
            elif self._stop in ready:
                return
