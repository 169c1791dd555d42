"""Schema 4: orders to suppliers, and what a shop knows of its suppliers.

The dialect's words (`$ID`, `$INT` ...) and the units of figures are as in schema 1. What came of an order (sent,
received, cancelled) is in the documents that point to it; `open_order` only says which orders something is still
awaited of, so that nobody has to look through all that ever were.
"""

COMMON = """
ALTER TABLE supplier ADD COLUMN contact TEXT NOT NULL DEFAULT '';
ALTER TABLE supplier ADD COLUMN email TEXT NOT NULL DEFAULT '';
ALTER TABLE supplier ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE supplier ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE supplier ADD COLUMN terms TEXT NOT NULL DEFAULT '';
ALTER TABLE supplier ADD COLUMN lead_time_days $INT CHECK (lead_time_days BETWEEN 0 AND 3650);
ALTER TABLE supplier ADD COLUMN minimum_minor $INT CHECK (minimum_minor BETWEEN 0 AND 1000000000000);

CREATE TABLE supplier_item (
    supplier_id $INT NOT NULL REFERENCES supplier (id),
    product_id $INT NOT NULL REFERENCES product (id),
    item_code TEXT NOT NULL DEFAULT '' CHECK (length(item_code) <= 64),
    pack_milli $INT NOT NULL DEFAULT 1000 CHECK (pack_milli BETWEEN 1 AND 1000000000000),
    note TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (supplier_id, product_id)
) $KEYED;
CREATE INDEX supplier_item_product ON supplier_item (product_id);

CREATE TABLE order_document (
    document_id $INT NOT NULL PRIMARY KEY REFERENCES document (id),
    supplier_id $INT REFERENCES supplier (id),
    expected $INT CHECK (expected BETWEEN 19700101 AND 22001231),
    step TEXT NOT NULL DEFAULT '' CHECK (step IN ('', 'draft', 'send')),
    reason TEXT NOT NULL DEFAULT ''
) $KEYED;
CREATE INDEX order_document_supplier ON order_document (supplier_id) WHERE supplier_id IS NOT NULL;

CREATE TABLE order_line (
    document_id $INT NOT NULL REFERENCES order_document (document_id),
    line_no $INT NOT NULL CHECK (line_no >= 1),
    product_id $INT NOT NULL REFERENCES product (id),
    sku TEXT NOT NULL,
    name TEXT NOT NULL,
    quantity_milli $INT NOT NULL CHECK (quantity_milli BETWEEN 1 AND 1000000000000),
    unit_cost_micro $INT NOT NULL DEFAULT 0 CHECK (unit_cost_micro BETWEEN 0 AND 1000000000000000),
    pack_milli $INT NOT NULL DEFAULT 1000 CHECK (pack_milli BETWEEN 1 AND 1000000000000),
    item_code TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (document_id, line_no),
    UNIQUE (document_id, product_id)
) $KEYED;

CREATE TABLE open_order (
    document_id $INT NOT NULL PRIMARY KEY REFERENCES order_document (document_id)
) $KEYED;

CREATE INDEX stock_line_product ON stock_line (product_id);
"""

# Posted facts are never changed or deleted; the dialect makes the triggers that refuse it.
IMMUTABLE = (
    "order_document",
    "order_line",
)

SQLITE = ""
