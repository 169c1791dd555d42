"""The orders screen: what is on order, and what can be done about it."""
