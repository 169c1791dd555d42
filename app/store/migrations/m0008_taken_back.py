"""Schema 8: what was taken back has never come in, so that the count or opening stock after it is the first one.

No table changes: only what the pools say of it.
"""

COMMON = """
UPDATE pool SET counted = 0 WHERE counted = 1 AND EXISTS (
    SELECT 1 FROM movement JOIN document ON document.id = document_id AND document.kind = 'reversal'
    WHERE product_id = pool.product_id AND movement.location_id = pool.location_id
) AND NOT EXISTS (
    SELECT 1 FROM movement JOIN document ON document.id = document_id
    WHERE product_id = pool.product_id AND movement.location_id = pool.location_id AND quantity_milli > 0
        AND movement.kind <> 'customer_return' AND document.kind <> 'reversal'
        AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal')
);
"""

IMMUTABLE = ()

SQLITE = ""
