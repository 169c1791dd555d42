"""Schema 9: what a supplier says that its goods cost from now on, until it has delivered them.

`cost_after` is the newest document when it was said: a delivery after it knows better.
"""

COMMON = """
ALTER TABLE supplier_item ADD COLUMN cost_micro $INT CHECK (cost_micro BETWEEN 0 AND 1000000000000000);
ALTER TABLE supplier_item ADD COLUMN cost_after $INT NOT NULL DEFAULT 0;
"""

IMMUTABLE = ()

SQLITE = ""
