"""Everything Qt."""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 -- it sets the hook that is taken out below

# PySide reads the source of each module that is imported after it, to know whether the module renames Qt's methods
# (`from __feature__ import snake_case`). Nothing here does, and it took an eighth of the till's start.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
