"""Default templates: everything inside the label by its margin, for every stock, and nothing over a symbol."""

import math
from contextlib import suppress
from dataclasses import replace

import pytest

from app.domain.own_template import Source
from app.domain.refusal import Refusal
from app.printing.labels.drawing import MM, LabelData, Printer, aligned, set_text, size_symbol
from app.printing.labels.rules import sizes
from app.printing.labels.sheets import Look, template_for
from app.printing.labels.stock import Shape, all_stock, find_stock
from app.printing.labels.symbols import SymbolKind, encode
from app.printing.labels.template import Box, Field, LabelTemplate, Purpose, check_template
from app.printing.text import Align, measure
from tests.printing.labels.scanned import CONTENTS

NAME = "Sourdough rye loaf, sliced, 750 g, with sunflower seeds"
KINDS = (None, SymbolKind.EAN13, SymbolKind.EAN8, SymbolKind.CODE128, SymbolKind.ITF14, SymbolKind.DATAMATRIX)


def label(kind, **texts):
    return LabelData(
        NAME, "€1,250.00", "€1.50 / kg", "A1", texts.get("dates", ""), texts.get("text", ""), kind,
        CONTENTS[kind](7) if kind else "",
    )  # fmt: skip


def geometries():
    """One stock for each size of a rectangle in the list."""
    return {(one.width, one.height): one for one in all_stock() if one.shape is Shape.RECTANGLE}.values()


@pytest.mark.no_cover  # hundreds of stocks: what fits the fields in is covered by one of each
@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("kind", KINDS)
def test_every_label_lies_inside_its_die_by_its_margin_on_all_stocks_of_the_list(kind, dpi):
    look, data = Look(printer=Printer(dpi)), label(kind)
    fitted = 0
    for stock in geometries():
        least = sizes(encode(kind, data.content), dpi=dpi)[0] if kind else (7, 5)
        edges = 2 * min(1.5, 0.06 * min(stock.width, stock.height))
        if stock.width - edges < max(least[0], 8) or stock.height - edges - least[1] < 3.5:
            # The symbol, or one line of text beside it, may have no room: then it is refused, never cut.
            with suppress(Refusal):
                template_for(data, stock, look)
            continue
        template = template_for(data, stock, look)
        fitted += 1
        margin = template.margin
        assert margin == pytest.approx(min(1.5, 0.06 * min(stock.width, stock.height)))
        for field in template.fields:
            for left, top, right, bottom in drawn(field, data, look.printer):
                assert left >= margin - 0.02, (stock.name, field)
                assert top >= margin - 0.02, (stock.name, field)
                assert right <= stock.width - margin + 0.02, (stock.name, field)
                assert bottom <= stock.height - margin + 0.02, (stock.name, field)
    assert fitted > 200


def drawn(field, data, printer):
    """What a field covers, in millimetres."""
    box = field.box
    if field.source is Source.SYMBOL:
        sized = size_symbol(field, encode(data.kind, data.content), printer)
        wide, high = sized.width * 25.4 / printer.dpi, sized.height * 25.4 / printer.dpi
        left, top = box.left + (box.width - wide) / 2, box.top + (box.height - high) / 2
        yield left, top, left + wide, top + high
    elif data.of(field):
        style, lines = set_text(field, data.of(field))
        for line in lines:
            left = box.left + field.align.value * (box.width - measure(line, style) / MM)
            yield left, box.top, left + measure(line, style) / MM, box.top + len(lines) * style.size * 1.22 / MM


def test_all_that_a_product_label_shows_has_a_field_of_its_own():
    data = label(SymbolKind.DATAMATRIX, dates="Lot L7\nBest before 1 Mar 2027", text="Keep cool")
    template = template_for(data, find_stock("Avery L7160"), Look(Purpose.PRODUCT))
    sources = [field.source for field in template.fields]
    assert sorted(sources) == sorted({*Source} - {Source.SKU, Source.LOT, Source.EXPIRY, Source.LOGO})


@pytest.mark.parametrize("stock", ["Avery L7160", "62x29", "A4 3x8", "Herma 4614", "A4 2x4", "102x51"])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_is_wanted_is_left_out_but_the_price_of_a_kilogram(kind, stock):
    data = label(kind, dates="Lot L7\nBest before 1 Mar 2027", text="Keep cool")
    with suppress(Refusal):
        template = template_for(data, find_stock(stock), Look(printer=Printer(300)))
        sources = {field.source for field in template.fields}
        wanted = {Source.NAME, Source.PRICE, Source.DATES, Source.TEXT} | ({Source.SYMBOL} if kind else set())
        assert wanted <= sources


def test_a_shelf_label_has_a_larger_price_than_a_product_label():
    def price(purpose):
        template = template_for(label(SymbolKind.EAN8), find_stock("Avery L7160"), Look(purpose))
        field = next(field for field in template.fields if field.source is Source.PRICE)
        return set_text(field, "€1.50")[0].size

    assert price(Purpose.SHELF) > 1.5 * price(Purpose.PRODUCT)


def test_a_template_that_would_not_scan_or_leaves_the_label_is_refused():
    symbol = Field(Source.SYMBOL, Box(2, 12, 40, 22))
    over = Field(Source.NAME, Box(2, 2, 40, 11))
    beside = Field(Source.NAME, Box(2, 2, 40, 10))
    outside = Field(Source.PRICE, Box(45, 2, 30, 10))
    check_template(LabelTemplate("own", 70, 37, 1.5, (symbol, beside)))
    with pytest.raises(Refusal, match="field_over_symbol"):
        check_template(LabelTemplate("own", 70, 37, 1.5, (symbol, over)))
    with pytest.raises(Refusal, match="field_outside_label"):
        check_template(LabelTemplate("own", 70, 37, 1.5, (symbol, outside)))


def test_a_text_takes_the_largest_size_that_fits_and_ends_in_an_ellipsis_below_the_least():
    field = Field(Source.NAME, Box(0, 0, 30, 8), largest=12, least=6, lines=2)
    assert set_text(field, "Milk")[0].size == 12
    style, lines = set_text(field, NAME)
    assert 6 <= style.size < 12
    assert len(lines) == 2
    style, lines = set_text(field, NAME * 4)
    assert style.size == 6
    assert lines[-1].endswith("…")
    style, lines = set_text(Field(Source.PRICE, Box(0, 0, 8, 4), largest=20, least=7), "€1,250,000.00")
    assert lines[0].endswith("…")
    assert math.isclose(style.size, 7)


def test_dates_that_do_not_fit_are_cut_line_by_line():
    field = Field(Source.DATES, Box(0, 0, 12, 5), largest=8, least=5, lines=2)
    _, lines = set_text(field, "Lot L7\nBest before 1 March 2027\nSerial number 123456789")
    assert len(lines) == 2
    assert lines[1].endswith("…")


LONG = "Riesling Spaetlese trocken Weingut Mueller-Thurgau Rheingau 2023 0,75 l"


@pytest.mark.parametrize("purpose", Purpose)
def test_a_long_name_on_a_low_roll_is_whole_beside_the_symbol(purpose):
    look = Look(purpose, printer=Printer(300))
    data = replace(label(SymbolKind.EAN13), name=LONG, price="12,90 €")
    template = template_for(data, find_stock("62x29"), look)
    name = next(field for field in template.fields if field.source is Source.NAME)
    style, lines = set_text(name, LONG)
    assert " ".join(lines) == LONG
    assert style.size > 4.5
    assert len(lines) > 2
    # A short one stands over the whole width, as it does on larger labels.
    short = template_for(replace(label(SymbolKind.EAN13), name="Milk"), find_stock("62x29"), look)
    assert next(field for field in short.fields if field.source is Source.NAME).box.width > 55


@pytest.mark.parametrize(("name", "align"), [("Milk", Align.LEFT), ("חלב 1 l", Align.RIGHT), ("حليب", Align.RIGHT)])
def test_a_name_begins_where_its_script_does(name, align):
    field = Field(Source.NAME, Box(0, 0, 40, 8))
    assert aligned(field, name) is align
    assert aligned(replace(field, align=Align.CENTRE), name) is Align.CENTRE
