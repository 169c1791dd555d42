"""The shop's arithmetic: frozen values and pure functions. No clock, no files, no float."""
