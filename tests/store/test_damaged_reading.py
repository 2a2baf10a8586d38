"""Reading a damaged table: every row whose pages are sound, and none that is not."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from hcclog.store.damaged_reading import DamagedStore, damaged_store
from tests.children import die_in_commit, run
from tests.restores import files_of
from tests.stores import StoreFile, make_store

PAGE = 4096
COLUMNS = ("id", "patient_id", "value")


@pytest.fixture
def store(tmp_path: Path) -> StoreFile:
    """A store with 3,000 labs."""
    return make_store(tmp_path, n_patients=1000)


def truth_of(store: StoreFile) -> list[tuple[object, ...]]:
    with closing(store.open(read_only=True)) as connection:
        return connection.execute("SELECT * FROM lab ORDER BY id").fetchall()


def spoil(store: StoreFile, page: int) -> None:
    with store.path.open("r+b") as file:
        file.seek((page - 1) * PAGE + 100)
        file.write(b"\x00\xff\x00\xff")


def no_sound_one(_target: Path) -> None:
    """Give no sound file: none is needed."""
    raise AssertionError


def test_of_a_sound_store_all_rows_are_read(store: StoreFile) -> None:
    with damaged_store(store.path, store.key, no_sound_one) as source:
        assert source is not None
        found = source.scan("lab", COLUMNS)
    assert found.rows == truth_of(store)
    assert found.unread == []


def test_a_column_that_an_older_schema_lacks_is_empty(store: StoreFile) -> None:
    with damaged_store(store.path, store.key, no_sound_one) as source:
        assert source is not None
        found = source.scan("lab", ("id", "salt"))
    assert found.rows == [(row[0], None) for row in truth_of(store)]


def test_each_page_in_turn_costs_its_own_rows_only(store: StoreFile) -> None:
    truth = truth_of(store)
    sound = store.path.read_bytes()
    n_lost = []
    for page in range(2, len(sound) // PAGE + 1, 3):
        spoil(store, page)
        source = DamagedStore(store.path, store.key)
        if source.has_tables():
            found = source.scan("lab", COLUMNS)
            assert set(found.rows) <= set(truth)
            assert found.rows == sorted(found.rows)
            lost = {row[0] for row in truth} - {row[0] for row in found.rows}
            assert lost == set(found.unread)
            n_lost.append(len(lost))
        source.close()
        store.path.write_bytes(sound)

    assert max(n_lost) > 0
    assert sorted(n_lost)[len(n_lost) // 2] < len(truth) / 5


def test_a_half_written_transaction_is_taken_back_in_a_copy(store: StoreFile) -> None:
    truth = truth_of(store)
    code, _ = run(die_in_commit, store.path)
    assert code == -9
    was = files_of(store.path.parent)
    sound = store.path.parent / "sound"
    sound.mkdir()
    other = make_store(sound)

    def copy_sound(target: Path) -> None:
        target.write_bytes(other.path.read_bytes())

    with damaged_store(store.path, store.key, copy_sound) as source:
        assert source is not None
        assert source.scan("lab", COLUMNS).rows == truth
    left = files_of(store.path.parent)
    assert {name: left[name] for name in was} == was
