"""A second place holds whole copies of verified backups, or nothing under a final name."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hcclog.store.backup import back_up_beside, verify_backup
from hcclog.store.errors import BackupDamaged, DiskRefused, PlaceMissing, StoreError
from hcclog.store.keys import keys_path, read_envelope
from hcclog.store.second_place import (
    FOLDER,
    STEPS,
    PlaceUnfit,
    choose_place,
    copies_in,
    copy_newest,
)
from hcclog.store.thinning import AT_CLOSING, BY_HAND, DAILY, backups_folder, backups_of
from tests.children import run
from tests.stores import NOW, STORE_ID, StoreFile, find_store, make_store, read_marks, source_of

unix = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
DAY = timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> StoreFile:
    """A store with one backup, closed."""
    made = make_store(tmp_path)
    back_up_beside(source_of(made), DAILY, NOW)
    return made


@pytest.fixture
def place(store: StoreFile, tmp_path: Path) -> Path:
    """A stick that was chosen."""
    stick = tmp_path / "stick"
    stick.mkdir()
    return choose_place(store.path, stick)


def names_in(folder: Path) -> set[str]:
    """Return the names of a folder's files."""
    return {path.name for path in folder.iterdir()}


def test_the_newest_backup_is_copied_with_its_key_and_manifest(
    store: StoreFile, place: Path
) -> None:
    (own,) = backups_of(store.path)
    copy = copy_newest(store.path, place, NOW)
    assert copy is not None
    assert copy.path == place / own.path.name
    assert verify_backup(copy.path, store.key, read_marks) == own.manifest
    assert StoreFile(copy.path, read_envelope(copy.path)).rows() == store.rows()
    assert len(names_in(place)) == 3


def test_a_copy_that_is_there_is_not_made_again(store: StoreFile, place: Path) -> None:
    first = copy_newest(store.path, place, NOW)
    told: list[str] = []
    assert copy_newest(store.path, place, NOW, told.append) == first
    assert told == []


def test_every_step_of_a_copy_is_told_in_order(store: StoreFile, place: Path) -> None:
    told: list[str] = []
    copy_newest(store.path, place, NOW, told.append)
    assert tuple(dict.fromkeys(told)) == STEPS


def test_without_a_backup_nothing_is_copied(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    place = choose_place(store.path, tmp_path.parent)
    assert copy_newest(store.path, place, NOW) is None
    assert names_in(place) == set()


@pytest.mark.parametrize("inside", ["", "backups"], ids=["beside the store", "its backups"])
def test_the_stores_own_folder_is_no_second_place(store: StoreFile, inside: str) -> None:
    with pytest.raises(PlaceUnfit, match="where the store lies already"):
        choose_place(store.path, store.path.parent / inside)


def test_a_place_that_is_chosen_again_is_the_same(store: StoreFile, place: Path) -> None:
    assert choose_place(store.path, place) == place
    assert choose_place(store.path, place.parent) == place


def test_a_place_that_cannot_be_written_is_refused(store: StoreFile, tmp_path: Path) -> None:
    (tmp_path / "stick").write_text("a file")
    with pytest.raises(StoreError):
        choose_place(store.path, tmp_path / "stick")


def test_an_empty_mount_point_is_not_taken_for_the_stick(store: StoreFile, place: Path) -> None:
    place.rmdir()
    with pytest.raises(PlaceMissing, match="is not there now"):
        copy_newest(store.path, place, NOW)
    assert names_in(place.parent) == set()


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.catalogue("B-04")
def test_a_stick_pulled_out_in_the_middle_is_said_and_copied_to_the_next_time(
    store: StoreFile, place: Path, step: str
) -> None:
    before = {path: path.read_bytes() for path in backups_folder(store.path).iterdir()}
    drawer = place.parent.with_name("drawer")

    def pull(name: str) -> None:
        if name == step:
            place.parent.rename(drawer)
            raise OSError(5, "Input/output error")

    with pytest.raises(PlaceMissing):
        copy_newest(store.path, place, NOW, pull)
    assert {path: path.read_bytes() for path in before} == before
    drawer.rename(place.parent)
    for copy in copies_in(place, STORE_ID):
        assert verify_backup(copy.path, store.key, read_marks)
    assert copy_newest(store.path, place, NOW) is not None
    assert len(names_in(place)) == 3


@pytest.mark.catalogue("B-04")
def test_a_stick_that_refuses_leaves_nothing(store: StoreFile, place: Path) -> None:
    def refuse(name: str) -> None:
        if name == "keys copied":
            raise OSError(5, "Input/output error")

    with pytest.raises(DiskRefused):
        copy_newest(store.path, place, NOW, refuse)
    assert names_in(place) == set()


def copy_and_die(store_path: str, place: str, at_step: str) -> None:
    """Copy to a second place, and be killed at a step."""

    def step(name: str) -> None:
        if name == at_step:
            os.kill(os.getpid(), signal.SIGKILL)

    copy_newest(Path(store_path), Path(place), NOW, step)


@unix
@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_no_half_copy_has_its_name(
    store: StoreFile, place: Path, step: str
) -> None:
    code, _ = run(copy_and_die, store.path, place, step)
    assert code == -9
    for path in place.glob("*.db"):
        assert verify_backup(path, store.key, read_marks)
    assert copy_newest(store.path, place, NOW) is not None
    assert len(names_in(place)) == 3


def test_what_another_station_is_writing_is_left_alone(store: StoreFile, place: Path) -> None:
    others = place / "store-20261121T093000Z-daily.db.another-one.partial"
    others.write_bytes(b"x")
    copy_newest(store.path, place, NOW)
    assert others.exists()


def test_two_stores_of_one_name_share_a_place(
    store: StoreFile, place: Path, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    other = make_store(tmp_path / "other", n_patients=7)
    # Both are called store.db and were backed up in the same second.
    back_up_beside(replace(source_of(other), store_id="another-store"), DAILY, NOW)
    copy_newest(store.path, place, NOW)
    copy = copy_newest(other.path, place, NOW)
    assert copy is not None
    assert StoreFile(copy.path, read_envelope(copy.path)).rows() == other.rows()
    assert len(copies_in(place, STORE_ID)) == len(copies_in(place, "another-store")) == 1
    assert verify_backup(copies_in(place, STORE_ID)[0].path, store.key, read_marks)


def test_a_damaged_backup_is_passed_over_for_the_one_before(store: StoreFile, place: Path) -> None:
    (older,) = backups_of(store.path)
    newer = back_up_beside(source_of(store), BY_HAND, NOW + DAY)
    sound = newer.path.read_bytes()
    newer.path.write_bytes(sound[:9000] + bytes([sound[9000] ^ 4]) + sound[9001:])
    copy = copy_newest(store.path, place, NOW)
    assert copy is not None
    assert copy.manifest == older.manifest


def test_where_every_backup_is_damaged_it_is_said(store: StoreFile, place: Path) -> None:
    (only,) = backups_of(store.path)
    only.path.write_bytes(bytes(only.path.stat().st_size))
    with pytest.raises(BackupDamaged):
        copy_newest(store.path, place, NOW)
    assert names_in(place) == set()


def test_the_second_place_is_thinned_by_the_same_rule(store: StoreFile, place: Path) -> None:
    for n in range(5, 60, 6):
        at = NOW + timedelta(minutes=n)
        back_up_beside(source_of(store), AT_CLOSING, at)
        copy_newest(store.path, place, at)
    copies = copies_in(place, STORE_ID)
    # The last of each hour, and the last of each reason.
    assert [each.manifest.made_at for each in copies] == [
        NOW + timedelta(minutes=29),
        NOW + timedelta(minutes=59),
    ]
    assert len(names_in(place)) == 3 * len(copies)


def test_a_copy_alone_opens_on_a_new_machine(store: StoreFile, place: Path, tmp_path: Path) -> None:
    rows = store.rows()
    copy = copy_newest(store.path, place, NOW)
    assert copy is not None
    machine = tmp_path / "new"
    machine.mkdir()
    for path in (copy.path, keys_path(copy.path)):
        shutil.move(path, machine / path.with_stem("store").name)
    store.path.unlink()
    assert find_store(machine / "store.db").rows() == rows


def test_the_folder_bears_the_name_of_the_program(place: Path) -> None:
    assert place.name == FOLDER
