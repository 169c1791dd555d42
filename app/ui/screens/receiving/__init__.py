"""The receiving screen: a van comes, boxes are scanned, and what is short or over is known before it leaves."""
