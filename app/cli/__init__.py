"""The headless door: one thin module for each command."""
