"""`python -m app` and `tillbook`: the command line, handed to the headless door."""

from __future__ import annotations

import sys

from app import bootstrap
from app.cli import main as door


def main() -> int:
    """Run one command; returns the exit status."""
    bootstrap.calm_collector()
    return door.run(sys.argv[1:], bootstrap.doors())


if __name__ == "__main__":
    sys.exit(main())
