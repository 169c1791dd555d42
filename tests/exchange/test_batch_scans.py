"""What batch scanners write, read as codes and counts; nothing of it is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from app.domain.refusal import Refusal
from app.exchange.batch_scans import Batch, read_batch_file, read_batch_text

JUICE, WATER = "4006381333931", "4012345678901"


def counted(batch: Batch) -> list[tuple[str, int]]:
    return [(line.code, line.quantity_milli) for line in batch.lines]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"{JUICE}\n{WATER}\n{JUICE}\n", [(JUICE, 1000), (WATER, 1000), (JUICE, 1000)], id="a code a line"),
        pytest.param(f"{JUICE},3\r\n{WATER},12\r\n", [(JUICE, 3000), (WATER, 12_000)], id="code and count"),
        pytest.param(f"{JUICE};2\n{WATER};0\n", [(JUICE, 2000), (WATER, 0)], id="an empty shelf"),
        pytest.param(f"{JUICE}\t2,5\n{WATER}\t1\n", [(JUICE, 2500), (WATER, 1000)], id="decimal comma behind a tab"),
        pytest.param(f"3,{JUICE}\n12,{WATER}\n", [(JUICE, 3000), (WATER, 12_000)], id="count first"),
        pytest.param(
            f"27/11/2026,10:15:03,EAN13,{JUICE},4\n27/11/2026,10:15:09,EAN13,{WATER},1\n",
            [(JUICE, 4000), (WATER, 1000)],
            id="date, time, symbology, code, count",
        ),
        pytest.param(
            f"{JUICE},2026-11-27,10:15:03\n{WATER},2026-11-27,10:15:09\n",
            [(JUICE, 1000), (WATER, 1000)],
            id="code, date and time",
        ),
        pytest.param(f"Barcode;Name;Menge\n{JUICE};Apfelsaft 1,5;6\n", [(JUICE, 6000)], id="titles tell the columns"),
        pytest.param("Inventur Lager 2\nCode,Count\nA-17,6\nB,2\n", [("A-17", 6000), ("B", 2000)], id="a line above"),
        pytest.param("A-1001,2\nB-1002,3\n", [("A-1001", 2000), ("B-1002", 3000)], id="a shop's own codes"),
        pytest.param(
            "0104006381333931\x1d10L7,2\n0104012345678901\x1d10L8,1\n",
            [("0104006381333931\x1d10L7", 2000), ("0104012345678901\x1d10L8", 1000)],
            id="GS1 element strings keep their separators",
        ),
        pytest.param(f"\n{JUICE},\n\n{WATER},2\n", [(JUICE, 1000), (WATER, 2000)], id="no count is one"),
    ],
)
def test_codes_and_counts_are_found_in_what_is_pasted(text: str, expected: list[tuple[str, int]]) -> None:
    batch = read_batch_text(text, name="pasted text")
    assert counted(batch) == expected
    assert batch.bad == ()


def test_rows_that_cannot_be_read_are_listed_and_the_others_taken() -> None:
    batch = read_batch_text(f"code,count\n{JUICE},2\n{WATER},x\n,5\n{WATER},-1\n{WATER},7\n", name="pasted text")
    assert counted(batch) == [(JUICE, 2000), (WATER, 7000)]
    assert [(one.row, one.refusal.code) for one in batch.bad] == [
        (3, "bad_number"),
        (4, "batch_no_code"),
        (5, "batch_below_zero"),
    ]
    assert batch.bad[0].text == f"{WATER},x"


def test_one_quantity_that_is_none_is_named_with_its_row_and_the_others_stand_as_they_are() -> None:
    batch = read_batch_text(f"{JUICE},2\n4000000000020\n{WATER},abc\n", name="pasted text")
    assert counted(batch) == [(JUICE, 2000), ("4000000000020", 1000)]
    assert [(one.row, one.text, one.refusal.code) for one in batch.bad] == [(3, f"{WATER},abc", "bad_number")]


@pytest.mark.parametrize("counts", [("3 pcs", "12 pcs"), ("3x", "12x"), ("2 Stk.", "1,5 kg")])
def test_counts_with_words_behind_them_are_named_with_their_rows_and_never_taken_for_one_piece(
    counts: tuple[str, str],
) -> None:
    batch = read_batch_text("".join(f"4006381333931;{count}\n" for count in counts), name="scans")
    assert batch.lines == ()
    assert [(bad.row, bad.refusal.code) for bad in batch.bad] == [(1, "bad_number"), (2, "bad_number")]


def test_names_beside_the_codes_are_no_counts() -> None:
    batch = read_batch_text("4006381333931;7up\n4006381333948;Eggs 10 pcs\n96385074;Milk 1 l\n", name="scans")
    assert [line.quantity_milli for line in batch.lines] == [1000, 1000, 1000]


@pytest.mark.parametrize(
    ("text", "expected", "bad"),
    [
        (f"{JUICE},1,5\n", [], [1]),
        (f"{JUICE},1,5\n{WATER},2\n", [(WATER, 2000)], [1]),
        (f"code,count\n{JUICE},1,5\n{WATER},2\n", [(WATER, 2000)], [2]),
        # A point, another separator, or titles say it.
        (f"{JUICE},1.5\n", [(JUICE, 1500)], []),
        (f"{JUICE};1,5\n", [(JUICE, 1500)], []),
        (f"code,count,shelf\n{JUICE},1,5\n", [(JUICE, 1000)], []),
        (f"3,{JUICE}\n12,{WATER}\n", [(JUICE, 3000), (WATER, 12_000)], []),
        (f"{JUICE},2,20261127\n", [(JUICE, 2000)], []),
    ],
)
def test_a_decimal_comma_in_a_file_of_commas_is_not_taken_for_less(
    text: str, expected: list[tuple[str, int]], bad: list[int]
) -> None:
    batch = read_batch_text(text, name="pasted text")
    assert counted(batch) == expected
    assert [(one.row, one.refusal.code) for one in batch.bad] == [(row, "batch_comma") for row in bad]


@pytest.mark.parametrize("text", ["", "\n \n", "hello world\nhow are you\n", "1\n2\n"])
def test_text_without_codes_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_batch_text(text, name="pasted text")
    assert refused.value.code == "batch_without_codes"


def test_what_is_longer_than_any_shop_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        read_batch_text("4006381333931\n" * 200_001, name="pasted text")
    assert refused.value.code == "batch_too_long"


def test_files_of_text_and_spreadsheets_are_read_alike(tmp_path: Path) -> None:
    text = tmp_path / "scans.txt"
    text.write_bytes(f"{JUICE},3\r\n{WATER},1\r\n".encode("utf-16"))
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["EAN", "Anzahl"])
    sheet.append([int(JUICE), 3])
    sheet.append([int(WATER), 1])
    book.save(tmp_path / "scans.xlsx")
    for name in ("scans.txt", "scans.xlsx"):
        assert counted(read_batch_file(tmp_path / name)) == [(JUICE, 3000), (WATER, 1000)]


def test_in_a_spreadsheet_a_figure_beside_the_quantity_is_no_decimal_part(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([JUICE, 1, 5])
    book.save(tmp_path / "scans.xlsx")
    assert counted(read_batch_file(tmp_path / "scans.xlsx")) == [(JUICE, 1000)]
