"""Printing through the system's own programs, played by small scripts that behave well or badly."""

from __future__ import annotations

import os
import select
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.base.trouble import Trouble
from app.devices.printer import SystemPrinters, print_pdf, send_raw, system_printers
from app.domain.wording import sentence

PDF = b"%PDF-1.3\n" + bytes(range(256)) * 5000
Script = Callable[[str, str], None]

TAKES = """
printf '%s\\n' "$@" > "$OUT/arguments"
cat > "$OUT/input.pdf"
echo "request id is Bon-7 (1 file(s))"
"""
READY = """
[ "$1" = "-e" ] && echo "Bon" && echo "Office"
[ "$1" = "-d" ] && echo "system default destination: Office"
[ "$1" = "-p" ] && echo "printer $2 is idle.  enabled since Sat Jan 31 14:03:00 2026"
exit 0
"""


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Script:
    """Put a program of the printing system on the path; until then there is none."""
    programs = tmp_path / "programs"
    programs.mkdir()
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in ("cat", "sleep", "env"):
        (tools / tool).symlink_to(
            next(path for path in (Path("/bin") / tool, Path("/usr/bin") / tool) if path.exists())
        )
    monkeypatch.setenv("PATH", f"{programs}:{tools}")
    monkeypatch.setenv("OUT", str(tmp_path))

    def write(name: str, body: str) -> None:
        path = programs / name
        path.write_text(f"#!/bin/sh\n{body}", encoding="utf-8")
        path.chmod(0o755)

    return write


def told(caught: pytest.ExceptionInfo[Trouble]) -> str:
    """The sentence a person reads."""
    return sentence(caught.value.code, caught.value.facts)


def test_the_printer_gets_the_bytes_at_their_own_size_without_a_dialog(script: Script, tmp_path: Path) -> None:
    script("lp", TAKES)
    script("lpstat", READY)
    print_pdf(PDF, "Bon", title="T1-000123", options=["media=Custom.80x200mm"])
    assert (tmp_path / "input.pdf").read_bytes() == PDF
    assert (tmp_path / "arguments").read_text().splitlines() == [
        "-d", "Bon", "-t", "T1-000123",
        "-o", "scaling=100", "-o", "print-scaling=none", "-o", "media=Custom.80x200mm",
    ]  # fmt: skip


def test_without_a_name_the_system_chooses(script: Script, tmp_path: Path) -> None:
    script("lp", TAKES)
    print_pdf(PDF, None, title="")
    assert "-d" not in (tmp_path / "arguments").read_text().splitlines()


def test_names_are_never_commands(script: Script, tmp_path: Path) -> None:
    script("lp", TAKES)
    print_pdf(PDF, "$(rm -rf x); `id` -o x", title="-d evil; \n x")
    arguments = (tmp_path / "arguments").read_text()
    assert "$(rm -rf x); `id` -o x" in arguments
    assert "-d evil; \n x" in arguments


def test_a_machine_without_a_printing_system_says_so(script: Script) -> None:
    with pytest.raises(Trouble) as caught:
        print_pdf(PDF, "Bon", title="x")
    assert caught.value.code == "no_printing_system"
    assert "CUPS" in told(caught)
    assert system_printers() == SystemPrinters((), None)


def test_the_printers_are_listed_with_the_systems_choice(script: Script) -> None:
    script("lpstat", READY)
    assert system_printers() == SystemPrinters(("Bon", "Office"), "Office")


def test_no_printer_is_an_empty_list(script: Script) -> None:
    script("lpstat", 'echo "no system default destination"; exit 0')
    assert system_printers().default is None
    script("lpstat", 'echo "lpstat: Unable to connect to server: Bad file descriptor" >&2; exit 1')
    assert system_printers() == SystemPrinters((), None)


def test_a_printer_that_is_stopped_gets_no_job(script: Script, tmp_path: Path) -> None:
    script("lp", TAKES)
    script("lpstat", 'echo "printer $2 disabled since Sat Jan 31 14:03:00 2026 -"; echo "	Out of paper"')
    with pytest.raises(Trouble) as caught:
        print_pdf(PDF, "Bon", title="x")
    assert caught.value.code == "printer_away"
    assert "Bon" in told(caught)
    assert "Out of paper" in told(caught)
    assert not (tmp_path / "input.pdf").exists()


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("lp: Error - The printer or class does not exist.", "printer_away"),
        ("lp: Error - unable to connect to server", "printer_away"),
        ("lp: Error - No default destination.", "no_default_printer"),
        ("lp: Unsupported document-format", "printer_failed"),
        ("", "printer_failed"),
    ],
)
def test_a_job_that_is_refused_is_told_with_its_reason(script: Script, message: str, code: str) -> None:
    script("lp", f'cat > /dev/null; echo "{message}" >&2; exit 1')
    with pytest.raises(Trouble) as caught:
        print_pdf(PDF, "Bon", title="x")
    assert caught.value.code == code
    assert "{" not in told(caught)
    if "reason" in caught.value.facts:
        assert message in told(caught)


def test_a_printing_system_that_hangs_is_ended_with_all_it_started(script: Script, tmp_path: Path) -> None:
    # The child keeps the output open: waiting for its end would be waiting for ever.
    script("lp", 'sleep 600 & echo $! > "$OUT/child"; sleep 600')
    began = time.monotonic()
    with pytest.raises(Trouble) as caught:
        print_pdf(PDF, "Bon", title="x", patience_s=0.5)
    assert time.monotonic() - began < 10
    assert caught.value.code == "printer_slow"
    assert "Bon" in told(caught)
    assert _ends_soon(int((tmp_path / "child").read_text()))


def test_a_printer_list_that_hangs_is_ended_too(script: Script) -> None:
    script("lpstat", "sleep 600")
    with pytest.raises(Trouble) as caught:
        system_printers(patience_s=0.3)
    assert caught.value.code == "printer_slow"


def test_a_program_that_reads_nothing_is_no_broken_pipe(script: Script, tmp_path: Path) -> None:
    script("lp", ': > "$OUT/ran"; exit 0')
    # More than a pipe holds: whoever writes it finds the other end closed.
    print_pdf(PDF + bytes(1_000_000), None, title="x")
    assert (tmp_path / "ran").exists()


def test_a_program_that_cannot_be_started_is_told(script: Script, tmp_path: Path) -> None:
    broken = tmp_path / "programs" / "lp"
    broken.write_bytes(b"\x7fELF no program")
    broken.chmod(0o755)
    with pytest.raises(Trouble) as caught:
        print_pdf(PDF, None, title="x")
    assert caught.value.code == "printer_failed"


def test_a_flood_of_messages_is_cut(script: Script) -> None:
    script("lp", "i=0; while [ $i -lt 3000 ]; do echo 'paper jam in tray two'; i=$((i+1)); done >&2; exit 1")
    with pytest.raises(Trouble) as caught:
        print_pdf(PDF, "Bon", title="x")
    assert len(told(caught)) < 500


def _ends_soon(process: int) -> bool:
    """Whether a process ends within seconds, if it has not ended yet."""
    try:
        watched = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([watched], [], [], 10)[0])
    finally:
        os.close(watched)


def test_bytes_go_whole_to_a_printer_on_the_network() -> None:
    taken = bytearray()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def take() -> None:
            connection, _ = server.accept()
            with connection:
                while part := connection.recv(65_536):
                    taken.extend(part)

        printer = threading.Thread(target=take)
        printer.start()
        send_raw(b"^XA^XZ" * 50_000, "127.0.0.1", server.getsockname()[1], patience_s=10)
        printer.join(10)
    assert taken == b"^XA^XZ" * 50_000


def test_a_printer_that_is_not_there_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    for host in ("127.0.0.1", "no.such.printer.invalid", "x" * 70):
        with pytest.raises(Trouble) as caught:
            send_raw(b"^XA^XZ", host, port, patience_s=5)
        assert caught.value.code == "printer_away"
        assert caught.value.facts["printer"] == f"{host}:{port}"


def test_a_printer_that_takes_nothing_is_not_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        with pytest.raises(Trouble) as caught:
            send_raw(bytes(64 << 20), "127.0.0.1", server.getsockname()[1], patience_s=0.2)
        assert caught.value.code == "printer_slow"
