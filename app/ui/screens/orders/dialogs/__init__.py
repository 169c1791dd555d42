"""What lies over the orders screen: the form for an order, what is low, another day, the question before giving up."""
