"""Schema 3: lots as pools of their own, and what invoices and credit notes settle as a whole.

Under `specific` a product may be worth something while its quantity is 0: one lot is short, and there is as much of
another at another cost. Units of figures are as in schema 1.
"""

COMMON = """
CREATE TABLE pool_3 (
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
    CHECK (quantity_milli <> 0 OR value_minor = 0 OR method = 'specific')
) $KEYED;
INSERT INTO pool_3 SELECT product_id, location_id, method, quantity_milli, value_minor, base_milli, base_minor,
    last_cost_micro, counted, lots FROM pool;
DROP TABLE pool;
ALTER TABLE pool_3 RENAME TO pool;

CREATE TABLE settlement (
    document_id $INT NOT NULL REFERENCES stock_document (document_id),
    place $INT NOT NULL CHECK (place >= 1),
    of_id $INT NOT NULL REFERENCES document (id),
    booked_minor $INT NOT NULL CHECK (booked_minor BETWEEN -1000000000000 AND 1000000000000),
    billed_minor $INT NOT NULL CHECK (billed_minor BETWEEN 0 AND 1000000000000),
    PRIMARY KEY (document_id, place)
) $KEYED;
CREATE INDEX settlement_of ON settlement (of_id);
"""

IMMUTABLE = ("settlement",)

SQLITE = ""
