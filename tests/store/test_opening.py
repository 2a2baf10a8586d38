"""Opening a store: what is missing is never made anew, and each obstacle has a name."""

from __future__ import annotations

import re
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hcclog.domain.ids import IdFactory
from hcclog.domain.patient import Sex
from hcclog.domain.record import PatientRecord
from hcclog.domain.statement import Statement, StatementKind
from hcclog.store.errors import (
    Damaged,
    FolderMissing,
    ForeignFile,
    HeldByOther,
    KeyFileMissing,
    NewerSchema,
    NotAStore,
    OlderSchema,
    StoreError,
    StoreIsFolder,
    StoreMissing,
)
from hcclog.store.opening import open_held_store, open_store
from hcclog.store.projection import faults_of_store
from tests.books import Clock, a_lab, a_patient, an_id, new_book
from tests.commands.words import add
from tests.old_stores import set_back

unix = pytest.mark.skipif(sys.platform == "win32", reason="links of Unix")


def opened(place: Path) -> None:
    """Open a store and close it again."""
    clock = Clock()
    open_store(str(place), IdFactory(clock.in_ms), clock).close()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A store with one patient, closed."""
    path = tmp_path / "store.db"
    book = new_book(path)
    add(book, a_patient())
    book.close()
    return path


def test_s_07_a_store_that_was_moved_away_is_missing_and_not_made_anew(place: Path) -> None:
    place.rename(place.with_name("elsewhere.db"))
    with pytest.raises(StoreMissing, match=r"key file store\.keys is there"):
        opened(place)
    assert not place.exists()


NO_STORES = [
    pytest.param(Path.mkdir, StoreIsFolder, id="S-06 a folder"),
    pytest.param(Path.touch, NotAStore, id="S-08 zero bytes"),
    pytest.param(lambda path: path.write_text("AFP 5.51"), NotAStore, id="S-08 a text"),
    pytest.param(
        lambda path: sqlite3.connect(path).executescript("CREATE TABLE note (text)").close(),
        ForeignFile,
        id="S-08 another program's database",
    ),
    pytest.param(
        lambda path: path.symlink_to(path.with_name("gone.db")),
        StoreMissing,
        marks=unix,
        id="S-07 a link to nothing",
    ),
    pytest.param(
        lambda path: path.symlink_to(path), NotAStore, marks=unix, id="S-06 a link to itself"
    ),
]


@pytest.mark.parametrize(("make", "fault"), NO_STORES)
@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
def test_what_is_no_store_is_told_although_no_key_file_lies_beside_it(
    tmp_path: Path, make: Callable[[Path], object], fault: type[StoreError], read_only: bool
) -> None:
    path = tmp_path / "chosen.db"
    make(path)
    clock = Clock()
    with pytest.raises(fault) as refused:
        open_store(str(path), IdFactory(clock.in_ms), clock, read_only=read_only)
    assert type(refused.value) is fault
    assert str(path) in refused.value.sentence
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_s_07_nothing_is_not_read(tmp_path: Path) -> None:
    clock = Clock()
    with pytest.raises(StoreMissing, match="Nothing was created in its place"):
        open_store(str(tmp_path / "store.db"), IdFactory(clock.in_ms), clock, read_only=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("length", [300, 5000])
def test_s_06_a_name_that_no_disk_takes_is_no_store(tmp_path: Path, length: int) -> None:
    with pytest.raises(NotAStore):
        opened(tmp_path / ("x" * length))


def test_s_07_backups_without_their_store_are_a_missing_store(place: Path) -> None:
    book = new_book(place)
    book.store.back_up("by-hand")
    book.close()
    place.unlink()
    place.with_suffix(".keys").unlink()
    with pytest.raises(StoreMissing, match="backups are there"):
        opened(place)
    assert not place.exists()


def test_a_making_that_was_cut_short_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    (tmp_path / "store.db.making").touch()
    (tmp_path / "store.db.partial").write_bytes(b"half")
    book = new_book(path)
    assert book.store.is_new
    book.close()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["store.db", "store.keys", "store.lock"]


def make_foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()


OBSTACLES = [
    pytest.param(lambda p: p.write_bytes(b""), NotAStore, id="S-08: zero bytes"),
    pytest.param(lambda p: p.write_text("hello"), NotAStore, id="S-08: a text file"),
    pytest.param(lambda p: (p.unlink(), p.mkdir()), StoreIsFolder, id="S-06: a folder"),
    pytest.param(lambda p: p.with_suffix(".keys").unlink(), KeyFileMissing, id="S-14: no key file"),
    pytest.param(
        lambda p: p.write_bytes(p.read_bytes()[: p.stat().st_size // 2]),
        Damaged,
        id="S-11: cut to half",
    ),
    pytest.param(make_foreign, ForeignFile, id="I-20: another program's database"),
]


@pytest.mark.parametrize(("spoil", "error"), OBSTACLES)
def test_an_obstacle_is_named_and_left_as_it_is(
    place: Path, spoil: object, error: type[StoreError]
) -> None:
    spoil(place)  # type: ignore[operator]  # a row of the table
    before = place.read_bytes() if place.is_file() else b""
    with pytest.raises(error) as said:
        opened(place)
    assert said.value.sentence.endswith((".", "?"))
    assert (place.read_bytes() if place.is_file() else b"") == before


def test_s_06_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        opened(tmp_path / "gone" / "store.db")


def test_i_20_a_newer_store_is_refused_with_a_sentence(place: Path) -> None:
    book = new_book(place)
    with book.store.backend.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    book.close()
    with pytest.raises(NewerSchema, match=re.escape(f"{place} was written by a newer version")):
        opened(place)


def set_back_to_0001(place: Path) -> PatientRecord:
    """Make the store one of the first revision, with a patient, and return the record."""
    book = new_book(place)
    patient = a_patient("P-OLD")
    add(book, patient, a_lab(patient))
    record = book.patient(patient.id)
    assert record is not None
    set_back(book)
    book.close()
    return record


def test_an_older_store_is_brought_forward_after_a_backup(place: Path) -> None:
    record = set_back_to_0001(place)
    book = new_book(place)
    backups = [path.name for path in (place.parent / "backups").glob("*.db")]
    assert book.patient(record.patient.id) == record
    told = Statement(an_id(), record.patient.id, StatementKind.SEX, sex=Sex.FEMALE)
    add(book, told)
    after = book.patient(record.patient.id)
    assert after is not None
    assert after.statements == (told,)
    assert list(faults_of_store(book.store.reader)) == []
    book.close()
    assert [name.endswith("before-migration.db") for name in backups] == [True]


def test_an_older_store_that_is_only_read_says_so(place: Path) -> None:
    set_back_to_0001(place)
    clock = Clock()
    with pytest.raises(OlderSchema, match="written by an older version"):
        open_store(str(place), IdFactory(clock.in_ms), clock, read_only=True)
    opened(place)
    open_store(str(place), IdFactory(clock.in_ms), clock, read_only=True).close()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param("spy", "foreign trigger spy", id="Q-06 a trigger of another name"),
        pytest.param(
            "change_no_delete",
            "altered trigger change_no_delete",
            id="Q-06 a trigger under the name of one of ours",
        ),
    ],
)
def test_a_foreign_trigger_is_refused(place: Path, name: str, told: str) -> None:
    book = new_book(place)
    with book.store.backend.engine.begin() as connection:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        connection.exec_driver_sql(
            f"CREATE TRIGGER {name} AFTER INSERT ON lab_result BEGIN DELETE FROM patient; END"
        )
    book.close()
    with pytest.raises(Damaged, match=told):
        opened(place)


def test_k_01_a_second_window_says_who_holds_the_store_and_only_reads(place: Path) -> None:
    first = new_book(place)
    with pytest.raises(HeldByOther, match="can be read meanwhile"):
        opened(place)
    clock = Clock()
    second = open_held_store(str(place), IdFactory(clock.in_ms), clock)
    assert "can be read meanwhile" in second.notice
    assert second.read_only
    assert second.reader.n_patients() == 1
    second.close()
    first.close()
    opened(place)


def test_l_05_nothing_of_a_patient_stands_in_plain_in_the_files(tmp_path: Path) -> None:
    book = new_book(tmp_path / "store.db")
    add(book, a_patient("UNMISTAKABLE-77", name="Unmistakable Name"))
    book.store.back_up("by-hand")
    book.close()
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert b"nmistakable" not in path.read_bytes().lower()


def test_a_store_copied_whole_opens_elsewhere(place: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    folder.mkdir()
    for name in ("store.db", "store.keys"):
        shutil.copy(place.with_name(name), folder / name)
    book = new_book(folder / "store.db")
    assert book.n_patients() == 1
    book.close()


def test_a_backup_is_made_once_a_day_and_the_file_is_checked(place: Path) -> None:
    book = new_book(place)
    first = book.store.look_after()
    again = book.store.look_after()
    backups = list((place.parent / "backups").glob("*.db"))
    book.close()
    assert first is not None
    assert again == first
    assert [path.name.split("-")[-1] for path in backups] == ["daily.db"]


def test_a_damaged_page_is_found_behind_the_window(place: Path) -> None:
    book = new_book(place)
    book.store.look_after()
    with place.open("r+b") as file:
        file.seek(place.stat().st_size - 100)
        file.write(b"\x00\x01\x02\x03")
    with pytest.raises(Damaged):
        book.store.look_after()
    book.close()
