"""Whether a window can be opened: a display has to answer, a name alone is none."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from app.base.screen import has_screen


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"DISPLAY": ":987"},
        {"DISPLAY": "rubbish"},
        {"WAYLAND_DISPLAY": "wayland-987"},
        {"WAYLAND_DISPLAY": "wayland-987", "XDG_RUNTIME_DIR": "/nowhere"},
        {"WAYLAND_DISPLAY": "/nowhere/wayland-0", "DISPLAY": ":987"},
        {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":987"},
    ],
)
def test_a_display_that_is_only_named_is_none(environment: dict[str, str]) -> None:
    assert not has_screen(environment)


@pytest.mark.parametrize("platform", ["offscreen", "minimal:x=1", "xcb;offscreen", "vnc", "of-tomorrow"])
def test_a_platform_that_needs_no_display_is_a_screen(platform: str) -> None:
    assert has_screen({"QT_QPA_PLATFORM": platform, "DISPLAY": ":987"})


def test_an_x_server_that_answers_is_a_screen(x_display: str) -> None:
    assert has_screen({"DISPLAY": x_display})
    assert has_screen({"DISPLAY": x_display, "QT_QPA_PLATFORM": "xcb"})
    assert not has_screen({"DISPLAY": x_display, "QT_QPA_PLATFORM": "wayland"})


def test_a_wayland_that_answers_is_a_screen(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(str(tmp_path / "w"))
        server.listen()
        assert has_screen({"WAYLAND_DISPLAY": "w", "XDG_RUNTIME_DIR": str(tmp_path)})
        assert has_screen({"WAYLAND_DISPLAY": str(tmp_path / "w")})
    assert not has_screen({"WAYLAND_DISPLAY": str(tmp_path / "w")})


def test_the_till_says_so_instead_of_ending_with_qt(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "app", "--book", str(tmp_path / "shop.book")]
    environment = {"DISPLAY": ":987", "PATH": "/usr/bin", "HOME": str(tmp_path)}
    done = subprocess.run(call, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr.startswith("There is no screen to open a window on.")
    assert "Traceback" not in done.stderr
