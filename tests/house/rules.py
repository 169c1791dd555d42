"""The rules on how the code reads, each a function from a syntax tree to what breaks it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.house.source import Finding, Rule, called_name, calls, nodes

MAX_FUNCTION_LINES = 70
BROAD = {"Exception", "BaseException"}
SHOWN_BY = {
    "QAction", "QCheckBox", "QGroupBox", "QLabel", "QPushButton", "QRadioButton", "QToolButton",
    "setAccessibleDescription", "setAccessibleName", "setInformativeText", "setPlaceholderText", "setStatusTip",
    "setText", "setTitle", "setToolTip", "setWindowTitle",
}  # fmt: skip


def long_functions(tree: ast.Module) -> Iterator[Finding]:
    """Functions that do not fit on a screen."""
    for node in nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MAX_FUNCTION_LINES:
                yield node.lineno, f"{node.name} has {lines} lines"


def broad_excepts(tree: ast.Module) -> Iterator[Finding]:
    """Handlers that swallow everything. One that ends in a bare `raise` only cleans up, and passes."""
    for node in nodes(tree):
        if isinstance(node, ast.ExceptHandler):
            last = node.body[-1]
            if _catches_all(node.type) and not (isinstance(last, ast.Raise) and last.exc is None):
                yield node.lineno, "catches everything"
        elif isinstance(node, ast.Call) and called_name(node) == "suppress" and any(map(_catches_all, node.args)):
            yield node.lineno, "suppresses everything"


def _catches_all(kind: ast.expr | None) -> bool:
    if isinstance(kind, ast.Tuple):
        return any(map(_catches_all, kind.elts))
    return kind is None or (isinstance(kind, ast.Name) and kind.id in BROAD)


def floats(tree: ast.Module) -> Iterator[Finding]:
    """The word float and numbers with a point."""
    for node in nodes(tree):
        if isinstance(node, ast.Name) and node.id == "float":
            yield node.lineno, "float"
        elif isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield node.lineno, repr(node.value)


def skipped_tests(tree: ast.Module) -> Iterator[Finding]:
    """Tests that are not run, or whose failure does not count."""
    words = {"skip", "skipif", "xfail", "importorskip", "SkipTest", "skipTest"}
    for node in nodes(tree):
        if isinstance(node, ast.Attribute) and node.attr in words:
            yield node.lineno, node.attr


def lambda_slots(tree: ast.Module) -> Iterator[Finding]:
    """Signals connected to a lambda, which keeps the widgets that it names alive."""
    for call in calls(tree):
        if called_name(call) == "connect" and any(isinstance(argument, ast.Lambda) for argument in call.args):
            yield call.lineno, "connect(lambda ...)"


def computed_translations(tree: ast.Module) -> Iterator[Finding]:
    """Texts for translation that are no plain literal; lupdate reads nothing else."""
    for call in calls(tree):
        if called_name(call) == "tr" and not (call.args and _is_text(call.args[0])):
            yield call.lineno, "tr() of something else than a literal"


def untranslated_texts(tree: ast.Module) -> Iterator[Finding]:
    """Words that a person reads and no translator is shown."""
    for call in calls(tree):
        if called_name(call) in SHOWN_BY:
            for argument in call.args:
                if words := _literal_words(argument):
                    yield call.lineno, f"{called_name(call)}({words!r})"


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _literal_words(node: ast.expr) -> str:
    """The literal part of a text if it has letters in it: of "Pay" and of f"{key}: Pay", not of "0.00"."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    text = "".join(part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str))
    return text if any(letter.isalpha() for letter in text) else ""


def called(*names: str) -> Rule:
    """A rule that finds calls of these names."""

    def rule(tree: ast.Module) -> Iterator[Finding]:
        for call in calls(tree):
            if called_name(call) in names:
                yield call.lineno, called_name(call)

    return rule
