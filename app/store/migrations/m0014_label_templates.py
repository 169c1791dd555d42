"""The step that lets a shop keep label templates of its own, and its logo.

The dialect's words (`$ID`, `$INT` ...) are as in schema 1. Lengths are tenths of a millimetre, sizes of letters tenths
of a point, modules thousandths of a millimetre.
"""

COMMON = """
CREATE TABLE label_template (
    id $ID,
    name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 60),
    stock TEXT NOT NULL CHECK (length(stock) <= 80),
    width $INT NOT NULL CHECK (width BETWEEN 50 AND 12000),
    height $INT NOT NULL CHECK (height BETWEEN 50 AND 12000)
) $STRICT;

CREATE TABLE label_field (
    template_id $INT NOT NULL REFERENCES label_template (id),
    place $INT NOT NULL CHECK (place BETWEEN 1 AND 40),
    what TEXT NOT NULL CHECK (what IN (
        'name', 'price', 'unit_price', 'symbol', 'sku', 'lot', 'expiry', 'dates', 'text', 'logo')),
    x $INT NOT NULL CHECK (x >= 0),
    y $INT NOT NULL CHECK (y >= 0),
    width $INT NOT NULL CHECK (width BETWEEN 5 AND 12000),
    height $INT NOT NULL CHECK (height BETWEEN 5 AND 12000),
    size $INT NOT NULL CHECK (size BETWEEN 40 AND 3000),
    bold $INT NOT NULL CHECK (bold IN (0, 1)),
    align TEXT NOT NULL CHECK (align IN ('left', 'centre', 'right')),
    words TEXT NOT NULL CHECK (length(words) <= 200),
    symbol TEXT NOT NULL CHECK (length(symbol) <= 20),
    module $INT NOT NULL CHECK (module BETWEEN 0 AND 2000),
    PRIMARY KEY (template_id, place)
) $KEYED;

CREATE TABLE shop_logo (
    id $ID CHECK (id = 1),
    png $BYTES NOT NULL CHECK (length(png) BETWEEN 1 AND 500000),
    width $INT NOT NULL CHECK (width BETWEEN 1 AND 1200),
    height $INT NOT NULL CHECK (height BETWEEN 1 AND 1200)
) $STRICT;
"""

IMMUTABLE = ()

SQLITE = ""
