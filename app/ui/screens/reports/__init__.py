"""The reports screen: what the manager asks, looks at, prints and keeps; and the end of a period."""
