"""Labels on paper: stocks, symbols that scan, templates in millimetres, sheets and rolls as PDF.

Everything here is placed in millimetres from the top left corner, across and down, as a person measures a sheet.
"""
