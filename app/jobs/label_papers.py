"""Labels on paper for a screen: a preview of the first page, the whole document in a folder, the ruler of a printer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.base.clock import Clock
from app.base.trouble import Trouble
from app.domain.changes import Changes
from app.domain.labelling import LabelGoods, LabelWish, Waiting
from app.domain.moment import from_us
from app.domain.refusal import Refusal
from app.jobs.label_designs import LabelDesigns
from app.jobs.labels import Copies, LabelChoice, Labels
from app.printing.labels.symbols import SymbolKind
from app.printing.preview import PagePicture, draw_page
from app.services.labelling import Labelling

if TYPE_CHECKING:
    from app.printing.labels.sheets import Layout, Look
    from app.printing.printout import Printout
    from app.reports.lookups import Found


_NO_CHANGES = Changes()


@dataclass(frozen=True, slots=True)
class LabelPlan:
    """Which labels, on what, and what the printer is off.

    Attributes:
        product_ids: Of the chosen products; empty with `waiting`.
        waiting: The products that wait for a new shelf label.
        is_shelf: A shelf label, else one that goes on the goods.
        symbol: What the code is drawn as, "" for what fits it.
        stock: The name or size of the label stock.
        start: The first free label of a used sheet.
        by_stock: One for each piece there is, else `copies` of each.
        dpi: Dots to the inch of the printer.
        nudge_x, nudge_y: Tenths of a millimetre to the right and down.
        scale: Thousandths.
        template: The name of a template of the shop's own, "" for the built-in one.
        delivery: The uid or number of a delivery whose goods get labels, one for each piece; "" for the products above.
        wishes: What is asked for in place of plain labels of the products: a pack, a weighed piece.
    """

    product_ids: tuple[int, ...] = ()
    waiting: bool = False
    is_shelf: bool = True
    symbol: str = ""
    stock: str = "Avery L7160"
    start: int = 1
    by_stock: bool = False
    copies: int = 1
    dpi: int = 300
    nudge_x: int = 0
    nudge_y: int = 0
    scale: int = 1000
    template: str = ""
    delivery: str = ""
    wishes: tuple[LabelWish, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelPreview:
    """What the first page will look like.

    Attributes:
        labels: How many labels there are on all pages.
        pages: How many pages.
        missing: Names with characters that no font here has.
    """

    picture: PagePicture
    labels: int
    pages: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptLabels:
    """Labels that lie in the folder.

    Attributes:
        path: The PDF, or the ZPL.
        labels: How many there are.
        missing: Names with characters that no font here has.
        shelf: The products whose shelf labels they are.
        paper: The size of a page in millimetres.
    """

    path: Path
    labels: int
    missing: tuple[str, ...] = ()
    changes: Changes = _NO_CHANGES
    shelf: frozenset[int] = frozenset()
    paper: tuple[float, float] = (0, 0)


class LabelPapers:
    """Makes them. Takes a while: never call it on the window's thread.

    Attributes:
        designs: The shop's own templates, to be designed.
    """

    def __init__(self, labels: Labels, labelling: Labelling, clock: Clock, folder: Path) -> None:
        self.designs = LabelDesigns(labels, labelling)
        self._labels = labels
        self._labelling = labelling
        self._clock = clock
        self._folder = folder

    def stocks(self) -> tuple[str, ...]:
        """The names of all label stocks, by maker."""
        from app.printing.labels.stock import all_stock  # noqa: PLC0415 -- the window has no use for labels

        return tuple(dict.fromkeys(stock.name for stock in all_stock()))

    def waiting(self) -> tuple[Waiting, ...]:
        """The products that wait for a new shelf label."""
        return self._labels.facts.waiting()

    def scanned(self, found: Found) -> LabelWish | None:
        """What a scan of one product asks for."""
        return self._labels.facts.scanned(found)

    def choices(self, product_id: int) -> LabelGoods:
        """A product with the codes and the unit that its labels can be of."""
        return self._labels.facts.goods([product_id])[product_id]

    def preview(self, plan: LabelPlan, *, width: int, height: int) -> LabelPreview:
        """The first page as a picture.

        Args:
            plan: Which labels.
            width, height: The room in pixels.

        Raises:
            Refusal: as `Labels.pdf`, `unknown_label_stock`.
        """
        layout, look, choice = self._laid_out(plan)
        wishes = self._wishes(plan)
        count = sum(wish.copies for wish in wishes)
        room = layout.stock.labels - layout.start + 1
        printout = self._labels.pdf(_first(wishes, room), layout, look, choice=choice)
        pages = 1 + max(0, -(-(count - room) // layout.stock.labels))
        return LabelPreview(draw_page(printout.pdf, 0, width, height), count, pages, _missing(printout))

    def keep(self, plan: LabelPlan, *, user: str | None = None) -> KeptLabels:
        """Put all of them into a PDF in the folder. Shelf labels that show the price count as printed from then on.

        Raises:
            Refusal: as `preview`, and `not_allowed`.
            Trouble: `paper_not_kept`.
        """
        return self.note(self.make(plan), user=user)

    def make(self, plan: LabelPlan, *, zpl: bool = False) -> KeptLabels:
        """Put all of them into the folder for a printer. They count as printed once `note` is told.

        Args:
            plan: Which labels.
            zpl: In the language of label printers, else as a PDF.

        Raises:
            Refusal: as `preview`, and as `Labels.zpl`.
            Trouble: `paper_not_kept`.
        """
        layout, look, choice = self._laid_out(plan)
        wishes = self._wishes(plan)
        missing: tuple[str, ...] = ()
        if zpl:
            nudge = plan.nudge_x, plan.nudge_y
            path = self._write(
                "labels", self._labels.zpl(wishes, layout.stock, look, choice=choice, nudge=nudge), "zpl"
            )
        else:
            printout = self._labels.pdf(wishes, layout, look, choice=choice)
            path, missing = self._write("labels", printout.pdf), _missing(printout)
        counts = plan.is_shelf and (look.template is None or look.template.shows_price)
        shelf = self._labels.shelf(wishes) if counts else frozenset()
        paper = layout.stock.page_width, layout.stock.page_height
        return KeptLabels(path, sum(wish.copies for wish in wishes), missing, shelf=shelf, paper=paper)

    def note(self, kept: KeptLabels, *, user: str | None = None) -> KeptLabels:
        """Shelf labels that are printed count as on the shelf.

        Raises:
            Refusal: `not_allowed`.
        """
        return replace(kept, changes=self._labelling.note_printed(kept.shelf, user=user)) if kept.shelf else kept

    @staticmethod
    def check(plan: LabelPlan) -> None:
        """Refuse labels that no page can be laid out for.

        Raises:
            Refusal: `unknown_label_stock`, and as `Layout.check`.
        """
        _laid_out(plan)

    def keep_ruler(self, plan: LabelPlan) -> Path:
        """Put the page that shows what a printer is off into the folder.

        Raises:
            Refusal: `unknown_label_stock`, and as `Layout.check`.
            Trouble: `paper_not_kept`.
        """
        from app.printing.labels.ruler import ruler_pdf  # noqa: PLC0415 -- seldom asked for

        layout, _, _ = _laid_out(plan)
        return self._write("ruler", ruler_pdf(layout))

    def _laid_out(self, plan: LabelPlan) -> tuple[Layout, Look, LabelChoice]:
        layout, look, choice = _laid_out(plan)
        if plan.template:
            look = self._labels.in_template(plan.template, layout.stock, look)
        return layout, look, choice

    def _wishes(self, plan: LabelPlan) -> tuple[LabelWish, ...]:
        wishes: Sequence[LabelWish] = plan.wishes or [LabelWish(number) for number in plan.product_ids]
        if plan.waiting:
            wishes = self._labels.of_new_prices()
        if plan.delivery:
            return self._labels.of_delivery(plan.delivery)
        if plan.by_stock:
            return self._labels.with_copies(wishes, Copies.STOCK)
        return tuple(replace(wish, copies=plan.copies) for wish in wishes)

    def _write(self, name: str, data: bytes, ending: str = "pdf") -> Path:
        """Write a file whose name nobody has yet."""
        day = from_us(self._clock.now_us()).astimezone(self._clock.zone).date().isoformat()
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            number = 1
            while (path := self._folder / f"{name}-{day}-{number}.{ending}").exists():
                number += 1
            path.write_bytes(data)
        except OSError as error:
            raise Trouble("paper_not_kept", path=str(self._folder), reason=error.strerror or str(error)) from error
        return path


def _laid_out(plan: LabelPlan) -> tuple[Layout, Look, LabelChoice]:
    from app.printing.labels.drawing import Printer  # noqa: PLC0415 -- the window has no use for labels
    from app.printing.labels.rules import check_resolution  # noqa: PLC0415
    from app.printing.labels.sheets import Layout, Look  # noqa: PLC0415
    from app.printing.labels.stock import find_stock  # noqa: PLC0415
    from app.printing.labels.template import Purpose  # noqa: PLC0415

    layout = Layout(find_stock(plan.stock), plan.start, plan.nudge_x, plan.nudge_y, plan.scale)
    layout.check()
    look = Look(Purpose.SHELF if plan.is_shelf else Purpose.PRODUCT, printer=Printer(check_resolution(plan.dpi)))
    return layout, look, LabelChoice(SymbolKind(plan.symbol) if plan.symbol else None)


def _first(wishes: Sequence[LabelWish], room: int) -> list[LabelWish]:
    """As many of them as fit on the first page."""
    found: list[LabelWish] = []
    for wish in wishes:
        if room <= 0:
            break
        found.append(replace(wish, copies=min(wish.copies, room)))
        room -= wish.copies
    if not any(wish.copies for wish in found):
        raise Refusal("no_labels")
    return found


def _missing(printout: Printout) -> tuple[str, ...]:
    return tuple(one.name for one in printout.missing)
