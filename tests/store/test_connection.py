"""An open store has every setting that its promises rest on, and no path becomes an empty store."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from hcclog.store.checks import quick_check
from hcclog.store.connection import APPLICATION_ID, SETTINGS, apply_settings, connect
from hcclog.store.errors import ForeignFile, LibraryUnfit, ReadOnly, StoreExists
from hcclog.store.sqlcipher import DatabaseError, open_existing
from tests.children import die_in_commit, run
from tests.stores import StoreFile, make_store

KEY = "ab" * 48


@pytest.fixture
def store(tmp_path: Path) -> StoreFile:
    """A store with a hundred patients, closed."""
    return make_store(tmp_path)


@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
@pytest.mark.parametrize(("name", "_value", "expected"), SETTINGS, ids=str)
def test_every_setting_holds(
    store: StoreFile, name: str, _value: str, expected: object, read_only: bool
) -> None:
    with closing(store.open(read_only=read_only)) as connection:
        assert connection.execute(f"PRAGMA {name}").fetchone() == (expected,)


@pytest.mark.skipif(sys.platform != "darwin", reason="a setting of macOS")
def test_macos_syncs_to_the_disk_itself(store: StoreFile) -> None:
    with closing(store.open()) as connection:
        assert connection.execute("PRAGMA fullfsync").fetchone() == (1,)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [("journal_mode", "WALL", "wal"), ("no_such_setting", "ON", 1), ("synchronous", "9", 3)],
    ids=["a misspelt value", "a misspelt name", "a value out of range"],
)
def test_a_setting_that_was_not_taken_is_an_error(
    store: StoreFile, name: str, value: str, expected: object
) -> None:
    with (
        closing(store.open()) as connection,
        pytest.raises(LibraryUnfit, match=f"did not take the setting {name}={value}"),
    ):
        apply_settings(connection, {name: (value, expected)})


def test_foreign_keys_are_enforced(store: StoreFile) -> None:
    with closing(store.open()) as connection, pytest.raises(DatabaseError, match="FOREIGN KEY"):
        connection.execute("INSERT INTO lab VALUES (900, 900, '1')")


def test_replacing_a_row_does_not_slip_past_a_trigger(store: StoreFile) -> None:
    with closing(store.open()) as connection, pytest.raises(DatabaseError, match="kept"):
        connection.execute("INSERT OR REPLACE INTO lab VALUES (1, 1, 'other')")


def test_what_was_written_is_read(store: StoreFile) -> None:
    assert len(store.rows()) == 400


def test_the_file_is_encrypted_from_its_first_byte(store: StoreFile) -> None:
    with closing(sqlite3.connect(store.path)) as plain, pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT 1 FROM sqlite_master")
    assert store.path.read_bytes()[:16].hex() == store.envelope.salt


def test_a_store_to_read_takes_no_write(store: StoreFile) -> None:
    before = store.path.read_bytes()
    with (
        closing(store.open(read_only=True)) as connection,
        pytest.raises(DatabaseError, match="readonly"),
    ):
        connection.execute("INSERT INTO patient VALUES (900, 'x')")
    assert store.path.read_bytes() == before


@pytest.mark.parametrize(
    "name", ["a b.db", "50%20.db", "what?.db", "a#b.db", "肝.db", "é'\".db", "mode=rwc&.db"]
)
@pytest.mark.skipif(sys.platform == "win32", reason="names that Windows does not allow")
def test_odd_names_open_the_file_of_that_name(tmp_path: Path, name: str) -> None:
    store = make_store(tmp_path, name)

    assert len(store.rows()) == 400
    assert {one.suffix for one in tmp_path.iterdir()} <= {".db", ".keys", ".db-journal"}
    assert store.path.stat().st_size > 4096


def test_a_relative_path_opens(store: StoreFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(store.path.parent)
    with closing(connect(Path("store.db"), store.key)) as connection:
        assert connection.execute("SELECT count(*) FROM patient").fetchone() == (100,)


def test_a_new_store_never_replaces_a_file(store: StoreFile) -> None:
    before = store.path.read_bytes()

    with pytest.raises(StoreExists):
        connect(store.path, store.key, create=True)
    assert store.path.read_bytes() == before


def test_a_store_that_could_not_be_made_leaves_nothing(tmp_path: Path) -> None:
    # A new file that must not be written is refused at the first thing to put into it.
    with pytest.raises(ReadOnly):
        connect(tmp_path / "store.db", KEY, create=True, read_only=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("key", ["", "ab" * 32, "AB" * 48, "zz" * 48, "ab" * 48 + "'"])
def test_a_key_of_another_form_is_our_mistake(store: StoreFile, key: str) -> None:
    with pytest.raises(ValueError, match="96 hexadecimal digits"):
        connect(store.path, key)


def test_an_encrypted_database_of_another_program_is_told(tmp_path: Path) -> None:
    (tmp_path / "other.db").touch()
    with closing(open_existing(tmp_path / "other.db", read_only=False)) as other:
        other.execute(f"PRAGMA key=\"x'{KEY}'\"")
        other.execute(f"PRAGMA application_id={APPLICATION_ID + 1}")

    with pytest.raises(ForeignFile):
        connect(tmp_path / "other.db", KEY)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of Unix")
def test_s_13_a_journal_left_by_a_crash_is_rolled_back_without_a_question(
    store: StoreFile,
) -> None:
    before = store.rows()
    code, _ = run(die_in_commit, store.path)
    journal = store.path.with_name("store.db-journal")

    assert code == -9
    assert journal.stat().st_size > 0
    with pytest.raises(ReadOnly, match="open it once where it can be written"):
        store.open(read_only=True)
    with closing(store.open()) as connection:
        assert quick_check(connection).is_whole
    assert not journal.exists() or journal.stat().st_size == 0
    assert store.rows() == before
