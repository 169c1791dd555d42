"""Schema 2: stock: its documents, the ledger, cost, the drawer, and periods that close.

The dialect's words (`$ID`, `$INT` ...) and the units of figures are as in schema 1.
"""

COMMON = """
CREATE TABLE lot (
    id $ID,
    product_id $INT REFERENCES product (id),
    number TEXT NOT NULL,
    expiry $INT,
    serial $INT NOT NULL DEFAULT 0 CHECK (serial IN (0, 1)),
    UNIQUE (product_id, number)
) $STRICT;
INSERT INTO lot (id, product_id, number, expiry) VALUES (0, NULL, '', NULL);

CREATE TABLE reason (
    id $ID,
    code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 32),
    name TEXT NOT NULL,
    account TEXT NOT NULL DEFAULT ''
) $STRICT;

CREATE TABLE stock_document (
    document_id $INT NOT NULL PRIMARY KEY REFERENCES document (id),
    supplier_id $INT REFERENCES supplier (id),
    reference TEXT NOT NULL DEFAULT '',
    discount_minor $INT NOT NULL DEFAULT 0 CHECK (discount_minor BETWEEN 0 AND 1000000000000),
    provisional $INT NOT NULL DEFAULT 0 CHECK (provisional IN (0, 1)),
    to_location_id $INT REFERENCES location (id),
    step TEXT NOT NULL DEFAULT '' CHECK (step IN ('', 'send')),
    uncounted TEXT NOT NULL DEFAULT '' CHECK (uncounted IN ('', 'leave', 'zero')),
    counted TEXT NOT NULL DEFAULT '' CHECK (counted IN ('', 'yes', 'no')),
    amount_minor $INT NOT NULL DEFAULT 0 CHECK (amount_minor BETWEEN 0 AND 1000000000000),
    spread TEXT NOT NULL DEFAULT '' CHECK (spread IN ('', 'value', 'quantity', 'weight')),
    tax_minor $INT NOT NULL DEFAULT 0 CHECK (tax_minor BETWEEN 0 AND 1000000000000)
) $KEYED;

CREATE TABLE invoiced_delivery (
    document_id $INT NOT NULL REFERENCES stock_document (document_id),
    place $INT NOT NULL CHECK (place >= 1),
    delivery_id $INT NOT NULL REFERENCES document (id),
    PRIMARY KEY (document_id, place)
) $KEYED;
CREATE INDEX invoiced_delivery_of ON invoiced_delivery (delivery_id);

CREATE TABLE invoice_match (
    document_id $INT NOT NULL REFERENCES stock_document (document_id),
    place $INT NOT NULL CHECK (place >= 1),
    line_no $INT NOT NULL,
    delivery_id $INT NOT NULL REFERENCES document (id),
    delivery_line $INT NOT NULL,
    quantity_milli $INT NOT NULL CHECK (quantity_milli > 0),
    received_minor $INT NOT NULL,
    billed_minor $INT NOT NULL,
    PRIMARY KEY (document_id, place)
) $KEYED;
CREATE INDEX invoice_match_of ON invoice_match (delivery_id, delivery_line);

CREATE TABLE stock_line (
    document_id $INT NOT NULL REFERENCES stock_document (document_id),
    line_no $INT NOT NULL CHECK (line_no >= 1),
    product_id $INT NOT NULL REFERENCES product (id),
    sku TEXT NOT NULL,
    name TEXT NOT NULL,
    quantity_milli $INT NOT NULL CHECK (quantity_milli BETWEEN -1000000000000 AND 1000000000000),
    unit_cost_micro $INT NOT NULL CHECK (unit_cost_micro BETWEEN 0 AND 1000000000000000),
    value_minor $INT NOT NULL CHECK (value_minor BETWEEN 0 AND 1000000000000),
    landed_minor $INT NOT NULL DEFAULT 0 CHECK (landed_minor BETWEEN 0 AND 1000000000000),
    lot TEXT NOT NULL DEFAULT '',
    expiry $INT,
    serials TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    zone TEXT NOT NULL DEFAULT '',
    at_us $INT,
    state TEXT NOT NULL DEFAULT '' CHECK (state IN ('', 'recount')),
    of_line $INT,
    costing TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (document_id, line_no)
) $KEYED;
CREATE INDEX stock_line_counted ON stock_line (product_id, at_us) WHERE at_us IS NOT NULL;

CREATE TABLE movement (
    seq $ID,
    document_id $INT NOT NULL REFERENCES document (id),
    line_no $INT NOT NULL,
    kind TEXT NOT NULL,
    product_id $INT NOT NULL REFERENCES product (id),
    location_id $INT NOT NULL REFERENCES location (id),
    lot_id $INT NOT NULL DEFAULT 0 REFERENCES lot (id),
    quantity_milli $INT NOT NULL CHECK (quantity_milli BETWEEN -1000000000000 AND 1000000000000),
    value_minor $INT NOT NULL CHECK (value_minor BETWEEN -1000000000000 AND 1000000000000),
    happened_us $INT NOT NULL,
    book_date $INT NOT NULL,
    cause_seq $INT REFERENCES movement (seq),
    variance_minor $INT NOT NULL DEFAULT 0 CHECK (variance_minor BETWEEN -1000000000000 AND 1000000000000)
) $STRICT;
CREATE INDEX movement_product ON movement (product_id, location_id, book_date);
CREATE INDEX movement_day ON movement (book_date);
CREATE INDEX movement_document ON movement (document_id);
CREATE INDEX movement_cause ON movement (cause_seq) WHERE cause_seq IS NOT NULL;

CREATE TABLE level (
    product_id $INT NOT NULL REFERENCES product (id),
    location_id $INT NOT NULL REFERENCES location (id),
    lot_id $INT NOT NULL REFERENCES lot (id),
    quantity_milli $INT NOT NULL CHECK (quantity_milli BETWEEN -1000000000000000 AND 1000000000000000),
    PRIMARY KEY (product_id, location_id, lot_id)
) $KEYED;

CREATE TABLE pool (
    product_id $INT NOT NULL REFERENCES product (id),
    location_id $INT NOT NULL REFERENCES location (id),
    method TEXT NOT NULL CHECK (method IN ('fifo', 'average', 'standard', 'specific', 'lifo')),
    quantity_milli $INT NOT NULL,
    value_minor $INT NOT NULL,
    base_milli $INT NOT NULL,
    base_minor $INT NOT NULL,
    last_cost_micro $INT,
    counted $INT NOT NULL CHECK (counted IN (0, 1)),
    lots $INT NOT NULL DEFAULT 0 CHECK (lots IN (0, 1)),
    PRIMARY KEY (product_id, location_id),
    CHECK (quantity_milli <> 0 OR value_minor = 0)
) $KEYED;

CREATE TABLE layer (
    movement_seq $INT NOT NULL PRIMARY KEY REFERENCES movement (seq),
    product_id $INT NOT NULL REFERENCES product (id),
    location_id $INT NOT NULL REFERENCES location (id),
    lot_id $INT NOT NULL REFERENCES lot (id),
    origin_seq $INT NOT NULL REFERENCES movement (seq),
    quantity_milli $INT NOT NULL CHECK (quantity_milli > 0),
    value_minor $INT NOT NULL,
    taken_milli $INT NOT NULL CHECK (taken_milli BETWEEN 0 AND quantity_milli),
    taken_minor $INT NOT NULL
) $KEYED;
CREATE INDEX layer_open ON layer (product_id, location_id, movement_seq) WHERE taken_milli < quantity_milli;
CREATE INDEX layer_origin ON layer (origin_seq);

CREATE TABLE shortage (
    movement_seq $INT NOT NULL PRIMARY KEY REFERENCES movement (seq),
    product_id $INT NOT NULL REFERENCES product (id),
    location_id $INT NOT NULL REFERENCES location (id),
    quantity_milli $INT NOT NULL CHECK (quantity_milli > 0),
    value_minor $INT NOT NULL,
    covered_milli $INT NOT NULL CHECK (covered_milli BETWEEN 0 AND quantity_milli),
    covered_minor $INT NOT NULL
) $KEYED;
CREATE INDEX shortage_open ON shortage (product_id, location_id, movement_seq) WHERE covered_milli < quantity_milli;

CREATE TABLE cash_document (
    document_id $INT NOT NULL PRIMARY KEY REFERENCES document (id),
    what TEXT NOT NULL CHECK (what IN ('float', 'paid_in', 'paid_out', 'banked', 'counted')),
    amount_minor $INT NOT NULL CHECK (amount_minor BETWEEN 0 AND 1000000000000),
    expected_minor $INT NOT NULL CHECK (expected_minor BETWEEN -1000000000000 AND 1000000000000),
    reason TEXT NOT NULL DEFAULT ''
) $KEYED;

CREATE TABLE period (
    document_id $ID REFERENCES document (id),
    first_day $INT NOT NULL,
    through $INT NOT NULL UNIQUE CHECK (through >= first_day),
    last_document_id $INT NOT NULL,
    pack_digest TEXT NOT NULL,
    pack TEXT NOT NULL
) $STRICT;

CREATE TABLE closing (
    document_id $INT NOT NULL REFERENCES period (document_id),
    product_id $INT NOT NULL REFERENCES product (id),
    location_id $INT NOT NULL REFERENCES location (id),
    sku TEXT NOT NULL,
    name TEXT NOT NULL,
    quantity_milli $INT NOT NULL,
    value_minor $INT NOT NULL,
    PRIMARY KEY (document_id, product_id, location_id)
) $KEYED;
"""

# Posted facts are never changed or deleted; the dialect makes the triggers that refuse it.
IMMUTABLE = (
    "stock_document",
    "invoiced_delivery",
    "invoice_match",
    "stock_line",
    "movement",
    "cash_document",
    "period",
    "closing",
)

SQLITE = ""
