"""The word lists of `resources/titles`: paragraphs of a head, a colon and words parted by commas."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from app.base.resources import resource


def listed(name: str) -> Iterator[tuple[str, list[str]]]:
    """Each head of a word list with its words."""
    text = resource("titles", f"{name}.txt").read_text(encoding="utf-8")
    for paragraph in text.split("\n\n"):
        if not paragraph.startswith("#"):
            head, words = paragraph.split(":", 1)
            yield head, [" ".join(word.split()) for word in words.split(",")]


@cache
def listed_words() -> dict[str, frozenset[str]]:
    """What cells say: `yes`, `no`, `open price`, `unit kg`, `currency` ... each with all its words."""
    return {head: frozenset(word.casefold() for word in words) for head, words in listed("words")}
