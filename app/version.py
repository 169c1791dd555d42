"""The version of the program and of the formats it writes."""

VERSION = "0.1.0"
