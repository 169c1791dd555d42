"""What every refusal, warning and trouble says to a person, in English; the screens translate these sentences.

Each sentence says what is the matter and what to do. `{name}` is filled from the facts that came with the code.
Keep the table sorted by code.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.wording_counting import COUNT_SENTENCES
from app.domain.wording_devices import DEVICE_SENTENCES
from app.domain.wording_labels import LABEL_SENTENCES
from app.domain.wording_orders import ORDER_SENTENCES
from app.domain.wording_people import PEOPLE_SENTENCES
from app.domain.wording_products import PRODUCT_SENTENCES
from app.domain.wording_reports import REPORT_SENTENCES
from app.domain.wording_stock import STOCK_SENTENCES

SENTENCES: dict[str, str] = {
    **COUNT_SENTENCES,
    **DEVICE_SENTENCES,
    **LABEL_SENTENCES,
    **ORDER_SENTENCES,
    **PEOPLE_SENTENCES,
    **PRODUCT_SENTENCES,
    **REPORT_SENTENCES,
    **STOCK_SENTENCES,
    "age_unclear": "The minimum age “{text}” is not a number of years such as 18.",
    "amount_too_large": "A line or the whole sale is larger than the book can keep. Check quantities and prices.",
    "answer_lost": (
        "The answer could not be written: {reason}. The last line may be in the book all the same; send it once more."
    ),
    "bad_backup": (
        "The copy {backup} did not turn out whole, so the book was left as it is. Check the disk and start again."
    ),
    "bad_code": "“{text}” cannot be a code: codes have 1 to 128 visible characters and no space at the ends.",
    "bad_country": "“{text}” is no country code: use two letters, such as DE.",
    "bad_currency": "“{text}” is no currency code: use three capital letters, such as EUR.",
    "bad_date": "“{text}” is no date from 1970 to 2200. Write year, month and day, such as 2026-03-01.",
    "bad_digest": "“{text}” is no digest: it has 64 characters, digits and the letters a to f.",
    "bad_json": "This line is no JSON object: {reason}. Send one whole object on each line.",
    "bad_known": (
        "“{text}” is no time to know things at. Write now, then, or a moment such as 2026-03-01T09:30:00+01:00."
    ),
    "bad_map": "“{text}” does not say what a column is. Write the title, = and the field, such as “Art.=sku”.",
    "bad_moment": "“{text}” is no moment. Write it with its offset, such as 2026-03-01T09:30:00+01:00.",
    "bad_number": "The {what} “{text}” is not a plain number such as 12.",
    "bad_party_code": (
        "“{text}” cannot be the code of a {kind}: use 1 to {most} visible characters (letters and digits for a till)."
    ),
    "bad_pattern": (
        "“{text}” is no rule for weight or price codes: write weight, price or count, then the digits without the last "
        "one, a point for any digit and the measure as {{NNDDD}}, such as weight 21.....{{NNDDD}}."
    ),
    "bad_policy": "“{text}” is no tax policy: use one of {known}.",
    "bad_rounding_mode": "“{text}” is no way of rounding cash: use one of {known}.",
    "bad_serial": "A serial number of {sku} is empty or goes over several lines. Type it on one line.",
    "bad_sku": "“{text}” cannot be a SKU: use 1 to 64 characters without a space at the ends.",
    "bad_text": "The text of {key} holds half a character, or one that stands for none. Send it again as UTF-8.",
    "bad_time": "“{text}” is no time of day. Write hours and minutes, such as 04:00.",
    "bad_timezone": "“{text}” is no time zone that this machine knows. Write it like Europe/Berlin.",
    "bad_uid": "The uid “{text}” is not usable: it needs 1 to 64 characters.",
    "barcode_twice": "The barcode {text} stands for another product in row {row}. Delete it where it is wrong.",
    "below_zero": "The {what} “{text}” is below zero.",
    "binary_to_screen": "A {format} is not for reading on a screen. Name a file with --out, or choose --format csv.",
    "book_cannot_open": (
        "The book {book} cannot be opened. Check that its folder is there and that the disk is connected."
    ),
    "book_damaged": (
        "The book {book} is damaged. Stop selling on it, keep the file as it is, and restore the last good copy."
    ),
    "book_exists": "There is a book at {book} already; it was not touched. Choose another name.",
    "book_in_use": "Another program has the book {book} open. Close every window and program on it, and try again.",
    "book_locked": "Another program is writing to the book {book} and does not let go. Wait a moment and try again.",
    "book_read_only": "The book {book} can only be read. Take away its write protection, then try again.",
    "book_url": "“{text}” is the address of a server. This version keeps its book in a file: name a file.",
    "card_number": "A whole card number is never kept. Keep the terminal's reference or the last four digits.",
    "check_digit": (
        "The last digit of the code {code} is wrong: with the others it would be {right}. It is kept as it is; "
        "compare it with the goods."
    ),
    "code_as_date": (
        "A spreadsheet has taken the code for a date ({code}). Make the column text and enter the code again."
    ),
    "code_as_exponent": (
        "A spreadsheet has cut the code to {code}, and its digits are lost. Make the column text and enter "
        "the code again."
    ),
    "code_as_exponent_known": "A spreadsheet has written the code as {code}. Make the column text and enter {right}.",
    "code_check_digit": (
        "The last digit of the barcode {code} must be {expected}, not {last}, if the others are right: "
        "{right}. Compare it with the goods."
    ),
    "code_lost_zero": (
        "The barcode {code} has lost its leading zero. It should be {right}: make the column text and enter it again."
    ),
    "code_of_another": "The code {text} belongs to {sku}. Check the row.",
    "code_of_another_sku": (
        "The code {text} belongs to {sku}, but the row names {named}. Nothing was changed: give the row the SKU {sku}, "
        "or take the code out of it."
    ),
    "code_twice": "The code {text} stands for somebody else in row {row}. Give one of the two another code.",
    "column_unknown": "The list has no column “{text}”. Its titles are: {titles}.",
    "columns_both_mean": (
        "The columns “{first}” and “{second}” may both be the {what}. Give the one that is not meant another title."
    ),
    "cost_below_zero": "The cost of {sku} is below zero. Type what was paid for one unit.",
    "days_backwards": "The days run backwards, from {first} to {last}. Swap them.",
    "demo_folder_taken": (
        "{path} is there already and no demonstration made it. Name an empty folder with --out; nothing was touched."
    ),
    "demo_stuck": (
        "The demonstration stopped at “{story}”: after {seconds} seconds there was still no “{awaited}” to "
        "be seen. The picture {picture} shows the screen then."
    ),
    "discount_below_zero": "The discount “{text}” is below zero: type what is to be taken off, such as 5 or 10%.",
    "discount_too_large": "The discount of {discount} is more than the {amount} it is taken off. Make it smaller.",
    "disk_error": (
        "The disk reported an error while writing {book}. Nothing was recorded. Check the disk, then try again."
    ),
    "disk_full": "The disk is full, so nothing was recorded in {book}. Make room, then try again.",
    "double_key": "The key {key} stands there twice. Leave one of them out.",
    "draft_closed": "This basket was paid, parked or given up in the meantime.",
    "draft_moved": "Somebody else has entered something here meanwhile. It was read again; look and go on.",
    "export_ending": "The name {name} does not say what to write. End it in .csv or .xlsx.",
    "field_unknown": "“{text}” is nothing that a column can hold. Use one of: {known}.",
    "figure_two_ways": "“{text}” can mean {thousand} or {part}. Type it as one of these.",
    "figure_unclear": (
        "The {what} “{text}” may be {thousand} or {part}: write it without separators or with two decimals."
    ),
    "file_empty": "{name} is empty.",
    "file_encrypted": "{name} has a password. Save it without one, or as CSV.",
    "file_is_folder": "{name} is a folder. Choose a file in it.",
    "file_missing": "There is no file {path}. Check its name and folder.",
    "file_not_a_list": "{name} is {kind}, not a list of rows. Save the list as CSV or XLSX.",
    "file_not_regular": "{name} is a device or pipe. Save the list as a file first.",
    "file_quote_open": (
        "{name}: a quotation mark in row {row} is never closed, or the cell is endless. Mend that row and try again."
    ),
    "file_too_large": "{name} is larger than {most}. Split it into several files.",
    "file_too_many_cells": "{name} has more than {most} cells. Delete what is no list, or split it into several files.",
    "flag_unclear": "{what}: “{text}” is neither yes nor no.",
    "glyphs_missing": "“{name}” has characters that no font here has: {characters}. They are printed as “?”.",
    "held_elsewhere": "Another program holds {path}. Close it first.",
    "journal_only": "Only the report journal is written as {format}, not {report}. Choose --format csv or json.",
    "kit_in_kit": "{sku} cannot be part of this: a kit is made of goods, never of other kits.",
    "line_too_long": "This line is too long to be read. Send fewer lines in one document.",
    "list_without_column": (
        "{name} has no column for {what}. Its titles are: {titles}. Give the right column that title."
    ),
    "list_without_titles": (
        "{name} has no row of titles that say what the columns are. Write such a row above the first one: "
        "SKU, Name, Price, Barcode ..."
    ),
    "missing_key": "The key {key} is missing.",
    "mixed_prices": "Some lines include tax and some do not. Send them as two baskets.",
    "moment_ahead": "The document says {at}, but it is only {now}. Check the clock or the date.",
    "name_and_price_needed": "The new product {sku} needs a name and a price.",
    "name_needed": "The {kind} {code} needs a name.",
    "named_twice": "“{text}” stands there twice. Leave one of them out.",
    "needs_document": (
        "The {what} of {sku} cannot be edited while there is stock of it. A method or a standard cost changes by its "
        "own document (method_change, revaluation); for anything else adjust the stock to zero, lot by lot, edit the "
        "product, and adjust it back with its unit cost."
    ),
    "newer_book": (
        "The book {book} was written by a newer version of Tillbook (schema {version}, this one knows "
        "{known}). Update the program."
    ),
    "no_book": "There is no book at {book}. Make one with “tillbook init”, or try “tillbook sample”.",
    "no_display": (
        "There is no screen to open a window on. Start it on a desktop, or see “tillbook help” for what "
        "works without one."
    ),
    "no_lines": "The document has no lines. Add at least one.",
    "no_memory": "The machine has run out of memory. Close other programs, then try again.",
    "no_permission": "You may not read or write {book}. Ask whoever owns the file for permission.",
    "no_room_for_backup": "No free name was found for a copy of {book}. Tidy up the old copies beside it.",
    "no_such_line": "That line is not there any more.",
    "not_a_book": "{book} is not a Tillbook book. It was not touched; choose another file.",
    "not_durable": (
        "The disk under the book cannot promise to keep what was sold ({pragma} is {found}, not {expected}). "
        "Put the book on a local disk."
    ),
    "not_flag": "{key} must be true or false, without quotes.",
    "not_last_sale": "Only the last sale of till {till} ({number}) can be paid another way.",
    "not_list": "{key} must be a list of objects: [{{...}}, {{...}}].",
    "not_object": "{key} must be an object: {{...}}.",
    "not_text": '{key} must be text in quotes; figures too, such as "1.50".',
    "not_texts": "The {key} must be a list of texts.",
    "not_whole": "The {key} must be a whole number from 1, without quotes.",
    "nothing_to_undo": "There is nothing to take back.",
    "old_sqlite": (
        "The database library is too old to be safe ({version}; {needed} is needed). Run packaging/run.py "
        "again to update it."
    ),
    "out_of_bounds": "The {what} “{text}” is too large or too small to be right. Check it and type it again.",
    "output_lost": (
        "What there was to say could not be written: {reason}. What was asked for is done; ask for it again to see it."
    ),
    "pack_without_quantity": "It is not said how many pieces {code} stands for.",
    "paper_not_kept": (
        "The paper could not be kept as {path}: {reason}. What it is about stands in the book; make it once more."
    ),
    "part_of_itself": "{sku} cannot be its own part or deposit.",
    "place_unknown": "The list has no columns for “{text}”. It has: {known}.",
    "price_below_zero": "A price cannot be below zero.",
    "price_missing": "There is no price yet. Type what one of it costs.",
    "price_needed": "{name} ({sku}) is sold at an open price. Say the price.",
    "prices_other_tax": (
        "The column “{title}” has prices {said} tax, and the shop's prices are the other way. Add a column "
        "with the shop's own prices."
    ),
    "product_exists": "{sku} is a product already: {name}. Link the code to it, or type another one.",
    "product_inactive": "{name} ({sku}) is not sold any more. Make it active again first, or choose another product.",
    "product_name_needed": "The product {sku} needs a name.",
    "product_price_needed": "The new product {sku} needs a price.",
    "program_fault": (
        "The program made a mistake ({what}). What was done before stands; try again, and tell whoever looks after it."
    ),
    "quantity_above_zero": "What comes back of {sku} has a quantity below zero, such as -1.",
    "quantity_below_zero": "The quantity of {sku} is below zero. Type how much came in.",
    "quantity_zero": "The quantity of {sku} is zero. Type how much it is.",
    "quantity_zero_typed": "The quantity before the star is zero. Type how many, such as 3*.",
    "reader_not_started": (
        "The reader of spreadsheets could not be started ({reason}). Close other programs and try again, or "
        "save the list as CSV."
    ),
    "receipt_not_kept": (
        "The receipt could not be kept at {path} ({reason}). The sale stands; print a copy when there is room."
    ),
    "report_name_needed": "Name a report. tillbook report --list shows them all.",
    "report_needless": "The report {report} does not take {option}. Leave it out, or use what it takes: {takes}.",
    "resources_missing": "A file of the program is missing: {path}. Install Tillbook again.",
    "row_without_code": "“{name}” has no code. Give it one of your own.",
    "row_without_key": "“{name}” has neither SKU nor barcode. Give it a SKU of your own.",
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
    "scan_separator_missing": (
        "The lot or serial ends like a date: the scanner does not send the separator. Check its settings."
    ),
    "scan_too_long": (
        "The scan has {got} characters, more than the {limit} that a bar code can hold. Scan one code at a time."
    ),
    "scan_variable_measure_check_digit": (
        "The digit that checks weight or price in {code} is wrong: expected {expected}, got {got}. Weigh it again."
    ),
    "serial_twice": "The serial number {serial} of {sku} stands there twice. Each is one piece.",
    "settings_not_kept": "The settings could not be written to {path} ({reason}). They hold until the program ends.",
    "several_products": "The code {text} stands for several products ({skus}). Name the product instead.",
    "sheet_damaged": (
        "The spreadsheet {name} cannot be read: it is damaged, or has cells far outside the list. Open it in "
        "a spreadsheet program and save it as CSV."
    ),
    "sku_and_code": (
        "The line names the SKU {sku} and the code {text}. Name one of them: the quantity counts pieces of a "
        "SKU, or packs of a code."
    ),
    "sku_twice": "The SKU {text} stands for something else in row {row}. Give one of the two another SKU.",
    "stock_below_zero": "{name} ({sku}) stands at {on_hand} now. Count it, or receive what came in.",
    "stock_blocked": (
        "There is not enough of {name} ({sku}): it would stand at {on_hand}, and the shop does not allow that."
    ),
    "stock_twice": "The same stock of {text} stands in row {row}. Delete one of the two rows.",
    "tax_not_used": "The options --tax and --tax-code are for “import products”, and --tax-code goes with --tax.",
    "tax_unclear": "The tax “{text}” may be a percentage, a fraction or a key. Write it with a percent sign: 20 %.",
    "tax_without_rate": "The tax “{text}” has no percentage. Write it as 20 %.",
    "tender_over": "Payments other than cash are {over} over the {due} due. Only cash gives change: lower them.",
    "tender_part_over": "Only {rest} is still to be paid, and only cash gives change. Type {rest} or less.",
    "tender_part_short": "{missing} is still missing after {amount}. Type more, or press + to take that as a part.",
    "tender_part_zero": "A part of the payment cannot be zero. Type how much is paid this way.",
    "tender_short": "{missing} of the {due} due is still missing. Take the rest.",
    "tender_sign": "A payment goes the wrong way: a sale takes money in, a refund pays it out.",
    "text_damaged": "The {what} “{text}” has characters that are lost or cannot be printed. Type it again.",
    "text_of_many_lines": (
        "The {what} “{text}…” goes over many lines: a quotation mark in the file may be missing or one too many."
    ),
    "text_too_long": "The {what} is too long: at most {most} characters.",
    "then_when": "“then” needs a day to look back from. Name one, or ask for what is known now.",
    "till_open_elsewhere": "Till {till} is already open in another window on {book}. Use that one, or close it first.",
    "too_many_decimals": "The {what} “{text}” has more than {digits} decimals.",
    "too_many_lines": "The {what} has more than {most} lines. Leave some out.",
    "too_many_patterns": "There is room for {most} rules for weight and price codes. Take one away first.",
    "too_many_tiles": "There is room for {most} quick keys. Take one away first.",
    "too_much_back": "Only {left} of {sku} is left to come back from that sale.",
    "two_tenders": "Both tender and tenders are given. Leave one of them out.",
    "uid_conflict": "The uid {uid} already stands for {number}, which says something else. Nothing was recorded.",
    "unknown_code": "No product has the code {text}.",
    "unknown_customer": "There is no customer {customer}.",
    "unknown_document": "There is no document with the uid {uid}.",
    "unknown_key": "The key {key} is not known. Check its spelling or leave it out.",
    "unknown_location": "There is no location {location}.",
    "unknown_order": "There is no order {order}.",
    "unknown_product": "There is no product {sku}.",
    "unknown_region": "“{text}” is no region with rules for weight and price codes: use one of {known}.",
    "unknown_report": "There is no report {text}. Reports are: {known}.",
    "unknown_sale_line": "The sale {uid} has no line {line} that could come back.",
    "unknown_supplier": "There is no supplier {supplier}.",
    "unknown_tender": "There is no kind of payment {kind}. Known are: {known}.",
    "unknown_till": "There is no till {till}.",
    "unknown_topic": "There is no help on {text}. Topics are: {known}.",
    "unknown_type": "There is no document type {type}. Known are: {known}.",
    "unknown_word": "The {what} “{text}” is not known. Use one of: {known}.",
    "unreadable_file": "The file {path} cannot be read: {reason}.",
    "unwritable_file": "The file {path} cannot be written: {reason}. Nothing was left there; choose another place.",
    "verify_anchor": "No document has the digest {digest}: the end of a chain was cut off, or the chain was made anew.",
    "verify_base": "The average of {sku} at {location} does not hold: {kept} would be left, the pool has {expected}.",
    "verify_book_date": "{number} is booked on {book_date}, which is not about the day when it happened.",
    "verify_chain_gap": "The chain of till {till} lacks {count} documents between {before} and {number}.",
    "verify_correction": "Movement {seq} of {number} corrects nothing that was sold below zero there.",
    "verify_counted": "{sku} at {location} says wrongly whether anything ever came in there.",
    "verify_digest": "{number} is not as it was posted, or what was before it is not: its digest does not fit.",
    "verify_draft": "The basket {uid} is marked as sold, but there is no such sale.",
    "verify_file": "The file is damaged: {problem}. Keep it as it is, and restore the last good copy.",
    "verify_head": (
        "The chain of till {till} ends after {found} documents instead of {expected}: its end was cut off, or added."
    ),
    "verify_head_digest": "The chain of till {till} ends with another digest than that of {number}.",
    "verify_last_cost": (
        "The last cost of {sku} at {location} is kept as {kept}, but what came in last cost {expected}."
    ),
    "verify_last_number": "The last number of till {till} for {kind} is {last}, but {given} were given.",
    "verify_layer": "The cost layer of movement {seq} of {number} is not what came in, less what was taken of it.",
    "verify_layers_quantity": "The cost layers of {sku} at {location} hold {kept}, the pool {expected}.",
    "verify_layers_value": "The cost layers of {sku} at {location} are worth {kept}, the pool {expected}.",
    "verify_ledger_gap": "The movements {first} to {last} are missing from the ledger.",
    "verify_level": "The level of {sku} at {location} is {kept}, but its movements come to {expected}.",
    "verify_lost_documents": "{count} documents stand in no till's chain.",
    "verify_lot": "Movement {seq} of {number} is of a lot of another product.",
    "verify_movement_head": "Movement {seq} of {number} has another place, moment or day than its document.",
    "verify_movement_kind": "Line {line} of {number} ({sku}) moved stock the wrong way or of the wrong goods: {kind}.",
    "verify_movement_lot": "Line {line} of {number} ({sku}) moved lot {moved} instead of {expected}.",
    "verify_movement_missing": "Line {line} of {number} ({sku}) moved no stock.",
    "verify_movement_quantity": "Line {line} of {number} ({sku}) moved {moved} instead of {expected}.",
    "verify_movement_stray": "Movement {seq} belongs to no line of {number}.",
    "verify_movement_value": "Line {line} of {number} ({sku}) came in at {moved} instead of {expected}.",
    "verify_no_rows": "{number} has lost what it said: its own rows are not there.",
    "verify_number": "{number} must be called {expected}.",
    "verify_number_gap": "The numbers jump from {before} to {number}.",
    "verify_other_product": "Line {line} of {number} says {sku}, but is booked on {product}.",
    "verify_pool_quantity": "The cost pool of {sku} at {location} holds {kept}, but its movements come to {expected}.",
    "verify_pool_value": "The cost pool of {sku} at {location} is worth {kept}, but its movements come to {expected}.",
    "verify_recorded": "{number} claims to be recorded before {before}, which was there first.",
    "verify_shortage": "What movement {seq} of {number} sold below zero is not what is kept of it.",
    "verify_stray": "{number} has rows of another kind of document, in {table}.",
    "verify_structure": (
        "{name} is not as this program makes it: somebody has changed the structure of the book, or its guards."
    ),
    "verify_sum": "The {what} of {number} does not add up: {figure} instead of {expected}.",
    "verify_unreadable": (
        "Damage has stopped the reading of {part}. Keep the file as it is, and restore the last good copy."
    ),
    "verify_version": "{number} is digested in form {version}, which this program does not know. Use a newer one.",
    "whole_pieces": "{sku} is sold in whole pieces.",
    "without_cost": "{name} ({sku}) came in without a cost. Say what it cost, so that the stock has its value.",
}

# Facts that are plain decimals: a screen writes them with the signs of the shop.
FIGURES = frozenset({"amount", "discount", "due", "left", "missing", "on_hand", "over", "rest"})


def sentence(code: str, facts: Mapping[str, object]) -> str:
    """The sentence for a code, its facts filled in. A code without a sentence is a bug and says so plainly."""
    return SENTENCES[code].format_map({name: told(name, value) for name, value in facts.items()})


def told(name: str, value: object) -> str:
    """A fact as it stands in a sentence: a reason that another program gave brings no full stop of its own."""
    return str(value).rstrip(". ") if name == "reason" else str(value)
