"""The shop's own templates: begun, looked at on a sample product, kept, and printed by name."""

from dataclasses import replace

import pytest

from app.domain.own_template import OwnField, OwnTemplate, Source
from app.jobs.label_designs import BLANK, STARTS
from app.jobs.label_papers import LabelPapers, LabelPlan
from app.jobs.labels import Labels
from app.printing.picture import read_logo
from app.reports.labels import LabelFacts
from app.services.arranging import Arranging
from app.services.labelling import Labelling
from tests.books import refused
from tests.printing.labels.scanned import by_zxing, on_dots
from tests.printing.test_picture import picture

CODE = OwnField(Source.SYMBOL, 20, 120, 430, 160)


@pytest.fixture
def papers(counter, tmp_path):
    labels = Labels(LabelFacts(counter.book), lambda: counter.book.shop)
    return LabelPapers(labels, Labelling(counter.book, counter.clock), counter.clock, tmp_path / "labels")


@pytest.fixture
def designs(papers):
    return papers.designs


def goods(counter):
    counter.product("A", "1.50", name="Apple juice 1 l", codes=["4006381333931"])
    counter.product("B", "2.00", name="Bread")
    return counter.one("SELECT id FROM product WHERE sku = 'B'")


@pytest.mark.parametrize("start", STARTS)
def test_a_template_is_begun_for_a_stock_also_while_the_catalogue_is_empty(designs, start):
    own = designs.begin(start, name="Shelf", stock="62x29")
    assert (own.name, own.stock, own.width, own.height) == ("Shelf", "62x29", 620, 290)
    look = designs.look(own, dpi=300, width=620, height=290)
    assert look.sample == "Apple juice, cloudy, 1 l"
    assert not [one for one in look.findings if one.is_refused]
    assert abs(look.picture.width - 620) <= 1


def test_another_template_is_begun_from_one_that_is_kept(designs):
    own = designs.begin("shelf", name="Shelf", stock="62x40")
    designs.keep(own)
    again = designs.begin("Shelf", name="Small", stock="50x20")
    assert (again.name, again.width, again.height) == ("Small", 500, 200)
    assert all(one.right <= 500 and one.bottom <= 200 for one in again.fields)
    assert designs.all() == (own,)
    designs.rename("Shelf", "Front")
    designs.drop("Front")
    assert refused(designs.begin, "Shelf", name="x", stock="62x29").code == "unknown_label_template"
    assert refused(designs.begin, BLANK, name="x", stock="nothing").code == "unknown_label_stock"


def test_what_is_looked_at_is_a_product_of_the_shop(counter, designs):
    number = goods(counter)
    own = designs.begin("shelf", name="Shelf", stock="62x40")
    assert designs.look(own, dpi=300, width=300, height=200).sample == "Apple juice 1 l"
    bread = designs.look(own, product_id=number, dpi=300, width=300, height=200)
    assert bread.sample == "Bread"
    dates = replace(own, fields=(OwnField(Source.DATES, 20, 20, 300, 90), OwnField(Source.LOT, 20, 120, 300, 50)))
    assert min(designs.look(dates, dpi=300, width=300, height=200).picture.pixels) < 40  # ink of a made up lot


def test_a_code_that_the_sample_cannot_have_is_left_out_and_one_that_does_not_fit_hides_nothing(counter, designs):
    number = goods(counter)
    name = OwnField(Source.NAME, 20, 20, 300, 90)
    gs1 = OwnTemplate("x", "62x29", 620, 290, (name, replace(CODE, symbol="gs1-128")))
    assert designs.look(gs1, product_id=number, dpi=300, width=300, height=200).findings == ()
    small = replace(gs1, fields=(name, replace(CODE, width=100)))
    look = designs.look(small, dpi=300, width=300, height=200)
    assert [one.code for one in look.findings if one.is_refused] == ["symbol_too_wide"]
    assert min(look.picture.pixels) < 40


def test_labels_are_printed_in_a_template_by_its_name(counter, papers):
    goods(counter)
    Arranging(counter.book).set_logo(read_logo(picture(), "logo.png"))
    own = papers.designs.begin("shelf", name="Shelf", stock="62x40")
    papers.designs.keep(replace(own, fields=(*own.fields, OwnField(Source.LOGO, 560, 20, 40, 40))))
    kept = papers.keep(LabelPlan((1,), stock="62x40", template="Shelf"))
    pdf = kept.path.read_bytes()
    assert by_zxing(on_dots(pdf, 300)) == ["4006381333931"]
    assert b"/Subtype /Image" in pdf
    assert refused(papers.keep, LabelPlan((1,), template="None")).code == "unknown_label_template"
    assert refused(papers.keep, LabelPlan((1,), stock="30x20", template="Shelf")).code == "template_off_label"


def test_what_a_delivery_brought_gets_its_labels(counter, papers):
    goods(counter)
    counter.deliver("d1", "A", "3", "0.80")
    assert papers.preview(LabelPlan(delivery="d1", stock="62x40"), width=99, height=99).labels == 3


def test_a_label_without_a_price_leaves_the_product_waiting_for_one(counter, papers):
    goods(counter)
    counter.product("A", "1.80")
    assert [one.sku for one in papers.waiting()] == ["A"]
    papers.designs.keep(OwnTemplate("Code alone", "62x29", 620, 290, (replace(CODE, top=40, height=230),)))
    assert papers.keep(LabelPlan(waiting=True, stock="62x29", template="Code alone")).changes.what == set()
    assert [one.sku for one in papers.waiting()] == ["A"]
    papers.keep(LabelPlan(waiting=True, stock="62x29"))
    assert papers.waiting() == ()


def test_a_new_template_has_room_for_an_ean_whatever_the_longest_name_has(counter, designs):
    counter.product("ODD", "1.50", name="A name that is much longer than that of all others", codes=["8901234567894"])
    for sku, code in (("A", "4006381333931"), ("B", "5449000000996"), ("C", "4388844146860")):
        counter.product(sku, "1.50", name=f"Goods {sku}", codes=[code])
    own = designs.begin("shelf", name="Shelf", stock="Avery L7160")
    (symbol,) = (one for one in own.fields if one.source is Source.SYMBOL)
    assert symbol.height >= 213
    assert designs.look(own, dpi=300, width=300, height=200).sample == "Goods A"
    assert not [one for one in designs.look(own, dpi=300, width=300, height=200).findings if one.is_refused]
    # Where only the one that it is begun for can have its code there, that one decides.
    number = counter.one("SELECT id FROM product WHERE sku = 'ODD'")
    for stock in ("Avery L7160", "62x20"):
        own = designs.begin("shelf", name="Odd", stock=stock, product_id=number)
        found = designs.look(own, product_id=number, dpi=300, width=300, height=200).findings
        assert not [one for one in found if one.is_refused]


def test_a_template_that_most_codes_do_not_fit_is_kept_and_says_so(counter, designs):
    goods(counter)
    name = OwnField(Source.NAME, 20, 20, 300, 60)
    low = OwnTemplate("Low", "62x29", 620, 290, (name, OwnField(Source.SYMBOL, 20, 100, 430, 150)))
    (warning,) = designs.keep(low).warnings
    assert (warning.code, warning.facts["product"]) == ("template_unfit", "Apple juice 1 l")
    assert "21.3 mm" in str(warning.facts["reason"])
    fits = replace(
        low, name="Fits", fields=(OwnField(Source.NAME, 0, 0, 300, 60), OwnField(Source.SYMBOL, 20, 70, 430, 220))
    )
    assert designs.keep(fits).warnings == ()
    over = replace(fits, fields=(*fits.fields, OwnField(Source.SKU, 30, 100, 200, 40)))
    assert [one.code for one in designs.keep(over).warnings] == ["template_unfit"]


def test_an_upright_label_is_begun_as_it_is_read_and_printed_turned(counter, papers):
    goods(counter)
    own = papers.designs.begin("shelf", name="Dymo", stock="Dymo 99012")
    assert own.width > own.height
    assert papers.designs.keep(own).warnings == ()
    number = counter.one("SELECT id FROM product WHERE sku = 'A'")
    kept = papers.make(LabelPlan((number,), stock="Dymo 99012", template="Dymo"))
    page = on_dots(kept.path.read_bytes(), 300)
    assert page.height > page.width
    assert by_zxing(page) == ["4006381333931"]
