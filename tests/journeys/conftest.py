"""The window of a till."""

from tests.ui.fixtures import filtered, garbage_of_this_thread, opened

__all__ = ["filtered", "garbage_of_this_thread", "opened"]
