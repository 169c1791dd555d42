"""Schema 18: what a count has found has come in, also where it moved nothing; and has not once that is taken back.

No table changes: only what the pools say of it.
"""

_STANDS = "NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal')"
_FOUND = """
SELECT 1 FROM stock_line JOIN document ON document.id = document_id AND document.kind = 'count'
WHERE product_id = pool.product_id AND document.location_id = pool.location_id AND quantity_milli > 0 AND state = ''
    AND at_us IS NOT NULL
"""
COMMON = f"""
UPDATE pool SET counted = 1 WHERE counted = 0 AND EXISTS ({_FOUND} AND {_STANDS});
UPDATE pool SET counted = 0 WHERE counted = 1 AND EXISTS ({_FOUND}) AND NOT EXISTS ({_FOUND} AND {_STANDS})
AND NOT EXISTS (
    SELECT 1 FROM movement JOIN document ON document.id = document_id
    WHERE product_id = pool.product_id AND movement.location_id = pool.location_id AND quantity_milli > 0
        AND movement.kind <> 'customer_return' AND document.kind <> 'reversal' AND {_STANDS}
);
"""  # noqa: S608 -- a statement made of statements, written here

IMMUTABLE = ()

SQLITE = ""
