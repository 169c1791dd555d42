"""Tillbook: a till and stock book for a shop, on the desktop. `app/README.md` is the map."""
