"""Questions that change nothing, look-ups by code and name among them."""
