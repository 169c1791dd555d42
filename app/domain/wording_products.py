"""What the catalogue and its prices refuse and warn of, to a person; part of `wording`.

Keep the table sorted by code.
"""

PRODUCT_SENTENCES: dict[str, str] = {
    "bad_price_change": "Prices can be changed by {least} to {most} percent. Type a figure such as 5 or -10.",
    "code_shared": "The code {code} is one of {sku}, too: when it is scanned, the cashier is asked which is meant.",
    "no_free_code": (
        "Every number of 13 digits for use inside the shop carries a weight or price here. Type a code of your own."
    ),
    "no_goods_chosen": "None of these goods has a price that can be changed. Choose others in the list.",
    "no_planned_price": "No price is planned for {sku} on {day} any more. Look at the list again.",
    "no_prices_to_undo": "There is no change of many prices that could be undone.",
    "no_variants": "All of these variants of {sku} are there already.",
    "price_in_past": "{day} is over: a price can begin today or later.",
    "sku_taken": "The SKU {sku} is {name} already. Type another one.",
    "too_many_tax_rates": "A shop has up to {most} tax rates here. Leave out one that none of its goods has.",
    "too_many_variants": "A property can have up to {most} values. Make the variants in several parts.",
    "variant_is_another": "The variant {value} of {sku} is {other} already. Mend the row.",
    "variant_of_variant": "{sku} is a variant itself. Make more of them from the product that it is a variant of.",
    "variant_sku_too_long": "The SKU {sku}… would be longer than {most} characters. Type shorter values.",
    "variant_too_long": "“{text}…” is longer than {most} characters. Type a shorter value.",
}
