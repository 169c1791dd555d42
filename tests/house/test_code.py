"""How the code reads: size, errors, figures, and nothing left for later."""

from __future__ import annotations

import ast
import re
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.house import rules
from tests.house.source import APP, ROOT, Finding, Rule, apply_rule, name_of, nodes, python_files, report

MAX_FILE_LINES = 400
# Above these there is nothing, or another thread, to which they hand the bug on.
LAST_RESORTS = {APP / "ui" / "crash.py", APP / "ui" / "tasks.py", APP / "__main__.py"}
# Written apart, so that no search for these words ends here.
LATER = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
SILENCED = re.compile(r"#\s*(type:\s*ignore(?!\[)|noqa(?!:)|ruff:\s*noqa|mypy:\s*ignore-errors|pragma:\s*no cover)")

SAMPLES: list[tuple[Rule, str]] = [
    (rules.long_functions, "def long():\n" + "    pass\n" * 71),
    (rules.broad_excepts, "try:\n    pass\nexcept:\n    pass\n"),
    (rules.broad_excepts, "try:\n    pass\nexcept (OSError, Exception) as error:\n    raise ValueError from error\n"),
    (rules.broad_excepts, "with contextlib.suppress(Exception):\n    pass\n"),
    (rules.floats, "price = 1.5\n"),
    (rules.floats, "price: float = read()\n"),
    (rules.skipped_tests, "@pytest.mark.skip\ndef test(): pass\n"),
]


@pytest.mark.parametrize(("rule", "sample"), SAMPLES)
def test_each_rule_finds_what_it_is_for(rule: Rule, sample: str) -> None:
    assert list(rule(ast.parse(sample)))


def test_a_handler_that_cleans_up_and_raises_again_is_no_broad_except() -> None:
    sample = "try:\n    pass\nexcept BaseException:\n    undo()\n    raise\n"
    assert not list(rules.broad_excepts(ast.parse(sample)))


def test_functions_fit_on_a_screen() -> None:
    found = apply_rule(rules.long_functions, python_files("app", "packaging", "tests"))
    assert not found, report(found, "Take a part with a name of its own out of it: 50 lines are many, 70 the end.")


def test_files_of_the_app_stay_under_400_lines() -> None:
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files("app")}
    found = [f"{name_of(path)} has {lines} lines" for path, lines in sizes.items() if lines > MAX_FILE_LINES]
    assert not found, report(found, "Split it along what its docstring says it is for.")


def test_only_the_last_resort_catches_everything() -> None:
    found = apply_rule(rules.broad_excepts, [path for path in python_files("app") if path not in LAST_RESORTS])
    assert not found, report(found, "Name the errors that can be met here; a bug belongs to app/ui/crash.py.")


def test_no_float_counts_money_or_goods() -> None:
    found = apply_rule(rules.floats, python_files("app/domain", "app/store"))
    assert not found, report(found, "Use whole numbers (app/domain/figures.py), Decimal at the edges.")


def test_no_column_of_the_book_is_a_float() -> None:
    found = apply_rule(_float_columns, python_files("app/store"))
    for path in sorted((APP / "store").rglob("*.sql")):
        found += [f"{name_of(path)} {word}" for word in _float_words(path.read_text(encoding="utf-8"))]
    assert not found, report(found, "Columns are INTEGER in minor units, millionths or thousandths.")


def _float_columns(tree: ast.Module) -> Iterator[Finding]:
    for node in nodes(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            for word in _float_words(node.value):
                yield node.lineno, word


def _float_words(text: str) -> list[str]:
    return re.findall(r"\b(?:REAL|FLOAT|DOUBLE)\b", text)


def test_every_test_is_run_and_counts() -> None:
    found = apply_rule(rules.skipped_tests, python_files("tests"))
    assert not found, report(found, "Mend the test or the code. What a test needs, packaging/test.py installs.")


def test_nothing_is_left_for_later_or_silenced_whole() -> None:
    found = list(_bad_comments(python_files("app", "packaging", "tests")))
    assert not found, report(found, "Do it now or file it; an ignore names its rule and gives its reason.")


def test_the_rule_on_comments_finds_what_it_is_for(tmp_path: Path) -> None:
    sample = tmp_path / "sample.py"
    sample.write_text("a = 1  # noqa\nb = 2  # TODO: c\nc = 3  # type: ignore\nd = 4  # noqa: E501 -- a reason\n")
    assert [line for _, line, _ in _comments([sample])] == [1, 2, 3, 4]
    assert len([text for _, _, text in _comments([sample]) if _is_bad(text)]) == 3


def _bad_comments(paths: Iterable[Path]) -> Iterator[str]:
    # Where not even the whole text has such words, its comments need not be told from its code.
    suspects = (path for path in paths if _is_bad(path.read_text(encoding="utf-8")))
    return (f"{name_of(path)}:{line} {text}" for path, line, text in _comments(suspects) if _is_bad(text))


def _is_bad(text: str) -> bool:
    return bool(LATER.search(text) or SILENCED.search(text))


def _comments(paths: Iterable[Path]) -> Iterator[tuple[Path, int, str]]:
    for path in paths:
        with tokenize.open(path) as file:
            for token in tokenize.generate_tokens(file.readline):
                if token.type == tokenize.COMMENT:
                    yield path, token.start[0], token.string


def test_packaging_is_no_package() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists(), (
        "packaging/ must stay a plain folder: as a package it would hide the library of that name."
    )
