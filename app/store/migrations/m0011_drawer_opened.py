"""Schema 9: a drawer that was opened without a sale is a cash document, of nothing.

The table is as in schema 2 but for what can be said of the drawer. Units of figures are as in schema 1.
"""

COMMON = """
CREATE TABLE cash_document_9 (
    document_id $INT NOT NULL PRIMARY KEY REFERENCES document (id),
    what TEXT NOT NULL CHECK (what IN ('float', 'paid_in', 'paid_out', 'banked', 'counted', 'opened')),
    amount_minor $INT NOT NULL CHECK (amount_minor BETWEEN 0 AND 1000000000000),
    expected_minor $INT NOT NULL CHECK (expected_minor BETWEEN -1000000000000 AND 1000000000000),
    reason TEXT NOT NULL DEFAULT '',
    CHECK (what <> 'opened' OR amount_minor = 0)
) $KEYED;
INSERT INTO cash_document_9 SELECT document_id, what, amount_minor, expected_minor, reason FROM cash_document;
DROP TABLE cash_document;
ALTER TABLE cash_document_9 RENAME TO cash_document;
"""

IMMUTABLE = ("cash_document",)

SQLITE = ""
