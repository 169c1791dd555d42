"""What printers, drawers and scanners say, to a person; part of `wording`.

Keep the table sorted by code.
"""

DEVICE_SENTENCES: dict[str, str] = {
    "bad_printer_device": "“{text}” is no device. A printer on a USB cable is called /dev/usb/lp0 or alike.",
    "code_is_command": "“{text}” is a command to the till and cannot be a product's code. Use another one.",
    "drawer_not_opened": "The drawer did not open: {reason}. Open it with its key; the sale stands.",
    "no_default_printer": "No printer is chosen, and the system has no default. Choose one in the settings.",
    "no_label_printer": "No label printer is set. Name its address and its labels in the settings.",
    "no_printer_chosen": "No receipt printer is set. Choose one in the settings.",
    "no_printing_system": "This machine has no printing system (CUPS). Install it, or save the PDF.",
    "opened_moves_nothing": "A drawer that is only opened moves no cash: leave the amount out, or say where it goes.",
    "printer_away": "The printer “{printer}” is not ready: {reason}. Check it, then print again.",
    "printer_failed": "The printer “{printer}” did not accept the job: {reason}. Check it, then print again.",
    "printer_no_paper": "The printer “{printer}” has no paper. Put a roll in, then print again.",
    "printer_open": "The printer “{printer}” is open. Close it, then print again.",
    "printer_slow": "The printer “{printer}” gave no answer in {seconds} seconds. Check it, then print again.",
}
