"""The stock screen: goods and what there is of them, each with a card that leads to everything that moved it."""
