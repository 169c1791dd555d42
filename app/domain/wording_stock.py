"""What stock, costs, the drawer, periods and lists that come in refuse and warn of, to a person; part of `wording`.

Keep the table sorted by code.
"""

STOCK_SENTENCES: dict[str, str] = {
    "already_closed": "{day} is closed already. The first open day is {open}: close a period that ends then or later.",
    "already_counted": (
        "Counted after that, on {day} ({count}): {name} ({sku}). Say whether these goods were on the shelf then, all "
        "of them: counted true or false."
    ),
    "already_invoiced": "{number} is settled already, by {by}. Take that one back first if it was wrong.",
    "already_reversed": "{number} was taken back already, by {by}.",
    "bad_day_typed": (
        "“{text}” is no day. Type day, month and year, from 1970 to 2200, in the order in which the shop writes them."
    ),
    "batch_below_zero": "{text} is less than none. Type how many there are, 0 for none.",
    "batch_comma": (
        "{text} may be one quantity with a comma, or a quantity and something else. Write {point}, or name the columns "
        "in the first row."
    ),
    "batch_no_code": "The row has no code.",
    "batch_not_written": (
        "Nothing was written, because rows were refused: {count}. Mend them, or add --partly to write the others alone."
    ),
    "batch_run_together": (
        "The shop has no code “{text}”. If how many there are stands in it, part the two as in the other rows."
    ),
    "batch_too_long": "{name} has more than {most} rows. Split it and read the parts one after the other.",
    "batch_without_codes": "{name} has no codes. Each row needs a code, and how many there are where it is not one.",
    "before_its_document": (
        "The document is dated {day}, before {of} of {of_day}, on which it rests. Date it that day or later."
    ),
    "booked_late": "{day} is closed, so {number} is booked on {book_date}.",
    "carried_before_count": (
        "Counted after that, on {day} ({count}): {name} ({sku}). Say whether these goods had gone to their new place "
        "by then, all of them: counted true or false."
    ),
    "cash_above_zero": "The amount of cash is not above zero. Type how much goes in or out.",
    "cash_over": "The drawer is {difference} over: {counted} were counted, {expected} should be there.",
    "cash_short": "The drawer is {difference} short: {counted} were counted, {expected} should be there.",
    "copy_exists": "There is a file {path} already, and copies replace nothing. Choose another name.",
    "copy_is_the_book": "{path} is the book itself. Name the copy that is to take its place.",
    "copy_not_right": "The copy {path} is not right, so the book stays as it is: {finding} Try an older copy.",
    "cost_not_by_lot": (
        "What there is of {name} ({sku}) has lots, but its costs were not kept by lot so far. Adjust its stock to "
        "zero, change the method, and adjust it back with lots and unit costs."
    ),
    "counted_below_zero": "Less than nothing of {sku} was counted. Type what is on the shelf, 0 for none.",
    "counted_twice": (
        "{name} ({sku}) was counted twice in the same zone, or twice without one. Add the two up, or name another zone."
    ),
    "damaged_of_no_delivery": (
        "Broken goods of {sku} go back against the delivery that they came with: name it, and what was written off "
        "comes back at its cost."
    ),
    "does_not_tie_out": (
        "The book does not tie out, so the period stays open. {what} Run tillbook verify to see everything, and "
        "restore the last backup that is right."
    ),
    "errors_are_csv": "The refused rows are written as CSV, and {name} is no name for that. End it in .csv.",
    "expired_sold": (
        "Only expired goods of {name} ({sku}) were left: lot {lot} was taken. Take what is left of it off the shelf."
    ),
    "figure_needed": "{what}: nothing stands there. Type a figure, such as 12.",
    "has_followers": "{number} cannot be taken back while {follower} rests on it. Take that one back first.",
    "kit_comes_in_parts": (
        "{name} ({sku}) is a kit and has no stock of its own. Name its parts instead: they are what is received, "
        "counted, moved or written off."
    ),
    "kit_counted_in_parts": (
        "{name} ({sku}) is a kit and has no stock of its own, so nothing was counted. Scan and count its parts instead."
    ),
    "kit_lot_unused": (
        "{name} ({sku}) is a kit, and no part of it alone has such a number. It is noted on the line; the parts left "
        "as they expire."
    ),
    "lot_expired": (
        "Lot {lot} of {name} ({sku}) expired on {day}. Take it off the shelf and sell goods of another lot."
    ),
    "lot_missing": "{name} ({sku}) is kept by lot, and no lot was named.",
    "lot_other_expiry": (
        "Lot {lot} of {name} ({sku}) is in the book until {day}, and here it is until {other}. Look at the label: "
        "goods of another day need a lot of their own, such as {lot}/{other}. If the book is wrong, take the document "
        "that said {day} back and enter it again."
    ),
    "method_changed_midway": (
        "{name} ({sku}) has moved since the period began on {first}: its figures are by two methods. A method changes "
        "best on the first day of a period: close the one before, then change it."
    ),
    "more_than_delivered": "Only {left} of {sku} are left to send back of that delivery.",
    "more_than_sent": (
        "More of {sku} arrived than is still on the way. Check the quantity; what is too much is an adjustment."
    ),
    "no_landed_cost": (
        "{uid} is no landed cost, and no delivery that came with one; or it was taken back. Check its uid."
    ),
    "no_order_no_goods": "{code} is no order, and no product has this code. Choose what is delivered.",
    "no_weight": (
        "Nobody has said what {name} ({sku}) weighs. Give it a weight, or spread the cost by value or quantity."
    ),
    "not_a_shelf": (
        "At {location} goods are only on the way. Name the place where they stand; what is lost or damaged on the way "
        "is an adjustment there."
    ),
    "not_delivered": "{sku} is not in the deliveries that the invoice names. Name its delivery too.",
    "not_on_the_way": "Nothing of the transfer {uid} is on the way. Check its number.",
    "not_reversible": "{number} ({kind}) cannot be taken back like this: post what puts it right.",
    "not_stocked": (
        "{name} ({sku}) keeps no stock, so it cannot be ordered, received, counted, moved or written off. Leave it out."
    ),
    "not_written_off": (
        "Only {there} of {name} ({sku}) stand written off as damaged or expired here. Leave out what is still in "
        "stock, or write it off first."
    ),
    "other_location": "This document belongs to the location {expected}, not {location}. Leave the location out.",
    "other_supplier": "{number} came from {supplier}. Name its own supplier.",
    "over_invoiced": (
        "The invoice bills {more} of {sku} more than were delivered and not yet invoiced. Check the quantity."
    ),
    "part_of_quantity": (
        "{part} of {sku} are said to be free or damaged, and {quantity} came. Type no more than what came."
    ),
    "period_closed": (
        "{day} is closed. The first open day is {open}: date the document then or later. What was posted in a closed "
        "period stays, and a document of its own puts it right."
    ),
    "period_not_over": "{day} is not over yet. Close a period that ends on {latest} or earlier.",
    "products_off_sale": (
        "Products that come in as not on sale (a draft, archived or switched off in the list): {count} ({skus})."
    ),
    "products_without_tax": (
        "New products without a tax rate: {count} ({skus}). They are sold at 0 %. If that is wrong, import the list "
        "(again) with the rate: --tax 19 gives them 19 %."
    ),
    "recount": "{name} ({sku}) moved while it was counted and was not posted. Count it again.",
    "rows_with_known_cost": "Rows without a cost that take the product's own: {count} ({skus}).",
    "rows_without_cost": "Rows without any cost, whose goods come in at a value of 0: {count} ({skus}).",
    "same_location": "The goods are at {location} already. Name another place to take them to.",
    "serial_elsewhere": (
        "The serial number {serial} of {name} ({sku}) is at {location} by the book. Check the label; if the piece is "
        "here, enter its transfer."
    ),
    "serial_gone": (
        "By the book the serial number {serial} of {name} ({sku}) has been gone since {day} ({number}). Check the "
        "label. What went out now is one more than the book has: count {sku} again to put its stock right."
    ),
    "serial_in_stock": "The serial number {serial} of {sku} is in stock already, at {location}. Check the label.",
    "serial_missing": "{name} ({sku}) is kept by serial number, and none was named.",
    "serial_not_counted": (
        "The count {count} of {day} did not find the serial number {serial} of {name} ({sku}). Check the label. What "
        "went out now is one more than the book has: count {sku} again to put its stock right."
    ),
    "serial_not_written_off": (
        "{serial} of {name} ({sku}) did not come with that delivery, or was not written off as damaged or expired "
        "here. Check the number, or leave damaged out where the piece is in stock."
    ),
    "serial_on_sheet": "The serial number {serial} of {sku} was scanned in this delivery already. Scan the next piece.",
    "serial_sold": (
        "The serial number {serial} of {name} ({sku}) has gone out already. Check the label; to sell it again, "
        "take it back first."
    ),
    "serials_count": "{serials} serial numbers were named for {quantity} of {sku}. Name one for each piece.",
    "session_closed": (
        "The drawer has been counted since {number}, so how that was paid is settled. The difference stands in the "
        "count, as over or short: tell whoever keeps the accounts."
    ),
    "sold_before_count": (
        "{name} ({sku}) was counted after that, on {day} ({count}). If the goods were gone when they were counted, the "
        "count has found them missing, too: count them again."
    ),
    "standard_cost_needed": (
        "{name} ({sku}) is costed at standard and has no standard cost, so its goods come in at a value of 0. Give it "
        "one with a revaluation."
    ),
    "standard_needed": "{name} ({sku}) has no standard cost. Give it one first.",
    "taken_back_after_count": (
        "{name} ({sku}) was counted after that, on {day} ({count}), and what was found then stays as it was counted. "
        "Where a part of it did happen, enter that part at its own moment, as counted."
    ),
    "transfer_short": (
        "Only {there} of {name} ({sku}) are there, and {wanted} were to be taken away. Count them, or take less."
    ),
    "unknown_delivery": "There is no delivery {uid}, or it was taken back. Check its uid.",
    "unknown_delivery_line": "{number} has no line {line} with {sku}. Check what came with it.",
    "unknown_lot": (
        "The book does not have so much of lot {lot} of {name} ({sku}). Check the label; what was not received yet, "
        "enter as a delivery of that lot."
    ),
    "unknown_reason": "“{reason}” is no reason for an adjustment. Use one of: {known}.",
    "unknown_return": "There is no supplier return {uid}, or it was taken back. Check its uid.",
    "unknown_serial": (
        "The book does not have the serial number {serial} of {name} ({sku}). Check the label; if it was not received "
        "yet, enter its delivery."
    ),
    "verify_account": (
        "The journal moves {account} by {kept} in the period, but the period-end report comes to {expected}."
    ),
    "verify_bill": "Line {line} of {number} comes to {expected}, but it has settled or moved {kept}.",
    "verify_cash_expected": "{number} expected {kept} in the drawer, but the documents before it come to {expected}.",
    "verify_closed_day": "{number} has moved stock on {day}, after that day was closed.",
    "verify_closing": (
        "{sku} at {location}: {number} closed with {kept}, but the movements until then sum to {expected}."
    ),
    "verify_closing_value": (
        "{sku} at {location}: {number} closed with a value of {kept}, but the movements until then sum to {expected}."
    ),
    "verify_count_variance": ("Line {line} of {number} has a purchase variance of {kept}, but a count buys nothing."),
    "verify_journal": "The entry of {number} does not balance: {difference} too much on one side.",
    "verify_not_invoiced": "The account {account} holds {kept}, but what is received and not invoiced is {expected}.",
    "verify_pack": "{number}: the figures that are kept with the close are not those that it was closed with.",
    "verify_period": "{number} closes from {first} on, but the close before it ends on {before}.",
    "verify_period_quantity": (
        "{sku}: the period ends with {kept}, but its opening and its movements make {expected}."
    ),
    "verify_period_value": (
        "{sku}: the period ends with a value of {kept}, but its opening and its movements make {expected}."
    ),
    "verify_spread": "{number} has spread {moved} over goods, but it is {expected}.",
    "verify_standard": (
        "{sku} at {location}: the pool is worth {kept}, but its quantity at standard cost is worth {expected}."
    ),
    "verify_tender_change": "{number} mends a payment that was not the last one, or had been counted before.",
    "verify_variance": "Movement {seq} of {number} has a purchase variance, which goods of its kind cannot have.",
}
