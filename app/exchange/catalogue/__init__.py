"""Other people's price lists, opening stock and address lists: read here, taken into the book by the services."""
