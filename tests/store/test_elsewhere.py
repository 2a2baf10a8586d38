"""A store whose disk refuses goes on in another place, whole and held; or nothing is left there."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hcclog.logbook import Logbook
from hcclog.store.elsewhere import save_elsewhere
from hcclog.store.errors import DiskRefused, FolderMissing, HeldByOther, StoreError, StoreExists
from hcclog.store.lock import Holder, hold
from tests.books import NOW, a_patient, file_of, new_book
from tests.commands.words import add
from tests.faults import delete, failing_disk

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="limits and renaming of Unix"),
    pytest.mark.catalogue("S-12", "S-04"),
]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Logbook]:
    """An empty store in a file."""
    opened = new_book(tmp_path / "store.db")
    yield opened
    opened.close()


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A place on another disk."""
    folder = tmp_path / "other"
    folder.mkdir()
    return folder / "store.db"


def test_it_goes_on_there_with_all_that_was_saved(book: Logbook, other: Path) -> None:
    add(book, a_patient("P-1"))
    path = file_of(book).path
    assert path is not None
    delete(path)
    with pytest.raises(StoreError):
        add(book, a_patient("P-2"))
    assert save_elsewhere(book.store, other) == other
    add(book, a_patient("P-2"))
    assert book.store.backend.path == other
    assert book.store.check() == []
    book.close()
    again = new_book(other)
    assert again.n_patients() == 2
    again.close()


def test_the_new_place_is_held_and_the_old_one_is_let_go(book: Logbook, other: Path) -> None:
    path = file_of(book).path
    assert path is not None
    save_elsewhere(book.store, other)
    with pytest.raises(HeldByOther):
        hold(other, Holder("Anna", "ward 4", 1, NOW))
    hold(path, Holder("Anna", "ward 4", 1, NOW)).release()


def test_the_key_file_goes_along_also_where_it_was_lost(book: Logbook, other: Path) -> None:
    path = file_of(book).path
    assert path is not None
    path.with_suffix(".keys").unlink()
    delete(path)
    save_elsewhere(book.store, other)
    book.close()
    new_book(other).close()


def test_nothing_is_written_over(book: Logbook, other: Path) -> None:
    other.write_text("mine", encoding="utf-8")
    with pytest.raises(StoreExists):
        save_elsewhere(book.store, other)
    assert other.read_text(encoding="utf-8") == "mine"


def test_the_key_of_another_store_is_not_written_over(book: Logbook, other: Path) -> None:
    other.with_suffix(".keys").write_text("{}", encoding="utf-8")
    with pytest.raises(StoreExists, match=r"store\.keys exists already"):
        save_elsewhere(book.store, other)


def test_a_missing_folder_is_said(book: Logbook, tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        save_elsewhere(book.store, tmp_path / "gone" / "store.db")


def test_where_that_disk_refuses_too_nothing_is_left_and_the_store_stays(
    book: Logbook, other: Path
) -> None:
    add(book, a_patient("P-1"))
    before = book.store.backend.path
    with failing_disk(), pytest.raises(DiskRefused):
        save_elsewhere(book.store, other)
    assert list(other.parent.iterdir()) == []
    assert book.store.backend.path == before
    add(book, a_patient("P-2"))
    assert book.n_patients() == 2
