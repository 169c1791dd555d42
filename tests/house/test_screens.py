"""How screens are written: translated texts, bound slots, one style sheet, no nested event loop."""

from __future__ import annotations

import ast

import pytest

from tests.house import rules
from tests.house.source import APP, Rule, apply_rule, name_of, python_files, report

SAMPLES: list[tuple[Rule, str]] = [
    (rules.lambda_slots, "button.clicked.connect(lambda: pay())"),
    (rules.computed_translations, "self.tr(f'{name} is gone')"),
    (rules.computed_translations, "self.tr(text)"),
    (rules.untranslated_texts, "QLabel('Total')"),
    (rules.untranslated_texts, "label.setText(f'Total {total}')"),
    (rules.called("setStyleSheet"), "label.setStyleSheet('color: red')"),
    (rules.called("processEvents"), "QApplication.processEvents()"),
    (rules.called("getOpenFileName"), "QFileDialog.getOpenFileName(self)"),
]
FINE = [
    (rules.lambda_slots, "button.clicked.connect(self._on_pay_clicked)"),
    (rules.computed_translations, "self.tr('{name} is gone').format(name=name)"),
    (rules.untranslated_texts, "QLabel(self.tr('Total'))"),
    (rules.untranslated_texts, "label.setText(f'{price} {unit}')"),
]


@pytest.mark.parametrize(("rule", "sample"), SAMPLES)
def test_each_rule_finds_what_it_is_for(rule: Rule, sample: str) -> None:
    assert list(rule(ast.parse(sample)))


@pytest.mark.parametrize(("rule", "sample"), FINE)
def test_each_rule_lets_the_right_way_pass(rule: Rule, sample: str) -> None:
    assert not list(rule(ast.parse(sample)))


def test_signals_are_connected_to_bound_methods() -> None:
    found = apply_rule(rules.lambda_slots, python_files("app/ui"))
    assert not found, report(found, "A lambda keeps dead widgets alive: connect a bound method.")


def test_translators_see_every_text_whole() -> None:
    found = apply_rule(rules.computed_translations, python_files("app/ui"))
    assert not found, report(found, "Give tr() one literal with {names} in it, and fill it after: tr(...).format(...).")


def test_every_text_on_a_screen_can_be_translated() -> None:
    found = apply_rule(rules.untranslated_texts, python_files("app/ui"))
    assert not found, report(found, "Put self.tr() around what a person reads:")


def test_one_style_sheet_dresses_everything() -> None:
    files = [path for path in python_files("app/ui") if not name_of(path).startswith("app/ui/theme")]
    found = apply_rule(rules.called("setStyleSheet"), files)
    assert not found, report(found, "Set a dynamic property and dress it in the theme.")


def test_no_screen_runs_an_event_loop_inside_another() -> None:
    found = apply_rule(rules.called("processEvents"), python_files("app/ui"))
    assert not found, report(found, "Send the work to a thread and wait for its signal.")


def test_files_are_asked_for_in_one_way() -> None:
    files = [path for path in python_files("app/ui") if name_of(path) != "app/ui/widgets/files.py"]
    found = apply_rule(rules.called("getOpenFileName", "getSaveFileName", "getExistingDirectory"), files)
    assert not found, report(found, "Ask by app/ui/widgets/files.py: it gives the window its keys back.")


def test_tables_are_views_over_models() -> None:
    names = rules.called("QTableWidget", "QTreeWidget", "QListWidget")
    found = apply_rule(names, [path for path in python_files("app/ui") if APP in path.parents])
    assert not found, report(found, "Use a view over a model of frozen rows.")
