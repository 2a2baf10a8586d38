"""What must not leave is found in the bytes, however it is written; what is none is let go."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.record import PatientRecord
from hcclog.exchange.deidentify.choices import DateMode, FreeText
from hcclog.exchange.deidentify.leaks.find import Leak, leaks
from hcclog.exchange.deidentify.leaks.terms import Term, Terms
from tests.books import a_lab, a_patient

BORN = "1950-03-17"
SEEN = "2021-10-14"


def terms_of(
    code: str = "UKE-4471", name: str = "José Żółć", mode: DateMode = DateMode.DAYS
) -> Terms:
    patient = a_patient(code, name=name, birth_on=ClinicalDate.parse(BORN))
    labs = (a_lab(patient, on=SEEN), a_lab(patient, on="2022-07"))
    terms = Terms()
    terms.add_patient(PatientRecord(patient, labs=labs), mode)
    return terms


def found(path: Path, terms: Terms) -> set[str]:
    return {leak.what for leak in leaks([path], terms)}


NAME = "the name of a patient"
WRITTEN: list[tuple[str, bytes, str]] = [
    ("plain", "x José Żółć y".encode(), NAME),
    ("in capitals", "JOSÉ ŻÓŁĆ".encode(), NAME),
    ("with its marks apart", "Jose\u0301 Z\u0307o\u0301łc\u0301".encode(), NAME),
    ("over a line", "José\n  Żółć".encode(), NAME),
    ("in UTF-16, little end first", "x José Żółć".encode("utf-16-le"), NAME),
    ("in UTF-16, big end first", "x José Żółć".encode("utf-16-be"), NAME),
    ("at an odd place in UTF-16", b"\x00" + "José Żółć".encode("utf-16-be"), NAME),
    ("escaped in JSON", json.dumps({"a": "José Żółć"}).encode(), NAME),
    ("escaped in XML", b"<a>Jos&#233; &#x17B;&#xF3;&#322;&#x107;</a>", NAME),
    ("part of it alone", "Patient: José.".encode(), "part of the name of a patient"),
    ("the code inside a word", b"fileUKE-4471.pdf", "the code of a patient"),
    ("the birth date", b"born 1950-03-17", "a day of the store"),
    ("a day without signs", b"OBX|20211014|", "a day of the store"),
    ("a day with its time", b"20211014093000", "a day of the store"),
    ("a day first", b"14.10.2021", "a day of the store"),
    ("a month first", b"10/14/2021", "a day of the store"),
    ("a month by name", b"14 October 2021", "a day of the store"),
    ("as SAS writes it", b"14OCT2021", "a day of the store"),
    ("as Americans write it", b"Oct 14, 2021", "a day of the store"),
    ("as Chinese write it", "2021年10月14日".encode(), "a day of the store"),
    ("inside a time of FHIR", b'"2021-10-14T00:00:00Z"', "a day of the store"),
    ("a month", b"in 2022-07,", "a month of the store"),
]


@pytest.mark.parametrize(
    ("content", "what"), [row[1:] for row in WRITTEN], ids=[row[0] for row in WRITTEN]
)
def test_it_is_found(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "out.bin"
    path.write_bytes(content)
    assert what in found(path, terms_of())


OTHERS: list[tuple[str, bytes]] = [
    ("another day", b"2021-10-15, 20211015, 15.10.2021"),
    ("a day inside a number", b"120211014.5, 1.2.20211014.3"),
    ("a day in a UID", b"1.2.840.20211014.1"),
    ("a month inside a day", b"2022-07-03"),
    ("a short part of a name in a word", b"JOSEPHINE josef"),
    ("no day at all", b"2021-02-30, 99999999"),
]


@pytest.mark.parametrize("content", [row[1] for row in OTHERS], ids=[row[0] for row in OTHERS])
def test_what_is_none_is_let_go(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "out.bin"
    path.write_bytes(content)
    assert found(path, terms_of()) == set()


def in_a_zip(path: Path, content: bytes) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sheet1.xml", content)


def in_a_zip_in_a_zip(path: Path, content: bytes) -> None:
    inner = path.with_suffix(".inner")
    in_a_zip(inner, content)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(inner, "inner.zip")


def in_a_pdfs_title(path: Path, content: bytes) -> None:
    import pikepdf

    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = content.decode()
        pdf.save(path)


def in_a_pdfs_metadata(path: Path, content: bytes) -> None:
    import pikepdf

    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        with pdf.open_metadata() as metadata:
            metadata["dc:title"] = content.decode()
        pdf.save(path)


def behind_four_megabytes(path: Path, content: bytes) -> None:
    path.write_bytes(b"x" * (4 * 1024 * 1024 - 3) + content)


HIDDEN: list[Callable[[Path, bytes], None]] = [
    in_a_zip,
    in_a_zip_in_a_zip,
    in_a_pdfs_title,
    in_a_pdfs_metadata,
    behind_four_megabytes,
]


@pytest.mark.parametrize("hide", HIDDEN, ids=lambda hide: hide.__name__)
def test_it_is_found_where_it_is_hidden(
    tmp_path: Path, hide: Callable[[Path, bytes], None]
) -> None:
    path = tmp_path / "out.bin"
    hide(path, "José Żółć".encode())
    assert NAME in found(path, terms_of())


def test_it_is_found_in_the_text_of_a_figure(tmp_path: Path) -> None:
    from PySide6.QtCore import QMarginsF
    from PySide6.QtGui import QPainter, QPdfWriter

    path = tmp_path / "out.pdf"
    writer = QPdfWriter(str(path))
    writer.setPageMargins(QMarginsF())
    painter = QPainter(writer)
    painter.drawText(500, 500, "follow-up of José Żółć,")
    painter.drawText(500, 900, "since 14.10.2021")
    painter.end()
    assert found(path, terms_of()) >= {NAME, "a day of the store"}


def test_a_files_name_is_looked_at_too(tmp_path: Path) -> None:
    path = tmp_path / "uke-4471.csv"
    path.write_bytes(b"")
    assert leaks([path], terms_of()) == [
        Leak("the file name uke-4471.csv", "the code of a patient", "uke-4471")
    ]


ORDINARY: list[tuple[str, str, str]] = [
    ("a code that is a short number", "1", ""),
    ("a code of four digits", "1234", ""),
    ("a name that is a drug", "P-77712", "Lenvatinib"),
]


@pytest.mark.parametrize(
    ("code", "name"), [row[1:] for row in ORDINARY], ids=[row[0] for row in ORDINARY]
)
def test_what_cannot_be_told_from_a_value_is_said(code: str, name: str) -> None:
    terms = terms_of(code, name)
    assert terms.notes()[0].startswith("Not looked for: 1 names or codes")


@pytest.mark.parametrize("name", ["Maria Child", "Maria Long", "Liver Maria"])
def test_a_part_of_a_name_that_is_a_word_of_every_table_is_not(tmp_path: Path, name: str) -> None:
    path = tmp_path / "out.bin"
    path.write_bytes(b"Child-Pugh, as long as the liver")
    assert found(path, terms_of(name=name)) == set()
    path.write_bytes(name.upper().encode())
    assert found(path, terms_of(name=name)) == {NAME, "part of the name of a patient"}


def test_all_is_looked_for_where_it_can_be_told() -> None:
    assert terms_of().notes() == ()


SHORT: list[tuple[str, str, bool]] = [
    ("ab1", "x-ab1-y", True),
    ("ab1", "cab1d", False),
    ("abcdef", "00abcdef00", False),
    ("abcdef", "id abcdef.", True),
    ("zbigniew", "xzbigniewx", True),
    ("张伟", "患者张伟。", True),
]


@pytest.mark.parametrize(("text", "page", "is_there"), SHORT)
def test_a_short_term_stands_by_itself(text: str, page: str, is_there: bool) -> None:
    assert Term("a code", text).is_in(page) is is_there


def test_a_shifted_day_is_no_leak_and_a_birth_is(tmp_path: Path) -> None:
    path = tmp_path / "out.bin"
    path.write_bytes(b"2021-10-14")
    shifted = terms_of(mode=DateMode.SHIFT)
    assert found(path, shifted) == set()
    path.write_bytes(b"1950-03-17")
    assert found(path, shifted) == {"a day of the store"}


def test_the_day_of_the_export_is_not_looked_for(tmp_path: Path) -> None:
    path = tmp_path / "out.bin"
    path.write_bytes(b"2021-10-14")
    terms = terms_of()
    terms.leave_out(date(2021, 10, 14))
    assert found(path, terms) == set()


def test_long_texts_that_were_taken_out_are_looked_for(tmp_path: Path) -> None:
    path = tmp_path / "out.bin"
    path.write_bytes(b'"brother of the mayor of Celle"')
    terms = Terms()
    terms.add_texts(
        [
            FreeText("visit", "note", "brother of the mayor of Celle"),
            FreeText("visit", "note", "mayor"),
        ]
    )
    assert found(path, terms) == {"what was taken out (visit, note)"}
