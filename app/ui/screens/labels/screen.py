"""The labels screen: what waits for a label, the shop's own templates, and the drawing board for them.

It binds the keys and shows what the presenter says. What is scanned wants a label; on the drawing board it stands on
the label that is drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from app.domain.own_template import OwnTemplate, Source
from app.ui.said import Said
from app.ui.screens.labels.adjusting import Adjusting
from app.ui.screens.labels.board_page import ADDED, BoardPage
from app.ui.screens.labels.designing import Drawing
from app.ui.screens.labels.dialogs.name_form import BeginForm, NameForm
from app.ui.screens.labels.keys import Slot, bind
from app.ui.screens.labels.presenter import LabelsPresenter
from app.ui.screens.labels.start_page import StartPage
from app.ui.screens.labels.state import SCANNED
from app.ui.screens.labels.texts import LabelsTexts
from app.ui.sound import Tone
from app.ui.widgets.labels import isolate_name
from app.ui.widgets.messages import Toast
from app.ui.widgets.screens import DialogScreen, seek

if TYPE_CHECKING:
    from app.domain.changes import Changes
    from app.jobs.label_designs import DesignLook
    from app.jobs.label_papers import KeptLabels
    from app.ui.bus import Bus
    from app.ui.parts import Parts
    from app.ui.tasks import Workers

_MARGIN = 12  # px
_CONCERNED = frozenset({"products", "labels", "stock", "settings"})


class LabelsScreen(DialogScreen):
    """The screen. It is the presenter's view."""

    tone = Signal(object)  # Tone

    def __init__(self, parts: Parts, workers: Workers, bus: Bus) -> None:
        super().__init__()
        self.setObjectName("labelsScreen")
        self._bus = bus
        self.papers: Path | None = None
        self._is_leaving = False
        self._undo: Slot | None = None
        self.texts = LabelsTexts(parts.shop, self)
        self.start = StartPage(self.texts, parts.settings)
        self.board = BoardPage(self.texts)
        self.pages = QStackedWidget()
        self.pages.setObjectName("labelPages")
        self.pages.addWidget(self.start)
        self.pages.addWidget(self.board)
        self.toast = Toast(self, name="labelToast")
        self.presenter = LabelsPresenter(parts, workers, self)
        self.adjusting = Adjusting(parts, workers, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.addWidget(self.pages)
        self.setFocusProxy(self.pages)
        self.pages.setFocusProxy(self.start)
        self._connect()
        self._bind_keys()

    @property
    def unsaved(self) -> int:
        """How much is on the drawing board that is not in the book."""
        drawing = self.board.drawing
        return int(self.is_drawing() and drawing is not None and not drawing.is_kept)

    def on_scan(self, text: str, *, is_repeat: bool = False) -> None:
        """A scanner sent something: it wants a label, or stands on the one that is drawn. A repeat is nothing."""
        if is_repeat:
            return
        if self._dialog is not None:
            self.say(Said("warn", "finish_first"))
            self.sound(Tone.REFUSED)
        elif self.is_drawing():
            self.presenter.try_with(text)
        else:
            self.presenter.scan(text)

    # The presenter's view

    def lists_changed(self) -> None:
        """Show what there is."""
        self.start.show_lists(self.presenter)
        if not self.is_drawing():
            self._draw_chosen()

    def scanned_changed(self) -> None:
        """Show what was scanned for a label."""
        self.start.show_lists(self.presenter)
        self.start.choose_source(SCANNED)

    def template_drawn(self, look: DesignLook | None) -> None:
        """Show the chosen template."""
        self.start.show_drawn(look)

    def labels_made(self, kept: KeptLabels) -> None:
        """Tell where the labels lie."""
        self.papers = kept.path
        self.toast.close_now()
        facts = {"count": kept.labels, "path": str(kept.path), "names": ", ".join(kept.missing[:3])}
        said = Said("warn" if kept.missing else "ok", "labels_plain" if kept.missing else "labels_kept", facts)
        self.start.bar.say(said.kind, self.texts.sentence(said))

    def labels_wait(self, said: Said) -> None:
        """Tell why the printer has not taken the labels, and how it can be tried again."""
        self.start.bar.say(said.kind, self.texts.waits(said))

    def begin(self, start: str) -> None:
        """Ask what a new template is to be."""
        starts = self.texts.start_words() | {one.name: isolate_name(one.name) for one in self.presenter.templates}
        stock = self.start.stock.text()
        form = BeginForm(starts, start, stock, self.presenter.stocks, self.texts, parent=self.window())
        form.begun.connect(self.presenter.begin)
        self.open_dialog(form)

    def design(self, template: OwnTemplate, *, is_kept: bool) -> None:
        """Put a template on the drawing board."""
        self.close_dialog()
        self._is_leaving = False
        self.pages.setCurrentWidget(self.board)
        self.pages.setFocusProxy(self.board)
        self.board.choose_dpi(self.presenter.printer().dpi)
        self.board.open(Drawing(template, is_kept=is_kept))

    def design_drawn(self, look: DesignLook) -> None:
        """Show the label that is drawn."""
        self.board.show_look(look)

    def sample_found(self, name: str) -> None:
        """Show another product on it."""
        self.board.bar.clear()
        self.board.show_sample(name)

    def template_kept(self, template: OwnTemplate) -> None:
        """What is drawn is in the book."""
        self._undo = None
        self.close_dialog()
        self._is_leaving = False
        if self.board.drawing is not None:
            self.board.drawing.keep(template)
            self.board.bar.clear()
            self.board.show_drawing()
        self._tell("template_kept", template.name)

    def done(self, said: Said, undo: Callable[[], None] | None = None) -> None:
        """Tell what was done."""
        self.close_dialog()
        self.start.bar.clear()
        self._undo = undo
        self.toast.say(self.texts.sentence(said), self.undo if undo else None)

    def say(self, said: Said) -> None:
        """Say something, in the dialog that is open or in the bar of the page."""
        if self._dialog is not None:
            self._dialog.show_refusal(self.texts.sentence(said))
            self._dialog.bar.say(said.kind, self.texts.sentence(said))
        else:
            bar = self.board.bar if self.is_drawing() else self.start.bar
            bar.say(said.kind, self.texts.sentence(said))

    def hush(self) -> None:
        """What was said last is over."""
        self.start.bar.clear()
        self.board.bar.clear()

    def sound(self, tone: Tone) -> None:
        """Let a tone be heard."""
        self.tone.emit(tone)

    def published(self, changes: Changes) -> None:
        """The book has changed."""
        self._bus.publish(changes)

    # What keys and buttons do

    def new(self) -> None:
        """Ctrl+N: a new template."""
        if not self.is_drawing():
            self.begin("shelf")

    def edit(self) -> None:
        """F4: draw the chosen template."""
        if not self.is_drawing():
            self.presenter.edit()

    def like(self) -> None:
        """F5: another one like it."""
        if self.presenter.template() is None:
            self.say(Said("warn", "no_template"))
        elif not self.is_drawing():
            self.begin(self.presenter.chosen)

    def name(self) -> None:
        """F6: the chosen template gets another name; the one that is drawn is saved under another."""
        drawing = self.board.drawing if self.is_drawing() else None
        template = drawing.template if drawing is not None else self.presenter.template()
        if template is None:
            self.say(Said("warn", "no_template"))
            return
        title = self.tr("Save as") if drawing is not None else self.tr("Another name")
        form = NameForm(title, template.name, self.texts, parent=self.window())
        form.wished.connect(self._on_save_as if drawing is not None else self.presenter.rename)
        self.open_dialog(form)

    def drop(self) -> None:
        """Del: the chosen field, or the chosen template, goes."""
        if not self.is_drawing():
            self.presenter.drop()
        elif self.board.drawing is not None and self.board.drawing.delete():
            self._drawn()
        else:
            self.say(Said("warn", "last_field"))

    def make(self) -> None:
        """F12: make the labels."""
        wish = None if self.is_drawing() else self.start.wish()
        if wish is not None:
            self.presenter.make(wish)

    def open_papers(self) -> None:
        """F11: the labels that were made last."""
        if self.papers is None:
            self.say(Said("warn", "no_labels_yet"))
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.papers)))

    def keep(self) -> None:
        """Ctrl+S: what is drawn is saved."""
        if self.is_drawing() and self.board.drawing is not None:
            self.presenter.keep(self.board.drawing.template)

    def copy(self) -> None:
        """Ctrl+D: another field like the chosen one."""
        self._step(Drawing.duplicate, "most_fields")

    def undo(self) -> None:
        """Ctrl+Z: one step back."""
        self._step(Drawing.undo, "nothing_undone")

    def redo(self) -> None:
        """Ctrl+Y: the step that was taken back."""
        self._step(Drawing.redo, "nothing_undone")

    def add(self, source: Source) -> None:
        """Ctrl+1 to Ctrl+0: another field."""
        text = self.tr("Text") if source is Source.TEXT else ""
        self._step(partial(Drawing.add, source=source, text=text), "most_fields")
        if self.is_drawing():
            self.board.canvas.setFocus()

    def focus_first(self) -> None:
        """F2: bring the keys to the label that is drawn, or to the templates."""
        (self.board.canvas if self.is_drawing() else self.start.table).setFocus()

    def focus_sample(self) -> None:
        """F3: choose the product on the label that is drawn, or what labels are for."""
        if self.is_drawing():
            seek(self.board.sample)
        else:
            self.start.source.setFocus()

    def escape(self) -> None:
        """Esc: back from the drawing board; what is not saved is asked about once."""
        if not self.is_drawing():
            self.start.bar.clear()
            self.start.table.setFocus()
        elif self.unsaved and not self._is_leaving:
            self._is_leaving = True
            self.say(Said("warn", "leave_unkept"))
        else:
            self._is_leaving = False
            self.pages.setCurrentWidget(self.start)
            self.pages.setFocusProxy(self.start)
            self.start.table.setFocus()
            self.presenter.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.start.show_remembered()
        self.presenter.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.toast.close_now()

    def _connect(self) -> None:
        start, board = self.start, self.board
        start.chosen.connect(self._on_chosen)
        start.picture.resized.connect(self._draw_chosen)
        start.table.picked.connect(self.edit)
        start.empty.button.clicked.connect(self.new)
        for button, slot in (
            (start.make, self.make), (start.new, self.new), (start.edit, self.edit), (start.like, self.like),
            (start.rename, self.name), (start.drop, self.drop), (board.back, self.escape), (board.undo, self.undo),
            (board.redo, self.redo), (board.keep, self.keep),
            (start.off, self.adjusting.open), (board.keep_as, self.name), (board.copy, self.copy),
            (board.delete, self.drop),
        ):  # fmt: skip
            button.clicked.connect(slot)
        board.add_wished.connect(self.add)
        board.edited.connect(self._on_edited)
        board.redraw.connect(self._draw_design)
        board.sample.entered.connect(self._on_sample)
        self._bus.changed.connect(self._on_changes)

    def _bind_keys(self) -> None:
        keys = {
            "F2": self.focus_first, "F3": self.focus_sample, "F4": self.edit, "F5": self.like, "F6": self.name,
            "F11": self.open_papers, "F9": self.adjusting.open,
            "F12": self.make, "Ctrl+N": self.new, "Ctrl+P": self.presenter.again,
            "Ctrl+S": self.keep, "Ctrl+D": self.copy,
            "Ctrl+Z": self.undo, "Ctrl+Y": self.redo, "Ctrl+Shift+Z": self.redo, "Esc": self.escape,
        }  # fmt: skip
        adding = {f"Ctrl+{place % 10}": partial(self.add, source) for place, source in enumerate(ADDED, 1)}
        bind(self, {**keys, **adding})
        for owner in (self.board.canvas, self.board.table, self.start.table):
            bind(owner, {"Del": self.drop}, alone=True)

    def is_drawing(self) -> bool:
        """Whether the drawing board is in front."""
        return self.pages.currentWidget() is self.board

    def _step(self, step: Callable[[Drawing], bool], no: str) -> None:
        """Do something to the drawing, or say why not."""
        drawing = self.board.drawing
        if not self.is_drawing():
            self._undo_drop(step)
        elif drawing is not None and step(drawing):
            self._drawn()
        else:
            self.say(Said("info", no))

    def _undo_drop(self, step: Callable[[Drawing], bool]) -> None:
        """Ctrl+Z beside the drawing board: the template that was deleted last is there again."""
        if step is Drawing.undo and self._undo is not None:
            undo, self._undo = self._undo, None
            self.toast.close_now()
            undo()

    def _drawn(self) -> None:
        self.board.show_drawing()
        self._on_edited()

    def _on_edited(self) -> None:
        """What was said of the drawing before is over."""
        self._is_leaving = False
        self.board.bar.clear()
        self._draw_design()

    def _draw_design(self) -> None:
        drawing = self.board.drawing
        if self.is_drawing() and drawing is not None:
            room = self.board.canvas.room()
            dpi = int(self.board.dpi.currentData())
            self.presenter.draw(drawing.template, dpi=dpi, width=room.width(), height=room.height())

    def _draw_chosen(self) -> None:
        room = self.start.picture.room()
        self.presenter.choose(self.presenter.chosen, room.width(), room.height())

    def _tell(self, code: str, name: str) -> None:
        self.toast.say(self.texts.sentence(Said("ok", code, {"name": name})))

    def _on_chosen(self) -> None:
        self.start.show_rows(self.presenter.rows(self.start.source.currentData()))
        self.presenter.chosen = self.start.chosen_name()
        self._draw_chosen()

    def _on_save_as(self, name: str) -> None:
        if self.board.drawing is not None:
            self.presenter.keep_as(replace(self.board.drawing.template, name=name))

    def _on_sample(self) -> None:
        words = self.board.sample.text().strip()
        if words:
            self.presenter.try_with(words)

    def _on_changes(self, changes: Changes) -> None:
        if self.isVisible() and changes.what & _CONCERNED:
            self.presenter.refresh()
            self._draw_design()
