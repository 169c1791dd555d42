"""The suppliers' room of the orders screen: whom to call, what they bring at which cost, how they kept their word."""
