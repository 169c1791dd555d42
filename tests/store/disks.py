"""Disks as shops have them: full, write-protected, somebody else's.

Root gets real mounts where the system lets it, everybody else (and root without them) limits and rights of files.
"""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

NOBODY = 65534


@contextmanager
def open_folder():
    """A folder that anybody may enter: pytest's own are closed to everybody else."""
    folder = Path(mkdtemp(prefix="tillbook-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        for path in folder.rglob("*"):
            path.chmod(0o755)
        shutil.rmtree(folder)


@contextmanager
def as_a_stranger():
    """The rights of somebody who is not root: root may write everywhere, whatever a file says."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def write_protected(folder: Path):
    """Nobody may write to the folder or to what is in it."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    for path in files:
        path.chmod(0o444)
    folder.chmod(0o555)
    try:
        with as_a_stranger():
            yield
    finally:
        folder.chmod(0o755)
        for path in files:
            path.chmod(0o644)


@contextmanager
def read_only_disk(folder: Path):
    """The disk under the folder can only be read; where nothing can be mounted, the folder and its files."""
    with contextlib.ExitStack() as stack:
        if _quietly("mount", "--bind", str(folder), str(folder)):
            stack.callback(_quietly, "umount", str(folder))
            assert _quietly("mount", "-o", "remount,bind,ro", str(folder))
        else:
            stack.enter_context(write_protected(folder))
        yield


class SmallDisk:
    """A disk that is soon full: a small file system of its own, or a limit on the size of files where none can be made.

    Attributes:
        trouble: What a book on it says when there is no more room.
    """

    def __init__(self, folder: Path, kb: int) -> None:
        self.folder = folder
        options = ["-t", "tmpfs", "-o", f"size={kb}k", "tmpfs", str(folder)]
        self.is_mounted = _quietly("mount", *options)
        self.trouble = "disk_full" if self.is_mounted else "disk_error"
        self._before = resource.getrlimit(resource.RLIMIT_FSIZE)
        if not self.is_mounted:
            resource.setrlimit(resource.RLIMIT_FSIZE, (kb * 1024, self._before[1]))

    def make_room(self) -> None:
        """The disk is large enough from now on."""
        if self.is_mounted:
            subprocess.run(["mount", "-o", "remount,size=64m", str(self.folder)], check=True)
        else:
            resource.setrlimit(resource.RLIMIT_FSIZE, self._before)

    def take_away(self) -> None:
        """No disk any more."""
        if self.is_mounted:
            subprocess.run(["umount", str(self.folder)], check=True)
        else:
            resource.setrlimit(resource.RLIMIT_FSIZE, self._before)


@contextmanager
def small_disk(folder: Path, *, kb: int = 700):
    """A small disk for as long as the block."""
    disk = SmallDisk(folder, kb)
    try:
        yield disk
    finally:
        disk.take_away()


def _quietly(*command: str) -> bool:
    if shutil.which(command[0]) is None:
        return False
    return subprocess.run(command, check=False, capture_output=True).returncode == 0
