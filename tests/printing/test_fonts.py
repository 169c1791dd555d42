"""The fonts that are shipped: licensed, small enough, of outlines that the PDF writer takes, one for every script."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.printing import fonts
from app.printing.fonts import face_for, latin

FOLDER = Path(__file__).parents[2] / "resources" / "fonts"
SCRIPTS = {
    "latin": "AÄŁøß€",
    "arabic": "عپگ",
    "armenian": "Հա",
    "bengali": "বা",
    "cjk": "漢字かなカナ한국",
    "devanagari": "हिन्दी",
    "ethiopic": "አማ",
    "georgian": "ქა",
    "gujarati": "ગુ",
    "gurmukhi": "ਪੰ",
    "hebrew": "שלום",
    "kannada": "ಕನ್ನ",
    "khmer": "ខ្មែ",
    "lao": "ລາວ",
    "malayalam": "മല",
    "myanmar": "မြန်",
    "oriya": "ଓଡ",
    "pictures": "🏭",
    "sinhala": "සිං",
    "symbols": "★✓→",
    "tamil": "தமி",
    "telugu": "తెలు",
    "thai": "ไทย",
}


@pytest.mark.parametrize("family", SCRIPTS)
@pytest.mark.parametrize("bold", [False, True])
def test_each_script_has_its_font(family: str, bold: bool) -> None:
    for letter in SCRIPTS[family]:
        face = face_for(letter, bold=bold)
        assert face is not None
        assert face.name.removesuffix("-bold") == f"till-{family}"
        assert face.stroked == (bold and not face.name.endswith("-bold"))


def test_every_family_is_tried_here() -> None:
    assert set(SCRIPTS) == set(fonts._FAMILIES)


def test_each_file_is_named_with_its_source_and_licence() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for path in FOLDER.glob("*.tt[fc]"):
        stem = path.stem.split("-")[0].removeprefix("NotoSans") if "Regular" in path.stem else path.stem.split("-")[0]
        assert stem in readme, f"{path.name} is not in resources/fonts/README.md"
    for name in ("LICENSE-OFL-1.1.txt", "LICENSE-Bitstream-Vera.txt", "LICENSE-Apache-2.0.txt"):
        assert name in readme
        assert len((FOLDER / name).read_text(encoding="utf-8")) > 2000


def test_each_file_is_used_and_all_together_stay_small() -> None:
    used = {name for family in fonts._FAMILIES.values() for name in (family.regular, family.bold) if name}
    files = list(FOLDER.glob("*.tt[fc]"))
    assert used == {path.name for path in files}
    assert sum(path.stat().st_size for path in files) < 12_000_000


def test_all_digits_are_equally_wide_so_that_columns_line_up() -> None:
    for bold in (False, True):
        assert len({latin(bold=bold).advances[digit] for digit in "0123456789"}) == 1


def test_blocks_do_not_overlap_and_stand_in_order() -> None:
    ends = [end for first, last, _ in fonts._BLOCKS for end in (first, last)]
    assert ends == sorted(ends)


def test_private_use_is_nobodys_letter() -> None:
    assert face_for("\ue123", bold=False) is None


# In a process of its own: there the font has not been read yet.
FOUR_AT_ONCE = """
import threading
from app.printing.fonts import face_for

found, start = [], threading.Barrier(4)

def look():
    start.wait()
    found.append(face_for("漢", bold=False))

threads = [threading.Thread(target=look) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(found), len(set(map(id, found))))
"""


def test_threads_that_want_a_font_at_once_share_one() -> None:
    command = [sys.executable, "-c", FOUR_AT_ONCE]
    done = subprocess.run(command, cwd=FOLDER.parents[1], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["4", "1"]
