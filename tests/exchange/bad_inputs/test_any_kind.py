"""A file that is none of its kind is refused by every reader in one sentence that names it."""

from __future__ import annotations

import gzip
import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from hcclog.exchange.incoming.kinds import KINDS
from hcclog.logbook import Logbook
from tests.exchange.bad_inputs.good_files import NAMES, TOLD, looked_at

READERS = (*KINDS, TOLD)
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(200)
NESTING = b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"
BUILT = b"!!python/object/apply:os.system ['true']\n"
XXE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


@pytest.mark.parametrize("kind", READERS)
def test_a_good_file_is_taken(
    kind: str, ward: Logbook, good: dict[str, bytes], tmp_path: Path
) -> None:
    for name, content in good.items():
        if kind in {name, TOLD}:
            path = tmp_path / NAMES[name]
            path.write_bytes(content)
            seen = looked_at(path, kind, ward)
            assert seen.plan is not None, seen.sentence
            assert not [line for line in seen.plan.lines if line.verdict == "refused"]


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="I-01 no bytes"),
        pytest.param(b" \n\r\n\t ", id="I-01 nothing but spaces"),
        pytest.param(b"\xef\xbb\xbf", id="I-01 nothing but a mark of UTF-8"),
        pytest.param(b"\xff\xfe", id="I-01 nothing but a mark of UTF-16"),
        pytest.param(b"x", id="I-01 one letter"),
        pytest.param(PICTURE, id="I-02 a picture"),
        pytest.param(b"%PDF-1.7\n" + bytes(99), id="I-02 a PDF"),
        pytest.param(b"\x7fELF" + bytes(400), id="I-02 a program"),
        pytest.param(b"SQLite format 3\0" + bytes(4000), id="I-20 another program's database"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900), id="I-02 an old workbook"),
        pytest.param(gzip.compress(b"patient,date\n" * 90), id="I-02 a packed file"),
        pytest.param(b"this is text\n" * 30, id="I-02 text of no kind"),
        pytest.param(b"<!DOCTYPE html><html><body>x</body></html>", id="I-02 a web page"),
        pytest.param(XXE, id="I-12 a file as an entity"),
        pytest.param(pickle.dumps({"a": 1}), id="I-16 a pickle"),
        pytest.param(pickle.dumps({"a": 1}, 0), id="I-16 a pickle in letters"),
        pytest.param(BUILT, id="I-16 an object of YAML"),
        pytest.param(NESTING, id="I-16 YAML that unfolds"),
        pytest.param(b"PK\x03\x04" + bytes(90), id="I-11 the head of an archive"),
    ],
)
def test_what_is_of_no_kind_is_refused(
    content: bytes, kind: str, ward: Logbook, tmp_path: Path
) -> None:
    path = tmp_path / "sent.csv"
    path.write_bytes(content)
    assert looked_at(path, kind, ward).sentence.startswith("sent.csv")


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("of", NAMES)
def test_i_02_a_file_of_one_kind_is_not_read_as_another(
    of: str, kind: str, ward: Logbook, good: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / "sent.dat"
    path.write_bytes(good[of])
    seen = looked_at(path, kind, ward)
    assert (seen.plan is not None) == (kind in {of, TOLD})


def _is_gone(path: Path) -> None:
    assert not path.exists()


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize(
    ("make", "words"),
    [
        pytest.param(_is_gone, "No such file", id="I-19 it is gone"),
        pytest.param(os.mkfifo, "is a pipe or a device", id="I-19 a pipe that nobody writes to"),
        pytest.param(lambda path: path.symlink_to("/dev/zero"), "is a pipe or", id="I-19 a device"),
        pytest.param(
            lambda path: path.symlink_to(path.name), "symbolic links", id="I-19 a link to itself"
        ),
        pytest.param(
            lambda path: path.symlink_to("/nowhere"), "No such file", id="I-19 a link to nothing"
        ),
        pytest.param(
            lambda path: path.mkdir(), r"folder|directory|no SDTM table|damaged", id="I-19 a folder"
        ),
    ],
)
def test_what_is_no_file_is_refused(
    make: Callable[[Path], None], words: str, kind: str, ward: Logbook, tmp_path: Path
) -> None:
    path = tmp_path / "sent.csv"
    make(path)
    sentence = looked_at(path, kind, ward).sentence
    assert "sent.csv" in sentence
    assert any(word in sentence for word in words.split("|")), sentence


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize(
    "name",
    [
        pytest.param("a\udcff.csv", id="T-05 bytes of no letter"),
        pytest.param("a\x1b[2J.csv", id="T-05 orders to a terminal"),
        pytest.param("a\nb.csv", id="T-12 a line's end"),
        pytest.param("a\u202eb.csv", id="T-03 a mark that turns text round"),
    ],
)
def test_a_name_that_no_record_keeps_is_refused(
    name: str, kind: str, ward: Logbook, good: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(good["labs" if kind == TOLD else kind])
    sentence = looked_at(path, kind, ward).sentence
    assert sentence.startswith("The name 'a\\")
    assert sentence.isprintable()


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        pytest.param("sdtm", "tu.csv", id="I-15 of trial data"),
        pytest.param("fhir", "b.json", id="I-15 of bundles"),
    ],
)
def test_no_link_leads_out_of_a_folder(
    kind: str, name: str, ward: Logbook, good: dict[str, bytes], tmp_path: Path
) -> None:
    folder, outside = tmp_path / "sent", tmp_path / "outside"
    folder.mkdir()
    outside.write_bytes(b"broken")
    (folder / {"sdtm": "dm.csv", "fhir": "a.json"}[kind]).write_bytes(good[kind])
    (folder / name).symlink_to(outside)
    os.mkfifo(folder / {"sdtm": "tr.csv", "fhir": "c.json"}[kind])
    assert looked_at(folder, kind, ward).plan is not None


@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.parametrize("n", [1, 2, 3, 5, 9])
def test_i_19_a_file_cut_short_is_no_smaller_truth(
    n: int, kind: str, ward: Logbook, good: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / NAMES[kind]
    path.write_bytes(good[kind][: len(good[kind]) * n // 10])
    seen = looked_at(path, kind, ward)
    if seen.plan is not None:
        # Tables and messages have no end of their own; what is left of them must not change sense.
        assert kind in {"labs", "hl7", "sdtm", "dicom-sr"}
        assert not seen.plan.amended
