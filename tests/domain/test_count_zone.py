"""Zones and the code on their labels."""

import pytest

from app.domain.count_zone import check_zone, spellings, zone_code, zone_key, zone_of
from app.domain.refusal import Refusal


@pytest.mark.parametrize("zone", ["Shelf 1", "Z1", "Kühlregal", "冷藏", "a:b"])
def test_a_label_says_its_zone_and_is_read_as_that_zone(zone):
    assert zone_of(zone_code(zone)) == zone


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("zone:cellar", "cellar"),
        ("]C0ZONE:Cellar", "Cellar"),
        ("]Q1ZONE: Cellar ", "Cellar"),
        ("ZONE:", ""),
        ("4006381333931", None),
        ("A ZONE:1", None),
        ("]ZONE:1", None),
    ],
)
def test_only_what_begins_as_a_label_is_one(text, zone):
    assert zone_of(text) == zone


@pytest.mark.parametrize("zone", ["6*", "12 *", "2.5*", "*"])
def test_a_quantity_with_its_star_is_no_zone(zone):
    with pytest.raises(Refusal) as caught:
        check_zone(zone)
    assert caught.value.code == "zone_is_quantity"
    assert check_zone("6") == "6"
    assert check_zone("A*") == "A*"


def test_a_zone_is_one_short_line():
    assert check_zone("  Shelf 1 ") == "Shelf 1"
    for bad in ("a" * 65, "a\nb"):
        with pytest.raises(Refusal) as refused:
            check_zone(bad)
        assert refused.value.code == "bad_zone"


def test_a_zone_has_no_sign_that_turns_its_direction():
    assert check_zone(" Shelf \u202eA\u2066 ") == "Shelf A"
    # What is in a book from before is the same zone all the same.
    assert zone_key("Shelf \u202eA") == zone_key("Shelf A")


@pytest.mark.parametrize("zone", ["SHELF A", "shelf a", " Shelf  A", "Shelf\u00a0A", "\uff33helf A"])
def test_a_zone_in_other_letters_is_the_same_zone(zone):
    assert zone_key(zone) == zone_key("Shelf A")
    assert zone_key(zone) != zone_key("Shelf B")


def test_a_zone_is_written_as_it_was_first():
    assert spellings(["Shelf A", "cellar", "SHELF A", ""]) == {"shelf a": "Shelf A", "cellar": "cellar", "": ""}
