"""The dialogs of the receiving screen."""
