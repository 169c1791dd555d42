"""What a shop says on its receipts, which goods have a key, and from which amount on it is asked."""

from dataclasses import replace

import pytest

from app.domain.logo import Logo
from app.domain.requests import ShopAsked
from app.domain.rights import Role
from app.domain.staff import PersonAsked
from app.reports.labels import LabelFacts
from app.services.arranging import Arranging
from app.store import database
from tests.books import refused

ASKED = ShopAsked(head=("1 Mill Lane", "VAT DE123"), foot=("Thank you!",), tiles=("B", "A"), large_minor=50_000)


@pytest.fixture
def arranging(counter):
    counter.product("A")
    counter.product("B")
    return Arranging(counter.book)


def test_it_is_kept_in_the_book_and_holds_at_once(counter, arranging):
    before = counter.book.shop
    changes = arranging.set_shop(ASKED)
    assert changes.what == {"settings"}
    shop = counter.book.shop
    assert (shop.head, shop.foot, shop.tiles, shop.large_minor) == (ASKED.head, ASKED.foot, ASKED.tiles, 50_000)
    assert (shop.name, shop.currency, shop.language) == (before.name, before.currency, before.language)
    assert database.open_book(counter.book.path).shop == shop


def test_another_program_sees_it_when_it_reads_again(counter, arranging):
    elsewhere = database.open_book(counter.book.path)
    arranging.set_shop(ASKED)
    assert elsewhere.shop.head == ()
    Arranging(elsewhere).read_again()
    assert elsewhere.shop == counter.book.shop


def test_rules_for_weight_and_price_codes_are_kept_as_they_are_written(counter, arranging):
    arranging.set_shop(replace(ASKED, patterns=(" weight 21.....{NNDDD} ", "", "price 22.....{NNNDD}")))
    rules = [pattern.rule for pattern in database.open_book(counter.book.path).shop.patterns]
    assert rules == ["weight 21.....{NNDDD}", "price 22.....{NNNDD}"]
    arranging.set_shop(ASKED)
    assert counter.book.shop.patterns == ()


def test_how_far_a_cost_and_a_quantity_may_move_is_kept_until_somebody_says_otherwise(counter, arranging):
    arranging.set_shop(replace(ASKED, cost_percent=25, over_delivery_milli=0))
    arranging.set_shop(ASKED)
    shop = database.open_book(counter.book.path).shop
    assert (shop.cost_percent, shop.over_delivery_milli) == (25, 0)


def test_blanks_at_the_ends_go_and_empty_lines_between_stay(counter, arranging):
    arranging.set_shop(ShopAsked(head=("", "  1\u00a0Mill Lane ", "", "Tel. 1", " "), foot=(), tiles=(), large_minor=0))
    assert counter.book.shop.head == ("1 Mill Lane", "", "Tel. 1")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (ShopAsked(("x" * 81,), (), (), 0), "text_too_long"),
        (ShopAsked((), tuple("123456789"), (), 0), "too_many_lines"),
        (ShopAsked(("a\x00b",), (), (), 0), "text_damaged"),
        (ShopAsked((), (), ("A", "nobody"), 0), "unknown_product"),
        (ShopAsked((), (), ("A", "B", "A"), 0), "named_twice"),
        (ShopAsked((), (), tuple(f"P{number}" for number in range(13)), 0), "too_many_tiles"),
        (ShopAsked((), (), (), -1), "out_of_bounds"),
        (ShopAsked((), (), (), 0, cost_percent=1001), "out_of_bounds"),
        (ShopAsked((), (), (), 0, over_delivery_milli=-1), "out_of_bounds"),
        (ShopAsked((), (), (), 0, ("21.....{NNDDD}",)), "bad_pattern"),
        (ShopAsked((), (), (), 0, ("volume 21.....{NNDDD}",)), "bad_pattern"),
        (ShopAsked((), (), (), 0, ("weight 21...{NNDDD}",)), "bad_pattern"),
        (ShopAsked((), (), (), 0, tuple(f"weight {20 + n}.....{{NNDDD}}" for n in range(21))), "too_many_patterns"),
    ],
)
def test_what_cannot_stand_is_refused_and_changes_nothing(counter, arranging, asked, code):
    before = counter.counts(), counter.book.shop
    assert refused(arranging.set_shop, asked).code == code
    assert (counter.counts(), counter.book.shop) == before


def test_only_who_sets_up_the_shop_may(counter, arranging):
    counter.post("user", code="carl", name="Carl")
    assert refused(lambda: arranging.set_shop(ASKED, user="carl")).code == "not_allowed"
    assert counter.book.shop.head == ()


def test_the_logo_is_kept_by_the_owner_and_can_go(counter, arranging):
    counter.staffing.set_person(PersonAsked("anna", "Anna", Role.MANAGER))
    facts = LabelFacts(counter.book)
    logo = Logo(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x03\x00\x00\x00\x02", 3, 2)
    assert facts.logo() is None
    assert arranging.set_logo(logo).what == {"settings", "labels"}
    assert facts.logo() == logo
    assert refused(arranging.set_logo, None, user="anna").code == "not_allowed"
    assert refused(arranging.set_logo, Logo(b"MZ", 3, 2)).code == "not_a_picture"
    arranging.set_logo(None)
    assert facts.logo() is None
