"""What lies over the orders screen: the form for an order, what low stock asks for, the question before giving up."""
