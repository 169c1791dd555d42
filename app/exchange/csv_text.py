"""A text file of rows as a table: encoding and separator found by themselves."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from app.domain.refusal import Refusal
from app.exchange.cells import MAX_CELLS, Table
from app.exchange.encodings import decode

# In a draw the earlier one: a semicolon hardly stands in a text by itself, a comma does.
_SEPARATORS = (";", "\t", "|", ",")
_SEP_LINE = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_SAMPLE_CHARACTERS = 64_000
_SAMPLE_ROWS = 100
# The group separator (0x1D) is none of these: it stands within GS1 element strings.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1b\x1c\x1e\x1f\x7f]")
# Two cells that no text has. Where they are not read back as a row of their own, a quotation mark before them is open.
_LAST_ROW = ["\x00", "\x00"]


def read_csv(content: bytes, *, name: str, knows: Callable[[str], bool]) -> Table:
    """The rows of a CSV file.

    Args:
        content: The whole file.
        name: What a sentence calls the file.
        knows: Whether a text is the title of a column; the separator which shows most titles in one row wins.

    Raises:
        Refusal: `file_not_a_list` (no text), `file_quote_open`, `file_too_many_cells`.
    """
    text, encoding = decode(content)
    text = text.rstrip("\x1a")
    if "\x00" in text or len(_CONTROLS.findall(text, 0, _SAMPLE_CHARACTERS)) > min(len(text), _SAMPLE_CHARACTERS) / 100:
        raise Refusal("file_not_a_list", name=name, kind="no text")
    told = _SEP_LINE.match(text)
    if told is not None:
        text = text[told.end() :]
    separator = told[1] if told is not None else _separator(text, knows)
    return Table(tuple(_whole_rows(text, separator, name)), encoding=encoding, separator=separator)


def _whole_rows(text: str, separator: str, name: str) -> Iterator[tuple[str, ...]]:
    """The rows of the text, blank ones as empty tuples.

    Raises:
        Refusal: `file_quote_open` with the row in which the mark stands that nothing closes; `file_too_many_cells`.
    """
    lines = itertools.chain(io.StringIO(text, newline=""), (separator.join(_LAST_ROW),))
    rows = cells = 0
    try:
        for row in csv.reader(lines, delimiter=separator):
            if row == _LAST_ROW:
                return
            rows += 1
            cells += len(row)
            if cells > MAX_CELLS:
                raise Refusal("file_too_many_cells", name=name, most=MAX_CELLS)
            yield tuple(row) if any(row) else ()
    except csv.Error:
        rows += 1
    raise Refusal("file_quote_open", name=name, row=rows)


def _separator(text: str, knows: Callable[[str], bool]) -> str:
    """The separator whose reading shows most known titles in a row, then the one whose rows are most alike."""
    sample = text[:_SAMPLE_CHARACTERS]
    if len(sample) < len(text):
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r")) + 1] or sample
    return max(_SEPARATORS, key=lambda separator: _likeness(_sample_rows(sample, separator), knows))


def _sample_rows(sample: str, separator: str) -> list[list[str]]:
    rows = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    return list(itertools.islice(_until_broken(row for row in rows if row), _SAMPLE_ROWS))


def _until_broken(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    try:
        yield from rows
    except csv.Error:
        return


def _likeness(rows: list[list[str]], knows: Callable[[str], bool]) -> tuple[int, float]:
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0, 0.0
    titles = max(sum(knows(cell) for cell in row) for row in rows[:30])
    return (titles if titles > 1 else 0), widths.most_common(1)[0][1] / len(rows)
