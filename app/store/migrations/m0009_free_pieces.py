"""Schema 9: free pieces of deliveries fill no order, so some orders that were taken for received are open again.

No table changes: only what is kept of which orders something is awaited of.
"""

COMMON = """
INSERT INTO open_order (document_id)
SELECT document.id FROM document WHERE document.kind = 'order'
    AND NOT EXISTS (SELECT 1 FROM open_order WHERE open_order.document_id = document.id)
    AND EXISTS (
        SELECT 1 FROM order_line AS line WHERE line.document_id = document.id AND line.quantity_milli - coalesce((
            SELECT sum(came.quantity_milli - coalesce(came.free_milli, 0)) FROM document AS delivery
            JOIN stock_line AS came ON came.document_id = delivery.id AND came.product_id = line.product_id
            WHERE delivery.of_id = document.id AND delivery.kind = 'delivery' AND NOT EXISTS (
                SELECT 1 FROM document AS back WHERE back.of_id = delivery.id AND back.kind = 'reversal')
        ), 0) - coalesce((
            SELECT sum(gone.quantity_milli) FROM document AS cancel
            JOIN order_line AS gone ON gone.document_id = cancel.id AND gone.product_id = line.product_id
            WHERE cancel.of_id = document.id AND cancel.kind = 'order_cancel'
        ), 0) > 0
    );
"""

IMMUTABLE = ()

SQLITE = ""
