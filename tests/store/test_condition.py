"""How a store is: sizes, counts, backups, a check; nothing of any patient."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hcclog.logbook import Logbook
from hcclog.store.condition import condition_of, library_versions
from hcclog.store.schema import REVISION
from tests.books import a_lab, a_patient, file_of, new_book
from tests.commands.words import add
from tests.faults import delete

NAME = "Zbigniewska"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Logbook]:
    """A store in a file with one patient."""
    opened = new_book(tmp_path / "store.db")
    patient = a_patient("UNMISTAKABLE-77", name=NAME)
    add(opened, patient, a_lab(patient, "5.51"))
    yield opened
    opened.close()


def test_it_says_sizes_counts_and_the_check(book: Logbook) -> None:
    told = condition_of(book.store)
    assert told["schema"] == REVISION
    assert (told["patients"], told["entries"], told["changes"]) == ("1", "2", "2")
    assert (told["opened"], told["password"]) == ("to write", "none")
    assert told["file"].endswith(" bytes")
    assert (told["backups"], told["check"]) == ("none", "whole")


def test_it_says_how_old_the_last_backup_is(book: Logbook) -> None:
    book.store.back_up("by-hand")
    assert condition_of(book.store)["backups"] == "1, the last 0 hours old"


def test_damage_is_counted_and_not_shown(book: Logbook) -> None:
    path = file_of(book).path
    assert path is not None
    with path.open("r+b") as file:
        file.seek(path.stat().st_size - 100)
        file.write(b"\x00\x01\x02\x03")
    assert condition_of(book.store)["check"] in {"1 findings", "Damaged SQLITE_CORRUPT 11"}


def test_what_cannot_be_read_is_the_name_of_its_fault(book: Logbook) -> None:
    path = file_of(book).path
    assert path is not None
    delete(path)
    told = condition_of(book.store)
    assert told["check"] in {"StoreMissing", "FileNotFoundError"}
    assert told["patients"] == "1"


def test_nothing_of_a_patient_is_in_it(book: Logbook) -> None:
    told = str(condition_of(book.store))
    assert NAME not in told
    assert "UNMISTAKABLE" not in told
    assert "5.51" not in told


def test_the_versions_of_the_library_are_told() -> None:
    told = library_versions()
    assert set(told) == {"SQLite", "SQLCipher"}
    assert told["SQLCipher"] != "none"
