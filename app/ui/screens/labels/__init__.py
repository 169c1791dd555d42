"""The labels screen: what waits for a label, the shop's own templates, and the designer."""
