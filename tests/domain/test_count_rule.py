"""A rule that was made looser is told by what it was at first and what it came to."""

from app.domain.count_review import Tolerance
from app.domain.count_rule import Loosened, Rule, RuleChange, loosened

STRICT, MIDDLE, LOOSE = Rule(Tolerance(1000), True), Rule(Tolerance(5000), True), Rule(Tolerance(), False)


def test_what_nobody_has_changed_or_made_stricter_is_not_looser():
    assert loosened([], LOOSE) is None
    assert loosened([RuleChange(MIDDLE, "Eve")], STRICT) is None
    assert not STRICT.is_looser_than(STRICT)


def test_whoever_lets_a_second_person_go_or_tolerates_more_is_named():
    assert Rule(Tolerance(1000), False).is_looser_than(STRICT)
    assert loosened([RuleChange(STRICT, "Eve")], MIDDLE) == Loosened(STRICT, MIDDLE, ("Eve",))


def test_all_who_made_it_looser_are_named_and_nobody_who_made_it_stricter():
    changes = [RuleChange(STRICT, "Eve"), RuleChange(LOOSE, "Ben"), RuleChange(MIDDLE, "Ann"), RuleChange(LOOSE, "Eve")]
    # Ben came from the loosest to the middle; Ann and Eve went on to where it was.
    assert loosened(changes, LOOSE) == Loosened(STRICT, LOOSE, ("Eve", "Ann"))


def test_a_rule_that_came_back_to_what_it_was_was_not_made_looser():
    assert loosened([RuleChange(STRICT, "Eve"), RuleChange(LOOSE, "Ben")], STRICT) is None
