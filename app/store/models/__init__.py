"""Tables as peewee sees them; private to the store."""
