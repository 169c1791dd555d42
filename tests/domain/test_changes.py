"""What a verb changed, and what it answered."""

from __future__ import annotations

import dataclasses

import pytest

from app.domain.changes import Changes, Posted, Warned


def test_nothing_changed_is_the_usual_answer() -> None:
    assert Changes() == Changes(frozenset(), frozenset())
    assert Posted("u", "T1-000001").status == "posted"
    assert Posted("u", "T1-000001").warnings == ()


def test_an_answer_cannot_be_altered_by_whoever_reads_it() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Posted("u", "T1-000001").number = "T1-000002"  # type: ignore[misc]


def test_two_warnings_do_not_share_their_facts() -> None:
    one, other = Warned("without_cost"), Warned("without_cost")
    one.facts["sku"] = "A1"
    assert other.facts == {}
