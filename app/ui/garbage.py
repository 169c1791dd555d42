"""Python's garbage is collected on the GUI thread alone.

Python frees objects that refer to each other on whichever thread happens to allocate something. A widget among them
that is freed on another thread takes the whole program down. So automatic collection is off while the window is open,
and a timer collects instead, when it is due by Python's own count.

To look through a million objects takes longer than a key may wait. What a worker has made in one burst (the rows of a
large count) is not looked at, and what a long pass has left is not looked at again: it goes when nobody holds it any
more, as nearly everything does. Only rings among them would stay until the program ends.
"""

from __future__ import annotations

import gc
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 250
_BURST = 75_000  # objects, which take some 8 ms to look through
_LONG_S = 0.02


class GuiCollector(QObject):
    """Collects on the thread it lives on, from `start` to `stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect_due)

    def start(self) -> None:
        """Take over from the automatic collector."""
        gc.disable()
        self._timer.start()

    def keep(self) -> None:
        """Never look again at what there is now: call it when everything is made that stays to the end."""
        gc.freeze()

    def stop(self) -> None:
        """Collect everything and hand back to the automatic collector; call it when the other threads are done."""
        self._timer.stop()
        gc.unfreeze()
        gc.collect()
        gc.enable()

    def collect_due(self) -> None:
        """Collect the oldest generation whose count has passed its threshold, and with it the younger ones."""
        counts = gc.get_count()
        due = [age for age, (count, limit) in enumerate(zip(counts, gc.get_threshold(), strict=True)) if count > limit]
        if counts[0] > _BURST:
            gc.freeze()
        elif due:
            began = perf_counter()
            gc.collect(due[-1])
            if perf_counter() - began > _LONG_S:
                gc.freeze()
