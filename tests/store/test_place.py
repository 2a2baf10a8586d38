"""Each path that is no store has its own sentence, and is left as it was."""

import os
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from hcclog.store.connection import connect
from hcclog.store.errors import (
    Damaged,
    FolderMissing,
    ForeignFile,
    NotAStore,
    StoreError,
    StoreExists,
    StoreIsFolder,
    StoreMissing,
    WrongKey,
)
from hcclog.store.keys import create_envelope
from hcclog.store.place import check_place, is_read_only, make_place
from tests.books import a_patient, new_book
from tests.children import open_unprivileged, open_whole_unprivileged, run, write_unprivileged
from tests.commands.words import add
from tests.stores import make_store

unix = pytest.mark.skipif(sys.platform == "win32", reason="permissions of Unix")


def _plain_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE note (text)")


@dataclass(frozen=True)
class Case:
    """Something at a path that is no store."""

    name: str
    make: Callable[[Path], object]
    fault: type[StoreError]
    told: str


CASES = [
    Case("S-07 nothing there", lambda path: None, StoreMissing, "does not exist"),
    Case("S-06 a folder", lambda path: path.mkdir(), StoreIsFolder, "is a folder"),
    Case("S-08 zero bytes", lambda path: path.touch(), NotAStore, "It is empty"),
    Case("S-08 a table", lambda path: path.write_text("AFP;5,51\n" * 900), NotAStore, "a text"),
    Case("S-08 a Chinese text", lambda path: path.write_text("肝癌" * 900), NotAStore, "a text"),
    Case("S-08 one letter", lambda path: path.write_text("x"), NotAStore, "a text"),
    Case("another program's database", _plain_database, ForeignFile, "of another program"),
    Case("random bytes", lambda path: path.write_bytes(os.urandom(9000)), WrongKey, "together"),
    Case("few random bytes", lambda path: path.write_bytes(b"\xff" * 9), WrongKey, "together"),
]
if sys.platform != "win32":
    CASES.append(Case("a pipe", os.mkfifo, NotAStore, "It is no file"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
def test_what_is_no_store_is_said_and_left(tmp_path: Path, case: Case, read_only: bool) -> None:
    path = tmp_path / "chosen.db"
    case.make(path)
    before = path.read_bytes() if path.is_file() else None

    with pytest.raises(case.fault, match=case.told) as refused:
        connect(path, "ab" * 48, read_only=read_only)

    assert type(refused.value) is case.fault
    assert str(path) in refused.value.sentence
    assert (path.read_bytes() if path.is_file() else None) == before
    assert {one.name for one in tmp_path.iterdir()} <= {path.name}


@pytest.mark.parametrize("create", [False, True], ids=["to open", "to create"])
def test_s_06_a_missing_folder_is_named(tmp_path: Path, create: bool) -> None:
    with pytest.raises(FolderMissing, match=re.escape(str(tmp_path / "gone"))):
        connect(tmp_path / "gone" / "store.db", "ab" * 48, create=create)


def test_s_06_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(FolderMissing):
        check_place(tmp_path / "file" / "store.db", read_only=True)


def test_a_name_that_is_too_long_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(NotAStore):
        check_place(tmp_path / ("x" * 300), read_only=True)


@unix
@pytest.mark.parametrize(
    ("file_mode", "folder_mode", "mode", "told"),
    [
        (0o000, 0o755, "read", "NoPermission: .*store.db may not be opened"),
        (0o000, 0o755, "write", "NoPermission: .*store.db may not be opened"),
        (0o644, 0o000, "read", "NoPermission: .* may not be opened"),
        (0o444, 0o777, "write", "ReadOnly: .*store.db can be read but not written"),
        (0o666, 0o555, "write", "ReadOnly: .*store.db can be read but not written"),
        (0o444, 0o777, "read", "opened, read only: True"),
        (0o666, 0o555, "read", "opened, read only: True"),
        (0o666, 0o777, "read", "opened, read only: False"),
        (0o666, 0o777, "write", "opened, read only: False"),
    ],
    ids=[
        "S-06 no permission, to read",
        "S-06 no permission, to write",
        "S-06 no permission for the folder",
        "S-05 read-only file, to write",
        "S-05 read-only folder, to write",
        "S-05 read-only file opens to read",
        "S-05 read-only folder opens to read",
        "writable, to read",
        "writable, to write",
    ],
)
def test_permissions_are_told_apart(
    open_folder: Path, file_mode: int, folder_mode: int, mode: str, told: str
) -> None:
    folder = open_folder / "ward"
    folder.mkdir()
    store = make_store(folder)
    (folder / "store.keys").chmod(0o644)
    store.path.chmod(file_mode)
    folder.chmod(folder_mode)

    _, said = run(open_unprivileged, store.path, mode)

    folder.chmod(0o755)
    assert re.match(told, said), said
    assert not [one for one in folder.iterdir() if "probe" in one.name]


@unix
def test_s_06_a_folder_that_lets_nobody_in_is_named(open_folder: Path, tmp_path: Path) -> None:
    folder = open_folder / "ward"
    folder.mkdir()
    new_book(folder / "store.db").close()
    folder.chmod(0o000)

    _, said = run(open_whole_unprivileged, tmp_path / "own.db", folder / "store.db")

    folder.chmod(0o755)
    assert said.startswith(f"NoPermission: {folder} may not be opened")


@unix
@pytest.mark.parametrize(
    ("file_mode", "folder_mode"),
    [
        pytest.param(0o444, 0o777, id="S-05 the file is read-only"),
        pytest.param(0o666, 0o555, id="S-05 its folder is read-only"),
        pytest.param(0o444, 0o555, id="S-05 both are"),
    ],
)
def test_a_whole_store_that_is_read_only_opens_to_read_and_refuses_each_write(
    open_folder: Path, tmp_path: Path, file_mode: int, folder_mode: int
) -> None:
    folder = open_folder / "ward"
    folder.mkdir()
    book = new_book(folder / "store.db")
    add(book, a_patient("P-1"))
    book.close()
    before = (folder / "store.db").read_bytes()
    (folder / "store.keys").chmod(0o644)
    (folder / "store.db").chmod(file_mode)
    folder.chmod(folder_mode)

    _, said = run(write_unprivileged, tmp_path / "own.db", folder / "store.db")

    folder.chmod(0o755)
    read_only, n_patients, *refusals = said.split("; ")
    assert (read_only, n_patients) == ("read only: True", "patients: 1")
    assert refusals[-1] == "ReadOnly"
    assert "open to read only" in refusals[0]
    assert (folder / "store.db").read_bytes() == before


@unix
def test_s_06_a_folder_that_takes_no_new_store_is_named(open_folder: Path) -> None:
    open_folder.chmod(0o555)

    _, said = run(open_unprivileged, open_folder / "store.db", "create")
    assert said.startswith(f"NoPermission: {open_folder} may not be opened")


def test_a_probe_of_a_killed_process_is_no_obstacle(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    (tmp_path / f".hcclog-probe-{os.getpid()}").touch()

    assert not is_read_only(store.path)
    assert not (tmp_path / f".hcclog-probe-{os.getpid()}").exists()


@unix
def test_nothing_is_made_over_a_dead_link(tmp_path: Path) -> None:
    (tmp_path / "store.db").symlink_to(tmp_path / "gone.db")

    with pytest.raises(StoreExists):
        make_place(tmp_path / "store.db")


@pytest.mark.parametrize(
    ("n_zeroed", "fault"),
    [(1, Damaged), (16, Damaged), (100, Damaged), (4096, Damaged), (20_000, Damaged)],
    ids=["S-08 first byte", "S-08 salt", "S-08 header", "S-11 first page", "S-11 first pages"],
)
def test_a_damaged_beginning_is_damage_and_not_a_wrong_key(
    tmp_path: Path, n_zeroed: int, fault: type[StoreError]
) -> None:
    store = make_store(tmp_path)
    with store.path.open("r+b") as file:
        file.write(bytes(n_zeroed))

    with pytest.raises(fault):
        store.open()


def test_s_14_the_key_file_of_another_store_is_no_damage(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    other = create_envelope(tmp_path / "other.db", "other")
    before = store.path.read_bytes()

    with pytest.raises(WrongKey, match="do not belong together") as refused:
        connect(store.path, other.raw_key)

    assert not isinstance(refused.value, Damaged)
    assert store.path.read_bytes() == before


def test_a_store_moved_with_its_keys_opens(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    for name in ("store.db", "store.keys"):
        shutil.move(tmp_path / name, tmp_path / "elsewhere" / name)

    with closing(connect(tmp_path / "elsewhere" / "store.db", store.key)) as connection:
        assert connection.execute("SELECT count(*) FROM patient").fetchone() == (100,)
