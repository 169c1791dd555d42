"""What suppliers and orders refuse and warn of, to a person; part of `wording`.

Keep the table sorted by code.
"""

ORDER_SENTENCES: dict[str, str] = {
    "below_minimum_order": (
        "The order comes to {total}, and {supplier} delivers from {least} on. Order more, or ask whether they bring it."
    ),
    "bill_wild": (
        "{name} ({sku}) is billed at {billed}, and it was delivered at {delivered}: has the comma slipped? If so, take "
        "the invoice back and post it again."
    ),
    "cost_moved": (
        "{name} ({sku}) came in at {cost} each, and before it was {usual}. Look at the note, and at your selling price."
    ),
    "cost_wild": (
        "{name} ({sku}) came in at {cost} each, and before it was {usual}: has the comma slipped? If so, take the "
        "delivery back and post it again."
    ),
    "expected_before": "The goods cannot be expected before the order is sent. Name that day or a later one.",
    "expired_came": (
        "Lot {lot} of {name} ({sku}) expired on {day} and was taken in all the same. Send it back, or write it off."
    ),
    "invoice_twice": (
        "The invoice {note} of this supplier stands already, as {number}. If this is the same one, take one of "
        "the two back."
    ),
    "more_than_open": "Only {open} of {sku} are still open on {number}. Give up that many at the most.",
    "not_on_order": "{name} ({sku}) is not on the order {number}. It is taken in all the same; check the note.",
    "not_ordered_line": "{number} has no line with {sku}. Check its lines.",
    "not_whole_packs": "{sku} comes in packs of {pack}, and the order is not for whole ones. Check the quantity.",
    "note_twice": (
        "The delivery note {note} came from this supplier before, with {number} on {day}. If this is the same "
        "delivery, take one of the two back."
    ),
    "nothing_low": "Nothing that comes from {supplier} is low, or all of it is on order already.",
    "order_already_received": (
        "All of {number} has come already, last with {delivery}. If this is something else, deliver it without the "
        "order; if it belongs to it after all, say so: again true."
    ),
    "order_cancelled": "{number} was cancelled. Deliver the goods without an order.",
    "order_closed": "{number} is {status}: there is nothing left to give up.",
    "order_cost_wild": (
        "{name} ({sku}) is ordered at {cost} each, and before it was {usual}: has the comma slipped? If so, give the "
        "order up and write it again."
    ),
    "order_not_awaited": "{number} is {status}: only of an order that is awaited can the day be another one.",
    "order_not_draft": "{number} is {status}, no draft: it cannot be sent again.",
    "order_not_sent": "{number} is a draft. Send it first, then receive on it.",
    "order_of_another": "{number} went to {supplier}. Name that supplier, or leave it out.",
    "over_delivered": (
        "{came} of {name} ({sku}) have come on {number}, and {ordered} were ordered. Send back what is too much, or "
        "keep it."
    ),
    "supplier_code_taken": "There is a supplier {supplier} already. Choose another code, or edit that one.",
    "supplier_list_untitled": (
        "No row of {name} has titles for the goods and what is said of them. Put titles above the columns, such as "
        "EAN, order number, pack size and unit cost."
    ),
    "supplier_name_needed": "The supplier needs a name: it stands on every order.",
    "supplier_needed": "An order needs a supplier. Name one.",
    "verify_open_order": "{number} is not kept among the open orders as its lines say.",
    "verify_order_line": "{number} points to {of}, which has no such line or less of it: {sku}.",
    "very_many": (
        "{quantity} of {name} ({sku}) is very much: has the comma slipped? If so, take the delivery back and post "
        "it again."
    ),
}
