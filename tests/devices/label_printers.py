"""A label printer that is really there, at a socket: it answers what it is asked about itself, and keeps the labels."""

from __future__ import annotations

import socket
import threading

ASK = b"~HS"


def status(*, paper_out: bool = False, paused: bool = False, head_up: bool = False, ribbon_out: bool = False) -> bytes:
    """What a printer answers to ~HS; from the programming guide."""
    first = f"030,{paper_out:d},{paused:d},1245,000,0,0,0,000,0,0,0"
    second = f"001,0,{head_up:d},{ribbon_out:d},1,2,6,0,00000000,1,000"
    return "".join(f"\x02{line}\x03\r\n" for line in (first, second, "1234,0")).encode()


class LabelPrinter:
    """The printer.

    Args:
        answer: What it says of itself; None: nothing.
        port: Where; 0 takes a free one.

    Attributes:
        address: Where it is.
        jobs: The labels that came, one for each connection that brought some.
    """

    def __init__(self, answer: bytes | None = None, port: int = 0) -> None:
        self.answer = status() if answer is None else answer
        self.jobs: list[bytes] = []
        self._listener = socket.create_server(("127.0.0.1", port))
        self.address = "{}:{}".format(*self._listener.getsockname())
        self._came = threading.Condition()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

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
            data = b""
            with connection:
                while part := connection.recv(65_536):
                    data += part
                    if data.startswith(ASK):
                        data = data.removeprefix(ASK)
                        connection.sendall(self.answer)
            if data:
                with self._came:
                    self.jobs.append(data)
                    self._came.notify_all()
