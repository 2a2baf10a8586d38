"""Files that are broken or hostile: refused in a sentence that names them, nothing else opened."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hcclog.commands.refused import Refused
from hcclog.exchange.incoming.kinds import Wish
from hcclog.exchange.progress import Cancelled
from hcclog.exchange.sdtm import found
from hcclog.exchange.sdtm.found import find_tables
from hcclog.exchange.sdtm.reading import read
from hcclog.logbook import Logbook
from tests.exchange.sdtm.exports import export
from tests.exchange.sdtm.foreign_study import write_study

HEAD = b"STUDYID,DOMAIN,USUBJID,TRTESTCD\n"
ROW = b"S,TR,S-1,LDIAM\n"


def as_json(**parts: Any) -> bytes:
    columns = [{"name": name} for name in ("STUDYID", "DOMAIN", "USUBJID")]
    whole = {"datasetJSONVersion": "1.1.0", "columns": columns, "rows": [["S", "TR", "S-1"]]}
    return json.dumps(whole | parts).encode()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        pytest.param("tr.csv", b"", "tr.csv is empty", id="I-01 no bytes"),
        pytest.param("tr.xpt", b" \n", "tr.xpt is empty", id="I-01 nothing but spaces"),
        pytest.param(
            "tr.csv", b"\x89PNG\r\n\xff\xfe", "letters are not known", id="I-02 a picture"
        ),
        pytest.param(
            "tr.csv", HEAD + "S,TR,Müller,X\n".encode("cp1252"), "letters", id="I-03 cp1252"
        ),
        pytest.param("tr.csv", b"a,b\n1,2\n", "none of the columns", id="I-05 other columns"),
        pytest.param(
            "tr.csv", HEAD.replace(b"DOMAIN", b"STUDYID") + ROW, "stands twice", id="I-05 a double"
        ),
        pytest.param("tr.csv", HEAD + ROW + b"S,TR\n", "row 2: 2 cells", id="I-05 a short row"),
        pytest.param("tr.csv", HEAD + b'"S,TR\n', "row 1", id="I-05 an open quote"),
        pytest.param(
            "tr.csv", HEAD + b"S,TR,S-1," + b"x" * 140_000 + b"\n", "row 1", id="I-06 a wide cell"
        ),
        pytest.param("tr.json", b'{"a": 1, "a": 2}', "a key stands twice", id="I-13 a double key"),
        pytest.param(
            "tr.json", as_json(rows=[["S", "TR", float("nan")]]), "no number", id="I-13 NaN"
        ),
        pytest.param("tr.json", b'{"a":' + b"[" * 100_000, "no JSON", id="I-13 nested too deep"),
        pytest.param(
            "tr.json", as_json(rows=[["S", "TR", {"x": "1"}]]), "row 1", id="I-13 an object"
        ),
        pytest.param("tr.json", as_json(rows=[["S"]]), "row 1 does not fit", id="a short row"),
        pytest.param("tr.json", as_json(rows={}), "no columns or no rows", id="no rows"),
        pytest.param("tr.json", b'{"columns": []}', "no columns or no rows", id="half a file"),
        pytest.param("tr.xpt", b"HEADER RECORD*******LIBV8   ", "version 5", id="version 8"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused) as refused:
        find_tables(tmp_path / name)
    assert name in refused.value.sentence
    assert words in refused.value.sentence


def test_an_integer_of_many_digits_keeps_them(tmp_path: Path) -> None:
    path = tmp_path / "dm.json"
    content = as_json(rows=[["S", "DM", 1]]).replace(b", 1]", b", " + b"9" * 5_000 + b"]")
    path.write_bytes(content)
    row = find_tables(path).rows["DM"][0]
    assert row["USUBJID"] == "9" * 5_000


def test_a_folder_without_tables_is_named(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.csv").write_text("a,b\n", encoding="utf-8")
    with pytest.raises(Refused, match="photos holds no SDTM table"):
        find_tables(tmp_path / "photos")


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"gone\.csv cannot be read"):
        find_tables(tmp_path / "gone.csv")


def test_too_many_rows_and_bytes_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tr.csv"
    path.write_bytes(HEAD + ROW * 30)
    monkeypatch.setattr(found, "MOST_ROWS", 20)
    with pytest.raises(Refused, match="more than 20 rows"):
        find_tables(path)
    monkeypatch.setattr(found, "MOST_BYTES", 64)
    with pytest.raises(Refused, match=r"tr\.csv has more than"):
        find_tables(path)


def test_nothing_outside_the_folder_is_opened(tmp_path: Path) -> None:
    study = write_study(tmp_path / "study")
    secret = tmp_path / "secret.csv"
    secret.write_bytes(HEAD.replace(b"TRTESTCD", b"CMTRT") + b"S,CM,S-1,secret\n")
    (study / "cm.csv").symlink_to(secret)
    assert "CM" not in find_tables(study).rows
    assert "CM" not in find_tables(study / "tr.csv").rows


def test_a_file_brings_those_of_its_form_that_lie_beside_it(tmp_path: Path) -> None:
    study = write_study(tmp_path / "study")
    (study / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (study / "ae.json").write_text("{", encoding="utf-8")
    assert set(find_tables(study / "tr.csv").rows) == {"DM", "TU", "TR", "RS", "LB"}


def test_of_two_forms_the_one_with_all_letters_is_read(cases: Logbook, tmp_path: Path) -> None:
    export(cases, tmp_path / "sdtm")
    tables = find_tables(tmp_path / "sdtm")
    assert all(name.endswith(".csv") for name in tables.files)
    assert tables.notes == ("Read as .csv; the same tables in other forms were left aside.",)


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
@pytest.mark.parametrize("delimiter", [b",", b";", b"\t"])
def test_marks_and_delimiters_are_told(tmp_path: Path, mark: bytes, delimiter: bytes) -> None:
    path = tmp_path / "any name.csv"
    path.write_bytes(mark + (HEAD + ROW).replace(b",", delimiter))
    tables = find_tables(path)
    assert tables.rows["TR"][0]["TRTESTCD"] == "LDIAM"


def test_letters_of_sixteen_bits_are_read(tmp_path: Path) -> None:
    path = tmp_path / "tr.csv"
    path.write_bytes((HEAD + ROW).decode().encode("utf-16"))
    assert find_tables(path).rows["TR"][0].at("TRORRES") == "TR row 1, TRORRES"


def test_a_row_without_a_subject_ends_it(book: Logbook, tmp_path: Path) -> None:
    path = tmp_path / "tr.csv"
    path.write_bytes(HEAD + b"S,TR,,LDIAM\n")
    with pytest.raises(Refused, match=r"TR row 1, USUBJID is empty"):
        read(path, book, Wish(), lambda _done, _of: None)


def test_a_study_that_is_not_there_is_named(book: Logbook, tmp_path: Path) -> None:
    study = write_study(tmp_path / "study")
    with pytest.raises(Refused, match="no study X; they hold ONC1"):
        read(study, book, Wish(study="X"), lambda _done, _of: None)


def test_who_gives_up_leaves_the_store_as_it_was(book: Logbook, tmp_path: Path) -> None:
    def give_up(_done: int, _of: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read(write_study(tmp_path / "study"), book, Wish(), give_up)
    assert book.revision == 0
