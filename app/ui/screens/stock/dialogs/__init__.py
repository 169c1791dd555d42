"""What lies over the stock screen: forms that post a document, and a document to read."""
