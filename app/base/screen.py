"""Whether there is a screen to open a window on, asked before Qt: where Qt finds none it ends the whole process."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

_IN_MEMORY = frozenset({"offscreen", "minimal", "vnc", "linuxfb", "eglfs"})


def has_screen(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a window can be opened here: by the platform that Qt is told to use, else on a display that answers.

    A display that is only named is none: `DISPLAY` stays set when the desktop behind it is gone, over `ssh` and `sudo`.
    """
    if sys.platform != "linux":
        return True
    platforms = [one.partition(":")[0] for one in environment.get("QT_QPA_PLATFORM", "").split(";")]
    if _IN_MEMORY.intersection(platforms):
        return True
    asked = [one for one in platforms if one]
    x, wayland = not asked or "xcb" in asked, not asked or any(one.startswith("wayland") for one in asked)
    if not x and not wayland:
        return True  # a platform that Qt alone knows
    return (wayland and _wayland_answers(environment)) or (x and _x_answers(environment.get("DISPLAY", "")))


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    folder, name = environment.get("XDG_RUNTIME_DIR", ""), environment.get("WAYLAND_DISPLAY", "")
    if not name or not (folder or name.startswith("/")):
        return False
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as stream:
        try:
            stream.connect(str(Path(folder) / name))
        except OSError:
            return False
    return True


def _x_answers(display: str) -> bool:
    """Ask the X server the way that Qt's platform does, its permission included."""
    if not display:
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False  # Qt's own platform needs it
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(os.fsencode(display), None)
    answers = not xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return answers
