"""What the refusals and warnings of stock, costs, the drawer and periods say to a person; part of `wording`.

Keep the table sorted by code.
"""

STOCK_SENTENCES: dict[str, str] = {
    "already_counted": (
        "{name} ({sku}) was counted after that, on {day} ({count}). Say whether these goods were on the shelf then: "
        "counted true or false."
    ),
    "expired_sold": (
        "Only expired goods of {name} ({sku}) were left: lot {lot} was taken. Take what is left of it off the shelf."
    ),
    "lot_missing": "{name} ({sku}) is kept by lot, and no lot was named.",
    "no_weight": (
        "Nobody has said what {name} ({sku}) weighs. Give it a weight, or spread the cost by value or quantity."
    ),
    "period_closed": "{day} is closed. The first open day is {open}: date the document then or later.",
    "serial_in_stock": "The serial number {serial} of {sku} is in stock already, at {location}. Check the label.",
    "serial_missing": "{name} ({sku}) is kept by serial number, and none was named.",
    "serial_sold": (
        "The serial number {serial} of {name} ({sku}) has gone out already. Check the label; to sell it again, "
        "take it back first."
    ),
    "serials_count": "{serials} serial numbers were named for {quantity} of {sku}. Name one for each piece.",
    "verify_standard": (
        "{sku} at {location}: the pool is worth {kept}, but its quantity at standard cost is worth {expected}."
    ),
}
