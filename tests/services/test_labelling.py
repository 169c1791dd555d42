"""What was printed on shelf labels is kept, by whoever may print them."""

import pytest

from app.domain.own_template import OwnField, OwnTemplate, OwnTemplateAsked, Side, Source
from app.domain.refusal import Refusal
from app.domain.rights import Role
from app.domain.staff import PersonAsked
from app.reports.labels import LabelFacts
from app.services.labelling import Labelling
from tests.books import refused


def test_the_last_label_of_a_product_is_kept_with_its_name_price_and_time(counter):
    counter.product("A", "1.50", name="Tea")
    labelling = Labelling(counter.book, counter.clock)
    (number,) = counter.rows("SELECT id FROM product")[0]
    assert labelling.note_printed([number]).what == {"labels"}
    counter.product("A", "1.60", name="Green tea")
    labelling.note_printed([number, number])
    kept = counter.rows("SELECT name, price_micro, printed_us FROM shelf_label")
    assert kept == [("Green tea", 1_600_000, counter.clock.now_us())]


def test_nobody_unknown_prints_labels(counter):
    with pytest.raises(Refusal, match="unknown_user"):
        Labelling(counter.book, counter.clock).note_printed([], user="nobody")


FIELDS = (
    OwnField(Source.NAME, 15, 15, 380, 90, size=120, bold=True, align=Side.CENTRE),
    OwnField(Source.TEXT, 0, 0, 100, 50, text="Ω offer"),
    OwnField(Source.SYMBOL, 15, 120, 380, 155, symbol="qr", module=500),
)
ASKED = OwnTemplateAsked("Shelf", "Avery L7160", 620, 290, FIELDS)


@pytest.fixture
def labelling(counter):
    counter.staffing.set_person(PersonAsked("anna", "Anna", Role.CASHIER))
    return Labelling(counter.book, counter.clock)


def test_a_template_is_kept_as_it_was_drawn_and_changed_under_its_name(counter, labelling):
    facts = LabelFacts(counter.book)
    assert labelling.set_template(ASKED).changes.what == {"labels"}
    assert facts.templates() == (OwnTemplate(*ASKED),)
    labelling.set_template(OwnTemplateAsked("Shelf", fields=FIELDS[1:]))
    labelling.set_template(ASKED._replace(name="A first one"))
    assert [one.name for one in facts.templates()] == ["A first one", "Shelf"]
    assert facts.template("Shelf").fields == FIELDS[1:]


def test_it_gets_another_name_that_is_free_and_goes_when_nobody_wants_it(counter, labelling):
    facts = LabelFacts(counter.book)
    labelling.set_template(ASKED)
    labelling.set_template(ASKED._replace(name="Other"))
    assert refused(labelling.rename_template, "Shelf", "Other").code == "template_taken"
    assert refused(labelling.rename_template, "Shelf", "").code == "bad_template_name"
    labelling.rename_template("Shelf", "Shelf")
    labelling.rename_template("Shelf", "Front")
    labelling.drop_template("Other")
    assert facts.templates() == (OwnTemplate("Front", *ASKED[1:]),)
    for verb in (lambda: labelling.drop_template("Shelf"), lambda: labelling.rename_template("Shelf", "x")):
        assert refused(verb).code == "unknown_label_template"
    assert refused(facts.template, "Shelf").code == "unknown_label_template"


def test_a_cashier_prints_labels_and_does_not_design_them(labelling):
    labelling.set_template(ASKED)
    for verb in (
        lambda: labelling.set_template(ASKED, user="anna"),
        lambda: labelling.rename_template("Shelf", "x", user="anna"),
        lambda: labelling.drop_template("Shelf", user="anna"),
    ):
        assert refused(verb).code == "not_allowed"


def test_a_template_that_cannot_be_is_not_kept(counter, labelling):
    assert refused(labelling.set_template, ASKED._replace(width=300)).code == "field_outside_label"
    assert LabelFacts(counter.book).templates() == ()
