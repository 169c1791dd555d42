"""Metal without Qt: the scanner wedge, printers, the drawer."""
