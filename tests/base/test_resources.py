"""The program's own files are found, and a missing one is said plainly."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.base.resources import resource, resources_folder
from app.base.trouble import Trouble

ROOT = Path(__file__).resolve().parents[2]


def test_a_checkout_has_its_resources_beside_the_package() -> None:
    assert resources_folder() == ROOT / "resources"


def test_a_file_is_found_by_its_parts() -> None:
    assert resource("icons", "check.svg").read_text(encoding="utf-8").lstrip().startswith("<")


def test_a_missing_file_is_trouble_that_names_it() -> None:
    with pytest.raises(Trouble) as caught:
        resource("icons", "no-such-icon.svg")
    assert caught.value.code == "resources_missing"
    assert str(caught.value.facts["path"]).endswith("no-such-icon.svg")


def test_a_copy_of_the_program_elsewhere_finds_its_own_files(tmp_path: Path) -> None:
    """A packaged program is such a copy: it must not look back to where it was built."""
    target = tmp_path / "till book"
    shutil.copytree(ROOT / "app" / "base", target / "app" / "base")
    (target / "app" / "__init__.py").touch()
    (target / "resources" / "icons").mkdir(parents=True)
    code = "from app.base.resources import resources_folder; print(resources_folder())"
    done = subprocess.run([sys.executable, "-c", code], cwd=target, capture_output=True, text=True, check=True)
    assert Path(done.stdout.strip()) == target / "resources"


def test_a_copy_without_its_files_says_where_it_looked(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "app" / "base", tmp_path / "app" / "base")
    (tmp_path / "app" / "__init__.py").touch()
    code = "from app.base.resources import resources_folder; resources_folder()"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "resources_missing" in done.stderr
    assert str(tmp_path / "resources") in done.stderr
