"""Restoring: from a verified backup, never beside an old journal, and finished after any crash."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from hcclog.commands.base import Add
from hcclog.domain.ids import IdFactory
from hcclog.store.errors import (
    Damaged,
    DiskFull,
    FolderMissing,
    HeldByOther,
    KeyFileDamaged,
    KeyFileMissing,
    NewerSchema,
    OtherStore,
    RestoreFailed,
    RestoreUnfinished,
    StoreError,
    StoreIsFolder,
    StoreMissing,
    WrongKey,
)
from hcclog.store.keys import keys_path, read_envelope
from hcclog.store.manifest import manifest_path
from hcclog.store.opening import open_store
from hcclog.store.restore_key import open_keys
from hcclog.store.restore_pending import STEPS as FINISHING
from hcclog.store.restore_pending import pending_path, ready_path
from hcclog.store.restoring import STEPS, BackupRefused, restore, verify
from hcclog.store.schema import REVISION
from tests.books import Clock, a_patient, new_book
from tests.children import run
from tests.restores import (
    AFTER,
    BEFORE,
    codes_in,
    damage_page,
    die_in_write,
    files_of,
    finish_and_die,
    log_patient,
    opened,
    order,
    refusing,
    restore_and_die,
    restore_on_a_small_disk,
    restored,
    store_with_backup,
)
from tests.store.test_opening import set_back_to_0001

unix = pytest.mark.skipif(sys.platform == "win32", reason="kills as Unix does")
MARKED = STEPS[: STEPS.index("marked")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a store lies alone."""
    (tmp_path / "clinic").mkdir()
    return tmp_path / "clinic"


@pytest.fixture
def both(folder: Path) -> tuple[Path, Path]:
    """A store, and a backup of before its last patient."""
    return store_with_backup(folder)


def a_backup_of(store_path: Path, code: str) -> Path:
    """Add a patient to a store and back it up, a day after all before it."""
    book = opened(store_path)
    log_patient(book, code)
    backup = book.store.back_up("by-hand")
    book.close()
    assert backup is not None
    return backup


def flip_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)


def test_a_restored_store_is_the_one_of_the_backup(both: tuple[Path, Path]) -> None:
    store, backup = both
    was = store.read_bytes()
    done = restored(store, backup)

    assert codes_in(store) == (BEFORE,)
    assert done.kept == store.parent / "damaged-20261122T093000Z"
    assert (done.kept / "store.db").read_bytes() == was
    assert keys_path(done.kept / "store.db").read_bytes() == keys_path(store).read_bytes()
    assert not pending_path(store).exists()
    assert not ready_path(store).exists()


def test_the_store_knows_that_and_from_what_it_was_restored(both: tuple[Path, Path]) -> None:
    store, backup = both
    book = opened(store)
    last = book.store.reader.last_change()
    assert last is not None
    book.close()
    restored(store, backup)
    for _ in range(2):
        book = opened(store)
        (event,) = [each for each in book.store.reader.events() if each.act == "restore"]
        assert book.store.epoch == event.epoch == "epoch of store.db"
        assert (event.author, event.role, event.station) == ("Anna", "single user", "ward-3")
        assert event.at_utc == "2026-11-22T09:30:00.000+00:00"
        assert event.told == {
            "backup": backup.name,
            "backup made at": event.told["backup made at"],
            "set aside": "damaged-20261122T093000Z",
            "changes given up": str(last.seq),
            "tip given up": last.hash,
        }
        assert book.store.check() == []
        book.close()


def test_what_was_given_up_is_left_open_where_it_cannot_be_read(both: tuple[Path, Path]) -> None:
    store, backup = both
    damage_page(store, 1)
    restored(store, backup)
    book = opened(store)
    (event,) = [each for each in book.store.reader.events() if each.act == "restore"]
    assert (event.told["changes given up"], event.told["tip given up"]) == ("", "")
    book.close()


def test_what_is_written_after_a_restore_follows_what_was_restored(
    both: tuple[Path, Path],
) -> None:
    store, backup = both
    restored(store, backup)
    book = opened(store)
    before = book.store.reader.last_change()
    assert before is not None
    book.do(Add((a_patient("later"),)))
    after = book.store.reader.last_change()

    assert after is not None
    assert (after.previous_hash, after.epoch) == (before.hash, "epoch of store.db")
    assert before.epoch != after.epoch
    assert book.store.check() == []
    book.close()


def test_every_step_is_told_in_order(both: tuple[Path, Path]) -> None:
    told: list[str] = []
    restore(replace(order(*both), step=told.append))

    assert tuple(dict.fromkeys(told)) == STEPS


@pytest.mark.catalogue("B-02", "S-13")
@unix
def test_b_02_no_journal_of_the_old_store_stays_beside_the_restored_one(
    both: tuple[Path, Path],
) -> None:
    store, backup = both
    code, _ = run(die_in_write, store)
    journal = store.with_name("store.db-journal")
    assert code == -9
    assert journal.stat().st_size > 0
    hot = journal.read_bytes()
    done = restored(store, backup)

    assert not journal.exists()
    assert done.kept is not None
    assert (done.kept / "store.db-journal").read_bytes() == hot
    assert codes_in(store) == (BEFORE,)
    # What was kept is a store still: its journal is played back where it lies beside it.
    assert codes_in(done.kept / "store.db") == (AFTER, BEFORE)


@pytest.mark.catalogue("B-02")
@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm"])
def test_b_02_what_lies_beside_the_old_store_goes_with_it(
    both: tuple[Path, Path], ending: str
) -> None:
    store, backup = both
    beside = store.with_name(f"store.db{ending}")
    beside.write_bytes(b"of another time")
    done = restored(store, backup)

    assert done.kept is not None
    assert (done.kept / beside.name).read_bytes() == b"of another time"
    assert codes_in(store) == (BEFORE,)


@pytest.mark.catalogue("B-03")
@unix
@pytest.mark.parametrize("step", STEPS)
def test_b_03_killed_at_any_step_the_next_opening_finishes_or_shows_the_old_state(
    both: tuple[Path, Path], step: str
) -> None:
    store, backup = both
    run(die_in_write, store)
    old = files_of(store.parent)
    code, _ = run(restore_and_die, store, backup, step)

    assert code == -9
    kept = store.parent / "damaged-20261122T093000Z"
    if step in MARKED:
        assert {name: old[name] for name in old} == {
            name: content for name, content in files_of(store.parent).items() if name in old
        }
        assert codes_in(store) == (AFTER, BEFORE)
        assert not kept.exists()
    else:
        assert codes_in(store) == (BEFORE,)
        for name in ("store.db", "store.db-journal", "store.keys"):
            assert (kept / name).read_bytes() == old[name]
    assert not pending_path(store).exists()
    assert restored(store, backup).kept is not None
    assert codes_in(store) == (BEFORE,)
    assert not ready_path(store).exists()


@pytest.mark.catalogue("B-03", "S-11")
@unix
@pytest.mark.parametrize("step", STEPS)
def test_b_03_killed_at_any_step_over_a_damaged_store_nothing_of_it_is_lost(
    both: tuple[Path, Path], step: str
) -> None:
    store, backup = both
    for page in (1, 5, 9):
        damage_page(store, page)
    keys_path(store).unlink()
    damaged = store.read_bytes()
    code, _ = run(restore_and_die, store, backup, step)

    assert code == -9
    if step in MARKED:
        with pytest.raises(KeyFileMissing):
            opened(store)
        assert store.read_bytes() == damaged
        restored(store, backup)
    assert codes_in(store) == (BEFORE,)
    kept = store.parent / "damaged-20261122T093000Z"
    assert (kept / "store.db").read_bytes() == damaged


@pytest.mark.catalogue("B-03")
@unix
@pytest.mark.parametrize("second", FINISHING)
@pytest.mark.parametrize("first", ["marked", "store kept", "store replaced"])
def test_b_03_killed_again_while_it_is_finished_it_is_finished_the_next_time(
    both: tuple[Path, Path], first: str, second: str
) -> None:
    store, backup = both
    was = store.read_bytes()
    run(restore_and_die, store, backup, first)
    run(finish_and_die, store, second)

    assert codes_in(store) == (BEFORE,)
    assert (store.parent / "damaged-20261122T093000Z" / "store.db").read_bytes() == was


@pytest.mark.catalogue("B-03")
@pytest.mark.parametrize("step", STEPS)
def test_b_03_a_full_disk_at_any_step_leaves_the_old_state_or_is_finished(
    both: tuple[Path, Path], step: str
) -> None:
    store, backup = both
    was = files_of(store.parent)
    error = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with pytest.raises((DiskFull, OSError)):
        restore(refusing(store, backup, step, error))

    if step in MARKED:
        assert files_of(store.parent) == was
        assert codes_in(store) == (AFTER, BEFORE)
    else:
        assert codes_in(store) == (BEFORE,)


@pytest.mark.catalogue("B-05")
def test_b_05_a_flipped_bit_is_refused_and_the_next_older_one_is_named(
    both: tuple[Path, Path],
) -> None:
    store, oldest = both
    middle, newest = a_backup_of(store, "M"), a_backup_of(store, "N")
    flip_bit(newest)
    was = files_of(store.parent)
    with pytest.raises(BackupRefused, match="The next older one is whole") as refused:
        restored(store, newest)

    assert refused.value.older is not None
    assert refused.value.older.path == middle
    assert str(middle) in refused.value.sentence
    assert files_of(store.parent) == was

    flip_bit(middle)
    with pytest.raises(BackupRefused) as refused:
        restored(store, newest)
    assert refused.value.older is not None
    assert refused.value.older.path == oldest

    flip_bit(oldest)
    with pytest.raises(BackupRefused, match="No older one is whole"):
        restored(store, newest)
    assert codes_in(store) == (AFTER, BEFORE, "M", "N")


SPOILT = [
    pytest.param(lambda p: p.write_bytes(b""), id="B-05 emptied"),
    pytest.param(lambda p: p.write_bytes(p.read_bytes()[:-4096]), id="B-05 cut by a page"),
    pytest.param(lambda p: manifest_path(p).unlink(), id="B-05 without its manifest"),
    pytest.param(lambda p: manifest_path(p).write_text("{}"), id="B-05 with an empty manifest"),
    pytest.param(lambda p: damage_page(p, 3), id="B-05 a page overwritten"),
]


@pytest.mark.parametrize("spoil", SPOILT)
def test_a_backup_that_is_not_whole_changes_nothing(both: tuple[Path, Path], spoil: object) -> None:
    store, oldest = both
    newest = a_backup_of(store, "N")
    spoil(newest)  # type: ignore[operator]  # a row of the table
    was = files_of(store.parent)
    with pytest.raises(BackupRefused) as refused:
        restored(store, newest)

    assert refused.value.older is not None
    assert refused.value.older.path == oldest
    assert files_of(store.parent) == was


def test_the_next_older_one_is_found_on_a_stick_too(
    both: tuple[Path, Path], tmp_path: Path
) -> None:
    store, backup = both
    stick = tmp_path / "stick"
    shutil.copytree(backup.parent, stick)
    shutil.rmtree(backup.parent)
    bad = a_backup_of(store, "N")
    for part in (bad, manifest_path(bad), keys_path(bad)):
        shutil.move(part, stick / part.name)
    flip_bit(stick / bad.name)
    with pytest.raises(BackupRefused) as refused:
        restored(store, stick / bad.name)

    assert refused.value.older is not None
    assert refused.value.older.path == stick / backup.name


def set_schema(backup: Path, revision: str) -> None:
    """Let a manifest say another revision of the schema."""
    note = manifest_path(backup)
    told = json.loads(note.read_text())
    told["content"]["marks"]["schema"] = revision
    note.write_text(json.dumps(told))


@pytest.mark.catalogue("B-06")
def test_b_06_a_backup_of_a_newer_version_is_refused(both: tuple[Path, Path]) -> None:
    store, backup = both
    set_schema(backup, "9999")
    was = files_of(store.parent)
    with pytest.raises(NewerSchema, match="newer version of hcclog"):
        restored(store, backup)
    assert files_of(store.parent) == was


@pytest.mark.catalogue("B-06")
def test_b_06_a_backup_of_an_older_version_is_migrated_after_a_backup_of_its_own(
    folder: Path,
) -> None:
    store = folder / "store.db"
    set_back_to_0001(store)
    opened(store).close()
    (backup,) = (folder / "backups").glob("*before-migration.db")
    restored(store, backup)
    book = opened(store)

    assert [patient.code for patient in book.patients()] == ["P-OLD"]
    assert book.store.backend.query("SELECT version_num FROM alembic_version", ()) == [(REVISION,)]
    assert book.store.check() == []
    book.close()
    assert [path for path in backup.parent.glob("*before-migration*.db") if path != backup]


@pytest.mark.catalogue("B-10")
def test_b_10_a_new_machine_one_backup_and_its_key_file(
    both: tuple[Path, Path], tmp_path: Path
) -> None:
    _, backup = both
    machine, stick = tmp_path / "new", tmp_path / "stick"
    machine.mkdir()
    stick.mkdir()
    for part in (backup, manifest_path(backup), keys_path(backup)):
        shutil.move(part, stick / part.name)
    shutil.rmtree(backup.parent.parent)
    done = restored(machine / "store.db", stick / backup.name)

    assert done.kept is None
    assert codes_in(machine / "store.db") == (BEFORE,)
    assert not list(machine.glob("damaged-*"))


@pytest.mark.catalogue("S-11")
@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda p: p.write_bytes(p.read_bytes()[: p.stat().st_size // 2]), id="half"),
        pytest.param(lambda p: p.write_bytes(p.read_bytes()[4096:]), id="first page gone"),
        pytest.param(lambda p: damage_page(p, 1), id="first page overwritten"),
        pytest.param(lambda p: p.write_bytes(b""), id="emptied"),
        pytest.param(lambda p: p.write_text("hello"), id="a text"),
        pytest.param(lambda p: p.unlink(), id="gone"),
    ],
)
def test_s_11_a_damaged_store_is_named_and_kept_and_a_backup_takes_its_place(
    both: tuple[Path, Path], spoil: object
) -> None:
    store, backup = both
    spoil(store)  # type: ignore[operator]  # a row of the table
    left = store.read_bytes() if store.exists() else None
    with pytest.raises(StoreError):
        opened(store)
    done = restored(store, backup)

    assert codes_in(store) == (BEFORE,)
    assert done.kept is not None
    kept = done.kept / "store.db"
    assert (kept.read_bytes() if kept.exists() else None) == left


def other_keys(store: Path, tmp_path: Path) -> None:
    """Put the key file of another store beside this one."""
    other = tmp_path / "other"
    other.mkdir()
    new_book(other / "store.sqlite").close()
    shutil.copy(other / "store.keys", keys_path(store))


KEY_FAULTS = [
    pytest.param(lambda p, _t: keys_path(p).unlink(), KeyFileMissing, id="S-14 missing"),
    pytest.param(
        lambda p, _t: keys_path(p).write_text("{}"), KeyFileDamaged, id="S-14 emptied to braces"
    ),
    pytest.param(lambda p, _t: flip_bit(keys_path(p)), KeyFileDamaged, id="S-14 one bit flipped"),
    pytest.param(other_keys, WrongKey, id="S-14 of another store"),
]


@pytest.mark.parametrize(("spoil", "error"), KEY_FAULTS)
def test_s_14_the_key_file_of_the_backup_takes_the_place_of_a_bad_one(
    both: tuple[Path, Path], tmp_path: Path, spoil: object, error: type[StoreError]
) -> None:
    store, backup = both
    envelope = read_envelope(store)
    spoil(store, tmp_path)  # type: ignore[operator]  # a row of the table
    bad = keys_path(store).read_bytes() if keys_path(store).exists() else None
    with pytest.raises(error):
        opened(store)
    done = restored(store, backup)

    assert codes_in(store) == (BEFORE,)
    assert read_envelope(store) == envelope
    assert done.kept is not None
    kept = keys_path(done.kept / "store.db")
    assert (kept.read_bytes() if kept.exists() else None) == bad


def test_the_present_key_file_stays_where_it_opens_the_backup(both: tuple[Path, Path]) -> None:
    store, backup = both
    _, choice = verify(store, backup, open_keys)
    assert not choice.comes_along
    keys_path(backup).unlink()
    restored(store, backup)
    assert codes_in(store) == (BEFORE,)


def test_the_backup_of_another_store_never_replaces_one(
    both: tuple[Path, Path], tmp_path: Path
) -> None:
    # The stores of `new_book` are copies of one; this one has an id and a key of its own.
    (tmp_path / "own").mkdir()
    own = tmp_path / "own" / "store.db"
    clock = Clock()
    open_store(str(own), IdFactory(clock.in_ms), clock).close()
    was = files_of(own.parent)
    with pytest.raises(OtherStore, match="a backup of another store"):
        restored(own, both[1])
    assert files_of(own.parent) == was


def test_nobody_may_have_the_store_open(both: tuple[Path, Path]) -> None:
    store, backup = both
    book = opened(store)
    was = store.read_bytes()
    with pytest.raises(HeldByOther):
        restored(store, backup)
    book.close()
    assert store.read_bytes() == was


@pytest.mark.parametrize(
    ("store_name", "backup_name", "error"),
    [
        ("store.db", "backups/gone.db", StoreMissing),
        ("store.db", "gone/backup.db", FolderMissing),
        ("store.db", "backups", StoreIsFolder),
        ("gone/store.db", "", FolderMissing),
        ("backups", "", StoreIsFolder),
    ],
    ids=[
        "a backup that is not there",
        "a folder of backups that is not there",
        "a folder as backup",
        "a folder for the store that is not there",
        "a folder as store",
    ],
)
def test_an_obstacle_is_named_and_nothing_is_changed(
    both: tuple[Path, Path], store_name: str, backup_name: str, error: type[StoreError]
) -> None:
    store, backup = both
    was = files_of(store.parent)
    with pytest.raises(error):
        restored(store.parent / store_name, store.parent / backup_name if backup_name else backup)
    assert files_of(store.parent) == was


def begun(both: tuple[Path, Path], at_step: str) -> Path:
    """Restore until a step, and leave it there."""
    store, backup = both
    error = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with pytest.raises((DiskFull, OSError)):
        restore(refusing(store, backup, at_step, error))
    return store


@pytest.mark.catalogue("B-03")
@pytest.mark.parametrize("step", ["marked", "store kept", "journals kept", "store replaced"])
@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(flip_bit, id="one bit flipped"),
        pytest.param(lambda p: p.unlink(), id="gone"),
    ],
)
def test_b_03_where_the_copy_was_damaged_meanwhile_the_old_state_comes_back(
    both: tuple[Path, Path], step: str, spoil: object
) -> None:
    was = both[0].read_bytes()
    store = begun(both, step)
    laid = ready_path(store) if ready_path(store).exists() else store
    spoil(laid)  # type: ignore[operator]  # a row of the table
    with pytest.raises(RestoreFailed, match="as they were before"):
        opened(store)

    assert store.read_bytes() == was
    assert codes_in(store) == (AFTER, BEFORE)
    restored(*both)
    assert codes_in(store) == (BEFORE,)


def test_a_note_that_cannot_be_read_is_put_away_and_said(both: tuple[Path, Path]) -> None:
    store = begun(both, "store kept")
    pending_path(store).write_text("{")
    with pytest.raises(RestoreFailed, match="note was damaged"):
        opened(store)
    with pytest.raises(StoreMissing, match="backups are there"):
        opened(store)
    restored(*both)
    assert codes_in(store) == (BEFORE,)


def test_who_only_reads_does_not_finish_a_restore(both: tuple[Path, Path]) -> None:
    store = begun(both, "store kept")
    clock = Clock()
    with pytest.raises(RestoreUnfinished, match="Open it once where it can be written"):
        open_store(str(store), lambda: "", clock, read_only=True)
    assert pending_path(store).exists()
    assert codes_in(store) == (BEFORE,)


def test_a_restore_twice_within_a_second_keeps_both_sets(both: tuple[Path, Path]) -> None:
    store, backup = both
    first, second = restored(store, backup), restored(store, backup)

    assert first.kept != second.kept
    assert first.kept is not None
    assert second.kept is not None
    assert codes_in(first.kept / "store.db") == (AFTER, BEFORE)
    assert codes_in(second.kept / "store.db") == (BEFORE,)


def test_a_restored_store_that_is_damaged_is_refused_as_any(both: tuple[Path, Path]) -> None:
    store, backup = both
    restored(store, backup)
    damage_page(store, 4)
    with pytest.raises(Damaged):
        opened(store)


@pytest.mark.catalogue("B-03")
@unix
@pytest.mark.parametrize("share", [0.0, 0.2, 0.9])
def test_b_03_where_the_disk_takes_no_copy_all_is_as_it_was(
    both: tuple[Path, Path], share: float
) -> None:
    store, backup = both
    was = files_of(store.parent)
    n_bytes = int(backup.stat().st_size * share)
    _, told = run(restore_on_a_small_disk, store, backup, n_bytes)

    assert told == "DiskRefused"
    assert files_of(store.parent) == was
    assert run(restore_on_a_small_disk, store, backup, 10 * backup.stat().st_size) == (
        0,
        "restored",
    )
    assert codes_in(store) == (BEFORE,)


@pytest.mark.parametrize("page", [None, 5])
def test_what_was_typed_and_not_saved_goes_along(both: tuple[Path, Path], page: int | None) -> None:
    store, backup = both
    book = opened(store)
    patient_id = book.find(BEFORE) or ""
    book.keep_draft("visit", patient_id, '{"ecog": "1"}')
    book.close()
    if page is not None:
        damage_page(store, page)
    restored(store, backup)
    book = opened(store)

    assert [(draft.kind, draft.patient_id, draft.payload) for draft in book.drafts()] == [
        ("visit", patient_id, '{"ecog": "1"}')
    ]
    book.close()
