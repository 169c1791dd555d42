"""What stocktakes and plans of counts refuse and warn of, to a person; part of `wording`.

Keep the table sorted by code.
"""

COUNT_SENTENCES: dict[str, str] = {
    "accepts_own_count": (
        "You have counted {name} yourself, and somebody else has to look at it here. Let another person accept it, or "
        "count it again."
    ),
    "already_counted_in": (
        "{name} ({sku}) has already come in at this location. Opening stock is only for the very first time; "
        "post a delivery or an adjustment instead."
    ),
    "bad_zone": "The name of a zone is one line of up to {most} characters.",
    "beyond_tolerance": (
        "Differences beyond what the plan {plan} tolerates, and counted once: {count}, {names}. They are posted as "
        "they were counted. Count these goods again, and post that as a count of its own."
    ),
    "category_not_counted": (
        "There is nothing to count in “{category}”: nothing in it is on sale and has stock of its own."
    ),
    "class_days_needed": (
        "Three numbers of days are needed, for goods of the classes A, B and C, each from 1 to {most}, such as 30 90 "
        "365; here stands “{text}”."
    ),
    "class_days_turned": (
        "A is counted most often and C least: name the days for A, B and C in rising order, such as 30 90 365. Here "
        "stands {days}."
    ),
    "code_without_weight": (
        "The code of {name} ({sku}) says no weight. Weigh it, and count it by hand or name its quantity."
    ),
    "count_stands": "{number} was not taken back. Take it back first; then it can be opened again.",
    "counted_already": (
        "{name} began this count on {day}, and it goes on: count along in it. To count anew, post it or give it up "
        "first."
    ),
    "counted_backwards": (
        "Counting {name} ({sku}) is said to begin at {first} and to end at {at}, before that. Check both moments."
    ),
    "counted_before_count": (
        "{name} ({sku}) was counted again later, on {day} ({count}): what this count found to differ is taken back at "
        "that moment. If the date is wrong, take this count back."
    ),
    "counted_later": (
        "{name} ({sku}) is said to be counted at {at}, but the count itself is of {count}. Date the count when its "
        "last line was counted, or leave its moment out."
    ),
    "counted_without_stock": (
        "All that was counted has no stock of its own: a kit has that of its parts, and other goods keep none. Count "
        "something else, or give this count up."
    ),
    "loosens_own_count": (
        "You have counted here yourself, and somebody else has to look at it: this rule is made looser by another "
        "person alone. Let them do it, or count again."
    ),
    "lot_never_came": (
        "The lot {lot} of {name} ({sku}) has never come in, and it is in the book now. Look at the goods: if it was "
        "misread, take the count back and count it again."
    ),
    "lots_left": (
        "Lots of {name} ({sku}) that the book has and nobody counted stay in it: {lots}, {quantity} together. Count "
        "them, too, with 0 where none is there."
    ),
    "not_by_lot": "{name} ({sku}) is not kept by lot: it is counted as a whole.",
    "nothing_counted": (
        "Nothing was counted, and nothing is set to zero: there is nothing to post. Esc goes on counting; Ctrl+Del "
        "gives the count up."
    ),
    "nothing_to_count": "{name}: there is nothing to count today.",
    "plan_elsewhere": (
        "The plan {code} is for {location}, and this count is of {here}. Name a plan of {here}, or leave the plan out."
    ),
    "plan_name_long": "The name of a plan is one line of up to {most} characters.",
    "plan_uncounted": (
        "Goods of the plan {plan} that nobody counted: {count}, {names}. They stay as the book has them, and the plan "
        "is carried out all the same."
    ),
    "quantity_missing": "Type how much of {name} is there, then Enter; 0 is none. Esc leaves it as it is.",
    "reason_misfits": (
        "The reason {reason} is one of {kind}, and {name} ({sku}) differs by {quantity}. If it was meant for other "
        "goods, take the count back and count them again."
    ),
    "recounts_both": (
        "To be counted again: {count}, {name} ({sku}) among them. It was asked for in the review for {wanted} of them; "
        "the rest is beyond what is tolerated. Count them again, or accept them."
    ),
    "recounts_open": (
        "Beyond what is tolerated: {count}, {name} ({sku}) among them. Count them again, or accept them one by one."
    ),
    "recounts_wanted": (
        "To be counted again because it was asked for in the review: {count}, {name} ({sku}) among them. Count them "
        "again, or accept them."
    ),
    "second_person_missing": (
        "The plan {plan} wants differences beyond what it tolerates counted again by somebody else, and nobody "
        "else has: {count}, {names}."
    ),
    "serial_counted": "The serial number {serial} of {sku} was counted already. Scan the next piece.",
    "serial_counted_elsewhere": (
        "The piece {serial} of {name} ({sku}) was counted here, and the book has it at {location}, too. Count {sku} "
        "there as well, or take back what has brought it there: until then it is in stock twice."
    ),
    "serial_never_came": (
        "The serial number {serial} of {name} ({sku}) has never come in, and it is in the book now. Look at the piece: "
        "if it was misread, take the count back and count it again."
    ),
    "serial_or_none": (
        "Count {name} ({sku}) by serial number, piece by piece, or as a plain quantity: not both on one sheet."
    ),
    "serials_to_name": (
        "{name} ({sku}) was counted without its serial numbers, and it is not clear which pieces are there. Nothing of "
        "it was posted: count it again, and scan the serial number of each piece."
    ),
    "sheet_done_by_other": (
        "{name} has finished this sheet ({entries} entries). Scan the zone to count more of it on a sheet of your own. "
        "If you go on with this one nevertheless, choose it once more; it is open then until F8."
    ),
    "sheet_of_other": (
        "{name} is counting on this sheet ({entries} entries). Scan the zone to count beside them on a sheet of your "
        "own. If you take this one nevertheless, choose it once more; {name} needs another one then."
    ),
    "sheet_replaced": (
        "{name} counts zone {zone} again, and this sheet counts no more. Scan the label of the zone to count beside "
        "them; if that was a mistake, give their sheet up first, then go on with this one."
    ),
    "sheets_open": "Sheets that are being counted still: {count}. Finish them first.",
    "stocktake_closed": "This stocktake was posted or given up meanwhile. Look at the list again.",
    "subjects_needed": "Say what to count: a plan by {scope} names at least one.",
    "supplier_brings_nothing": (
        "{name} ({code}) brings nothing that is counted: no product on sale names this supplier, is in its list or "
        "came from it last."
    ),
    "tolerated_percent": "“{text}” percent cannot be tolerated. Type a percentage from 0 to {most}, such as 5.",
    "two_reasons": (
        "Two lines of {sku} say why it differs: {first} and {second}. All of a product, or of its lot, has one reason "
        "in a count. Name one of them, and post an adjustment for the rest."
    ),
    "uncounted_open": (
        "Products that nobody has counted: {count}. Say whether they stay as the book has them or are set to zero."
    ),
    "uncounted_zeroed": (
        "Products that nobody counted and that are set to zero now: {count}, worth {value}. If they are there, take "
        "the count back and count them."
    ),
    "unknown_plan": "There is no plan {code}. Check its code.",
    "unknown_stocktake": "There is no stocktake {uid}. Look at the list again.",
    "unknown_subject": "The shop has no “{subject}” to count. There is, for example: {known}.",
    "unknown_zone": (
        "Nothing was counted in a zone {zone} here yet. Count it once, by its label or its name; from then on it can "
        "be planned. Zones so far: {zones}."
    ),
    "zone_counted": (
        "Zone {zone} was counted on {day} by {name} ({entries} entries). Say whether to go on, which adds to it, or to "
        "count it again, which takes its place."
    ),
    "zone_counted_since": (
        "Zone {zone} was counted anew on {day} by {name} ({entries} entries): with this sheet it would be counted "
        "twice. Give the newer one up first, then bring this one back."
    ),
    "zone_is_quantity": "{zone} is a quantity, not a zone. Choose the zone first, then type the quantity and scan.",
}
