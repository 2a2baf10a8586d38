"""Damage is found wherever it is, and nothing wrong is read as if it were right."""

import random
from contextlib import closing
from pathlib import Path

import pytest

from hcclog.store.checks import (
    CheckReport,
    SchemaObject,
    full_check,
    quick_check,
    schema_check,
    schema_objects,
    snapshot,
    table_counts,
)
from hcclog.store.errors import Busy, Damaged, NotAStore, StoreError
from hcclog.store.faults import as_store_error
from hcclog.store.sqlcipher import Connection
from tests.stores import NAME, StoreFile, add_patients, make_store, rows_of

SCHEMA = {
    SchemaObject("table", "patient"),
    SchemaObject("table", "lab"),
    SchemaObject("index", "lab_of_patient"),
    SchemaObject(
        "trigger",
        "lab_stays",
        "CREATE TRIGGER lab_stays BEFORE DELETE ON lab BEGIN SELECT raise(ABORT, 'kept'); END",
    ),
}
OTHER_TRIGGER = "CREATE TRIGGER lab_stays AFTER DELETE ON lab BEGIN SELECT 1; END"
N_FLIPS = 200
N_CUTS = 40
N_PAGE_BYTES = 4096


@pytest.fixture
def store(tmp_path: Path) -> StoreFile:
    """A store with a hundred patients, closed."""
    return make_store(tmp_path)


@pytest.fixture
def large(tmp_path: Path) -> StoreFile:
    """A store of some fifty pages, closed."""
    return make_store(tmp_path, "large.db", n_patients=2000)


def found_damage(store: StoreFile) -> bool:
    """Open a store as the program does; True where that says it is damaged."""
    try:
        with closing(store.open()) as connection:
            return not quick_check(connection).is_whole
    except Damaged:
        return True


def read_without_checking(store: StoreFile) -> list[tuple[object, ...]] | None:
    """Read all rows without looking for damage first; None where the store refuses."""
    try:
        with as_store_error():
            return store.rows()
    except Damaged:
        return None


def test_a_sound_store_is_whole(store: StoreFile) -> None:
    with closing(store.open()) as connection:
        assert quick_check(connection) == CheckReport()
        assert full_check(connection).is_whole
        assert schema_check(connection, SCHEMA).is_whole
        full_check(connection).refuse_damage(store.path)


def test_s_10_each_flipped_bit_is_found_and_no_altered_value_is_read(large: StoreFile) -> None:
    chance = random.Random(10)
    sound, rows = large.path.read_bytes(), large.rows()
    missed, altered = [], []
    for _ in range(N_FLIPS):
        place, bit = chance.randrange(len(sound)), chance.randrange(8)
        flipped = bytes([sound[place] ^ 1 << bit])
        large.path.write_bytes(sound[:place] + flipped + sound[place + 1 :])
        if read_without_checking(large) not in (None, rows):
            altered.append((place, bit))
        if not found_damage(large):
            missed.append((place, bit))

    assert (missed, altered) == ([], [])


def test_s_11_each_cut_is_found_and_no_altered_value_is_read(large: StoreFile) -> None:
    chance = random.Random(11)
    sound, rows = large.path.read_bytes(), large.rows()
    pages = [n * N_PAGE_BYTES for n in range(1, len(sound) // N_PAGE_BYTES)]
    cuts = [len(sound) // 2, *chance.sample(pages, 10)]
    cuts += [chance.randrange(1, len(sound)) for _ in range(N_CUTS - len(cuts))]
    missed, altered = [], []
    for n_bytes in cuts:
        large.path.write_bytes(sound[:n_bytes])
        if read_without_checking(large) not in (None, rows):
            altered.append(n_bytes)
        if not found_damage(large):
            missed.append(n_bytes)

    assert (missed, altered) == ([], [])


@pytest.mark.parametrize("kind", ["a page of zeros", "two pages swapped", "a page copied over"])
def test_s_11_damaged_pages_are_found(large: StoreFile, kind: str) -> None:
    sound = large.path.read_bytes()
    pages = [sound[n : n + N_PAGE_BYTES] for n in range(0, len(sound), N_PAGE_BYTES)]
    missed = []
    for n in range(len(pages) - 1):
        damaged = list(pages)
        if kind == "a page of zeros":
            damaged[n] = bytes(N_PAGE_BYTES)
        elif kind == "two pages swapped":
            damaged[n], damaged[n + 1] = pages[n + 1], pages[n]
        else:
            damaged[n] = pages[n + 1]
        large.path.write_bytes(b"".join(damaged))
        if not found_damage(large):
            missed.append(n)

    assert len(pages) > 40
    assert missed == []


def test_a_finding_names_the_page_and_never_a_value(store: StoreFile) -> None:
    with store.path.open("r+b") as file:
        file.seek(3 * N_PAGE_BYTES + 100)
        file.write(bytes(8))
    with closing(store.open()) as connection:
        report = quick_check(connection)

    assert report.findings == ("HMAC verification failed for page 4",)
    with pytest.raises(Damaged, match="page 4") as refused:
        report.refuse_damage(store.path)
    assert NAME not in refused.value.sentence


def test_a_row_without_its_parent_is_found_by_the_full_check_only(store: StoreFile) -> None:
    with closing(store.open()) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("INSERT INTO lab VALUES (900, 77777, '1')")

        assert quick_check(connection).is_whole
        assert full_check(connection).findings == (
            "row 900 of lab refers to a missing row of patient",
        )


def test_an_index_that_lies_is_found_by_the_full_check(store: StoreFile) -> None:
    with closing(store.open()) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = 'CREATE INDEX lab_of_patient ON lab (value)'"
            " WHERE name = 'lab_of_patient'"
        )
    with closing(store.open()) as connection:
        assert not full_check(connection).is_whole


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        (
            "CREATE TRIGGER spy AFTER INSERT ON lab BEGIN DELETE FROM patient; END",
            "foreign trigger spy",
        ),
        ("CREATE VIEW spy AS SELECT * FROM patient", "foreign view spy"),
        ("CREATE TABLE spy (name)", "foreign table spy"),
        ("CREATE TABLE sqliteX (name)", "foreign table sqliteX"),
        ("CREATE INDEX spy ON patient (name)", "foreign index spy"),
        ("DROP TRIGGER lab_stays", "missing trigger lab_stays"),
        ("DROP INDEX lab_of_patient", "missing index lab_of_patient"),
        (
            f"DROP TRIGGER lab_stays|{OTHER_TRIGGER}",
            "altered trigger lab_stays",
        ),
    ],
    ids=lambda cell: cell,
)
def test_what_does_not_belong_into_the_schema_is_named(
    store: StoreFile, statement: str, finding: str
) -> None:
    with closing(store.open()) as connection:
        for each in statement.split("|"):
            connection.execute(each)

        assert schema_check(connection, SCHEMA).findings == (finding,)


def test_what_sqlite_keeps_for_itself_is_not_foreign(store: StoreFile) -> None:
    with closing(store.open()) as connection:
        connection.execute("ANALYZE")

        assert schema_objects(connection) == SCHEMA


def test_rows_are_counted_by_table(store: StoreFile) -> None:
    with closing(store.open()) as connection:
        connection.execute('CREATE TABLE "odd "" name" (a)')

        assert table_counts(connection) == {'odd " name': 0, "lab": 300, "patient": 100}


def test_a_snapshot_is_one_state_while_another_connection_writes(store: StoreFile) -> None:
    with closing(store.open()) as reading, closing(store.open()) as writing:
        writing.execute("PRAGMA busy_timeout=10")
        with snapshot(reading):
            before = rows_of(reading)
            writing.execute("BEGIN IMMEDIATE")
            add_patients(writing, 1)
            with pytest.raises(Busy), as_store_error():
                writing.execute("COMMIT")
            assert rows_of(reading) == before
        writing.execute("COMMIT")
        assert len(rows_of(reading)) == len(before) + 4


def test_a_check_during_a_commit_sees_no_damage(store: StoreFile) -> None:
    with closing(store.open()) as reading, closing(store.open()) as writing:
        writing.execute("BEGIN IMMEDIATE")
        add_patients(writing, 100)
        assert full_check(reading).is_whole
        writing.execute("COMMIT")
        assert full_check(reading).is_whole


def test_a_check_inside_a_transaction_leaves_it_open(store: StoreFile) -> None:
    with closing(store.open()) as connection:
        connection.execute("BEGIN IMMEDIATE")
        add_patients(connection, 1)
        assert full_check(connection).is_whole
        connection.execute("ROLLBACK")
        assert table_counts(connection)["patient"] == 100


def test_what_cannot_be_checked_now_is_not_called_damaged(store: StoreFile) -> None:
    with closing(store.open()) as writing, closing(store.open()) as reading:
        reading.execute("PRAGMA busy_timeout=10")
        writing.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Busy):
            quick_check(reading)


def test_a_closed_connection_is_our_mistake_and_no_damage(store: StoreFile) -> None:
    connection: Connection = store.open()
    connection.close()

    with pytest.raises(Exception, match="closed database") as raised:
        quick_check(connection)
    assert not isinstance(raised.value, StoreError)


def test_an_empty_file_is_no_store_even_to_the_checks(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.path.write_bytes(b"")

    with pytest.raises(NotAStore):
        found_damage(store)
