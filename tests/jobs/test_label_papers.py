"""Labels for a screen: what the preview shows is what is kept, and what is kept counts as on the shelf."""

from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.jobs.label_papers import LabelPapers, LabelPlan
from app.jobs.labels import Labels
from app.reports.labels import LabelFacts
from app.services.labelling import Labelling


@pytest.fixture
def papers(counter, tmp_path):
    counter.product("A", "1.50", name="Juice 1 l", codes=["4006381333931"])
    counter.product("B", "2.00", name="Bread")
    counter.deliver("d1", "A", "30", "0.80")
    labels = Labels(LabelFacts(counter.book), lambda: counter.book.shop)
    return LabelPapers(labels, Labelling(counter.book, counter.clock), counter.clock, tmp_path / "labels")


def text_of(path):
    document = PdfDocument(path)
    try:
        return document[0].get_textpage().get_text_bounded()
    finally:
        document.close()


def refused(verb, *needs, **more):
    with pytest.raises(Refusal) as caught:
        verb(*needs, **more)
    return caught.value.code


def test_a_preview_is_the_first_page_in_the_room_there_is(papers):
    preview = papers.preview(LabelPlan((1, 2), copies=20, start=3), width=300, height=300)
    # 40 labels on sheets of 21 of which two are used: 19 and 21.
    assert (preview.labels, preview.pages) == (40, 2)
    assert preview.picture.height in range(299, 302)
    assert len(preview.picture.pixels) == 4 * preview.picture.width * preview.picture.height
    assert min(preview.picture.pixels) < 40  # there is ink


def test_labels_by_stock_are_as_many_as_there_are_pieces(papers):
    assert papers.preview(LabelPlan((1, 2), by_stock=True), width=99, height=99).labels == 30
    assert refused(papers.preview, LabelPlan((2,), by_stock=True), width=99, height=99) == "no_labels"


def test_what_is_kept_stands_on_the_shelf_from_then_on(counter, papers):
    counter.product("A", "1.80")
    waiting = LabelPlan(waiting=True)
    kept = papers.keep(waiting)
    assert (kept.path.name, kept.labels, kept.changes.what) == ("labels-2026-03-02-1.pdf", 1, {"labels"})
    assert "1,80" in text_of(kept.path)
    assert refused(papers.keep, waiting) == "no_labels"
    assert papers.keep(LabelPlan((1,), is_shelf=False)).path.name == "labels-2026-03-02-2.pdf"


def test_a_nudge_moves_the_page_and_the_ruler(papers):
    plain = papers.preview(LabelPlan((1,)), width=800, height=800).picture
    moved = papers.preview(LabelPlan((1,), nudge_x=40, nudge_y=20), width=800, height=800).picture
    assert plain.pixels != moved.pixels
    ruler = papers.keep_ruler(LabelPlan(nudge_x=40))
    assert ruler.name == "ruler-2026-03-02-1.pdf"
    assert "Avery L7160" in text_of(ruler)


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (LabelPlan((1,), stock="no such"), "unknown_label_stock"),
        (LabelPlan((1,), start=22), "bad_start_label"),
        (LabelPlan((1,), nudge_x=101), "bad_nudge"),
        (LabelPlan((1,), scale=500), "bad_label_scale"),
        (LabelPlan((1,), dpi=72), "unknown_resolution"),
        (LabelPlan((1,), copies=0), "no_labels"),
        (LabelPlan((2,), symbol="ean13"), "label_refused"),
    ],
)
def test_what_cannot_be_printed_is_refused(papers, plan, code):
    assert refused(papers.preview, plan, width=99, height=99) == code


def test_every_stock_can_be_chosen_by_its_name(papers):
    assert len(papers.stocks()) > 1500
    assert "Avery L7160" in papers.stocks()


def test_a_folder_that_cannot_be_written_is_told(counter, papers, tmp_path):
    Path(tmp_path / "labels").write_text("a file in the way", encoding="utf-8")
    with pytest.raises(Trouble, match="paper_not_kept"):
        papers.keep(LabelPlan((1,)))
