"""Posting: the same wish is carried out once, two books that get the same documents are the same to the last digest,
and whoever posts at the same time, numbers have no gap.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from contextlib import ExitStack
from itertools import chain
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, rule

from app.domain.refusal import Refusal
from tests.books import Counter, counted_right, passing_counter

ROOT = Path(__file__).parents[2]
PLACES = st.sampled_from(["T1", "T2"])


class Post(RuleBasedStateMachine):
    """One book gets every document once, the other gets it again and again, and others with the same uid."""

    posted = Bundle("posted")

    def __init__(self):
        super().__init__()
        self.stack = ExitStack()
        self.once = self.stack.enter_context(passing_counter())
        self.often = self.stack.enter_context(passing_counter())
        self.number = 0
        self.minute = 0

    @initialize()
    def open_shops(self):
        for counter in (self.once, self.often):
            counter.product("A", "1.50", tax="20", negative_stock="block")
            counter.product("B", "3.00", tax="7", deposit="A")
            counter.post("till", code="T2")
        # The clocks of the two do not agree; what happened when is said by the documents.
        self.often.clock.put("2026-04-01T12:00:00+02:00")

    def wishes(self, kind, **keys):
        self.number += 1
        self.minute += 1
        keys["at"] = f"2026-02-01T{self.minute // 60 % 24:02}:{self.minute % 60:02}:00+01:00"
        return kind, f"u{self.number}", keys

    def post(self, kind, uid, keys):
        """Post to both: the answers and the refusals are the same."""
        answers = []
        for counter in (self.once, self.often):
            try:
                answers.append(("posted", counter.post(kind, uid, **keys).number))
            except Refusal as refusal:
                answers.append(("refused", refusal.code))
        assert answers[0] == answers[1]
        return (kind, uid, keys, answers[0])

    @rule(target=posted, sku=st.sampled_from("AB"), pieces=st.integers(1, 20), cost=st.integers(0, 500))
    def deliver(self, sku, pieces, cost):
        line = {"sku": sku, "quantity": str(pieces), "unit_cost": f"0.{cost:03}"}
        return self.post(*self.wishes("delivery", lines=[line], discount="5%"))

    @rule(target=posted, sku=st.sampled_from("AB"))
    def open_stock(self, sku):
        return self.post(*self.wishes("opening_stock", lines=[{"sku": sku, "quantity": "5", "unit_cost": "1"}]))

    @rule(
        target=posted,
        till=PLACES,
        lines=st.lists(st.tuples(st.sampled_from("ABC"), st.integers(-1, 9)), max_size=3),
        paid=st.sampled_from([None, "5.00", "100.00"]),
    )
    def sell(self, till, lines, paid):
        said = [{"sku": sku, "quantity": str(pieces)} for sku, pieces in lines]
        tenders = None if paid is None else [{"kind": "cash", "amount": paid}]
        return self.post(*self.wishes("sale", till=till, lines=said, tenders=tenders))

    @rule(target=posted, till=PLACES, earlier=posted)
    def take_back(self, till, earlier):
        return self.post(*self.wishes("sale", till=till, lines=[{"of": earlier[1], "of_line": 1, "quantity": "-1"}]))

    @rule(target=posted, earlier=posted, amount=st.sampled_from(["1.50", "3.00"]))
    def pay_another_way(self, earlier, amount):
        tenders = [{"kind": "card", "amount": amount}]
        return self.post(*self.wishes("tender_change", of=earlier[1], tenders=tenders))

    @rule(earlier=posted)
    def post_again(self, earlier):
        kind, uid, keys, (outcome, number) = earlier
        before = self.often.counts()
        if outcome == "posted":
            again = self.often.post(kind, uid, **keys)
            assert (again.status, again.number) == ("already posted", number)
            assert self.often.counts() == before

    @rule(earlier=posted, other=posted)
    def post_something_else_with_the_same_uid(self, earlier, other):
        if earlier[3][0] != "posted" or earlier[1] == other[1]:
            return
        before = self.often.counts()
        try:
            self.often.post(other[0], earlier[1], **other[2])
        except Refusal as refusal:
            assert (refusal.code, self.often.counts()) == ("uid_conflict", before)  # noqa: PT017 -- either way is told
        else:
            raise AssertionError("The uid stood for something else.")

    def teardown(self):
        try:
            for counter in (self.once, self.often):
                counted_right(counter)
            for table in ("till", "movement", "pool", "level", "layer", "shortage", "sale", "sale_line", "tender"):
                assert self.once.rows(f"SELECT * FROM {table}") == self.often.rows(f"SELECT * FROM {table}")
            digests = "SELECT number, chain_place, chain_digest FROM document ORDER BY id"
            assert self.once.rows(digests) == self.often.rows(digests)
        finally:
            self.stack.close()


TestPost = Post.TestCase
TestPost.settings = settings(max_examples=30, stateful_step_count=25)


def test_threads_that_post_at_once_leave_no_gap_in_the_numbers(counter):
    counter.product("A", "1.50")
    counter.deliver("d1", "A", "500", "0.80")
    answers = [[] for _ in range(4)]

    def sell(place):
        own = Counter(counter.book, counter.clock)
        answers[place] += [own.sell(f"t{place}-{number}", "A").number for number in range(25)]
        counter.book.close_thread()

    threads = [threading.Thread(target=sell, args=(place,)) for place in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(chain(*answers)) == [f"T1-{number:06}" for number in range(1, 101)]
    assert counter.stock("A") == (400_000, 32_000)
    counted_right(counter)


def test_threads_that_want_the_last_piece_get_it_once(counter):
    counter.product("A", negative_stock="block")
    counter.deliver("d1", "A", "5", "0.80")
    outcomes = [[] for _ in range(4)]

    def sell(place):
        own = Counter(counter.book, counter.clock)
        for number in range(5):
            try:
                own.sell(f"t{place}-{number}", "A")
                outcomes[place].append("sold")
            except Refusal as refusal:
                outcomes[place].append(refusal.code)
        counter.book.close_thread()

    threads = [threading.Thread(target=sell, args=(place,)) for place in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(chain(*outcomes)) == ["sold"] * 5 + ["stock_blocked"] * 15
    assert counter.stock("A") == (0, 0)
    counted_right(counter)


def test_programs_that_post_at_once_leave_no_gap_and_post_each_document_once(counter, tmp_path):
    counter.product("A", "1.50", tax="20")
    counter.deliver("d1", "A", "500", "0.80")
    counter.book.close_thread()
    programs = []
    for place in range(3):
        # Every program posts its own sales, and all of them the same ten deliveries.
        said = [
            {"type": "sale", "uid": f"p{place}-{number}", "lines": [{"sku": "A", "quantity": "1"}]}
            for number in range(30)
        ]
        said[::3] = [
            {"type": "delivery", "uid": f"d{number}", "lines": [{"sku": "A", "quantity": "2", "unit_cost": "0.90"}]}
            for number in range(10, 20)
        ]
        path = tmp_path / f"{place}.jsonl"
        path.write_text("".join(json.dumps(one) + "\n" for one in said))
        command = [sys.executable, "-m", "app", "--book", str(counter.book.path), "post", str(path)]
        programs.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
    answers = []
    for program in programs:
        out, err = program.communicate()
        assert (program.returncode, err) == (0, "")
        answers += [json.loads(line) for line in out.splitlines()]
    assert len(answers) == 90
    sales = [one["number"] for one in answers if one["number"].startswith("T1-")]
    assert sorted(sales) == [f"T1-{number:06}" for number in range(1, 61)]
    deliveries = {one["uid"]: [] for one in answers if one["number"].startswith("T0-")}
    for one in answers:
        if one["uid"] in deliveries:
            deliveries[one["uid"]].append((one["number"], one["status"]))
    for told in deliveries.values():
        assert len({number for number, _ in told}) == 1
        assert sorted(status for _, status in told) == ["already posted", "already posted", "posted"]
    assert counter.stock("A")[0] == 500_000 - 60_000 + 20_000
    counted_right(counter)
