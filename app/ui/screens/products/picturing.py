"""What becomes of the picture of a product: a file is read and scaled down by the pool, the book takes it in order."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Protocol

from app.base.trouble import Trouble
from app.domain.changes import Changes
from app.domain.refusal import Refusal
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.products.state import PictureWish
from app.ui.sound import Tone
from app.ui.tasks import Workers


class PicturesView(Protocol):
    """The screen, or a test in its place."""

    def say(self, said: Said) -> None:
        """Say something; a dialog that is open says it there."""

    def done(self, said: Said, *, undoable: bool = False) -> None:
        """What was wished for is in the book."""

    def sound(self, tone: Tone) -> None:
        """Let a tone be heard."""

    def published(self, changes: Changes) -> None:
        """The book has changed."""


class Picturing:
    """Changes pictures."""

    def __init__(self, parts: Parts, workers: Workers, view: PicturesView) -> None:
        self._parts, self._workers, self._view = parts, workers, view

    def change(self, wish: PictureWish) -> None:
        """Give a product the picture of a file, or none."""
        if wish.path is None:
            self._put(wish, b"")
        else:
            self._workers.pool.submit(partial(_read, wish.path), partial(self._put, wish), self._on_refused)

    def _put(self, wish: PictureWish, picture: bytes) -> None:
        said = Said("ok", "picture_kept" if picture else "picture_gone", {"name": wish.name})
        self._workers.store.submit(partial(self._set, wish.sku, picture), partial(self._on_set, said), self._on_refused)

    def _set(self, sku: str, picture: bytes) -> Changes:
        return self._parts.cataloguing.set_picture(sku, picture, user=self._parts.user)

    def _on_set(self, said: Said, changes: Changes) -> None:
        self._view.done(said)
        self._view.published(changes)

    def _on_refused(self, error: Refusal | Trouble) -> None:
        self._view.say(Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts))
        self._view.sound(Tone.REFUSED)


def _read(path: Path) -> bytes:
    from app.jobs.product_pictures import read_picture  # noqa: PLC0415 -- Pillow is loaded with the first picture

    return read_picture(path)
