"""Every refusal and trouble has its sentence, and every sentence its use."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator

from app.domain.wording import SENTENCES
from app.domain.wording_counting import COUNT_SENTENCES
from app.domain.wording_devices import DEVICE_SENTENCES
from app.domain.wording_labels import LABEL_SENTENCES
from app.domain.wording_orders import ORDER_SENTENCES
from app.domain.wording_people import PEOPLE_SENTENCES
from app.domain.wording_products import PRODUCT_SENTENCES
from app.domain.wording_reports import REPORT_SENTENCES
from app.domain.wording_stock import STOCK_SENTENCES
from tests.house.source import APP, Finding, apply_rule, called_name, calls, nodes, python_files, report, tree_of

ANSWERS = {"Refusal", "Trouble"}


def _spoken(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """The refusals and troubles whose code is written out."""
    for call in calls(tree):
        if called_name(call) in ANSWERS and call.args:
            code = call.args[0]
            if isinstance(code, ast.Constant) and isinstance(code.value, str):
                yield call, code.value


def _without_sentence(tree: ast.Module) -> Iterator[Finding]:
    return ((call.lineno, code) for call, code in _spoken(tree) if code not in SENTENCES)


def _without_facts(tree: ast.Module) -> Iterator[Finding]:
    for call, code in _spoken(tree):
        given = {keyword.arg for keyword in call.keywords}
        wanted = {name for _, name, _, _ in string.Formatter().parse(SENTENCES.get(code, "")) if name}
        if None not in given and wanted - given:
            yield call.lineno, f"{code} lacks {', '.join(sorted(wanted - given))}"


def test_every_answer_has_its_sentence() -> None:
    found = apply_rule(_without_sentence, python_files("app"))
    assert not found, report(found, "Write what it says to a person into app/domain/wording.py:")


def test_every_answer_brings_the_facts_of_its_sentence() -> None:
    found = apply_rule(_without_facts, python_files("app"))
    assert not found, report(found, "The sentence has a name in braces that is not given here:")


def test_every_sentence_is_said_somewhere() -> None:
    tables = tuple((APP / "domain").glob("wording*.py"))
    files = [path for path in python_files("app") if path not in tables]
    words = {node.value for path in files for node in nodes(tree_of(path)) if isinstance(node, ast.Constant)}
    found = sorted(set(SENTENCES) - words)
    assert not found, report(found, "Nothing says these any more; take them out of app/domain/wording.py:")


def test_the_sentences_stand_in_order_and_end_like_sentences() -> None:
    parts = (
        COUNT_SENTENCES,
        DEVICE_SENTENCES,
        LABEL_SENTENCES,
        ORDER_SENTENCES,
        PEOPLE_SENTENCES,
        PRODUCT_SENTENCES,
        REPORT_SENTENCES,
        STOCK_SENTENCES,
    )
    others = [code for code in SENTENCES if not any(code in part for part in parts)]
    for table in (others, *(list(part) for part in parts)):
        assert table == sorted(table)
    found = [code for code, text in SENTENCES.items() if not text.endswith((".", "?", "!"))]
    assert not found, report(found, "A person reads these: whole sentences, please.")
