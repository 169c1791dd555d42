"""Pictures of products from files."""

from __future__ import annotations

from pathlib import Path

from app.base.trouble import Trouble
from app.printing.picture_file import MOST_FILE_BYTES
from app.printing.product_picture import fitted


def read_picture(path: Path) -> bytes:
    """A picture from a file, as the book keeps it. Takes a while: never call it on the window's thread.

    Raises:
        Refusal: as `fitted`.
        Trouble: `unreadable_file`.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_FILE_BYTES + 1)
    except OSError as error:
        raise Trouble("unreadable_file", path=str(path), reason=error.strerror or str(error)) from error
    return fitted(data, path.name)
