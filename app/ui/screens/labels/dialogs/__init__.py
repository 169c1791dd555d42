"""The dialogs of the labels screen."""
