"""From the start of the program to its first painted window, beside a bare Qt window: processor time of each.

The window counts as painted when all that is in it is: at the first turn of the event loop behind its paint event.
Both programs have their byte code at hand, as an installed program does: the first turn writes it and does not count.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from side_by_side import Verdicts

ROOT = Path(__file__).resolve().parents[2]
TURNS = 15

# Both print the processor time that the process, with all its threads, has used until then.
PAINTED = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
def end():
    os.write(1, str(time.process_time()).encode())
    os._exit(0)
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, end)
        return False
"""
BARE = (
    PAINTED
    + """
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget()
window.resize(1366, 768)
painted = Painted()
window.installEventFilter(painted)
window.show()
application.exec()
"""
)
# The till is started as `tillbook --book FILE`, everything loaded in its own order; only showing its window is watched.
OURS = (
    """
import app.__main__, app.bootstrap.till
from app.ui import window as shell
"""
    + PAINTED
    + """
show = shell.show_on_screen
def watched(window):
    global painted
    painted = Painted()
    window.installEventFilter(painted)
    show(window)
shell.show_on_screen = watched
sys.argv = ["tillbook", "--book", sys.argv[1]]
app.__main__.main()
"""
)


def once(program: str, *arguments: str, home: str) -> float:
    """Processor time of one start, in seconds."""
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "HOME": home}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=env, cwd=ROOT)
    return float(done.stdout)


def main() -> None:
    """Start both in turns and compare their medians."""
    with tempfile.TemporaryDirectory() as home:
        book = Path(home) / "sample.book"
        make = (
            "import sys; from pathlib import Path; from app import bootstrap; bootstrap.make_sample(Path(sys.argv[1]))"
        )
        subprocess.run([sys.executable, "-c", make, str(book)], check=True, cwd=ROOT)
        bare, ours = [], []
        for turn in range(-1, TURNS):
            bare_s, ours_s = once(BARE, home=home), once(OURS, str(book), home=home)
            if turn >= 0:
                bare.append(bare_s)
                ours.append(ours_s)
    floor, till = statistics.median(bare), statistics.median(ours)
    verdicts = Verdicts()
    detail = f"({till * 1000:.0f} ms against {floor * 1000:.0f} ms)"
    verdicts.compare("start to the first painted window, CPU", till, floor, budget=2.5, detail=detail)
    verdicts.leave()


if __name__ == "__main__":
    main()
