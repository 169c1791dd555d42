"""Which encoding a text file is in, found from its bytes.

A byte order mark or valid UTF-8 decides. What is left are the single-byte code pages, which differ only in what their
upper half means: each is read as each of its languages, and the reading whose letters fit best wins.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

# Code page, and the letters beyond ASCII of the languages written in it. Earlier ones win a draw.
_LANGUAGES = (
    ("cp1252", "äöüß", "àâæçèéêëîïôœùûüÿ", "áéíñóúü", "àèéìòù", "ãâáàçéêíõôóúü", "åäöéæøà", "áðéíóúýþæö", "ëïéèüö"),
    ("cp1250", "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž", "ăâîşţ"),
    ("mac_roman", "äöüß", "àâæçèéêëîïôœùûüÿ", "áéíñóúü", "àèéìòù", "ãâáàçéêíõôóúü", "åäöéæøà"),
    ("cp850", "äöüß", "àâæçèéêëîïôùûüÿ", "áéíñóúü", "àèéìòù", "ãâáàçéêíõôóúü", "åäöéæøà"),
    ("cp1251", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"),
    ("cp1253", "αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώ"),
    ("cp1254", "çğıİöşüâîû"),
)

# These bytes stand with figures and mean the same in every western file: £ ¼ ½ ¾ beside a digit, ² ³ after m.
_WITH_FIGURES = re.compile(rb"[\xa3\xbc-\xbe](?= ?[0-9])|(?<=[0-9])[\xa3\xbc-\xbe]|(?<=m)[\xb2\xb3](?![a-z\x80-\xff])")
_UPPER = re.compile(rb"[\x80-\xff]+")
_UPPER_AND_BESIDE = re.compile(rb"[ -~]?(?:[\x80-\xff]+[ -~]?)+")

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")

# Signs of the code pages by where they stand: before a word, after one, between words.
_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
_OPENING = "“\N{LEFT SINGLE QUOTATION MARK}„\N{SINGLE LOW-9 QUOTATION MARK}«"
_CLOSING = "”»…"
_BESIDE_WORDS = "€\N{EN DASH}—°§·\N{MULTIPLICATION SIGN}™®©£"

_ENOUGH_BYTES = 50_000
_ENOUGH_HANZI = 8


def decode(content: bytes) -> tuple[str, str]:
    """The text of a file and the encoding that it was read in.

    This never fails: bytes that fit no encoding are read as Latin-1, and a byte that is wrong in a file which is
    UTF-8 otherwise becomes U+FFFD. Whether the result is text, and which row to refuse, is for the caller to see.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), encoding
    for encoding in (*_unmarked_utf16(content), "utf-8"):
        if _decodes(content, encoding):
            return content.decode(encoding), encoding
    if _is_damaged_utf8(content):
        return content.decode("utf-8", "replace"), "utf-8"
    encoding = _code_page(content)
    return content.decode(encoding), encoding


def _is_damaged_utf8(content: bytes) -> bool:
    """Whether nearly all that is not ASCII is UTF-8: a stray byte does not turn a whole file into another encoding."""
    text = _sample(content).decode("utf-8", "replace")
    return text.count("\ufffd") * 5 < len(_BEYOND_ASCII.findall(text))


def _unmarked_utf16(content: bytes) -> tuple[str, ...]:
    """UTF-16 without its mark has a zero beside nearly every letter of a western text."""
    sample = content[:2000]
    if len(content) % 2 or len(sample) < 4:
        return ()
    half = len(sample) // 2
    if sample[1::2].count(0) > half * 0.6 and sample[::2].count(0) < half * 0.1:
        return ("utf-16-le",)
    if sample[::2].count(0) > half * 0.6 and sample[1::2].count(0) < half * 0.1:
        return ("utf-16-be",)
    return ()


def _code_page(content: bytes) -> str:
    sample = _sample(content)
    if _is_chinese(sample) and _decodes(content, "gb18030"):
        return "gb18030"
    sample = _WITH_FIGURES.sub(b"", sample)
    best, best_score = "latin-1", None
    for encoding, *languages in _LANGUAGES:
        if not _decodes(content, encoding):
            continue
        characters = _characters(sample.decode(encoding, "replace"))
        page = frozenset("".join(languages))
        score = max(_score(characters, frozenset(letters), page) for letters in languages)
        if best_score is None or score > best_score:
            best, best_score = encoding, score
    return best


def _sample(content: bytes) -> bytes:
    """The places where the file is not ASCII, each with its neighbours."""
    places, size = [], 0
    for match in _UPPER_AND_BESIDE.finditer(content):
        places.append(match[0])
        size += len(match[0])
        if size > _ENOUGH_BYTES:
            break
    return b" ".join(places)


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_chinese(sample: bytes) -> bool:
    """Whether all that is not ASCII comes in pairs which are common Chinese characters (GB 2312, row 16 and up)."""
    runs: list[bytes] = _UPPER.findall(sample)
    if sum(map(len, runs)) < 2 * _ENOUGH_HANZI or any(len(run) % 2 for run in runs):
        return False
    pairs = [run[at : at + 2] for run in runs for at in range(0, len(run) - 1, 2)]
    common = sum(0xB0 <= pair[0] <= 0xF7 and pair[1] >= 0xA1 for pair in pairs)
    return common >= len(pairs) * 0.9


def _characters(text: str) -> Counter[tuple[str, str, str]]:
    """The characters beyond ASCII, each with the one before and the one after it (empty at the ends)."""
    return Counter(
        (match[0], text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 1])
        for match in _BEYOND_ASCII.finditer(text)
    )


def _score(characters: Counter[tuple[str, str, str]], letters: frozenset[str], page: frozenset[str]) -> int:
    """How well the characters fit a language: its letters and signs in their place count for it, others against it.

    A letter of another language of the same code page counts neither way: price lists borrow words.
    """
    return sum(count * _fit(*places, letters, page) for places, count in characters.items())


def _fit(character: str, before: str, after: str, letters: frozenset[str], page: frozenset[str]) -> int:
    if character.isalpha():
        foreign_script = character.lower() >= "\u0370" and (_is_latin(before) or _is_latin(after))
        if foreign_script or (character.isupper() and before.islower()):
            return -1
        low = character.lower()
        return 1 if low in letters or character in letters else 0 if low in page else -1
    if character.isspace():
        return 1
    if character == _APOSTROPHE:
        return 1 if before.isalpha() else 0
    if character in _OPENING:
        return -1 if before.isalpha() else 1
    if character in _CLOSING:
        return -1 if after.isalpha() else 1
    if character in _BESIDE_WORDS:
        return -1 if before.isalpha() and after.isalpha() else 1
    return -1


def _is_latin(character: str) -> bool:
    return character.isalpha() and character < "\u0250"
