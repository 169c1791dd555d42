"""What labels refuse, to a person; part of `wording`.

Keep the table sorted by code.
"""

LABEL_SENTENCES: dict[str, str] = {
    "bad_copies": "In row {row}, “{text}” is no number of labels. Write a whole number up to {most}.",
    "bad_label_price": "In row {row}, “{text}” is no price of a piece. Write it such as 4.92, or leave the cell empty.",
    "bad_label_scale": "The scale has to be from {least} to {most} percent, such as 100.4.",
    "bad_label_size": (
        "“{text}” is no size of label that can be: check that all labels lie on the page and not over each other. "
        "Write a roll as 62x29 and a sheet as A4 3x8 63.5x33.9 7.2,12.9 66x33.9 (all in millimetres)."
    ),
    "bad_label_weight": (
        "In row {row}, “{text}” is no weight. Write kilograms such as 0.352, or leave the cell empty."
    ),
    "bad_nudge": (
        "The nudge has to be two numbers of millimetres up to {most}, to the right and down, such as 0.3,-0.5."
    ),
    "bad_printer_address": "“{text}” is no printer on the network. Write its address, such as 192.168.1.50:9100.",
    "bad_start_label": "The sheet has no label {text}: name one from 1 to {most}.",
    "bad_template_name": (
        "“{text}” is no name for a template. Give it up to {most} letters or figures without a blank at its ends."
    ),
    "copies_without_delivery": "Only the labels of a delivery can be as many as were delivered. Choose one or stock.",
    "field_outside_label": "The field {field} of {template} reaches over the edge of the label. Move it inside.",
    "field_over_symbol": (
        "The field {field} of {template} lies on the code or the white beside it, which would not scan. Move it away."
    ),
    "label_code": "“{text}” cannot be printed as {symbol}, which takes {takes}. Choose another kind of code.",
    "label_needs_gtin": (
        "{name} has no GTIN but {code}, which GS1-128 cannot carry. Choose Code 128 or a DataMatrix for it."
    ),
    "label_not_weighed": "{name} is not sold by weight: leave the weight out, or change what it is sold by.",
    "label_refused": "{reason}. It is the label of {name} that cannot be printed.",
    "label_too_small": (
        "The {symbol} does not fit on this label: it needs {width} by {height} mm and a line of text beside it. "
        "Choose a larger label, a finer printer, or a DataMatrix."
    ),
    "labels_of_what": "Say which labels: --products FILE, --delivery UID, --price-changes or --zones NAMES.",
    "module_too_large": (
        "Bars of {module} mm are wider than {most} mm, which scanners read as {symbol}. Choose a smaller module."
    ),
    "module_too_small": (
        "Bars of {module} mm are too narrow to scan: {symbol} needs {least} mm at the least, in whole dots of a "
        "printer with {dpi} dpi. Choose a larger module or label."
    ),
    "no_labels": "There is nothing to print a label for.",
    "no_measured_code": (
        "The code {code} has no room for {measure}: neither the shop's own rules for weight and price codes (Settings) "
        "nor those of its region say where it goes. Add a rule, and give the product a code by it."
    ),
    "not_a_picture": "{name} is no picture that can be read. Choose a PNG or JPEG file.",
    "not_base64": "{key} must be the file in base64 (`base64 -w0 logo.png` writes it), or empty for none.",
    "picture_too_large": ("{name} is too large. Choose a picture of at most 20 megabytes and 40 million pixels."),
    "several_in_list": "In row {row}, {text} is a code of several products. Name the one you mean by its SKU.",
    "symbol_too_low": (
        "The {symbol} needs {needed} mm of height ({bars} mm of it bars, by the rules of GS1), and there are "
        "{room} mm. Choose a higher label or a DataMatrix."
    ),
    "symbol_too_wide": (
        "The {symbol} needs {needed} mm with the white beside it, and there are {room} mm: its bars are "
        "{module} mm wide at the least on a printer with {dpi} dpi. Choose a wider label, a finer printer, or a "
        "DataMatrix."
    ),
    "template_off_label": (
        "{template} was made for labels of {width} by {height} mm: on {stock} the field {field} has no room. "
        "Choose another stock or template."
    ),
    "template_taken": "There is a template called {name} already. Choose another name.",
    "template_unfit": (
        "{name} is saved, but the labels of most goods would be refused, such as that of {product}. {reason}."
    ),
    "too_many_fields": "A template has from one to {most} fields. Add one, or take some away.",
    "too_many_labels": "These are more than {most} labels. Print them in several parts.",
    "unknown_in_list": "In row {row}, no product has the SKU or code {text}. Check it or delete the row.",
    "unknown_label_stock": (
        "No label stock is called “{text}”. Near to it: {near}. Or write the size in millimetres, such as 62x29."
    ),
    "unknown_label_template": (
        "The shop has no label template called “{text}”. Look at Labels in the till for those it has."
    ),
    "unknown_resolution": "Printers with {text} dots to the inch are not known: choose {known}.",
    "wrong_label_stock": (
        "The figures that are known of {name} cannot be right: its labels would lie off the page or over each other. "
        "Measure a sheet and write its size, such as A4 3x8 63.5x33.9 7.2,12.9 66x33.9."
    ),
    "zpl_needs_roll": (
        "{name} is a sheet, and label printers print on rolls. Write the size of your label, such as 57x32."
    ),
}
