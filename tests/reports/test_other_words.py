"""Every report has words by which people look for it."""

from app.reports.contents import contents
from app.reports.other_words import OTHER_WORDS


def test_every_report_has_other_words_and_no_word_stands_there_twice():
    assert list(OTHER_WORDS) == sorted(one.name for one in contents())
    for name, words in OTHER_WORDS.items():
        assert words == words.casefold()
        assert len(set(words.split())) == len(words.split()), name
