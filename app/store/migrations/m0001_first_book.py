"""Schema 1: the first book: people, the catalogue, documents, sales, drafts. Stock is the next step.

`$ID`, `$INT`, `$STRICT` and `$KEYED` are the dialect's words for a whole-number key, a 64-bit whole number, a table that
keeps its types, and one that is stored by its own key. Amounts are minor units, prices and unit costs millionths, quantities thousandths, rates thousandths of a
percent, moments microseconds UTC, days numbers such as 20260301.
"""

COMMON = """
CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) $KEYED;

CREATE TABLE location (
    id $ID,
    code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 32),
    name TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT 'shop' CHECK (kind IN ('shop', 'transit'))
) $STRICT;

CREATE TABLE till (
    id $ID,
    code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 8),
    location_id $INT NOT NULL REFERENCES location (id),
    series $INT NOT NULL DEFAULT 1 CHECK (series >= 1),
    chain_length $INT NOT NULL DEFAULT 0 CHECK (chain_length >= 0),
    chain_digest TEXT NOT NULL DEFAULT ''
) $STRICT;

CREATE TABLE number_series (
    till_id $INT NOT NULL REFERENCES till (id),
    kind TEXT NOT NULL,
    series $INT NOT NULL,
    last $INT NOT NULL CHECK (last >= 1),
    PRIMARY KEY (till_id, kind, series)
) $KEYED;

CREATE TABLE person (
    id $ID,
    code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 32),
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('owner', 'manager', 'cashier', 'clerk')),
    pin_hash TEXT,
    active $INT NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) $STRICT;

CREATE TABLE supplier (
    id $ID,
    code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 32),
    name TEXT NOT NULL
) $STRICT;

CREATE TABLE customer (
    id $ID,
    code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 32),
    name TEXT NOT NULL
) $STRICT;

CREATE TABLE tender_kind (
    id $ID,
    kind TEXT NOT NULL UNIQUE CHECK (length(kind) BETWEEN 1 AND 32),
    name TEXT NOT NULL,
    account TEXT NOT NULL DEFAULT ''
) $STRICT;

CREATE TABLE category (
    id $ID,
    name TEXT NOT NULL UNIQUE
) $STRICT;

CREATE TABLE product (
    id $ID,
    sku TEXT NOT NULL UNIQUE CHECK (length(sku) BETWEEN 1 AND 64),
    name TEXT NOT NULL CHECK (length(name) >= 1),
    price_micro $INT NOT NULL CHECK (price_micro BETWEEN 0 AND 1000000000000000),
    rate_milli $INT NOT NULL DEFAULT 0 CHECK (rate_milli BETWEEN 0 AND 1000000),
    tax_code TEXT NOT NULL DEFAULT '',
    unit TEXT NOT NULL DEFAULT 'each' CHECK (unit IN ('each', 'kg', 'g', 'l', 'ml', 'm')),
    category_id $INT REFERENCES category (id),
    cost_micro $INT CHECK (cost_micro BETWEEN 0 AND 1000000000000000),
    costing TEXT CHECK (costing IN ('fifo', 'average', 'standard', 'specific', 'lifo')),
    standard_cost_micro $INT CHECK (standard_cost_micro BETWEEN 0 AND 1000000000000000),
    tracking TEXT NOT NULL DEFAULT 'none' CHECK (tracking IN ('none', 'lot', 'serial')),
    stocked $INT NOT NULL DEFAULT 1 CHECK (stocked IN (0, 1)),
    reorder_point_milli $INT CHECK (reorder_point_milli >= 0),
    reorder_quantity_milli $INT CHECK (reorder_quantity_milli >= 0),
    negative_stock TEXT NOT NULL DEFAULT 'warn' CHECK (negative_stock IN ('allow', 'warn', 'block')),
    supplier_id $INT REFERENCES supplier (id),
    deposit_id $INT REFERENCES product (id),
    weight_milli $INT CHECK (weight_milli BETWEEN 1 AND 1000000000000),
    minimum_age $INT CHECK (minimum_age BETWEEN 1 AND 120),
    open_price $INT NOT NULL DEFAULT 0 CHECK (open_price IN (0, 1)),
    active $INT NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) $STRICT;

CREATE TABLE product_code (
    id $ID,
    code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 128),
    product_id $INT NOT NULL REFERENCES product (id),
    quantity_milli $INT NOT NULL DEFAULT 1000 CHECK (quantity_milli BETWEEN 1 AND 1000000000000),
    price_micro $INT CHECK (price_micro BETWEEN 0 AND 1000000000000000),
    UNIQUE (code, product_id)
) $STRICT;
CREATE INDEX product_code_product ON product_code (product_id);

CREATE TABLE kit_part (
    product_id $INT NOT NULL REFERENCES product (id),
    part_id $INT NOT NULL REFERENCES product (id) CHECK (part_id <> product_id),
    quantity_milli $INT NOT NULL CHECK (quantity_milli BETWEEN 1 AND 1000000000000),
    PRIMARY KEY (product_id, part_id)
) $KEYED;

CREATE TABLE document (
    id $ID,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    kind TEXT NOT NULL,
    till_id $INT NOT NULL REFERENCES till (id),
    series $INT NOT NULL,
    sequence $INT NOT NULL CHECK (sequence >= 1),
    number TEXT NOT NULL UNIQUE,
    happened_us $INT NOT NULL,
    offset_minutes $INT NOT NULL CHECK (offset_minutes BETWEEN -1440 AND 1440),
    recorded_us $INT NOT NULL,
    book_date $INT NOT NULL CHECK (book_date BETWEEN 19700101 AND 22001231),
    late $INT NOT NULL DEFAULT 0 CHECK (late IN (0, 1)),
    person_id $INT NOT NULL REFERENCES person (id),
    location_id $INT NOT NULL REFERENCES location (id),
    of_id $INT REFERENCES document (id),
    note TEXT NOT NULL DEFAULT '',
    wish_digest TEXT NOT NULL,
    canonical_version $INT NOT NULL,
    chain_place $INT NOT NULL CHECK (chain_place >= 1),
    chain_digest TEXT NOT NULL,
    UNIQUE (till_id, kind, series, sequence),
    UNIQUE (till_id, chain_place)
) $STRICT;
CREATE INDEX document_day ON document (book_date, kind);
CREATE INDEX document_of ON document (of_id) WHERE of_id IS NOT NULL;

CREATE TABLE sale (
    document_id $INT NOT NULL PRIMARY KEY REFERENCES document (id),
    cashier_id $INT NOT NULL REFERENCES person (id),
    customer_id $INT REFERENCES customer (id),
    currency TEXT NOT NULL,
    policy TEXT NOT NULL,
    inclusive $INT NOT NULL CHECK (inclusive IN (0, 1)),
    discount_minor $INT NOT NULL CHECK (discount_minor BETWEEN -1000000000000 AND 1000000000000),
    net_minor $INT NOT NULL CHECK (net_minor BETWEEN -1000000000000 AND 1000000000000),
    tax_minor $INT NOT NULL CHECK (tax_minor BETWEEN -1000000000000 AND 1000000000000),
    gross_minor $INT NOT NULL CHECK (gross_minor = net_minor + tax_minor),
    rounding_minor $INT NOT NULL CHECK (rounding_minor BETWEEN -1000000 AND 1000000),
    change_minor $INT NOT NULL CHECK (change_minor BETWEEN 0 AND 1000000000000)
) $KEYED;

CREATE TABLE sale_line (
    document_id $INT NOT NULL REFERENCES sale (document_id),
    line_no $INT NOT NULL CHECK (line_no >= 1),
    product_id $INT NOT NULL REFERENCES product (id),
    sku TEXT NOT NULL,
    name TEXT NOT NULL,
    code TEXT NOT NULL DEFAULT '',
    quantity_milli $INT NOT NULL CHECK (quantity_milli <> 0 AND quantity_milli BETWEEN -1000000000000 AND 1000000000000),
    price_micro $INT NOT NULL CHECK (price_micro BETWEEN 0 AND 1000000000000000),
    base_milli $INT NOT NULL CHECK (base_milli BETWEEN 1 AND 1000000000000),
    discount_minor $INT NOT NULL CHECK (discount_minor BETWEEN -1000000000000 AND 1000000000000),
    shared_minor $INT NOT NULL CHECK (shared_minor BETWEEN -1000000000000 AND 1000000000000),
    net_minor $INT NOT NULL CHECK (net_minor BETWEEN -1000000000000 AND 1000000000000),
    tax_minor $INT NOT NULL CHECK (tax_minor BETWEEN -1000000000000 AND 1000000000000),
    gross_minor $INT NOT NULL CHECK (gross_minor = net_minor + tax_minor),
    rate_milli $INT NOT NULL CHECK (rate_milli BETWEEN 0 AND 1000000),
    tax_code TEXT NOT NULL,
    lot TEXT NOT NULL DEFAULT '',
    serials TEXT NOT NULL DEFAULT '',
    deposit_of $INT,
    of_id $INT REFERENCES document (id),
    of_line $INT,
    state TEXT NOT NULL DEFAULT '' CHECK (state IN ('', 'sellable', 'damaged')),
    PRIMARY KEY (document_id, line_no)
) $KEYED;
CREATE INDEX sale_line_of ON sale_line (of_id, of_line) WHERE of_id IS NOT NULL;

CREATE TABLE sale_tax (
    document_id $INT NOT NULL REFERENCES sale (document_id),
    rate_milli $INT NOT NULL,
    tax_code TEXT NOT NULL,
    net_minor $INT NOT NULL CHECK (net_minor BETWEEN -1000000000000 AND 1000000000000),
    tax_minor $INT NOT NULL CHECK (tax_minor BETWEEN -1000000000000 AND 1000000000000),
    PRIMARY KEY (document_id, rate_milli, tax_code)
) $KEYED;

CREATE TABLE tender_change (
    document_id $INT NOT NULL PRIMARY KEY REFERENCES document (id),
    rounding_minor $INT NOT NULL CHECK (rounding_minor BETWEEN -1000000 AND 1000000),
    change_minor $INT NOT NULL CHECK (change_minor BETWEEN 0 AND 1000000000000)
) $KEYED;

CREATE TABLE tender (
    document_id $INT NOT NULL REFERENCES document (id),
    line_no $INT NOT NULL CHECK (line_no >= 1),
    kind TEXT NOT NULL,
    amount_minor $INT NOT NULL CHECK (amount_minor BETWEEN -1000000000000 AND 1000000000000),
    reference TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (document_id, line_no)
) $KEYED;

CREATE TABLE draft (
    id $ID,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    kind TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'parked', 'posted', 'abandoned')),
    till_id $INT NOT NULL REFERENCES till (id),
    person_id $INT NOT NULL REFERENCES person (id),
    label TEXT NOT NULL DEFAULT '',
    changed_us $INT NOT NULL,
    offset_minutes $INT NOT NULL
) $STRICT;
CREATE INDEX draft_live ON draft (kind, state, till_id) WHERE state IN ('open', 'parked');

CREATE TABLE draft_entry (
    draft_id $INT NOT NULL REFERENCES draft (id),
    place $INT NOT NULL CHECK (place >= 1),
    at_us $INT NOT NULL,
    person_id $INT NOT NULL REFERENCES person (id),
    raw TEXT NOT NULL,
    meaning TEXT NOT NULL,
    PRIMARY KEY (draft_id, place)
) $KEYED;
"""

# Posted facts are never changed or deleted; the dialect makes the triggers that refuse it.
IMMUTABLE = (
    "document",
    "sale",
    "sale_line",
    "sale_tax",
    "tender_change",
    "tender",
    "draft_entry",
)

SQLITE = """
CREATE VIRTUAL TABLE product_search USING fts5 (
    words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
"""
