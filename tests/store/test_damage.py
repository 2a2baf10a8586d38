"""Damage anywhere in a store is found, nothing altered is ever read, and the file is left alone."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from hcclog.cli.opening import load_cases
from hcclog.domain.ids import IdFactory
from hcclog.domain.record import PatientRecord
from hcclog.store.checks import pages_check, table_counts
from hcclog.store.connection import connect
from hcclog.store.errors import Damaged
from hcclog.store.faults import as_store_error
from hcclog.store.keys import read_envelope
from hcclog.store.opening import open_store
from hcclog.store.sqlcipher import Connection
from hcclog.store.sqlite_file import SqliteFile
from tests.books import Clock, new_book
from tests.storms import n_storms

N_FLIPS = n_storms(200)
N_CUTS = n_storms(40)
N_SWAPS = n_storms(40)
N_PAGE_BYTES = 4096
Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Sound:
    """A store as it should be, closed.

    Attributes:
        rows: All rows of all tables, in their order.
        records: All that is logged, by patient.
    """

    path: Path
    content: bytes
    rows: Rows
    records: dict[str, PatientRecord]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    """A store with the three published cases."""
    path = tmp_path_factory.mktemp("sound") / "store.db"
    book = new_book(path)
    load_cases(book)
    book.close()
    with closing(connect(path, read_envelope(path).raw_key, read_only=True)) as raw:
        rows: Rows = {}
        list(rows_until_a_fault(raw, sorted(table_counts(raw)), rows))
        records = dict(records_until_a_fault(path, raw))
    assert len(records) == 3
    return Sound(path, path.read_bytes(), rows, records)


@pytest.fixture
def store(sound: Sound, tmp_path: Path) -> Path:
    """A copy of it to damage."""
    for suffix in (".db", ".keys"):
        shutil.copy(sound.path.with_suffix(suffix), tmp_path / f"store{suffix}")
    return tmp_path / "store.db"


def rows_until_a_fault(raw: Connection, tables: list[str], found: Rows) -> Iterator[str]:
    """Read all rows of each table, one by one; yield the tables that end in a fault."""
    for table in tables:
        rows = found.setdefault(table, [])
        try:
            with as_store_error():
                rows.extend(raw.execute(f"SELECT * FROM {table} ORDER BY rowid"))
        except Damaged:
            yield table


def records_until_a_fault(path: Path, raw: Connection) -> Iterator[tuple[str, PatientRecord]]:
    """Read the records of all patients as the window does, until there is a fault."""
    reader = SqliteFile(path, raw, None, read_envelope(path), read_only=True).reader
    try:
        for patient_id in reader.patient_ids():
            record = reader.record(patient_id)
            assert record is not None
            yield patient_id, record
    except Damaged:
        return


def wrongs(sound: Sound, store: Path, damaged: bytes) -> list[str]:
    """Return what is wrong in how a damaged store is treated; nothing should be."""
    store.write_bytes(damaged)
    found = []
    clock = Clock()
    try:
        open_store(str(store), IdFactory(clock.in_ms), clock).close()
        found.append("opened")
    except Damaged:
        pass
    found += altered_values(sound, store)
    if not is_found_by_pages(store):
        found.append("not found by its pages")
    if store.read_bytes() != damaged:
        found.append("written to")
    if names(store) != {"store.db", "store.keys", "store.lock"}:
        found.append(f"more files: {names(store)}")
    return found


def is_found_by_pages(store: Path) -> bool:
    """Look at the pages alone, as is done every hour."""
    try:
        with closing(connect(store, read_envelope(store).raw_key, read_only=True)) as raw:
            return not pages_check(raw).is_whole
    except Damaged:
        return True


def names(store: Path) -> set[str]:
    return {path.name for path in store.parent.iterdir()}


def altered_values(sound: Sound, store: Path) -> list[str]:
    """Read the store without any check before, and name the tables with a value that is not so."""
    try:
        with closing(connect(store, read_envelope(store).raw_key, read_only=True)) as raw:
            rows: Rows = {}
            list(rows_until_a_fault(raw, list(sound.rows), rows))
        altered = [name for name in rows if rows[name] != sound.rows[name][: len(rows[name])]]
        with closing(connect(store, read_envelope(store).raw_key, read_only=True)) as raw:
            records = dict(records_until_a_fault(store, raw))
    except Damaged:
        return []
    return altered + [key for key in records if records[key] != sound.records[key]]


def with_a_bit_flipped(content: bytes, chance: random.Random) -> bytes:
    place, bit = chance.randrange(len(content)), chance.randrange(8)
    return content[:place] + bytes([content[place] ^ 1 << bit]) + content[place + 1 :]


def cut(content: bytes, chance: random.Random) -> bytes:
    """Cut at a page or in one."""
    n_bytes = chance.randrange(1, len(content))
    return content[: n_bytes - n_bytes % N_PAGE_BYTES if chance.random() < 0.5 else n_bytes]


def with_pages_swapped(content: bytes, chance: random.Random) -> bytes:
    one, other = chance.sample(range(len(content) // N_PAGE_BYTES), 2)
    pages = [content[n : n + N_PAGE_BYTES] for n in range(0, len(content), N_PAGE_BYTES)]
    pages[one], pages[other] = pages[other], pages[one]
    return b"".join(pages)


def with_a_page_of_zeros(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) // N_PAGE_BYTES) * N_PAGE_BYTES
    return content[:start] + bytes(N_PAGE_BYTES) + content[start + N_PAGE_BYTES :]


@pytest.mark.parametrize(
    ("damage", "n_times"),
    [
        pytest.param(with_a_bit_flipped, N_FLIPS, id="S-10 a bit flipped"),
        pytest.param(cut, N_CUTS, id="S-11 cut short"),
        pytest.param(with_pages_swapped, N_SWAPS, id="S-11 two pages swapped"),
        pytest.param(with_a_page_of_zeros, N_SWAPS, id="S-11 a page of zeros"),
    ],
)
def test_damage_is_found_and_nothing_altered_is_read(
    sound: Sound, store: Path, damage: Any, n_times: int
) -> None:
    chance = random.Random(10)
    found = {}
    for n in range(n_times):
        damaged = damage(sound.content, chance)
        assert damaged != sound.content
        # A cut at the very beginning leaves an empty file, of which another test tells.
        if damaged:
            found[n] = wrongs(sound, store, damaged)

    assert len(found) > n_times * 0.9
    assert {n: wrong for n, wrong in found.items() if wrong} == {}
