"""What is kept of a PIN tells nobody the PIN."""

from __future__ import annotations

from app.base.secret import hashed, matches


def test_a_secret_matches_what_is_kept_of_it_and_no_other_does():
    kept = hashed("2580")
    assert matches(kept, "2580")
    assert not matches(kept, "2581")
    assert not matches(kept, "")


def test_the_same_secret_is_kept_differently_each_time():
    one, other = hashed("2580"), hashed("2580")
    assert one != other
    assert "2580" not in one
    assert one.startswith("$argon2id$")


def test_what_is_no_hash_matches_nothing():
    assert not matches("2580", "2580")
    assert not matches("", "")
