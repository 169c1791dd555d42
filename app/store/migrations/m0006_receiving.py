"""Schema 6: free and damaged pieces of deliveries.

The dialect's words (`$INT` ...) and the units of figures are as in schema 1. A figure is NULL where there are none, so
that documents filed before read as they were asserted.
"""

COMMON = """
ALTER TABLE stock_line ADD COLUMN free_milli $INT CHECK (free_milli BETWEEN 1 AND quantity_milli);
ALTER TABLE stock_line ADD COLUMN damaged_milli $INT CHECK (damaged_milli BETWEEN 1 AND quantity_milli);
CREATE INDEX stock_line_free ON stock_line (document_id) WHERE free_milli IS NOT NULL;
CREATE INDEX stock_document_reference ON stock_document (supplier_id, reference) WHERE reference <> '';
"""

IMMUTABLE = ()

SQLITE = ""
