"""A shop on a disk that fills up in the middle of a sale, and is given room again.

Run as a program inside a mount namespace of its own: `full_disk_story.py FOLDER`. Prints what happened as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.faults.shop import make_book, sale, tillbook


def mount(folder: Path, *options: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", *options, "tmpfs", str(folder)], check=True)


def post(book: Path, first: int, count: int) -> tuple[list[str], int, str]:
    """Posted uids, the exit status, what was said."""
    given = "".join(json.dumps(sale(f"s{number}", "P1", "P2", "P3")) + "\n" for number in range(first, first + count))
    done = tillbook("--book", str(book), "post", "-", given=given)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    return [answer["uid"] for answer in answers if answer["status"] == "posted"], done.returncode, done.stderr


def main() -> None:
    folder = Path(sys.argv[1])
    mount(folder, "-o", "size=2500k")
    book = make_book(folder, products=5)
    before, status, said = post(book, 0, 3000)
    again, status_again, _ = post(book, 10**6, 1)
    mount(folder, "-o", "remount,size=50m")
    after, status_after, said_after = post(book, 3000, 20)
    retried, _, _ = post(book, len(before), 1)
    verified = tillbook("--book", str(book), "verify")
    sales = tillbook("--book", str(book), "report", "sales", "--format", "json")
    story = {
        "before": len(before),
        "status": status,
        "said": said,
        "again": again,
        "status_again": status_again,
        "after": after,
        "status_after": status_after,
        "said_after": said_after,
        "retried": retried,
        "verify": [verified.returncode, verified.stdout + verified.stderr],
        "sales": len(json.loads(sales.stdout)["rows"]),
    }
    sys.stdout.write(json.dumps(story))


if __name__ == "__main__":
    main()
