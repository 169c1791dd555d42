"""Settings of this machine: looks, tones, the receipt printer; and what this program is."""
