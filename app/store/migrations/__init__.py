"""Frozen SQL steps; the only way tables come about.

A step is never edited once it was released: a later one changes what it made. Each is one transaction with its number.
"""

from __future__ import annotations

from app.store.migrations import (
    m0001_first_book,
    m0002_stock,
    m0003_ledger_mends,
    m0004_orders,
    m0005_labels,
    m0006_receiving,
    m0007_counting,
    m0008_taken_back,
    m0009_free_pieces,
    m0010_supplier_prices,
    m0011_drawer_opened,
    m0012_products,
    m0013_pictures,
    m0014_label_templates,
    m0015_count_rules,
    m0016_counts_of_plans,
    m0017_count_seen,
    m0018_found_on_shelf,
)

STEPS = (
    m0001_first_book,
    m0002_stock,
    m0003_ledger_mends,
    m0004_orders,
    m0005_labels,
    m0006_receiving,
    m0007_counting,
    m0008_taken_back,
    m0009_free_pieces,
    m0010_supplier_prices,
    m0011_drawer_opened,
    m0012_products,
    m0013_pictures,
    m0014_label_templates,
    m0015_count_rules,
    m0016_counts_of_plans,
    m0017_count_seen,
    m0018_found_on_shelf,
)
"""In order; the number of a step is its place, counted from one."""
