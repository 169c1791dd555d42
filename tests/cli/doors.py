"""The headless door as another program meets it: in this process where only the answers count, else as a program."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from app import bootstrap
from app.cli import main

ROOT = Path(__file__).parents[2]
PRODUCT = {"type": "product", "sku": "A", "name": "Apple juice", "price": "1.50", "tax": "20"}


def tillbook(*arguments: object) -> int:
    """Run one command in this process; the exit status, also of a call that cannot be read."""
    try:
        return main.run([str(one) for one in arguments], bootstrap.doors())
    except SystemExit as end:
        return int(end.code or 0)


def started(*arguments: object, **keys: object) -> subprocess.Popen:
    """The program itself, with pipes."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **keys}
    return subprocess.Popen([sys.executable, "-m", "app", *map(str, arguments)], cwd=ROOT, **pipes)


def sale(uid: str, quantity: str = "1", sku: str = "A", **keys: object) -> dict:
    """A sale of one line."""
    return {"type": "sale", "uid": uid, "lines": [{"sku": sku, "quantity": quantity}], **keys}


def written(path: Path, *lines: dict | str) -> Path:
    """A file of JSON Lines; a string stands there as it is."""
    path.write_text("".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in lines))
    return path


def answers(text: str) -> list[dict]:
    """The answers on standard output."""
    return [json.loads(line) for line in text.splitlines()]
