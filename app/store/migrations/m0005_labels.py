"""Schema 5: which price and name the last shelf label of a product showed.

The dialect's words (`$ID`, `$INT` ...) and the units of figures are as in schema 1.
"""

COMMON = """
CREATE TABLE shelf_label (
    product_id $INT NOT NULL PRIMARY KEY REFERENCES product (id),
    name TEXT NOT NULL,
    price_micro $INT NOT NULL CHECK (price_micro BETWEEN 0 AND 1000000000000000),
    printed_us $INT NOT NULL
) $KEYED;
"""

IMMUTABLE = ()

SQLITE = ""
