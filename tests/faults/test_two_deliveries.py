"""One order, two people: whoever is first takes it in, the other is asked; nothing comes in twice, nothing is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.faults.shop import ROOT, make_book, post, tillbook

ROUNDS = 6


def test_two_programs_that_receive_one_order_at_once_receive_it_once(tmp_path: Path) -> None:
    book = make_book(tmp_path, products=1)
    orders: list[dict[str, object]] = [{"type": "supplier", "code": "S1", "name": "Farm"}]
    orders += [
        {"type": "order", "uid": f"po{n}", "supplier": "S1", "lines": [{"sku": "P0", "quantity": "24"}]}
        for n in range(ROUNDS)
    ]
    assert {one["status"] for one in post(book, orders)} == {"updated", "posted"}

    both = [
        subprocess.Popen(
            [sys.executable, "-m", "app", "--book", str(book), "post", "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for _ in range(2)
    ]
    answers: list[list[dict[str, object]]] = [[], []]
    for n in range(ROUNDS):
        for person, program in enumerate(both):
            wish = {"type": "delivery", "uid": f"d{n}-{person}", "order": f"po{n}"}
            wish["lines"] = [{"sku": "P0", "quantity": "24"}]
            assert program.stdin is not None
            program.stdin.write(json.dumps(wish) + "\n")
            program.stdin.flush()
        for person, program in enumerate(both):
            assert program.stdout is not None
            answers[person].append(json.loads(program.stdout.readline()))
    for program in both:
        _, said = program.communicate(timeout=60)
        assert "Traceback" not in said

    for first, second in zip(*answers, strict=True):
        assert {first["status"], second["status"]} == {"posted", "refused"}
        refused = first if first["status"] == "refused" else second
        assert refused["error"]["code"] == "order_already_received"  # type: ignore[index]
        assert "has come already" in refused["error"]["message"]  # type: ignore[index]
    verified = tillbook("--book", str(book), "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    orders_now = json.loads(tillbook("--book", str(book), "report", "orders").stdout)["rows"]
    assert [one["status"] for one in orders_now] == ["received"] * ROUNDS
    (stock,) = json.loads(tillbook("--book", str(book), "report", "stock-on-hand").stdout)["rows"]
    assert stock["quantity"] == str(1000 + 24 * ROUNDS)
