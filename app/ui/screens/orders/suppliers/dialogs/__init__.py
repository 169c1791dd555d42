"""What is filled in and looked up of a supplier."""
