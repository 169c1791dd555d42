"""The sample shop, made through the ordinary doors."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import bootstrap
from app.jobs.sample_shop import sample_rules, whole_or_none
from app.store import database


def test_the_sample_shop_is_whole_and_proves_right(tmp_path: Path) -> None:
    bootstrap.make_sample(tmp_path / "new" / "sample.book")
    book = bootstrap.open_book(tmp_path / "new" / "sample.book")

    assert book.verification.run(None).found == ()
    assert book.shop() == sample_rules()
    assert len(book.lookups.tiles(book.shop().tiles, location="shop")) == len(book.shop().tiles) > 5
    assert [path.name for path in (tmp_path / "new").iterdir() if path.suffix == ".new"] == []


def test_a_start_that_was_cut_short_leaves_nothing_that_looks_like_a_shop(tmp_path: Path) -> None:
    path = tmp_path / "sample.book"

    def cut_short(half_done: Path) -> None:
        database.create(half_done, sample_rules())
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        whole_or_none(path, cut_short)
    assert not path.exists()
    bootstrap.make_sample(path)
    assert path.exists()
