"""After a fault that ends the connection the store goes on by itself, or says why it cannot."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hcclog.logbook import Logbook
from hcclog.store.errors import DiskRefused, FileMoved, HeldByOther, StoreError
from hcclog.store.lock import Holder, hold
from tests.books import NOW, a_lab, a_patient, file_of, new_book
from tests.commands.words import add
from tests.faults import delete, failing_disk, rename, replace

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and renaming of Unix")
Spoil = Callable[[Path], None]
MOVES = [
    pytest.param(rename, id="S-12 renamed"),
    pytest.param(delete, id="S-12 deleted"),
    pytest.param(replace, id="S-12 replaced"),
]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Logbook]:
    """An empty store in a file."""
    opened = new_book(tmp_path / "store.db")
    yield opened
    opened.close()


def refused(book: Logbook, code: str = "P-2") -> StoreError:
    """Add a patient that the store cannot write, and return why."""
    with pytest.raises(StoreError) as said:
        add(book, a_patient(code))
    return said.value


@pytest.mark.catalogue("S-04")
def test_s_04_after_a_write_error_the_next_write_is_taken(book: Logbook) -> None:
    add(book, a_patient("P-1"))
    before = file_of(book).held
    with failing_disk():
        assert isinstance(refused(book), DiskRefused)
        assert isinstance(refused(book), DiskRefused)
        assert book.find("P-1") is not None
    assert book.find("P-2") is None
    add(book, a_patient("P-2"))
    assert book.find("P-2") is not None
    assert file_of(book).held is not before
    assert book.store.check() == []


def test_the_lock_is_held_all_the_while(book: Logbook) -> None:
    with failing_disk():
        refused(book)
    add(book, a_patient("P-2"))
    path = file_of(book).path
    assert path is not None
    with pytest.raises(HeldByOther):
        hold(path, Holder("Anna", "ward 4", 1, NOW))


@pytest.mark.parametrize("spoil", MOVES)
def test_a_file_that_was_moved_is_read_on_and_not_written(book: Logbook, spoil: Spoil) -> None:
    add(book, patient := a_patient("P-1"))
    path = file_of(book).path
    assert path is not None
    spoil(path)
    assert isinstance(refused(book), FileMoved)
    record = book.patient(patient.id)
    assert record is not None
    assert record.patient == patient


@pytest.mark.catalogue("S-12")
@pytest.mark.parametrize("spoil", [rename, delete], ids=["renamed", "deleted"])
def test_it_stays_refused_while_nothing_lies_there(book: Logbook, spoil: Spoil) -> None:
    add(book, a_patient("P-1"))
    path = file_of(book).path
    assert path is not None
    spoil(path)
    refused(book)
    assert isinstance(refused(book), FileMoved)
    assert not path.exists()


@pytest.mark.catalogue("S-12")
def test_a_file_that_is_put_back_is_gone_on_with(book: Logbook) -> None:
    add(book, a_patient("P-1"))
    path = file_of(book).path
    assert path is not None
    rename(path)
    refused(book)
    path.with_name("elsewhere.db").rename(path)
    add(book, a_patient("P-2"))
    assert book.n_patients() == 2
    assert book.store.check() == []


@pytest.mark.catalogue("S-12")
def test_an_equal_file_in_its_place_is_gone_on_with(book: Logbook) -> None:
    add(book, a_patient("P-1"))
    path = file_of(book).path
    assert path is not None
    replace(path)
    refused(book)
    add(book, a_patient("P-2"))
    assert book.n_patients() == 2


@pytest.mark.catalogue("S-12")
def test_an_older_file_in_its_place_is_never_gone_on_with(book: Logbook) -> None:
    patient = a_patient("P-1")
    add(book, patient)
    path = file_of(book).path
    assert path is not None
    shutil.copy(path, path.with_name("older.db"))
    add(book, a_lab(patient))
    path.with_name("older.db").replace(path)
    refused(book)
    said = refused(book)
    assert isinstance(said, FileMoved)
    assert "does not end as the one that was opened" in said.sentence
    record = book.patient(patient.id)
    assert record is not None
    assert len(record.labs) == 1


@pytest.mark.catalogue("S-04")
def test_what_is_not_journalled_is_refused_and_taken_likewise(book: Logbook) -> None:
    with failing_disk(), pytest.raises(DiskRefused):
        book.keep_draft("visit", "", "typed " * 2000)
    book.keep_draft("visit", "", "typed")
    assert [draft.payload for draft in book.drafts()] == ["typed"]
