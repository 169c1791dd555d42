import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.encodings import decode


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Brötchen;苹果汁"),
        ("utf-8-sig", "Käse"),
        ("utf-16", "Name;Preis\nBrötchen;0,45"),
        ("utf-16-le", "Name;Preis\nBrötchen;0,45"),
        ("utf-16-be", "Name;Preis\nBrötchen;0,45"),
        ("cp1252", "Brötchen;Getränke;Crème fraîche"),
        ("cp1252", "£4,250.00"),
        ("cp1252", "Café au lait 1,50 €"),
        ("cp1252", "O\N{RIGHT SINGLE QUOTATION MARK}Brien, “best” jam \N{EN DASH} 12”"),
        ("cp1252", "Water 1 m³, ½ bottle"),
        ("cp1252", "Smørrebrød, Æbleskiver, Ål"),
        ("cp1250", "masło świeże, Żółty ser"),
        ("cp1250", "jablečný džus, čokoláda"),
        ("cp1250", "smântână, ţuică"),
        ("mac_roman", "Brötchen;Getränke;Käse"),
        ("cp850", "Brötchen;Menü;Käse"),
        ("cp1251", "Сок яблочный;Хлеб;Молоко 3,2%"),
        ("cp1253", "Ψωμί;Γάλα;Τυρί"),
        ("cp1254", "Şeftali suyu;Çay;İçecek;Yoğurt"),
        ("gb18030", "商品名称;价格;苹果汁;面包牛奶"),
    ],
)
def test_a_text_is_read_in_the_encoding_that_it_was_written_in(encoding, text):
    assert decode(text.encode(encoding))[0] == text


def test_one_wrong_byte_does_not_turn_a_file_of_utf8_into_something_else():
    content = "Brötchen, Käse, Müsli, Crème, Öl, Äpfel, Süßes, Rührei".encode() + b"\xff Tee"
    text, encoding = decode(content)
    assert encoding == "utf-8"
    assert text.startswith("Brötchen, Käse, Müsli")
    assert text.count("\ufffd") == 1


@given(st.binary(max_size=300))
def test_any_bytes_are_read_as_something(content):
    text, encoding = decode(content)
    assert isinstance(text, str)
    assert encoding


@given(st.text(max_size=200))
def test_utf8_is_always_read_as_it_was_written(text):
    assert decode(b"\xef\xbb\xbf" + text.encode("utf-8", "replace"))[0] == text.encode("utf-8", "replace").decode()
