"""What the catalogue and its prices refuse and warn of, to a person; part of `wording`.

Keep the table sorted by code.
"""

PRODUCT_SENTENCES: dict[str, str] = {
    "bad_price_change": "Prices can be changed by {least} to {most} percent. Type a figure such as 5 or -10.",
    "code_of_a_part": (
        "The code {code} stands for {quantity} of {sku}, which is sold in whole pieces. Type how many whole ones it "
        "stands for."
    ),
    "code_shared": "The code {code} is one of {sku}, too: when it is scanned, the cashier is asked which is meant.",
    "codes_wrong_digit": (
        "Codes whose last digit is not right, which are kept as they are: {count} ({skus}). Scan them to see whether a "
        "scanner reads them."
    ),
    "half_plan": "A planned price needs its day, such as 2027-03-01, and the price. Fill in both, or neither.",
    "list_half_taken": (
        "{reason}. Of the {total} rows of {name}, the first {done} are taken. Take the list again when that is mended: "
        "what is in the book already stays as it is, and the rest is taken."
    ),
    "list_left_half": (
        "The list {name} has not been taken to its end: the first {done} of its {total} rows are in the book. Unless "
        "it is being taken at another till now, take it again: what is there already stays as it is."
    ),
    "list_stopped": (
        "Stopped: of the {total} rows of {name}, the first {done} are taken. Take the list again for the rest: what is "
        "in the book already stays as it is."
    ),
    "no_free_code": (
        "Every number of 13 digits for use inside the shop carries a weight or price here. Type a code of your own."
    ),
    "no_goods_chosen": "None of these goods has a price that can be changed. Choose others in the list.",
    "no_part_quantity": "None of {sku} would be in the kit. Type how many, or take the part out.",
    "no_planned_price": "No price is planned for {sku} on {day} any more. Look at the list again.",
    "no_prices_to_undo": "There is no change of many prices that could be undone.",
    "no_variants": "All of these variants of {sku} are there already.",
    "plans_over": "Planned prices whose day has come, which are left out: {count} ({skus}).",
    "price_in_past": "{day} is over: a price can begin today or later.",
    "prices_half_changed": (
        "{reason}. {done} of {total} prices are done. Ctrl+Z on the products screen takes them back."
    ),
    "sku_taken": "The SKU {sku} is {name} already. Type another one.",
    "too_many_tax_rates": "A shop has up to {most} tax rates here. Leave out one that none of its goods has.",
    "too_many_variants": "A property can have up to {most} values. Make the variants in several parts.",
    "variant_is_another": "The variant {value} of {sku} is {other} already. Mend the row.",
    "variant_of_variant": "{sku} is a variant itself. Make more of them from the product that it is a variant of.",
    "variant_sku_too_long": "The SKU {sku}… would be longer than {most} characters. Type shorter values.",
    "variant_too_long": "“{text}…” is longer than {most} characters. Type a shorter value.",
}
