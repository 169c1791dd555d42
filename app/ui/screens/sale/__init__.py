"""The sale screen: scan, pay, next."""
