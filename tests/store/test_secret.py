"""The secret of a store: made once, kept, and of no other store."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcclog.commands.base import Add
from hcclog.logbook import Logbook
from hcclog.store.errors import ReadOnly
from hcclog.store.opening import open_store
from hcclog.store.secret import secret_of
from tests.books import Clock, a_patient, new_book


def test_it_is_made_once_and_stays(book: Logbook) -> None:
    first = secret_of(book.store)
    book.do(Add((a_patient(),)))
    assert len(first) == 32
    assert secret_of(book.store) == first
    assert book.store.check() == []


def test_it_is_no_entry_of_the_journal(book: Logbook) -> None:
    secret_of(book.store)
    assert book.revision == 0


def test_it_stays_when_the_store_is_opened_again(tmp_path: Path) -> None:
    book = new_book(tmp_path / "store.db")
    first = secret_of(book.store)
    book.close()
    again = new_book(tmp_path / "store.db")
    assert secret_of(again.store) == first
    again.close()


def test_two_stores_have_two(book: Logbook, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = new_book(tmp_path / "other" / "store.db")
    assert secret_of(other.store) != secret_of(book.store)
    other.close()


def test_a_store_that_can_only_be_read_makes_none(tmp_path: Path) -> None:
    new_book(tmp_path / "store.db").close()
    store = open_store(str(tmp_path / "store.db"), str, Clock(), read_only=True)
    with pytest.raises(ReadOnly):
        secret_of(store)
    store.close()
