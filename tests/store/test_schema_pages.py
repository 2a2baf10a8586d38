"""The pages that say which tables there are: found in a sound file, replaced in a damaged one."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from hcclog.store.checks import full_check
from hcclog.store.connection import connect
from hcclog.store.schema_pages import Pages, mend_schema
from tests.books import new_book
from tests.restores import log_patient
from tests.stores import StoreFile, make_store

PAGE = 4096


@pytest.fixture
def real(tmp_path: Path) -> tuple[Path, str]:
    """A store of the whole schema, whose list of tables takes many pages, and its key."""
    from hcclog.store.keys import read_envelope

    book = new_book(tmp_path / "store.db")
    log_patient(book, "P-1")
    book.close()
    return tmp_path / "store.db", read_envelope(tmp_path / "store.db").raw_key


def damaged_copy(store: Path, pages: list[int]) -> Path:
    """Copy a store, with some pages of zeros."""
    copy = store.with_name("copy.db")
    content = bytearray(store.read_bytes())
    for page in pages:
        content[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)
    copy.write_bytes(content)
    return copy


def replaced_pages(damaged: Path, store: Path, key: str) -> list[int]:
    """Mend a copy, and return which pages are others than before."""
    before = damaged.read_bytes()
    mend_schema(damaged, store, key)
    after = damaged.read_bytes()
    n_pages = len(after) // PAGE
    return [n + 1 for n in range(n_pages) if before[n * PAGE :][:PAGE] != after[n * PAGE :][:PAGE]]


def test_each_page_of_a_store_is_decrypted_as_sqlite_wrote_it(real: tuple[Path, str]) -> None:
    pages = Pages.of(*real)
    assert pages.n_pages == real[0].stat().st_size // PAGE
    assert all(pages.is_sound(number) for number in range(1, pages.n_pages + 1))
    # Of the file's header all but the salt is there.
    first = pages.plain(1)
    assert first[16:18] == PAGE.to_bytes(2, "big")
    assert first[20] == 80
    assert int.from_bytes(first[28:32], "big") == pages.n_pages


def test_a_page_that_is_sealed_anew_is_read_as_before(real: tuple[Path, str]) -> None:
    store, key = real
    pages = Pages.of(store, key)
    content = bytearray(store.read_bytes())
    for number in range(1, pages.n_pages + 1):
        sealed = pages.sealed(number, pages.plain(number), pages.raw(1)[:16])
        assert sealed != pages.raw(number)
        content[(number - 1) * PAGE : number * PAGE] = sealed
    store.write_bytes(content)
    with closing(connect(store, key, read_only=True)) as connection:
        assert full_check(connection).is_whole


def test_a_whole_store_whose_every_page_is_gone_gets_those_of_its_schema_only(
    real: tuple[Path, str],
) -> None:
    store, key = real
    n_pages = Pages.of(store, key).n_pages
    damaged = damaged_copy(store, list(range(1, n_pages + 1)))
    replaced = replaced_pages(damaged, store, key)

    assert 1 in replaced
    assert 5 < len(replaced) < n_pages / 2
    with closing(connect(damaged, key, read_only=True)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_schema").fetchall()
    with closing(connect(store, key, read_only=True)) as connection:
        assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == tables


def test_a_sound_file_stays_as_it_is(real: tuple[Path, str]) -> None:
    store, key = real
    copy = store.with_name("copy.db")
    shutil.copy(store, copy)
    assert not mend_schema(copy, store, key)
    assert copy.read_bytes() == store.read_bytes()


def test_pages_of_rows_are_never_replaced(tmp_path: Path) -> None:
    store: StoreFile = make_store(tmp_path)
    n_pages = store.path.stat().st_size // PAGE
    damaged = damaged_copy(store.path, list(range(2, n_pages + 1)))
    assert replaced_pages(damaged, store.path, store.key) == []


def test_a_longer_file_is_read_to_its_end(tmp_path: Path) -> None:
    """The first page says how long the file is; that of an older copy would cut the newer off."""
    short = make_store(tmp_path, "short.db", n_patients=10)
    (tmp_path / "long").mkdir()
    long = tmp_path / "long" / "store.db"
    shutil.copy(short.path, long)
    with closing(connect(long, short.key)) as connection:
        from tests.stores import add_patients

        connection.execute("BEGIN IMMEDIATE")
        add_patients(connection, 2000)
        connection.execute("COMMIT")
    content = bytearray(long.read_bytes())
    content[:PAGE] = bytes(PAGE)
    long.write_bytes(content)
    assert mend_schema(long, short.path, short.key)
    with closing(connect(long, short.key, read_only=True)) as connection:
        assert connection.execute("SELECT count(*), max(id) FROM patient").fetchone() == (
            2010,
            2010,
        )
