"""The list of people, and whose PIN it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.refusal import Refusal
from app.domain.rights import Role
from app.domain.staff import Colleague, PersonAsked
from app.services.staffing import MOST_WRONG, WAIT_S
from tests.books import Counter, counter_at

OWNER = Colleague("owner", "Owner", Role.OWNER, has_pin=False)


@pytest.fixture
def shop(tmp_path: Path) -> Counter:
    return counter_at(tmp_path / "shop.book")


def refused(shop: Counter, asked: PersonAsked, user: str | None = None) -> str:
    with pytest.raises(Refusal) as no:
        shop.staffing.set_person(asked, user=user)
    return no.value.code


def wrong(shop: Counter, pin: str, code: str | None = None) -> Refusal:
    with pytest.raises(Refusal) as no:
        shop.staffing.sign_in(pin, code)
    return no.value


def test_a_new_book_has_its_owner_who_needs_no_pin(shop: Counter):
    assert shop.staffing.colleagues() == (OWNER,)
    assert shop.staffing.sign_in("", "owner").role is Role.OWNER


def test_a_pin_tells_who_somebody_is(shop: Counter):
    done = shop.staffing.set_person(PersonAsked("anna", "Anna", Role.CASHIER, "2580"))
    assert (done.code, done.changes.what) == ("anna", {"people"})
    shop.staffing.set_person(PersonAsked("ben", "Ben", Role.CLERK, "97531"))
    assert shop.staffing.sign_in("2580").name == "Anna"
    assert shop.staffing.sign_in("97531").name == "Ben"
    assert wrong(shop, "4711").code == "pin_wrong"
    assert wrong(shop, "2580", "ben").code == "pin_wrong"
    assert wrong(shop, "", "anna").code == "pin_needed"
    assert wrong(shop, "2580", "carl").code == "unknown_user"


def test_the_book_holds_no_pin_in_the_clear(shop: Counter):
    shop.staffing.set_person(PersonAsked("anna", "Anna", Role.CASHIER, "2580"))
    kept = shop.one("SELECT pin_hash FROM person WHERE code = 'anna'")
    assert isinstance(kept, str)
    assert "2580" not in kept


def test_no_two_people_have_the_same_pin(shop: Counter):
    shop.staffing.set_person(PersonAsked("anna", "Anna", Role.CASHIER, "2580"))
    assert refused(shop, PersonAsked("ben", "Ben", Role.CLERK, "2580")) == "pin_taken"
    assert [one.code for one in shop.staffing.colleagues()] == ["owner", "anna"]
    shop.staffing.set_person(PersonAsked("anna", pin="2580"))  # her own again


def test_a_pin_stays_until_it_is_changed_or_taken_away(shop: Counter):
    shop.staffing.set_person(PersonAsked("anna", "Anna", Role.CASHIER, "2580"))
    shop.staffing.set_person(PersonAsked("anna", "Anna Berg"))
    assert shop.staffing.sign_in("2580").name == "Anna Berg"
    shop.staffing.set_person(PersonAsked("anna", pin=""))
    assert shop.staffing.sign_in("", "anna").name == "Anna Berg"
    assert wrong(shop, "2580").code == "pin_wrong"


def test_who_has_left_cannot_sign_in_and_can_come_back(shop: Counter):
    shop.staffing.set_person(PersonAsked("anna", "Anna", Role.CASHIER, "2580"))
    shop.staffing.set_person(PersonAsked("anna", is_active=False))
    assert wrong(shop, "2580").code == "pin_wrong"
    assert wrong(shop, "", "anna").code == "unknown_user"
    shop.staffing.set_person(PersonAsked("anna", is_active=True))
    assert shop.staffing.sign_in("2580").code == "anna"


def test_somebody_stays_the_owner(shop: Counter):
    assert refused(shop, PersonAsked("owner", role=Role.CASHIER)) == "last_owner"
    assert refused(shop, PersonAsked("owner", is_active=False)) == "last_owner"
    shop.staffing.set_person(PersonAsked("anna", "Anna", Role.OWNER))
    shop.staffing.set_person(PersonAsked("owner", role=Role.CASHIER), user="anna")
    assert [one.role for one in shop.staffing.colleagues()] == [Role.CASHIER, Role.OWNER]


def test_only_the_owner_sets_people(shop: Counter):
    shop.staffing.set_person(PersonAsked("carl", "Carl"))
    assert refused(shop, PersonAsked("anna", "Anna"), user="carl") == "not_allowed"
    shop.staffing.require_set_up(user="owner")
    with pytest.raises(Refusal) as caught:
        shop.staffing.require_set_up(user="carl")
    assert caught.value.facts["doing"] == "change people and settings of the shop"


def test_ten_wrong_pins_cost_half_a_minute_and_a_right_one_begins_anew(shop: Counter):
    shop.staffing.set_person(PersonAsked("anna", "Anna", Role.CASHIER, "2580"))
    for _ in range(MOST_WRONG - 1):
        assert wrong(shop, "4711").code == "pin_wrong"
    shop.staffing.sign_in("2580")
    for _ in range(MOST_WRONG):
        assert wrong(shop, "4711").code == "pin_wrong"
    no = wrong(shop, "2580")
    assert (no.code, no.facts) == ("pin_wait", {"seconds": WAIT_S})
    shop.clock.at_us += WAIT_S * 1_000_000
    assert shop.staffing.sign_in("2580").code == "anna"


def test_a_line_of_the_door_makes_a_person(shop: Counter):
    shop.post("user", code="anna", name="Anna", role="cashier", pin="2580")
    shop.post("user", code="carl", name="Carl")
    shop.post("user", code="carl", active=False)
    assert shop.staffing.colleagues()[1:] == (
        Colleague("anna", "Anna", Role.CASHIER, has_pin=True),
        Colleague("carl", "Carl", Role.MANAGER, has_pin=False, is_active=False),
    )
