"""A printer at a port of this machine: what it is asked it answers, what it is sent it keeps, job by job."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable


class SocketPrinter:
    """The printer. `take` tells a question from what is printed.

    Args:
        port: Where; 0 takes a free one.

    Attributes:
        address: Where it is.
        jobs: What came, one for each connection that brought some, questions apart.
    """

    def __init__(self, port: int = 0) -> None:
        self.jobs: list[bytes] = []
        self._listener = socket.create_server(("127.0.0.1", port))
        self.address = "{}:{}".format(*self._listener.getsockname())
        self._came = threading.Condition()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def take(self, data: bytes, answer: Callable[[bytes], object]) -> bytes:
        """What is to be printed of all that has come in one connection; a question in it is answered."""
        raise NotImplementedError

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
                    data = self.take(data + part, connection.sendall)
            if data:
                with self._came:
                    self.jobs.append(data)
                    self._came.notify_all()
