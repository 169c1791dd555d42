"""Posts sales through the real door in a child process and kills it at a random instant, again and again.

Run as a program: `kill_loop.py BOOK ROUNDS SEED`. Prints one JSON object: the uids that were answered as posted, and
how many were sent. Each child is a fork of this process, so that a round costs milliseconds and not a start-up.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import select
import signal
import sys
import time

from app import bootstrap
from app.bootstrap import headless
from app.cli import commands
from app.cli import main as door

# Loaded here, before the forks: a child is killed while it sells, not while it loads the program.
LOADED = (commands, headless)
SALES_A_ROUND = 40
LONGEST_MS = 200


def sale(uid: str, chooser: random.Random) -> bytes:
    lines = [
        {"sku": f"P{chooser.randrange(30)}", "quantity": str(chooser.randint(1, 3))}
        for _ in range(chooser.randint(1, 6))
    ]
    return json.dumps({"type": "sale", "uid": uid, "lines": lines}).encode() + b"\n"


def child(book: str, read_from: int, write_to: int) -> None:
    os.dup2(read_from, 0)
    os.dup2(write_to, 1)
    sys.stdin = os.fdopen(0, "r", closefd=False)
    sys.stdout = os.fdopen(1, "w", closefd=False)
    os._exit(door.run(["--book", book, "post", "-"], bootstrap.doors()))


def play_round(book: str, number: int, chooser: random.Random) -> tuple[bytes, int]:
    to_child, from_child = os.pipe(), os.pipe()
    pid = os.fork()
    if pid == 0:
        for unused in (to_child[1], from_child[0]):
            os.close(unused)
        child(book, to_child[0], from_child[1])
    for unused in (to_child[0], from_child[1]):
        os.close(unused)
    wishes = b"".join(sale(f"r{number}-{place}", chooser) for place in range(SALES_A_ROUND))
    with contextlib.suppress(BrokenPipeError):
        os.write(to_child[1], wishes)
    # Half the kills fall while the book is being opened or at the first sale, half anywhere later.
    deadline = time.monotonic() + chooser.random() * chooser.choice((0.03, LONGEST_MS / 1000))
    answers = b""
    while (left := deadline - time.monotonic()) > 0:
        if select.select([from_child[0]], [], [], left)[0]:
            part = os.read(from_child[0], 65536)
            if not part:
                break
            answers += part
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    while part := os.read(from_child[0], 65536):
        answers += part
    os.close(to_child[1])
    os.close(from_child[0])
    return answers, SALES_A_ROUND


def main() -> None:
    book, rounds, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    chooser = random.Random(seed)
    answered: dict[str, str] = {}
    sent = 0
    for number in range(rounds):
        answers, count = play_round(book, number, chooser)
        sent += count
        # An answer that was cut in half by the kill was never read by anybody.
        for line in answers.split(b"\n")[:-1]:
            answer = json.loads(line)
            answered[answer["uid"]] = answer["status"]
    sys.stdout.write(json.dumps({"answered": answered, "sent": sent}))


if __name__ == "__main__":
    main()
