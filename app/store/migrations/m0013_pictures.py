"""Schema 13: a picture of a product.

The dialect's words (`$INT`, `$BYTES` ...) are as in schema 1. A table of its own, so that no row of `product` is wider
for it: what is read at each scan stays on as few pages as before.
"""

COMMON = """
CREATE TABLE product_picture (
    product_id $INT NOT NULL PRIMARY KEY REFERENCES product (id),
    picture $BYTES NOT NULL CHECK (length(picture) BETWEEN 1 AND 262144)
) $STRICT;
"""

IMMUTABLE = ()

SQLITE = ""
