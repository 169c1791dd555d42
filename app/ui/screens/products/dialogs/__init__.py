"""What lies over the products screen: the form of a product, prices to come, prices in bulk, labels."""
