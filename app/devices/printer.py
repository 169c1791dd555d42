"""Hand a PDF or bytes to the printing system (CUPS) without a dialog, or bytes to a printer on the network.

Nothing here waits longer than it is told to, but it does wait: call it from a pool, never from the window's thread.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NoReturn

from app.base.trouble import Trouble

# How long the printing system may take to accept a job, in seconds; it prints on its own time.
PATIENCE_S = 20.0
RAW_PORT = 9100  # where network printers take bytes as they are
_ANSWER_LIMIT = 65_536  # bytes
_DEFAULT = "default"
_MESSAGE_LIMIT = 300  # characters that fit into a sentence


@dataclass(frozen=True, slots=True)
class SystemPrinters:
    """The printers of this machine by name, and which of them takes a job that names none."""

    names: tuple[str, ...]
    default: str | None


def system_printers(*, patience_s: float = PATIENCE_S) -> SystemPrinters:
    """List the printers that the printing system knows. There are none where it is not installed.

    Raises:
        Trouble: `printer_slow` if it does not answer.
    """
    if shutil.which("lpstat") is None:
        return SystemPrinters((), None)
    listed, chosen = (_run(["lpstat", option], patience_s) for option in ("-e", "-d"))
    names = tuple(line.strip() for line in listed.text.splitlines() if line.strip()) if listed.status == 0 else ()
    # It answers "system default destination: Bon", without a colon where there is none.
    _, colon, default = chosen.text.partition(":")
    return SystemPrinters(names, default.strip() if colon and chosen.status == 0 else None)


def print_pdf(
    pdf: bytes,
    printer: str | None,
    *,
    title: str,
    options: Sequence[str] = (),
    patience_s: float = PATIENCE_S,
) -> None:
    """Print a PDF at its own size on one of the system's printers.

    A printer that is stopped is told of and gets no job: it would come out later, beside the one printed again.

    Args:
        pdf: The document.
        printer: The printer's name; None for the system's default.
        title: What the job is called in the printer's queue.
        options: More of lp's options, each as "name=value": the paper of a label printer, a tray.
        patience_s: How long the printing system may take to accept it, in seconds.

    Raises:
        Trouble: `no_printing_system` (lp is not installed), `no_default_printer` (none was named, and the system has
            none), `printer_away` (stopped or unknown, with the `reason`), `printer_slow` (no answer in time; nothing
            is left running), `printer_failed` (the job was refused, with the `reason`).
    """
    _hand_over(pdf, printer, title, ("scaling=100", "print-scaling=none", *options), patience_s)


def print_raw(data: bytes, printer: str | None, *, title: str, patience_s: float = PATIENCE_S) -> None:
    """Hand bytes in a printer's own language to one of the system's queues, which passes them on as they are.

    Args:
        data: What the printer understands.
        printer: The queue's name; None for the system's default.
        title: What the job is called in the queue.
        patience_s: How long the printing system may take to accept it, in seconds.

    Raises:
        Trouble: as `print_pdf`.
    """
    _hand_over(data, printer, title, ("raw",), patience_s)


def send_raw(
    data: bytes,
    host: str,
    port: int = RAW_PORT,
    *,
    patience_s: float = PATIENCE_S,
    greet: Callable[[socket.socket], None] | None = None,
) -> None:
    """Send bytes in a printer's own language (ZPL, ESC/POS) to its network socket.

    Args:
        data: What the printer understands.
        host: Its name or address.
        port: Its raw port.
        greet: Called with the open connection before the data goes; it may ask the printer how it is.
        patience_s: How long it may take to answer, and to take each part of the data, in seconds.

    Raises:
        Trouble: `printer_away` where nobody answers there, `printer_slow`, `printer_failed` when it hangs up.
    """
    printer = f"{host}:{port}"
    try:
        connection = socket.create_connection((host, port), timeout=patience_s)
    except TimeoutError as error:
        raise Trouble("printer_slow", printer=printer, seconds=round(patience_s)) from error
    except (OSError, UnicodeError) as error:
        raise Trouble("printer_away", printer=printer, reason=getattr(error, "strerror", None) or str(error)) from error
    with connection:
        try:
            if greet is not None:
                greet(connection)
                connection.settimeout(patience_s)
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
        except TimeoutError as error:
            raise Trouble("printer_slow", printer=printer, seconds=round(patience_s)) from error
        except OSError as error:
            raise Trouble("printer_failed", printer=printer, reason=error.strerror or str(error)) from error


def _hand_over(data: bytes, printer: str | None, title: str, options: Sequence[str], patience_s: float) -> None:
    if shutil.which("lp") is None:
        raise Trouble("no_printing_system")
    name = printer or ""
    if name:
        _check_ready(name, patience_s)
    command = ["lp", *(["-d", name] if name else []), "-t", title or "Tillbook"]
    for option in options:
        command += ["-o", option]
    done = _run(command, patience_s, given=data, printer=name or _DEFAULT)
    if done.status != 0:
        _fail(done, name)


def _fail(done: _Done, name: str) -> NoReturn:
    reason = _one_line(done.text) or f"lp ended with {done.status}"
    said = reason.casefold()
    if "no default destination" in said:
        raise Trouble("no_default_printer")
    if any(words in said for words in ("does not exist", "unable to connect", "bad file descriptor")):
        raise Trouble("printer_away", printer=name or _DEFAULT, reason=reason)
    raise Trouble("printer_failed", printer=name or _DEFAULT, reason=reason)


@dataclass(frozen=True, slots=True)
class _Done:
    status: int
    text: str


def _check_ready(name: str, patience_s: float) -> None:
    if shutil.which("lpstat") is None:
        return
    done = _run(["lpstat", "-p", name], patience_s, printer=name)
    # A printer that is stopped is said to be "disabled since" a time, with the reason on the next line.
    if done.status != 0 or f"printer {name} disabled" in done.text:
        raise Trouble("printer_away", printer=name, reason=_one_line(done.text))


def _run(command: Sequence[str], patience_s: float, *, given: bytes = b"", printer: str = _DEFAULT) -> _Done:
    """Run a program of the printing system with files for its input and output.

    Pipes would keep us waiting for whatever the program has started, even after it is gone.
    """
    path = shutil.which(command[0]) or command[0]
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as output:
        try:
            stdin.write(given)
            stdin.seek(0)
            process = subprocess.Popen(  # noqa: S603 -- a fixed program; names are arguments of their own, no shell
                [path, *command[1:]],
                stdin=stdin,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, "LC_ALL": "C"},
                start_new_session=True,
            )
        except OSError as error:
            raise Trouble("printer_failed", printer=printer, reason=error.strerror or str(error)) from error
        try:
            status = process.wait(timeout=patience_s)
        except subprocess.TimeoutExpired as error:
            os.killpg(process.pid, signal.SIGKILL)  # its own session: it and all it has started
            process.wait()
            raise Trouble("printer_slow", printer=printer, seconds=round(patience_s)) from error
        output.seek(0)
        return _Done(status, output.read(_ANSWER_LIMIT).decode("utf-8", "replace").strip())


def _one_line(text: str) -> str:
    return " ".join(text.split())[:_MESSAGE_LIMIT]
