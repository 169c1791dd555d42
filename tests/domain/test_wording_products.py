"""The table of the catalogue's sentences."""

from app.domain.wording_products import PRODUCT_SENTENCES


def test_the_table_is_sorted():
    assert list(PRODUCT_SENTENCES) == sorted(PRODUCT_SENTENCES)
