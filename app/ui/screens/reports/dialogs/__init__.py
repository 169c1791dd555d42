"""The dialogs of the reports screen."""
