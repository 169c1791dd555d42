"""The folder of a demonstration: what lies where, and how an earlier one makes room and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

from app.base.lock import FileLock
from app.base.trouble import Trouble
from app.domain.refusal import Refusal

# Everything that a demonstration leaves. Whatever else lies in the folder is not its own.
_OWN = (
    "sample.book*",
    "machine.json",
    "receipts/T1-*.pdf",
    "sample-deliveries/T1-*.pdf",
    "sample-counts/T1-*-variance.pdf",
    "sample-counts/count-sheet*.pdf",
    "sample-counts/zones.pdf",
    "sample-labels/labels-*.pdf",
    "pictures/[0-9][0-9]-*.png",
    "stock-on-hand.pdf",
    "sales.pdf",
    "verify.txt",
    "day.txt",
)
_MARK = ".tillbook-demo"


class DemoFolder:
    """A folder that only demonstrations write into.

    Attributes:
        path: The folder.
        book: The sample shop's book.
        settings: The settings of the machine that is played.
        receipts, pictures: Folders.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.book = self.path / "sample.book"
        self.settings = self.path / "machine.json"
        self.receipts = self.path / "receipts"
        self.pictures = self.path / "pictures"

    def clear(self) -> FileLock:
        """Make it ready: an earlier demonstration goes away, everything else stays.

        Returns:
            The lock that keeps another demonstration out until it is released.

        Raises:
            Refusal: `demo_folder_taken`: files of these names are there, and no demonstration made them.
            Trouble: `held_elsewhere`; `unwritable_file`.
        """
        mark = self.path / _MARK
        own = [path for pattern in _OWN for path in self.path.glob(pattern)]
        if own and not mark.exists():
            raise Refusal("demo_folder_taken", path=str(own[0]))
        try:
            for folder in (self.path, self.receipts, self.pictures):
                folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(mark)
            for path in own:
                path.unlink(missing_ok=True)
        except OSError as error:
            raise Trouble("unwritable_file", path=str(self.path), reason=error.strerror or str(error)) from error
        return lock

    def write(self, name: str, content: str | bytes) -> Path:
        """Leave a file in the folder.

        Raises:
            Trouble: `unwritable_file`.
        """
        path = self.path / name
        try:
            path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        except OSError as error:
            raise Trouble("unwritable_file", path=str(path), reason=error.strerror or str(error)) from error
        return path
