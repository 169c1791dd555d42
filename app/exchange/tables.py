"""Opening a file of rows that somebody else's program wrote: CSV in any encoding, XLSX, XLS, ODS.

The content decides what a file is, never its name. Nothing is guessed about what the rows mean.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Callable
from pathlib import Path

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.exchange.cells import Table

MAX_FILE_BYTES = 128 << 20

_SHEETS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_OTHER_KINDS = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture, sound or film"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"%PDF", "a PDF"),
    (b"%!PS", "a PostScript file"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"BZh91AY", "a compressed archive"),
    (b"\xfd7zXZ", "a compressed archive"),
    (b"(\xb5/\xfd", "a compressed archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table|!--)", re.IGNORECASE)
_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*"|\[\s*[\[{])')


def read_tables(path: Path, *, knows: Callable[[str], bool]) -> tuple[Table, ...]:
    """The tables of a file: one of a CSV file, one for each visible sheet of a workbook.

    Args:
        path: The file.
        knows: Whether a text is the title of a column that the caller looks for; tells separators apart.

    Raises:
        Refusal: `file_missing`, `file_is_folder`, `file_not_regular`, `file_empty`, `file_too_large`,
            `file_not_a_list`, and what `read_csv` and `read_sheets` refuse.
        Trouble: `unreadable_file`, `reader_not_started`.
    """
    content = _content(path)
    name = path.name
    if content.startswith(_SHEETS):
        from app.exchange.sheets import read_sheets  # noqa: PLC0415 -- a process of its own, only where it is needed

        return read_sheets(path, name=name)
    kind = _other_kind(content)
    if kind is not None:
        raise Refusal("file_not_a_list", name=name, kind=kind)
    from app.exchange.csv_text import read_csv  # noqa: PLC0415 -- beside the other format

    return (read_csv(content, name=name, knows=knows),)


def _content(path: Path) -> bytes:
    try:
        facts = path.stat()
        if stat.S_ISDIR(facts.st_mode):
            raise Refusal("file_is_folder", name=path.name or str(path))
        if not stat.S_ISREG(facts.st_mode):
            raise Refusal("file_not_regular", name=path.name)
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        raise Refusal("file_missing", path=str(path)) from None
    except PermissionError:
        raise Trouble("unreadable_file", path=str(path), reason="there is no permission to read it") from None
    except OSError as fault:
        raise Trouble("unreadable_file", path=str(path), reason=fault.strerror or str(fault)) from fault
    except ValueError:
        raise Refusal("file_missing", path=repr(str(path))) from None
    if len(content) > MAX_FILE_BYTES:
        raise Refusal("file_too_large", name=path.name, most=f"{MAX_FILE_BYTES >> 20} MB")
    if not content.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        raise Refusal("file_empty", name=path.name)
    return content


def _other_kind(content: bytes) -> str | None:
    for start, kind in _OTHER_KINDS:
        if content.startswith(start):
            return kind
    if _MARKUP.match(content):
        return "a web page or XML, whatever its name says"
    if _JSON.match(content):
        return "JSON"
    return None
