"""What every refusal, warning and trouble says to a person, in English; the screens translate these sentences.

Each sentence says what is the matter and what to do. `{name}` is filled from the facts that came with the code.
Keep the table sorted by code.
"""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: dict[str, str] = {
    "amount_too_large": "A line or the whole sale is larger than the book can keep. Check quantities and prices.",
    "bad_currency": "“{text}” is no currency code: use three capital letters, such as EUR.",
    "bad_json": "This line is no JSON object: {reason}. Send one whole object on each line.",
    "bad_number": "The {what} “{text}” is not a plain number such as 12.50.",
    "bad_pattern": (
        "“{text}” is no pattern for weight or price codes: write digits, a point for any digit, and the "
        "measure as {{NNDDD}}, such as 21.....{{NNDDD}}."
    ),
    "bad_policy": "“{text}” is no tax policy: use one of {known}.",
    "bad_rounding_mode": "“{text}” is no way of rounding cash: use one of {known}.",
    "bad_text": "The text of {key} has half a character in it. Send it again as UTF-8.",
    "discount_below_zero": "The discount “{text}” is below zero: type what is to be taken off, such as 0.50 or 10%.",
    "discount_too_large": "The discount of {discount} is more than the {amount} it is taken off. Make it smaller.",
    "double_key": "The key {key} stands there twice. Leave one of them out.",
    "glyphs_missing": "“{name}” has characters that no font here has: {characters}. They are printed as “?”.",
    "line_too_long": "This line is too long to be read. Send fewer lines in one document.",
    "missing_key": "The key {key} is missing.",
    "mixed_prices": "Some lines include tax and some do not. Send them as two baskets.",
    "not_flag": "{key} must be true or false, without quotes.",
    "not_list": "{key} must be a list of objects: [{{...}}, {{...}}].",
    "not_object": "{key} must be an object: {{...}}.",
    "not_text": '{key} must be text in quotes; figures too, such as "1.50".',
    "not_texts": "{key} must be a list of texts in quotes.",
    "not_whole": "{key} must be a whole number from 1, without quotes.",
    "out_of_bounds": "The {what} “{text}” is too large or too small to be right. Check it and type it again.",
    "quantity_zero_typed": "The quantity before the star is zero. Type how many, such as 3*.",
    "resources_missing": "A file of the program is missing: {path}. Install Tillbook again.",
    "scan_ai_unknown": (
        "The code has a field ({ai}), which GS1 does not know. Scan it again; if it stays, type the number."
    ),
    "scan_aim_short": "“{text}” begins like a scanner's mark for the kind of code and breaks off. Scan it again.",
    "scan_aim_unknown": "“{text}” is no mark for a kind of code. Check the scanner's settings for AIM identifiers.",
    "scan_bad_character": (
        "The code holds “{character}”, which cannot stand there. Check the keyboard layout the scanner is set to."
    ),
    "scan_check_digit": (
        "The last digit of {code} is wrong: expected {expected}, got {got}. Scan it again or type the number."
    ),
    "scan_date": "Field ({ai}) says {value}, which is no date. Type the number without it.",
    "scan_dl_empty_value": "The web address names field ({ai}) and leaves it empty. Type the number on the pack.",
    "scan_dl_no_key": "This is a web address, not a product: it has no GS1 number in it. Scan the bar code instead.",
    "scan_dl_path": "The web address has a gap in its path: {path}. Scan the bar code instead.",
    "scan_dl_qualifier": (
        "The web address has field ({ai}) where field ({key}) cannot have it. Scan the bar code instead."
    ),
    "scan_dl_scheme": "“{scheme}:” is no web address, and no product. Scan the bar code instead.",
    "scan_empty": "The scan is empty. Scan it again.",
    "scan_hri": "“{text}” is not written as (01)… (10)…: begin with a field's number in brackets.",
    "scan_layout": (
        "Field ({ai}) says {value}, which does not have the form {layout}. Scan it again or type the number."
    ),
    "scan_length": "{what} has {got} characters instead of {expected}. Scan it again or type the number.",
    "scan_no_match": "“{text}” is no code that the shop knows.",
    "scan_not_ascii_digits": "“{text}” is not written with the digits 0 to 9. Switch scanner or keyboard to them.",
    "scan_number_system": "{code} is no UPC-E number: it begins with {got} instead of 0 or 1.",
    "scan_too_long": (
        "The scan has {got} characters, more than the {limit} that a bar code can hold. Scan one code at a time."
    ),
    "scan_variable_measure_check_digit": (
        "The digit that checks weight or price in {code} is wrong: expected {expected}, got {got}. Weigh it again."
    ),
    "tender_over": "Payments other than cash are {over} over the {due} due. Only cash gives change: lower them.",
    "tender_part_over": "Only {rest} is still to be paid, and only cash gives change. Type {rest} or less.",
    "tender_part_short": "{missing} is still missing after {amount}. Type more, or press + to take that as a part.",
    "tender_part_zero": "A part of the payment cannot be zero. Type how much is paid this way.",
    "tender_short": "{missing} of the {due} due is still missing. Take the rest.",
    "tender_sign": "A payment goes the wrong way: a sale takes money in, a refund pays it out.",
    "too_many_decimals": "The {what} “{text}” has more than {digits} decimals.",
    "two_tenders": "Both tender and tenders are given. Leave one of them out.",
    "unknown_key": "The key {key} is not known. Check its spelling or leave it out.",
    "unknown_region": "“{text}” is no region with rules for weight and price codes: use one of {known}.",
    "unreadable_file": "The file {path} cannot be read: {reason}.",
}


def sentence(code: str, facts: Mapping[str, object]) -> str:
    """The sentence for a code, its facts filled in. A code without a sentence is a bug and says so plainly."""
    return SENTENCES[code].format_map({name: str(value) for name, value in facts.items()})
