"""Open the till on the sample shop.

    python3 packaging/run.py

Sets up what is missing first. On a machine without a display the demonstration day is played instead, and its receipts
and pictures are left in ./demo-day. `packaging/run.py mine` opens the till on your own shop; other arguments are handed
to the program: `packaging/run.py --book shop.db`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import setup_env

SAMPLE = ["sample"]
MINE = ["mine"]
DEMO_FOLDER = "demo-day"


def main(arguments: list[str]) -> int:
    """Set up, start the program and return its exit status."""
    try:
        programs = setup_env.prepare()
        if arguments == MINE:
            return start(programs, [])
        if arguments or has_screen(programs):
            return start(programs, arguments or SAMPLE)
        return play_demo(programs)
    except setup_env.SetupError as error:
        print(error, file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        return 130


def has_screen(programs: Path) -> bool:
    """Whether a window can be shown: the program itself is asked, a display that is only named is none."""
    asked = "import sys; from app.base.screen import has_screen; sys.exit(not has_screen())"
    return run_python(programs, ["-c", asked]) == 0


def start(programs: Path, arguments: list[str], **variables: str) -> int:
    """Run the program from this checkout, in the caller's folder, and return its exit status."""
    return run_python(programs, ["-m", "app", *arguments], **variables)


def run_python(programs: Path, arguments: list[str], **variables: str) -> int:
    """Run the environment's own Python on this checkout and return its exit status."""
    environment = {**os.environ, "PYTHONPATH": str(setup_env.ROOT), **variables}
    command = [str(programs / "python"), "-P", *arguments]
    return subprocess.run(command, env=environment, check=False).returncode


def play_demo(programs: Path) -> int:
    """Play the sample shop's day on a window nobody sees, and say where its papers and pictures are."""
    folder = Path.cwd() / DEMO_FOLDER
    setup_env.say("No display answers here, so the sample shop plays a whole day instead of opening the till.")
    status = start(programs, ["demo", "--out", str(folder)], QT_QPA_PLATFORM="offscreen")
    if status == 0:
        papers, pictures = (len(list(folder.rglob(f"*.{kind}"))) for kind in ("pdf", "png"))
        setup_env.say(f"The day's {papers} PDFs and {pictures} pictures are in {folder}")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
