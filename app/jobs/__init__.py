"""Work of several steps without Qt that a screen and the headless door both need."""
