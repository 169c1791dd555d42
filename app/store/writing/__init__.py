"""Everything that writes to the book, each inside a unit of work."""
