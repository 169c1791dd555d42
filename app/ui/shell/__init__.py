"""The window around the screens: rail, status line, where scans go, what happens at the start and the end."""
