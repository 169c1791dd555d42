"""The book. The only folder that knows SQL."""
