"""What a batch scanner brought comes onto the sheet, scan by scan, as if it had been scanned here."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.exchange.batch_scans import Batch, read_batch_file, read_batch_text
from app.ui.said import Said
from app.ui.screens.receiving.scanning import Bench, Scanning

_AT_ONCE = 50  # scans between two looks at the keyboard
_ROWS_NAMED = 12


class Batching:
    """Takes batches onto the sheet."""

    def __init__(self, bench: Bench, scanning: Scanning) -> None:
        self._bench, self._scanning = bench, scanning

    def take(self, source: str | Path, name: str) -> None:
        """Read what was pasted, or a file, and take it onto the sheet.

        Args:
            source: The text, or the file.
            name: What a sentence calls pasted text.
        """
        job = partial(_read, source, name)
        self._bench.workers.pool.submit(job, self._on_read, self._on_not_read)

    def _on_read(self, batch: Batch) -> None:
        self._bench.view.answered(None)
        self._bench.turns.do(partial(self._scan_on, batch, 0))

    def _scan_on(self, batch: Batch, start: int) -> None:
        if not self._bench.hand.is_open:
            return
        for line in batch.lines[start : start + _AT_ONCE]:
            if line.quantity_milli:
                self._scanning.scan(line.code, line.quantity_milli)
        end = start + _AT_ONCE
        self._bench.turns.do(
            partial(self._scan_on, batch, end) if end < len(batch.lines) else partial(self._tell, batch)
        )

    def _tell(self, batch: Batch) -> None:
        if batch.bad:
            rows = ", ".join(str(one.row) for one in batch.bad[:_ROWS_NAMED])
            more = "…" if len(batch.bad) > _ROWS_NAMED else ""
            self._bench.complain("warn", "batch_bad", count=len(batch.lines), rows=f"{rows}{more}")
        elif not self._bench.hand.sheet.waiting:
            self._bench.view.say(Said("ok", "batch_taken", {"count": len(batch.lines)}))

    def _on_not_read(self, error: Refusal | Trouble) -> None:
        said = Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts)
        self._bench.view.answered(said)


def _read(source: str | Path, name: str) -> Batch:
    return read_batch_text(source, name=name) if isinstance(source, str) else read_batch_file(source)
