import json
import re

import pytest

from app.domain.figures import currency
from app.domain.wording import SENTENCES
from app.exchange.json_lines import read_object
from app.exchange.wishes import read_wish
from tests.cli.doors import tillbook
from tests.exchange.test_count_wishes import FULL as PLANS
from tests.exchange.test_stock_wishes import FULL as STOCK
from tests.exchange.test_wishes import FULL


@pytest.fixture
def text_of(capsys):
    """The text that `tillbook help` prints for a topic."""

    def run(*topic):
        assert tillbook("help", *topic) == 0
        out, err = capsys.readouterr()
        assert err == ""
        return out

    return run


def objects(text):
    """Every JSON object in a text, with `...` as some text and the first of words that are offered."""
    decoder, place, found = json.JSONDecoder(), 0, []
    while (place := text.find('{"type"', place)) >= 0:
        value, place = decoder.raw_decode(text, place)
        found.append(value)
    return found


def chosen(value):
    """The value with one word taken where several are offered: "allow|warn|block"."""
    if isinstance(value, dict):
        return {key: chosen(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [chosen(inner) for inner in value]
    return value.split("|")[0] if isinstance(value, str) else value


def test_every_document_of_the_help_can_be_posted(text_of):
    found = objects(text_of("post"))
    assert {one["type"] for one in found} == {*FULL, *STOCK, *PLANS, "refund"}
    for one in found:
        assert read_wish(read_object(json.dumps(chosen(one)).encode()), currency("EUR"))


def test_the_help_names_every_key_of_every_document(text_of):
    text = text_of("post")
    shown = {one["type"]: json.dumps(one) for one in objects(text)}
    # These belong to what is not offered yet, or stand in the sentences beside the documents.
    elsewhere = {"at", "till", "user", "location", "note", "order", "step", "counted", "expiry"}
    for kind, (said, _) in {**FULL, **STOCK, **PLANS}.items():
        keys = set(re.findall(r'"(\w+)":', json.dumps(said)))
        missing = {key for key in keys - elsewhere if f'"{key}"' not in shown[kind]}
        assert missing == set(), kind
    assert all(f"`{key}`" in text for key in ("at", "till", "user", "location", "note"))
    assert all(said in text for said in ('"step":"send"', '"counted":true|false', "lot and expiry"))


def test_every_code_has_its_line(text_of):
    lines = text_of("codes").splitlines()
    assert [line.split()[0] for line in lines] == sorted(SENTENCES)
    assert all(line.endswith(SENTENCES[line.split()[0]]) for line in lines)


def test_the_start_names_every_command(text_of):
    text = text_of()
    assert text == text_of("start")
    for command in ("init", "import", "post", "report", "verify", "total", "scan", "demo", "help"):
        assert f"tillbook {command}" in text


def test_an_unknown_topic_is_refused(capsys):
    assert tillbook("help", "cooking") == 2
    assert "cooking" in capsys.readouterr().err
