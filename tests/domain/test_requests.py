"""Wishes: what makes two of them the same wish."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.chain import digest
from app.domain.discount import Discount
from app.domain.moment import read_moment
from app.domain.requests import Asking, SaleAsked, SaleLineAsked, TenderAsked

WISH = SaleAsked(
    Asking("s1"),
    (SaleLineAsked(2000, sku="A1", price_micro=1_500_000),),
    tenders=(TenderAsked("cash", 500),),
    discount=Discount(percent_milli=10_000),
)


def test_the_same_wish_has_the_same_digest() -> None:
    assert digest(WISH) == digest(replace(WISH))


@pytest.mark.parametrize(
    "other",
    [
        replace(WISH, asking=Asking("s1", till="T2")),
        replace(WISH, asking=Asking("s1", at=read_moment("2026-03-01T09:00:00+01:00"))),
        replace(WISH, tenders=None),
        replace(WISH, discount=Discount(amount_minor=10_000)),
        replace(WISH, lines=(*WISH.lines, *WISH.lines)),
        replace(WISH, lines=(SaleLineAsked(2000, code="A1", price_micro=1_500_000),)),
        replace(WISH, cashier="anna"),
        replace(WISH, customer="anna"),
    ],
)
def test_another_wish_under_the_same_uid_has_another_digest(other: SaleAsked) -> None:
    assert digest(other) != digest(WISH)
