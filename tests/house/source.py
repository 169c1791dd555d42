"""The project's own source, read once for all rules of the house."""

from __future__ import annotations

import ast
import functools
import gc
import importlib.util
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"

# A rule takes the tree of one file and yields what it finds as (line, what).
Finding = tuple[int, str]
Rule = Callable[[ast.Module], Iterable[Finding]]


def python_files(*folders: str) -> list[Path]:
    """The Python files below folders of the checkout, in order."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


@functools.cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    # It stays to the end: to look for garbage among all trees again and again would take longer than to read them.
    gc.freeze()
    return tree


def name_of(path: Path) -> str:
    """A file's path inside the checkout, as it is written in messages."""
    return path.relative_to(ROOT).as_posix()


def apply_rule(rule: Rule, paths: Iterable[Path]) -> list[str]:
    """What a rule finds in files, each as `path:line what`."""
    return [f"{name_of(path)}:{line} {what}" for path in paths for line, what in rule(tree_of(path))]


def report(findings: list[str], advice: str) -> str:
    """The message of a broken rule: what to do, then where."""
    return "\n  ".join([advice, *findings])


def called_name(call: ast.Call) -> str:
    """The last word of what is called: `connect` of `self.button.clicked.connect(...)`."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


@functools.cache
def nodes(tree: ast.AST) -> tuple[ast.AST, ...]:
    """Everything in a tree, looked for once for all rules."""
    found = tuple(ast.walk(tree))
    gc.freeze()
    return found


@functools.cache
def calls(tree: ast.AST) -> tuple[ast.Call, ...]:
    """Every call in a tree."""
    return tuple(node for node in nodes(tree) if isinstance(node, ast.Call))


def load_script(name: str) -> ModuleType:
    """One of packaging's scripts as a module; they stand outside the package on purpose."""
    path = ROOT / "packaging" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"tillbook_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(path.parent))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(path.parent))
    return module
