"""Where the program's own files are: icons, the style sheet, sounds, the sample shop.

They lie in `resources/`, beside the package `app`: so it is in a checkout, and the packaged program keeps the pair
together. An installation into a Python environment has them under its `share/tillbook`.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from app.base.trouble import Trouble

_CHECKED_BY = "icons"  # a folder that every whole set of resources has


@cache
def resources_folder() -> Path:
    """The folder `resources` of this installation.

    Raises:
        Trouble: `resources_missing` with the `path` where it was expected: the installation is damaged.
    """
    places = (Path(__file__).resolve().parents[2] / "resources", Path(sys.prefix) / "share" / "tillbook" / "resources")
    for place in places:
        if (place / _CHECKED_BY).is_dir():
            return place
    raise Trouble("resources_missing", path=str(places[0]))


def resource(*parts: str) -> Path:
    """The path of one file or folder of the resources, such as `resource("sample", "shop.json")`.

    Raises:
        Trouble: `resources_missing` with the `path` if there is no such file.
    """
    path = resources_folder().joinpath(*parts)
    if not path.exists():
        raise Trouble("resources_missing", path=str(path))
    return path
