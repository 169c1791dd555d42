"""The products screen: what the shop sells, for how much, and the labels that say so."""
