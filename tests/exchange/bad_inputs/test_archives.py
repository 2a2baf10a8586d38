"""Workbooks that unfold, point elsewhere or are damaged: refused with little memory."""

from __future__ import annotations

import io
import struct
import tracemalloc
import warnings
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from hcclog.logbook import Logbook
from tests.exchange.bad_inputs.good_files import TOLD, looked_at

READERS = ("xlsx", "labs", TOLD)
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
PARTS = (
    BOOK,
    SHEET,
    "xl/styles.xml",
    "[Content_Types].xml",
    "docProps/core.xml",
    "xl/_rels/workbook.xml.rels",
)
LAUGHS = b'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FILE = b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
OUTSIDE = b'<!DOCTYPE l SYSTEM "http://127.0.0.1:9/l.dtd">'
MOST_MEMORY = 80_000_000
_SIZE_AT, _FLAG_AT, _METHOD_AT = 24, 8, 10


def repacked(workbook: bytes, changed: dict[str, bytes], more: Iterable[str] = ()) -> bytes:
    """Return a workbook with parts of other content, and with more parts."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        warnings.catch_warnings(),
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        warnings.simplefilter("ignore")  # one name twice is what is tried
        for name in old.namelist():
            new.writestr(name, changed.get(name) or old.read(name))
        for name in {*changed} - {*old.namelist()}:
            new.writestr(name, changed[name])
        for name in more:
            new.writestr(name, b"x")
    return kept.getvalue()


def declared(workbook: bytes, name: str, doctype: bytes) -> bytes:
    """Return a workbook with a part that declares something."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        head, mark, rest = archive.read(name).rpartition(b"?>")
    return repacked(workbook, {name: head + mark + doctype + rest})


def patched(workbook: bytes, at: int, value: bytes) -> bytes:
    """Return a workbook whose directory says something else of each part."""
    data, place = bytearray(workbook), 0
    while (place := data.find(b"PK\x01\x02", place)) >= 0:
        data[place + at : place + at + len(value)] = value
        place += 4
    return bytes(data)


def refused(content: bytes, kind: str, ward: Logbook, folder: Path) -> str:
    """Return the sentence on a workbook; it is read in little memory."""
    path = folder / "book.xlsx"
    path.write_bytes(content)
    tracemalloc.start()
    try:
        seen = looked_at(path, kind, ward)
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()
    return seen.sentence


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(BOOK, id="I-11 the list of sheets"),
        pytest.param("xl/styles.xml", id="I-11 looks"),
        pytest.param("xl/sharedStrings.xml", id="I-11 texts"),
        pytest.param("[Content_Types].xml", id="I-11 kinds of parts"),
        pytest.param(SHEET, id="I-11 a sheet"),
    ],
)
def test_what_unfolds_is_refused(
    name: str, kind: str, ward: Logbook, good: dict[str, bytes], tmp_path: Path
) -> None:
    bomb = repacked(good["xlsx"], {name: bytes(120_000_000)})
    assert refused(bomb, kind, ward, tmp_path).startswith("book.xlsx")


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize(
    "doctype",
    [
        pytest.param(LAUGHS, id="I-12 nested entities"),
        pytest.param(FILE, id="I-12 a file as an entity"),
        pytest.param(OUTSIDE, id="I-12 an outside DTD"),
    ],
)
def test_what_is_declared_is_refused(
    doctype: bytes, name: str, kind: str, ward: Logbook, good: dict[str, bytes], tmp_path: Path
) -> None:
    content = declared(good["xlsx"], name, doctype)
    assert refused(content, kind, ward, tmp_path).startswith("book.xlsx")


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("content", [b"<a>garbage", b"<a>" * 20_000], ids=["cut", "deep"])
def test_a_damaged_part_is_refused(
    content: bytes, name: str, kind: str, ward: Logbook, good: dict[str, bytes], tmp_path: Path
) -> None:
    damaged = repacked(good["xlsx"], {name: content})
    assert refused(damaged, kind, ward, tmp_path).startswith("book.xlsx")


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize(
    ("at", "value"),
    [
        pytest.param(_SIZE_AT, struct.pack("<L", 100), id="I-11 sizes that lie"),
        pytest.param(_FLAG_AT, b"\x01", id="I-11 parts under a password"),
        pytest.param(_METHOD_AT, b"\x63", id="I-11 an unknown way of packing"),
    ],
)
def test_a_directory_that_lies_is_refused(
    at: int, value: bytes, kind: str, ward: Logbook, good: dict[str, bytes], tmp_path: Path
) -> None:
    content = patched(good["xlsx"], at, value)
    assert refused(content, kind, ward, tmp_path).startswith("book.xlsx")


@pytest.mark.parametrize("kind", READERS)
def test_i_15_a_hundred_thousand_parts_are_refused(
    kind: str, ward: Logbook, good: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(repacked(good["xlsx"], {}, (f"a{n}" for n in range(20_000))))
    assert looked_at(path, kind, ward).sentence.startswith("book.xlsx")


@pytest.mark.parametrize("kind", READERS)
def test_i_15_no_part_leaves_the_archive(
    kind: str, ward: Logbook, good: dict[str, bytes], tmp_path: Path
) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    evil = ("../../evil", str(tmp_path / "evil"), "C:\\evil", "../evil")
    path = folder / "book.xlsx"
    path.write_bytes(repacked(good["xlsx"], {}, evil))
    looked_at(path, kind, ward)
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == [path]
