"""Text files as tables: letters, delimiters, and files that are none or too large."""

from __future__ import annotations

import codecs
from pathlib import Path

import openpyxl
import pytest

from hcclog.commands.refused import Refused
from hcclog.exchange.lab_files import tables, text_rows
from hcclog.exchange.lab_files.tables import open_table
from hcclog.logbook import Logbook
from tests.exchange.lab_files.ward import LONG, looked_at, said, whys, wish_of, written

GERMAN = (
    "Patient;Datum;Untersuchung;Wert;Einheit;Kommentar\nP-1;01.03.2024;AFP;5,51;ng/mL;große Menge\n"
)
CHINESE = "patient,date,test,value,unit\nP-1,2024-03-01,甲胎蛋白,5.51,ng/mL\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        pytest.param(GERMAN.encode(), "utf-8", id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + GERMAN.encode(), "utf-8-sig", id="UTF-8 with its mark"),
        pytest.param(GERMAN.encode("utf-16"), "utf-16", id="UTF-16"),
        pytest.param(
            codecs.BOM_UTF16_BE + GERMAN.encode("utf-16-be"), "utf-16", id="UTF-16, the other way"
        ),
    ],
)
def test_i_03_letters_that_are_certain_are_read(
    ward: Logbook, tmp_path: Path, content: bytes, encoding: str
) -> None:
    path = written(tmp_path, content)
    table = open_table(path)
    assert [each.code for each in table.encodings] == [encoding]
    assert table.head[1][5] == "große Menge"
    assert said(looked_at(path, ward)) == ["AFP 5.51 ng/mL of 2024-03-01"]


@pytest.mark.parametrize(
    ("content", "encoding", "cell"),
    [
        pytest.param(GERMAN.encode("cp1252"), "cp1252", "große Menge", id="Western letters"),
        pytest.param(CHINESE.encode("gb18030"), "gb18030", "甲胎蛋白", id="Chinese letters"),
    ],
)
def test_i_03_older_letters_are_asked_about(
    ward: Logbook, tmp_path: Path, content: bytes, encoding: str, cell: str
) -> None:
    path = written(tmp_path, content)
    table = open_table(path)
    assert {each.code for each in table.encodings} == {"cp1252", "gb18030"}
    assert any(cell in each.sample for each in table.encodings)
    with pytest.raises(Refused, match=r"its letters can be Western .* or Chinese .*; say which"):
        looked_at(path, ward)
    plan = looked_at(path, ward, wish_of(encoding=encoding))
    assert said(plan) == ["AFP 5.51 ng/mL of 2024-03-01"]
    assert cell in open_table(path, encoding).head[1]


def test_i_03_letters_late_in_a_large_file_count_too(tmp_path: Path) -> None:
    rows = "P-1;01.03.2024;AFP;5,51;ng/mL;\n" * 60_000
    path = written(tmp_path, (GERMAN.replace("große", "viele") + rows + "große").encode("cp1252"))
    assert {each.code for each in open_table(path).encodings} == {"cp1252", "gb18030"}


def test_i_03_a_letter_that_lies_across_two_pieces_is_whole(tmp_path: Path) -> None:
    start = "a,b\n" + "x" * ((1 << 20) - 5)
    # Too long for one line, but its letters are looked through whole before that.
    path = written(tmp_path, (start + "ß\n").encode())
    with pytest.raises(Refused, match="line 2 has more than"):
        open_table(path)


def test_i_03_letters_of_no_known_kind_are_refused(tmp_path: Path) -> None:
    # 0x81 is no letter of Windows-1252, and 0xFF none of GB 18030.
    with pytest.raises(Refused, match=r"labs\.csv: its letters are not known"):
        open_table(written(tmp_path, b"a,b\n\x81\xff,1\n"))


def test_an_encoding_that_the_file_does_not_have_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, GERMAN.encode("cp1252"))
    with pytest.raises(Refused, match="cannot be read as utf-16"):
        open_table(path, "utf-16")


def test_letters_that_break_off_are_refused(ward: Logbook, tmp_path: Path) -> None:
    path = written(tmp_path, GERMAN.encode("utf-16")[:-1])
    with pytest.raises(Refused, match="its letters break off"):
        looked_at(path, ward)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "is empty", id="I-01 no bytes"),
        pytest.param(b" \r\n\t", "is empty", id="I-01 nothing but spaces"),
        pytest.param(b",,\n,,\n", "no cell holds a word", id="I-01 nothing but delimiters"),
        pytest.param(b"a,b\x00c\n1,2", "holds no text", id="I-02 no text"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", "holds no text", id="I-02 a picture named .csv"),
        pytest.param(b"PK\x03\x04 and no more", "cannot be unpacked", id="I-02 half an archive"),
        pytest.param(LONG.encode(), "no result below the titles", id="I-05 titles only"),
        pytest.param(
            b"patient,date,test,unit\nP-1,2024-03-01,AFP,ng/mL",
            "No column holds values",
            id="I-05 no column of values",
        ),
        pytest.param(
            b"patient,test,value,unit\nP-1,AFP,5,ng/mL",
            "No column is the date",
            id="I-05 no column of dates",
        ),
        pytest.param(
            b"patient,date,date,test,value,unit\nP-1,2024-03-01,2024-03-02,AFP,5,ng/mL",
            r"Columns 2 \(date\) and 3 \(date\) are both the date",
            id="I-05 a column twice",
        ),
        pytest.param(
            b'patient,date,test,value,unit\nP-1,2024-03-01,"AFP,5,ng/mL\n' + b"x,y\n" * 50_000,
            "row 2 cannot be parted into cells",
            id="I-05 a quote that is never closed",
        ),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_one_sentence(
    ward: Logbook, tmp_path: Path, content: bytes, words: str
) -> None:
    with pytest.raises(Refused, match=words) as refused:
        looked_at(written(tmp_path, content), ward)
    assert "labs.csv" in refused.value.sentence


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"gone\.csv cannot be read"):
        open_table(tmp_path / "gone.csv")


def test_i_06_a_line_without_end_is_refused_before_it_is_held(tmp_path: Path) -> None:
    path = tmp_path / "labs.csv"
    with path.open("wb") as file:
        file.write(b"a,b\n")
        for _ in range(200):
            file.write(b"1" * 1_000_000)
    with pytest.raises(Refused, match="line 2 has more than 1,000,000 characters"):
        open_table(path)


def test_i_06_a_cell_of_200_000_characters_is_refused(ward: Logbook, tmp_path: Path) -> None:
    path = written(tmp_path, LONG + f"P-1,2024-03-01,AFP,{'5' * 200_000},ng/mL\n")
    with pytest.raises(Refused, match="row 2"):
        looked_at(path, ward)


def test_i_06_a_cell_that_is_too_long_is_named_by_row_and_column(
    ward: Logbook, tmp_path: Path
) -> None:
    path = written(tmp_path, LONG + f"P-1,2024-03-01,AFP,5,{'g' * 20_000}\n")
    with pytest.raises(Refused, match=r"row 2, column 5 has 20,000 characters"):
        looked_at(path, ward)


def test_i_06_a_million_rows_are_refused_at_the_first_that_is_too_many(
    ward: Logbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 100)
    path = written(tmp_path, LONG + "P-1,2024-03-01,AFP,5,ng/mL\n" * 200)
    with pytest.raises(Refused, match="Row 101 is the first that is too many"):
        looked_at(path, ward)


def test_i_06_a_row_of_too_many_cells_is_refused(ward: Logbook, tmp_path: Path) -> None:
    path = written(tmp_path, LONG + "P-1,2024-03-01,AFP,5,ng/mL" + ",x" * 600)
    with pytest.raises(Refused, match="row 2 has 605 cells; a row has at most 500"):
        looked_at(path, ward)


def test_cells_without_a_word_at_the_end_of_a_row_are_none(ward: Logbook, tmp_path: Path) -> None:
    path = written(tmp_path, LONG + "P-1,2024-03-01,AFP,5,ng/mL" + "," * 600)
    assert said(looked_at(path, ward)) == ["AFP 5 ng/mL of 2024-03-01"]


def test_a_file_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hcclog.exchange.lab_files import letters

    monkeypatch.setattr(letters, "MOST_BYTES", 10)
    with pytest.raises(Refused, match="take it in parts"):
        open_table(written(tmp_path, LONG))


@pytest.mark.parametrize(
    ("content", "delimiter"),
    [
        pytest.param("a,b,c\n1,2,3\n", ",", id="commas"),
        pytest.param("a;b;c\n1,5;2,5;3,5\n", ";", id="semicolons, and commas in numbers"),
        pytest.param("a\tb\n1,5\tx;y\n", "\t", id="tabs"),
        pytest.param("a|b|c\n1|2|3\n", "|", id="bars"),
        pytest.param('a,b\n"x;y;z",2\n"p;q",3\n', ",", id="semicolons in a remark"),
    ],
)
def test_what_parts_the_cells_is_told(tmp_path: Path, content: str, delimiter: str) -> None:
    assert text_rows.delimiter_of(written(tmp_path, content), "utf-8") == delimiter


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(ward: Logbook, tmp_path: Path) -> None:
    content = LONG + '\nP-1,2024-03-01,AFP,5,"ng\n/mL"\n\nP-1,2024-03-01,AFP,x,ng/mL\n'
    plan = looked_at(written(tmp_path, content), ward)
    assert [line.place for line in plan.lines] == ["row 3", "row 5"]
    assert len(whys(plan)) == 1


@pytest.mark.parametrize("name", ["labs.csv", "labs.xlsx"])
def test_i_19_a_file_that_vanishes_before_its_rows_are_read_is_named(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    if name.endswith("xlsx"):
        book = openpyxl.Workbook()
        book.active.append(("patient", "date"))
        book.save(path)
    else:
        path.write_text(LONG, encoding="utf-8")
    table = open_table(path)
    path.unlink()
    with pytest.raises(Refused, match=rf"{name} cannot be read"):
        list(table.rows())
    with pytest.raises(Refused, match="cannot be read"):
        text_rows.delimiter_of(path, "utf-8")


def test_letters_that_break_off_at_once_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="its letters break off"):
        open_table(written(tmp_path, codecs.BOM_UTF8 + b"a,b\xff\n"))
