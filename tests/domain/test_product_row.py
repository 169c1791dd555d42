from app.domain.product_row import OpeningRow, Outcome, PartyRow, ProductRow, RowOutcome
from app.domain.refusal import Refusal
from app.domain.requests import PartyAsked, ProductAsked


def test_a_row_says_only_what_its_list_says():
    row = ProductRow(2, ProductAsked("A1", name="Tea"))
    assert row.sku_given
    assert row.deposit_micro is None
    assert row.asked.codes is None
    assert OpeningRow(2, "A1", None, 1000).unit_cost_micro is None
    assert PartyRow(2, PartyAsked("supplier", "S1")).contacts == ()


def test_an_outcome_is_a_word_that_reports_can_print():
    assert [outcome.value for outcome in Outcome] == ["new", "changed", "unchanged", "refused"]
    refused = RowOutcome(3, Outcome.REFUSED, refusal=Refusal("row_without_key", name="Tea"))
    assert (refused.number, refused.changes) == (3, ())
