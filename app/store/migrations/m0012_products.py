"""Schema 9: who changed what of a product and when, prices to come, changes of many at once, variants of a product.

The dialect's words (`$ID`, `$INT` ...) and the units of figures are as in schema 1. Figures of a change are texts: what
was changed may be a price or a name.
"""

COMMON = """
CREATE TABLE product_batch (
    id $ID,
    at_us $INT NOT NULL,
    person_id $INT NOT NULL REFERENCES person (id),
    what TEXT NOT NULL,
    undone $INT NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) $STRICT;

CREATE TABLE product_change (
    id $ID,
    product_id $INT NOT NULL REFERENCES product (id),
    at_us $INT NOT NULL,
    book_date $INT NOT NULL CHECK (book_date BETWEEN 19700101 AND 22001231),
    person_id $INT NOT NULL REFERENCES person (id),
    what TEXT NOT NULL,
    before TEXT,
    after TEXT,
    batch_id $INT REFERENCES product_batch (id)
) $STRICT;
CREATE INDEX product_change_product ON product_change (product_id, what);
CREATE INDEX product_change_day ON product_change (book_date, what);
CREATE INDEX product_change_batch ON product_change (batch_id) WHERE batch_id IS NOT NULL;

CREATE TABLE planned_price (
    product_id $INT NOT NULL REFERENCES product (id),
    starts $INT NOT NULL CHECK (starts BETWEEN 19700101 AND 22001231),
    price_micro $INT NOT NULL CHECK (price_micro BETWEEN 0 AND 1000000000000000),
    person_id $INT NOT NULL REFERENCES person (id),
    asked_us $INT NOT NULL,
    PRIMARY KEY (product_id, starts)
) $KEYED;
CREATE INDEX planned_price_starts ON planned_price (starts);

CREATE TABLE product_variant (
    product_id $INT NOT NULL PRIMARY KEY REFERENCES product (id),
    parent_id $INT NOT NULL REFERENCES product (id) CHECK (parent_id <> product_id),
    first TEXT NOT NULL CHECK (length(first) BETWEEN 1 AND 40),
    second TEXT NOT NULL DEFAULT '' CHECK (length(second) <= 40),
    UNIQUE (parent_id, first, second)
) $KEYED;
"""

IMMUTABLE = ("product_change",)

SQLITE = ""
