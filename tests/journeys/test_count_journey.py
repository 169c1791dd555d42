"""A shop is counted while it sells: three windows on one book, each a program of its own, worked by real keys.

Anna and Ben count three zones of 300 products, the third zone together, while the owner sells from the same shelves
and parks a basket. What lies where is known by the test alone; what was counted is what lies there at that moment.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import Counter as Tally
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.base.clock import Clock
from app.domain.codes.digits import expected_gtin
from app.store import database
from tests.books import BERLIN, Counter, counted_right
from tests.house.source import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

MANY = 300
ZONES = ("Cellar", "Shelf", "Window")
SKUS = [f"P{number:03}" for number in range(MANY)]
CODE = {sku: expected_gtin(f"2000000{sku[1:]:0>5}0") for sku in SKUS}
NAME = {sku: f"Goods {sku[1:]}" for sku in SKUS}
TWO_ZONES = SKUS[:12]  # lie in the cellar and on the shelf
STOLEN_FIVE, MISCOUNTED, SET_ASIDE = "P050", "P150", "P250"


class Person:
    """Somebody at a window of their own."""

    def __init__(self, book: Path, user: str, till: str) -> None:
        environment = {"QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin:/bin", "HOME": str(book.parent)}
        self._complaints = (book.parent / f"{user}.txt").open("w+")
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.person_in_the_shop", str(book), user, till],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            text=True,
            cwd=ROOT,
            env=environment,
        )

    def does(self, *steps: tuple[str, ...]) -> object:
        """Do something, and wait until it is done."""
        self.begins(*steps)
        return self.is_done()

    def begins(self, *steps: tuple[str, ...]) -> None:
        assert self._program.stdin is not None
        self._program.stdin.write(f"{json.dumps(steps)}\n")
        self._program.stdin.flush()

    def is_done(self) -> object:
        assert self._program.stdout is not None
        line = self._program.stdout.readline()
        found = json.loads(line) if line.startswith(("null", "[", "{")) else line.strip()
        assert line, self.complaints()
        assert not isinstance(found, dict), (found, self.complaints())
        return found

    def goes_home(self) -> None:
        assert self._program.stdin is not None
        self._program.stdin.close()
        assert self._program.wait(timeout=30) == 0, self.complaints()
        assert self._program.stdout is not None
        self._program.stdout.close()
        self._complaints.close()

    def complaints(self) -> str:
        self._complaints.seek(0)
        return self._complaints.read()


@contextmanager
def at_work(book: Path, *who: tuple[str, str]) -> Iterator[list[Person]]:
    people = [Person(book, user, till) for user, till in who]
    with ExitStack() as stack:
        for one in people:
            stack.callback(one.goes_home)
        for one in people:
            assert one.is_done() == "ready"
        yield people


class World:
    """What lies where: the truth that nobody in the shop is told."""

    def __init__(self, chooser: random.Random) -> None:
        self.chooser = chooser
        self.shelf: dict[str, Tally[str]] = {zone: Tally() for zone in ZONES}
        for place, sku in enumerate(SKUS):
            self.shelf[ZONES[place * len(ZONES) // MANY]][sku] = chooser.randint(2, 9)
        for sku in TWO_ZONES:
            self.shelf["Shelf"][sku] = chooser.randint(2, 9)
        self.shelf["Cellar"][STOLEN_FIVE] = 9
        self.parked = Tally[str]()
        self.counted: dict[str, set[str]] = {sku: set() for sku in SKUS}
        self.moved: set[str] = set()

    def lies(self, sku: str) -> int:
        return sum(zone[sku] for zone in self.shelf.values())

    def places(self, sku: str) -> set[str]:
        return {zone for zone in ZONES if sku in self.shelf[zone]}

    def takes(self, sku: str) -> None:
        """A customer takes one, where most lie."""
        zone = max(ZONES, key=lambda one: self.shelf[one][sku])
        self.shelf[zone][sku] -= 1
        if self.counted[sku] and self.counted[sku] != self.places(sku):
            self.moved.add(sku)

    def finds(self, zone: str, sku: str) -> int:
        self.counted[sku].add(zone)
        return self.shelf[zone][sku]


def make_shop(path: Path, world: World) -> Counter:
    shop = Counter(database.create(path, BERLIN), Clock(ZoneInfo(BERLIN.timezone)))
    for code, name in (("anna", "Anna"), ("ben", "Ben")):
        shop.post("user", code=code, name=name)
    with shop.book.writing() as connection:
        # She may count, and not see what the book expects.
        connection.execute("UPDATE person SET role = 'clerk' WHERE code = 'anna'")
    for till in ("T2", "T3"):
        shop.post("till", code=till, location="shop")
    for sku in SKUS:
        shop.product(sku, "1.00", name=NAME[sku], codes=[CODE[sku]], cost="0.60")
    lines = [{"sku": sku, "quantity": str(world.lies(sku)), "unit_cost": "0.60"} for sku in SKUS]
    shop.post("opening_stock", "opened", lines=lines)
    shop.post(
        "count_plan", code="year", name="The year's count", scope="full", tolerance={"quantity": "2"},
        second_person=True, every_days="365",
    )  # fmt: skip
    # What nobody wrote down: one piece of every tenth product is gone, and five of one.
    for sku in SKUS[5::10]:
        world.shelf[max(world.places(sku))][sku] -= 1
    world.shelf["Cellar"][STOLEN_FIVE] -= 5
    return shop


def counts(world: World, zone: str, sku: str, *, off: int = 0) -> list[tuple[str, ...]]:
    """What somebody does to count one product where it lies."""
    many = str(world.finds(zone, sku) + off)
    found = [("sees", "countLastName", NAME[sku]), ("sees", "countLast", many)]
    return [("type", f"{many}*"), ("scan", CODE[sku]), *found]


def sells(world: World, sku: str) -> list[tuple[str, ...]]:
    world.takes(sku)
    return [("scan", CODE[sku]), ("sees_total", "1,00"), ("press", "F9"), ("is_paid", "1,00")]


def enters(zone: str) -> list[tuple[str, ...]]:
    return [("scan", f"ZONE:{zone}"), ("sees", "countZone", zone), ("sees", "count_finish")]


FINISHED = [("press", "F8"), ("sees", "countSheets")]


@pytest.mark.parametrize("seed", [5, 14])
def test_two_count_three_zones_while_a_third_sells_and_the_book_is_what_lies_there(tmp_path: Path, seed: int) -> None:
    chooser = random.Random(seed)
    world = World(chooser)
    shop = make_shop(tmp_path / "shop.book", world)
    with at_work(shop.book.path, ("anna", "T2"), ("ben", "T3"), ("owner", "T1")) as (anna, ben, owner):
        anna.does(("press", "Alt+5"), ("sees", "countStartTable", "The year's count"), ("press", "Home", "Enter"))
        anna.does(("sees", "countZone"))
        ben.does(("press", "Alt+5"), ("sees", "countStartTable", "The year's count"), ("press", "Home", "Enter"))
        # One piece lies on the counter from now on, in a basket that is parked.
        owner.does(("scan", CODE[SET_ASIDE]), ("sees_total", "1,00"), ("press", "F7"), ("sees", "statusParked", "1"))
        world.shelf["Window"][SET_ASIDE] -= 1
        world.parked[SET_ASIDE] += 1
        count_two_zones(world, anna, ben, owner)
        count_a_zone_together(world, anna, ben, owner)
        review_and_post(world, anna, ben, owner)
        on_hand = {sku: shop.stock(sku)[0] // 1000 for sku in SKUS}
        assert on_hand == {sku: world.lies(sku) + world.parked[sku] for sku in SKUS}
        # The basket is fetched and paid: it is the customer's now.
        owner.does(("press", "Alt+1"), ("opens", "recall_dialog", "F8"), ("press", "Enter"), ("sees_total", "1,00"))
        owner.does(("press", "F9"), ("is_paid", "1,00"))
    assert shop.stock(SET_ASIDE)[0] // 1000 == world.lies(SET_ASIDE)
    counted_right(shop)


def count_two_zones(world: World, anna: Person, ben: Person, owner: Person) -> None:
    """Anna counts the cellar and Ben the shelf, in any order, while things are sold from both."""
    chooser = world.chooser
    anna.begins(*enters("Cellar"))
    ben.begins(*enters("Shelf"))
    anna.is_done(), ben.is_done()
    cellar, shelf = (sorted(world.shelf[zone]) for zone in ("Cellar", "Shelf"))
    chooser.shuffle(cellar), chooser.shuffle(shelf)
    # What lies in both is counted early in one and late in the other; one of it is surely sold in between.
    cellar.sort(key=lambda sku: sku not in TWO_ZONES)
    shelf.sort(key=lambda sku: sku in TWO_ZONES)
    for turn in range(max(len(cellar), len(shelf))):
        busy = set()
        doing = []
        for person, zone, goods in ((anna, "Cellar", cellar), (ben, "Shelf", shelf)):
            if turn < len(goods):
                busy.add(goods[turn])
                off = 6 if goods[turn] == MISCOUNTED else 0
                doing.append((person, counts(world, zone, goods[turn], off=off)))
        is_sure = turn == MANY // 6
        wanted = TWO_ZONES[0] if is_sure else chooser.choice(SKUS)
        if (is_sure or chooser.random() < 0.3) and wanted not in busy and world.lies(wanted) > 1:
            doing.append((owner, sells(world, wanted)))
        for person, steps in doing:
            person.begins(*steps)
        for person, _ in doing:
            person.is_done()
    anna.does(*FINISHED)
    ben.does(*FINISHED)


def count_a_zone_together(world: World, anna: Person, ben: Person, owner: Person) -> None:
    """The third zone was begun by Anna; Ben is asked, and adds to it."""
    goods = sorted(world.shelf["Window"])
    world.chooser.shuffle(goods)
    half = len(goods) // 2
    anna.does(*enters("Window"), *counts(world, "Window", goods[0]))
    ben.does(("scan", "ZONE:Window"), ("sees", "countMessage", "Window is being counted now"), ("press", "F5"))
    ben.does(("sees", "countZone", "Window"), ("sees", "count_finish"))
    for hers, his in zip(goods[1:half], goods[half + 1 :], strict=False):
        anna.begins(*counts(world, "Window", hers))
        ben.begins(*counts(world, "Window", his))
        anna.is_done(), ben.is_done()
    left = [sku for sku in goods if not world.counted[sku]]
    for sku in left:
        ben.does(*counts(world, "Window", sku))
    sold = goods[1]
    owner.does(*sells(world, sold))
    anna.does(*FINISHED)
    ben.does(*FINISHED)


def review_and_post(world: World, anna: Person, ben: Person, owner: Person) -> None:
    """What moved and what is beyond tolerance is on the recount list, and nothing else; then it is posted."""
    owner.does(("press", "Alt+5"), ("sees", "countStartTable", "The year's count"), ("press", "Home", "Enter"))
    owner.does(("sees", "countSheets", "Cellar"), ("press", "F9"), ("sees", "countReviewLines"))
    rows = owner.does(("rows", "countReviewLines"))
    assert isinstance(rows, list)
    assert {NAME[sku] for sku in world.moved} == {row[:9] for row in rows if "moved meanwhile" in row}
    assert TWO_ZONES[0] in world.moved
    wanted = {row[:9] for row in rows if "count again" in row and "moved" not in row}
    assert wanted == {NAME[STOLEN_FIVE], NAME[MISCOUNTED]}
    assert not [row for row in rows if "not counted" in row]
    owner.does(("can_press", "count_post"), ("press", "F9"), ("sees", "countMessage", "Beyond what is tolerated: 2"))
    counts_again_by_the_list(world, anna)
    owner.does(("press", "Esc", "Esc"), ("sees", "countSheets"), ("press", "F9"), ("sees", "countReviewLines"))
    rows = owner.does(("rows", "countReviewLines"))
    assert isinstance(rows, list)
    again = world.moved | {STOLEN_FIVE}
    (mended,) = [row for row in rows if row.startswith(NAME[MISCOUNTED])]
    assert "right" in mended or "counted again" in mended
    for row in rows[: len(again)]:
        sku = f"P{row[6:9]}"
        again.remove(sku)
        # In between something else is sold: that stays right, too.
        ben.begins(*sells_meanwhile(world, busy=sku))
        owner.does(("press", "Home", "F4"), ("sees", "countMessage", f"Count all of {NAME[sku]} again"))
        ben.is_done()
        many = str(world.lies(sku))
        owner.does(("type", f"{many}*"), ("scan", CODE[sku]), ("sees", "countLast", many), *FINISHED)
        owner.does(("press", "F9"), ("sees", "countReviewLines"))
    assert not again
    left = owner.does(("rows", "countReviewLines"))
    assert isinstance(left, list)
    assert not [row for row in left if "count again" in row], left
    owner.does(("can_press", "count_post"), ("opens", "post_dialog", "F9"), ("can_press", "post_dialog_answer"))
    owner.does(("press", "F9"), ("sees", "countMessage", "T1-C000001 is posted"))


def counts_again_by_the_list(world: World, anna: Person) -> None:
    """Anna takes what Ben has miscounted from the list, which does not say by how much."""
    anna.does(("press", "F9"), ("sees", "countMessage", "may not"))
    listed = anna.does(("opens", "again_dialog", "F6"), ("rows", "again_table"))
    assert isinstance(listed, list)
    assert {row[:9] for row in listed} == {NAME[sku] for sku in world.moved | {STOLEN_FIVE, MISCOUNTED}}
    (place,) = [place for place, row in enumerate(listed) if NAME[MISCOUNTED] in row and "counted by Ben" in row]
    anna.does(("press", "Home", *["Down"] * place, "Enter"), ("misses", "again_dialog"))
    anna.does(("sees", "countMessage", f"Count all of {NAME[MISCOUNTED]} again"))
    many = str(world.lies(MISCOUNTED))
    anna.does(("type", f"{many}*"), ("scan", CODE[MISCOUNTED]), ("sees", "countLast", many), *FINISHED)


def sells_meanwhile(world: World, *, busy: str) -> list[tuple[str, ...]]:
    """Ben leaves his sheet for a customer."""
    sku = world.chooser.choice([one for one in SKUS if one != busy and world.lies(one) > 1])
    world.takes(sku)
    return [
        ("press", "Alt+1"), ("scan", CODE[sku]), ("sees_total", "1,00"), ("press", "F9"), ("is_paid", "1,00"),
        ("press", "Alt+5"), ("sees", "countSheets"),
    ]  # fmt: skip
