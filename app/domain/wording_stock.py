"""What the refusals and warnings of stock, costs, the drawer and periods say to a person; part of `wording`.

Keep the table sorted by code.
"""

STOCK_SENTENCES: dict[str, str] = {
    "already_counted": (
        "{name} ({sku}) was counted after that, on {day} ({count}). Say whether these goods were on the shelf then: "
        "counted true or false."
    ),
    "already_closed": "{day} is closed already. The first open day is {open}: close a period that ends then or later.",
    "does_not_tie_out": (
        "The book does not tie out, so the period stays open. {what} Run tillbook verify to see everything, and "
        "restore the last backup that is right."
    ),
    "expired_sold": (
        "Only expired goods of {name} ({sku}) were left: lot {lot} was taken. Take what is left of it off the shelf."
    ),
    "lot_missing": "{name} ({sku}) is kept by lot, and no lot was named.",
    "no_weight": (
        "Nobody has said what {name} ({sku}) weighs. Give it a weight, or spread the cost by value or quantity."
    ),
    "period_closed": "{day} is closed. The first open day is {open}: date the document then or later.",
    "period_not_over": "{day} is not over yet. Close a period that ends on {latest} or earlier.",
    "serial_in_stock": "The serial number {serial} of {sku} is in stock already, at {location}. Check the label.",
    "serial_missing": "{name} ({sku}) is kept by serial number, and none was named.",
    "serial_sold": (
        "The serial number {serial} of {name} ({sku}) has gone out already. Check the label; to sell it again, "
        "take it back first."
    ),
    "serials_count": "{serials} serial numbers were named for {quantity} of {sku}. Name one for each piece.",
    "verify_closed_day": "{number} has moved stock on {day}, after that day was closed.",
    "verify_period_quantity": (
        "{sku}: the period ends with {kept}, but its opening and its movements make {expected}."
    ),
    "verify_period_value": (
        "{sku}: the period ends with a value of {kept}, but its opening and its movements make {expected}."
    ),
    "verify_standard": (
        "{sku} at {location}: the pool is worth {kept}, but its quantity at standard cost is worth {expected}."
    ),
}
