"""Every backup that has its name is whole, wherever the making of another was cut off."""

import hashlib
import shutil
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest

from hcclog.store.backup import STEPS, back_up, back_up_beside, verify_backup
from hcclog.store.checks import full_check, table_counts
from hcclog.store.connection import connect
from hcclog.store.errors import (
    BackupDamaged,
    Damaged,
    DiskRefused,
    FolderMissing,
    KeyFileMissing,
    NotAStore,
    StoreError,
    StoreExists,
)
from hcclog.store.keys import keys_path, read_envelope
from hcclog.store.manifest import Marks, manifest_path, read_manifest
from hcclog.store.sqlcipher import Connection
from hcclog.store.thinning import BEFORE_MIGRATION, DAILY, backups_folder, backups_of, latest_backup
from tests.children import back_up_and_die, back_up_unprivileged, run, write_from_outside
from tests.stores import (
    NAME,
    NOW,
    StoreFile,
    add_patients,
    make_store,
    read_marks,
    source_of,
)

unix = pytest.mark.skipif(sys.platform == "win32", reason="signals and permissions of Unix")


@pytest.fixture
def store(tmp_path: Path) -> StoreFile:
    """A store with a hundred patients, closed."""
    return make_store(tmp_path)


def names_in(folder: Path) -> set[str]:
    """Return the names of a folder's files."""
    return {path.name for path in folder.iterdir()}


def test_a_backup_is_a_store_that_opens_with_the_keys_beside_it(store: StoreFile) -> None:
    backup = back_up_beside(source_of(store), DAILY, NOW)

    assert names_in(backups_folder(store.path)) == {
        f"store-20261121T093000Z-daily{suffix}" for suffix in (".db", ".keys", ".json")
    }
    assert StoreFile(backup.path, read_envelope(backup.path)).rows() == store.rows()


def test_its_manifest_says_what_it_holds(store: StoreFile) -> None:
    manifest = back_up_beside(source_of(store), BEFORE_MIGRATION, NOW).manifest
    path = backups_folder(store.path) / "store-20261121T093000Z-before-migration.db"

    assert manifest == read_manifest(path)
    assert manifest.content.counts == {"lab": 300, "patient": 100}
    assert manifest.content.marks == Marks(schema="0001", tip="(300,)")
    assert manifest.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (manifest.why, manifest.made_at) == (BEFORE_MIGRATION, NOW)
    assert verify_backup(path, store.key, read_marks) == manifest


def test_b_10_a_backup_alone_opens_on_a_new_machine(store: StoreFile, tmp_path: Path) -> None:
    rows = store.rows()
    backup = back_up_beside(source_of(store), DAILY, NOW)
    machine = tmp_path / "new"
    machine.mkdir()
    for path in (backup.path, keys_path(backup.path)):
        shutil.move(path, machine / path.with_stem("store").name)
    store.path.unlink()
    keys_path(store.path).unlink()
    found = machine / "store.db"

    assert StoreFile(found, read_envelope(found)).rows() == rows


def test_every_step_is_told_in_order(store: StoreFile) -> None:
    told: list[str] = []
    back_up_beside(replace(source_of(store), step=told.append), DAILY, NOW)

    assert tuple(dict.fromkeys(told)) == STEPS


def test_l_05_no_name_stands_in_a_backup_in_plain(store: StoreFile) -> None:
    back_up_beside(source_of(store), DAILY, NOW)

    for path in backups_folder(store.path).iterdir():
        assert NAME.encode() not in path.read_bytes()


@unix
@pytest.mark.parametrize("step", STEPS)
def test_b_01_killed_at_any_step_nothing_incomplete_has_its_name(
    store: StoreFile, step: str
) -> None:
    rows = store.rows()
    older = back_up_beside(source_of(store), DAILY, NOW)
    code, _ = run(back_up_and_die, store.path, step)

    assert code == -9
    for backup in backups_folder(store.path).glob("*.db"):
        assert verify_backup(backup, store.key, read_marks)
    assert verify_backup(older.path, store.key, read_marks) == older.manifest
    assert store.rows() == rows
    with closing(store.open()) as connection:
        assert full_check(connection).is_whole

    n_before = len(backups_of(store.path))
    back_up_beside(source_of(store), "after", NOW)
    assert len(backups_of(store.path)) == n_before + 1
    assert not [name for name in names_in(backups_folder(store.path)) if "partial" in name]


@unix
@pytest.mark.parametrize("step", STEPS)
def test_b_01_killed_at_any_step_a_backup_by_hand_can_be_made_again(
    store: StoreFile, tmp_path: Path, step: str
) -> None:
    class Stop(BaseException):
        """Something that ends the thread at once."""

    def stop(name: str) -> None:
        if name == step:
            raise Stop

    target = tmp_path / "stick.db"
    with pytest.raises(Stop):
        back_up(replace(source_of(store), step=stop), target, "by-hand", NOW)

    assert target.exists() is (step == "renamed")
    if step == "renamed":
        assert verify_backup(target, store.key, read_marks)
        return
    assert names_in(tmp_path) <= {"store.db", "store.db-journal", "store.keys"}
    back_up(source_of(store), target, "by-hand", NOW)
    assert verify_backup(target, store.key, read_marks)


def test_a_damaged_store_is_not_backed_up_and_older_backups_stay(store: StoreFile) -> None:
    older = back_up_beside(source_of(store), DAILY, NOW)
    with store.path.open("r+b") as file:
        file.seek(3 * 4096 + 7)
        file.write(b"\x00\xff\x00\xff")
    before = names_in(backups_folder(store.path))

    with pytest.raises(Damaged, match=r"store\.db is damaged"):
        back_up_beside(source_of(store), "by-hand", NOW)
    assert names_in(backups_folder(store.path)) == before
    assert verify_backup(older.path, store.key, read_marks)


def test_rows_without_their_parents_are_damage_too(store: StoreFile) -> None:
    with closing(store.open()) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("INSERT INTO lab VALUES (900, 77777, '1')")

    with pytest.raises(Damaged, match="missing row of patient"):
        back_up_beside(source_of(store), DAILY, NOW)
    assert latest_backup(store.path) is None
    assert names_in(backups_folder(store.path)) == set()


def test_a_copy_that_is_not_the_store_is_refused(store: StoreFile) -> None:
    n_asked = 0

    def drifting(connection: Connection) -> Marks:
        nonlocal n_asked
        n_asked += 1
        return Marks("0001", str(n_asked))

    with pytest.raises(Damaged, match="does not hold the same"):
        back_up_beside(replace(source_of(store), read_marks=drifting), DAILY, NOW)
    assert names_in(backups_folder(store.path)) == set()


def test_b_05_each_flipped_bit_of_a_backup_is_refused(store: StoreFile) -> None:
    backup = back_up_beside(source_of(store), DAILY, NOW)
    sound = backup.path.read_bytes()
    for place in range(5, len(sound), len(sound) // 40):
        backup.path.write_bytes(sound[:place] + bytes([sound[place] ^ 4]) + sound[place + 1 :])
        with pytest.raises(BackupDamaged, match="Choose an older one"):
            verify_backup(backup.path, store.key, read_marks)
    backup.path.write_bytes(sound)
    assert verify_backup(backup.path, store.key, read_marks)


def test_b_05_a_backup_that_was_changed_with_its_checksum_is_refused(store: StoreFile) -> None:
    backup = back_up_beside(source_of(store), DAILY, NOW)
    with closing(connect(backup.path, store.key)) as connection:
        add_patients(connection, 1)
    text = manifest_path(backup.path).read_text()
    digest = hashlib.sha256(backup.path.read_bytes()).hexdigest()
    manifest_path(backup.path).write_text(text.replace(backup.manifest.sha256, digest))

    with pytest.raises(BackupDamaged):
        verify_backup(backup.path, store.key, read_marks)


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("there.db", StoreExists),
        ("store.db", StoreExists),
        ("letter.db", StoreExists),
        ("foreign.db", StoreExists),
        ("copy.keys", NotAStore),
        ("copy.json", NotAStore),
        ("gone/copy.db", FolderMissing),
    ],
    ids=[
        "a file that is there",
        "the store itself",
        "a text in place of the manifest",
        "another key in place of the key",
        "the ending of a key file",
        "the ending of a manifest",
        "a missing folder",
    ],
)
def test_nothing_is_ever_overwritten(
    store: StoreFile, tmp_path: Path, name: str, fault: type[StoreError]
) -> None:
    (tmp_path / "there.db").write_text("mine")
    (tmp_path / "letter.json").write_text("mine")
    (tmp_path / "foreign.keys").write_text("mine")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}

    with pytest.raises(fault):
        back_up(source_of(store), tmp_path / name, "by-hand", NOW)
    assert {path: path.read_bytes() for path in before} == before
    assert names_in(tmp_path) <= {path.name for path in before} | {"store.db-journal"}


def test_without_its_key_file_a_store_is_not_backed_up(store: StoreFile) -> None:
    keys_path(store.path).unlink()

    with pytest.raises(KeyFileMissing):
        back_up_beside(source_of(store), DAILY, NOW)
    assert latest_backup(store.path) is None


def test_b_04_a_file_in_place_of_the_folder_is_said(store: StoreFile) -> None:
    (store.path.parent / "backups").write_text("mine")

    with pytest.raises(StoreExists, match="backups"):
        back_up_beside(source_of(store), DAILY, NOW)


@unix
@pytest.mark.parametrize(
    "mode",
    [
        pytest.param(0o555, id="B-04 a folder that takes no file"),
        pytest.param(0o000, id="B-04 a folder that cannot be looked into"),
    ],
)
def test_a_folder_that_takes_no_backup_is_said(open_folder: Path, mode: int) -> None:
    store = make_store(open_folder)
    for name in ("store.db", "store.keys"):
        (open_folder / name).chmod(0o644)
    (open_folder / "backups").mkdir(mode=mode)

    _, told = run(back_up_unprivileged, store.path)
    assert told.startswith(f"NoPermission: {open_folder / 'backups'}")


@unix
def test_b_04_a_disk_that_refuses_leaves_nothing_and_the_older_backup(
    store: StoreFile, tmp_path: Path
) -> None:
    older = back_up_beside(source_of(store), DAILY, NOW)
    before = names_in(backups_folder(store.path))

    def refuse(name: str) -> None:
        if name == "keys copied":
            raise OSError(5, "Input/output error")

    with pytest.raises(DiskRefused):
        back_up_beside(replace(source_of(store), step=refuse), "by-hand", NOW)
    assert names_in(backups_folder(store.path)) == before
    assert verify_backup(older.path, store.key, read_marks)


def test_b_11_a_backup_while_someone_types_is_one_state(store: StoreFile) -> None:
    """Commits of one patient with three labs go on; each copy holds whole ones only."""
    is_ended = Event()

    def type_on() -> None:
        with closing(store.open()) as connection:
            # Without any pause between commits nobody else would ever come to read.
            while not is_ended.wait(0.005):
                connection.execute("BEGIN IMMEDIATE")
                add_patients(connection, 1)
                connection.execute("COMMIT")

    typing = Thread(target=type_on)
    typing.start()
    try:
        backups = [back_up_beside(source_of(store), f"round-{'abcde'[n]}", NOW) for n in range(5)]
    finally:
        is_ended.set()
        typing.join()
    for backup in backups:
        counts = verify_backup(backup.path, store.key, read_marks).content.counts
        assert counts["lab"] == 3 * counts["patient"]
    with closing(store.open()) as connection:
        assert table_counts(connection)["patient"] > backups[0].manifest.content.counts["patient"]


def test_a_write_under_way_keeps_its_lock_and_its_rows_to_itself(store: StoreFile) -> None:
    with closing(store.open()) as connection:
        connection.execute("BEGIN IMMEDIATE")
        add_patients(connection, 1)
        backup = back_up_beside(source_of(store), DAILY, NOW)
        assert verify_backup(backup.path, store.key, read_marks)
        assert run(write_from_outside, store.path) == (0, "Busy")
        connection.execute("COMMIT")
        assert table_counts(connection)["patient"] == 101
    assert backup.manifest.content.counts["patient"] == 100
