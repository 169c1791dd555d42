"""The window of a till."""

from tests.ui.fixtures import filtered, opened

__all__ = ["filtered", "opened"]
