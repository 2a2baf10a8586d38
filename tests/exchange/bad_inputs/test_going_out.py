"""Texts that would run, break a page or leave the folder: every export writes them as texts."""

from __future__ import annotations

import csv
import json
import zipfile
from contextlib import closing
from pathlib import Path

import pikepdf
import pytest

from hcclog.commands.base import Add
from hcclog.exchange.outgoing.deliver import deliver
from hcclog.exchange.outgoing.formats import FORMATS
from hcclog.exchange.outgoing.ordering import order_from
from hcclog.logbook import Logbook
from tests.books import a_lab, a_patient, new_book
from tests.exchange.bad_inputs.children import REPORT, format_of

FILES = (*FORMATS, REPORT)
RUNNING = {
    "X-01 a call of a program": "=cmd|' /C calc'!A0",
    "X-01 a link": '=HYPERLINK("http://127.0.0.1:9","x")',
    "X-01 a plus": "+1+1",
    "X-01 a minus": "-2+3",
    "X-01 an at": "@SUM(A1)",
    "X-02 a wide sign": "＝1+1",
    "X-02 a space before": " =1+1",
    "X-02 the delimiter before": 'a",=1+1,"',
    "X-03 a script": "<script>alert(1)</script>",
    "X-03 a picture that is fetched": '<img src="file:///etc/hostname" onerror="x()">',
    "X-03 a template": "{{7*7}}${7*7}",
    "T-08 SQL": 'O\'Brien "Bob"; DROP TABLE patient;--',
    "T-06 a letter with many marks": "a" + "\u0301" * 100,
    "T-06 an emoji": "\U0001f600 \U0001f468\u200d\U0001f469",
    "T-02 a name from right to left": "محمد علي AFP 5.51",
    "X-04 one long word": "x" * 400,
}
CODES = ("../../x", "..\\..\\x", "CON", "nul.txt", "a:b*?", "/etc/x", "\U00020000" * 40, "x" * 60)


def store_with(folder: Path, text: str) -> Logbook:
    """Return a store with a patient whose texts are all this one."""
    book = new_book(folder / "store.db")
    patient = a_patient("P-1", name=text, note=text)
    book.do(Add((patient, a_lab(patient, note=text, laboratory=text))))
    return book


def exported(book: Logbook, name: str, out: Path) -> list[Path]:
    """Export everybody, and return the files."""
    ids = [each.id for each in book.patients()]
    order = order_from(book, ids, is_everybody=True)
    return list(deliver(format_of(name), order, out).paths)


def cells_of(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [cell for row in csv.reader(file) for cell in row]


def runs(cell: str) -> bool:
    """Return whether a spreadsheet would take a cell for a formula."""
    bare = cell.lstrip(" \t\r\n\u3000")
    is_number = bare.lstrip("+-").replace(".", "", 1).isdigit() and not bare.startswith("+")
    is_sign = cell == "="  # a comparator; a sign alone runs nothing
    return bare[:1] in set("=+-@＝＋－＠") and not is_number and not is_sign


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("text", RUNNING.values(), ids=RUNNING.keys())
def test_no_text_runs(text: str, name: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with closing(store_with(tmp_path, text)) as book:
        paths = exported(book, name, out)
    for path in paths:
        if path.suffix == ".csv":
            assert not [cell for cell in cells_of(path) if runs(cell)]
        elif name == "xlsx":
            with zipfile.ZipFile(path) as archive:
                sheets = [archive.read(each) for each in archive.namelist() if "sheets/" in each]
            assert not [each for each in sheets if b"<f>" in each or b"<hyperlink" in each]
        elif name in {"fhir", "jsonl"}:
            lines = path.read_text(encoding="utf-8")
            texts = [lines] if name == "fhir" else lines.splitlines()
            assert any(json.dumps(text)[1:-1] in json.dumps(json.loads(each)) for each in texts)
        elif name == REPORT:
            with pikepdf.open(path) as pdf:
                assert text not in f"{pdf.docinfo!r}{pdf.open_metadata()}"
                assert "/JavaScript" not in repr(pdf.Root)


@pytest.mark.parametrize("name", FILES)
def test_x_06_no_code_leads_out_of_the_folder(name: str, tmp_path: Path) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    with closing(new_book(tmp_path / "store.db")) as book:
        for code in CODES:
            book.do(Add((a_patient(code),)))
        before = {each for each in tmp_path.rglob("*") if "store" not in each.name}
        paths = exported(book, name, inside / "out")
    made = {each for each in tmp_path.rglob("*") if "store" not in each.name} - before
    assert all(each.is_relative_to(inside / "out") for each in made)
    names = [path.name for path in paths]
    assert len({each.casefold() for each in names}) == len(names)
    assert all(len(each.encode()) < 250 and ".." not in each for each in names)
    assert not {each.partition(".")[0].casefold() for each in names} & {"con", "nul"}
