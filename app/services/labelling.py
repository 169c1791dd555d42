"""Labelling: what was printed on shelf labels, so that changed prices are known, and the shop's own templates."""

from __future__ import annotations

from collections.abc import Iterable

from app.base.clock import Clock
from app.domain import rights
from app.domain.changes import Changes, Updated
from app.domain.own_template import OwnTemplateAsked, check_template_name, templated
from app.domain.refusal import Refusal
from app.store.database import Book, Connection
from app.store.queries import parties
from app.store.queries.own_templates import own_template
from app.store.writing.labels import note_shelf_labels
from app.store.writing.own_templates import drop_own_template, rename_own_template, set_own_template


class Labelling:
    """Keeps which price stands on the shelf, and how the shop's labels look."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def note_printed(self, product_ids: Iterable[int], *, user: str | None = None) -> Changes:
        """Note that these products have a shelf label with today's price.

        Raises:
            Refusal: `not_allowed`, `unknown_user`.
        """
        with self._book.writing() as connection:
            _, person = parties.person(connection, user)
            rights.require(person, rights.Right.LABEL)
            note_shelf_labels(connection, product_ids, at_us=self._clock.now_us())
        return Changes(frozenset({"labels"}))

    def set_template(self, asked: OwnTemplateAsked, *, user: str | None = None) -> Updated:
        """Add a template of the shop's own, or change the one of that name.

        Raises:
            Refusal: `not_allowed`, `unknown_user`, and those of `templated`.
        """
        with self._book.writing() as connection:
            self._require(connection, user)
            set_own_template(connection, templated(own_template(connection, asked.name), asked))
        return Updated(asked.name, changes=Changes(frozenset({"labels"})))

    def rename_template(self, name: str, new: str, *, user: str | None = None) -> Changes:
        """Give a template another name.

        Raises:
            Refusal: `not_allowed`, `unknown_user`, `unknown_label_template`, `bad_template_name`, `template_taken`.
        """
        with self._book.writing() as connection:
            self._require(connection, user)
            self._require_known(connection, name)
            if check_template_name(new) != name and own_template(connection, new) is not None:
                raise Refusal("template_taken", name=new)
            rename_own_template(connection, name, new)
        return Changes(frozenset({"labels"}))

    def drop_template(self, name: str, *, user: str | None = None) -> Changes:
        """Forget a template.

        Raises:
            Refusal: `not_allowed`, `unknown_user`, `unknown_label_template`.
        """
        with self._book.writing() as connection:
            self._require(connection, user)
            self._require_known(connection, name)
            drop_own_template(connection, name)
        return Changes(frozenset({"labels"}))

    @staticmethod
    def _require(connection: Connection, user: str | None) -> None:
        rights.require(parties.person(connection, user)[1], rights.Right.DESIGN_LABELS)

    @staticmethod
    def _require_known(connection: Connection, name: str) -> None:
        if own_template(connection, name) is None:
            raise Refusal("unknown_label_template", text=name[:60])
