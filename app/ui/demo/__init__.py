"""The demonstration: a day in the sample shop, played through the real window by real key events."""
