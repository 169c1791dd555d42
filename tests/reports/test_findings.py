"""Findings: each with its sentence, and never more of a kind than a person can read."""

from __future__ import annotations

import ast
import string

from app.domain.wording import SENTENCES
from app.reports.findings import MOST_OF_A_KIND, Finding, Findings, Head, Notebook
from tests.house.source import APP, called_name, calls, tree_of


def test_a_finding_is_a_sentence() -> None:
    finding = Finding("verify_draft", uid="u1")
    assert str(finding) == "The basket u1 is marked as sold, but there is no such sale."
    assert repr(finding) == "Finding(verify_draft, {'uid': 'u1'})"


def test_every_finding_has_its_sentence() -> None:
    said = set()
    for path in sorted((APP / "reports").glob("*.py")):
        for call in calls(tree_of(path)):
            words = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            said |= {word for word in words if word.startswith("verify_")}
            if called_name(call) == "Finding" and words:
                given = {keyword.arg for keyword in call.keywords}
                wanted = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[words[0]]) if name}
                assert None in given or wanted <= given, f"{words[0]} lacks {wanted - given}"
    assert said == {code for code in SENTENCES if code.startswith("verify_")}


def test_the_notebook_keeps_the_order_and_counts_what_is_too_much() -> None:
    notebook = Notebook()
    for seq in range(MOST_OF_A_KIND + 5):
        notebook.note(Finding("verify_lot", seq=seq, number="T1-000001"))
    notebook.note(Finding("verify_draft", uid="u1"))
    assert [one.facts["seq"] for one in notebook.found[:2]] == [0, 1]
    assert notebook.found[-1].code == "verify_draft"
    assert (len(notebook.found), notebook.unsaid) == (MOST_OF_A_KIND + 1, 5)


def test_a_book_without_findings_is_clean() -> None:
    heads = (Head("T1", 1, "ab"),)
    assert Findings((), 0, 1, 0, heads).is_clean
    assert not Findings((Finding("verify_draft", uid="u1"),), 0, 1, 0, heads).is_clean
