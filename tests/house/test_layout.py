"""Where things are: the top level, the map, and a test beside each file."""

from __future__ import annotations

import re

import pytest

from app.version import VERSION
from tests.house.source import APP, ROOT, name_of, python_files, report

TOP_LEVEL = {"pyproject.toml", "README.md", "app", "resources", "tests", "packaging"}
# Folders whose every file has its own mirrored test.
MIRRORED = ("domain", "services", "reports")


def test_the_top_level_has_its_six_entries_and_no_more() -> None:
    made = {line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()}
    there = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")} - made
    there = {name for name in there if not name.endswith(".egg-info")}
    assert there == TOP_LEVEL, f"Find a place inside: {sorted(there - TOP_LEVEL)}; missing: {sorted(TOP_LEVEL - there)}"


@pytest.mark.parametrize("folder", MIRRORED)
def test_each_file_has_its_mirrored_test(folder: str) -> None:
    files = [path.relative_to(APP) for path in python_files(f"app/{folder}") if path.name != "__init__.py"]
    mirrors = {path: ROOT / "tests" / path.parent / f"test_{path.name}" for path in files}
    found = [f"app/{path.as_posix()} -> {name_of(test)}" for path, test in mirrors.items() if not test.exists()]
    assert not found, report(found, "Each file here is covered by a test of its own:")


def test_the_map_names_every_folder() -> None:
    text = (APP / "README.md").read_text(encoding="utf-8")
    screens = APP / "ui" / "screens"
    folders = sorted({path.parent for path in python_files("app")} - {APP})
    found = [
        name_of(folder) for folder in folders if screens not in folder.parents and f"`{name_of(folder)}/`" not in text
    ]
    assert not found, report(found, "Write a charter for the folder into app/README.md:")


def test_decisions_are_numbered_without_gaps_and_at_most_a_page() -> None:
    decisions = sorted((APP / "decisions").glob("*.md"))
    assert [path.name[:4] for path in decisions] == [f"{number:04}" for number in range(1, len(decisions) + 1)]
    for path in decisions:
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"^## (\w+)", text, re.MULTILINE) == ["Context", "Decision", "Consequence"], name_of(path)
        assert len(text.splitlines()) <= 60, f"{name_of(path)} is longer than a page."


def test_every_decision_that_the_source_names_exists() -> None:
    known = {path.name[:4] for path in (APP / "decisions").glob("*.md")}
    files = [*python_files("app", "packaging", "tests"), ROOT / "pyproject.toml", *ROOT.glob("packaging/*.txt")]
    found = [
        f"{name_of(path)} names {number}"
        for path in files
        for number in re.findall(r"decisions?[ /](\d{4})", path.read_text(encoding="utf-8"))
        if number not in known
    ]
    assert not found, report(found, "There is no such decision in app/decisions:")


def test_the_changelog_tells_of_this_version() -> None:
    text = (ROOT / "packaging" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {VERSION}" in text, f"Say in packaging/CHANGELOG.md what {VERSION} brings, in the cashier's words."


def test_links_in_the_documents_lead_somewhere() -> None:
    documents = [ROOT / "README.md", *APP.rglob("*.md"), *ROOT.glob("packaging/*.md")]
    found = [
        f"{name_of(path)} -> {link}"
        for path in documents
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
        if not (path.parent / link).exists()
    ]
    assert not found, report(found, "These links and pictures lead nowhere:")
