"""The key files beside backups follow the key file of the store, and only of that store."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from hcclog.store.backup import back_up_beside, verify_backup
from hcclog.store.errors import KeyFileMissing
from hcclog.store.key_copies import refresh_keys
from hcclog.store.keys import keys_path
from hcclog.store.second_place import choose_place, copy_newest
from hcclog.store.thinning import BY_HAND, DAILY
from tests.stores import NOW, StoreFile, make_store, read_marks, source_of


@pytest.fixture
def store(tmp_path: Path) -> StoreFile:
    """A store with two backups, and a second place with one."""
    made = make_store(tmp_path)
    for n, why in enumerate((DAILY, BY_HAND)):
        back_up_beside(source_of(made), why, NOW + timedelta(minutes=n))
    (tmp_path / "stick").mkdir()
    place = choose_place(made.path, tmp_path / "stick")
    copy_newest(made.path, place, NOW)
    return made


def rewrite_keys(store: StoreFile) -> bytes:
    """Write the key file in another way, as a new password would; return what it holds."""
    told = json.loads(keys_path(store.path).read_bytes())
    content = json.dumps(told, indent=3).encode()
    keys_path(store.path).write_bytes(content)
    return content


def copies_of(store: StoreFile) -> list[Path]:
    """Return every key file of a backup."""
    return [path for path in store.path.parent.rglob("*.keys") if path.parent != store.path.parent]


def test_every_copy_follows_and_still_opens_its_backup(store: StoreFile, tmp_path: Path) -> None:
    content = rewrite_keys(store)
    place = tmp_path / "stick" / "hcclog-backups"
    assert refresh_keys(store.path, (place,)) == 3
    assert {path.read_bytes() for path in copies_of(store)} == {content}
    for path in (*(tmp_path / "backups").glob("*.db"), *place.glob("*.db")):
        assert verify_backup(path, store.key, read_marks)
    assert refresh_keys(store.path, (place,)) == 0


def test_a_copy_that_was_lost_is_there_again(store: StoreFile) -> None:
    lost = copies_of(store)[0]
    lost.unlink()
    assert refresh_keys(store.path, (lost.parent,)) == 1
    assert lost.read_bytes() == keys_path(store.path).read_bytes()


def test_the_key_of_another_store_is_left_alone(store: StoreFile, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = make_store(tmp_path / "other", n_patients=1)
    theirs = back_up_beside(source_of(other), DAILY, NOW).path
    mixed = tmp_path / "backups" / "other-20261121T093000Z-daily.db"
    mixed.write_bytes(theirs.read_bytes())
    keys_path(mixed).write_bytes(keys_path(theirs).read_bytes())
    rewrite_keys(store)
    refresh_keys(store.path)
    assert keys_path(mixed).read_bytes() == keys_path(other.path).read_bytes()


def test_a_place_that_is_out_is_passed_over(store: StoreFile, tmp_path: Path) -> None:
    rewrite_keys(store)
    assert refresh_keys(store.path, (tmp_path / "gone",)) == 2


def test_without_the_key_file_no_copy_is_touched(store: StoreFile) -> None:
    before = {path: path.read_bytes() for path in copies_of(store)}
    keys_path(store.path).unlink()
    with pytest.raises(KeyFileMissing):
        refresh_keys(store.path)
    assert {path: path.read_bytes() for path in copies_of(store)} == before


def test_the_next_copy_to_the_second_place_brings_the_key_file_of_now(
    store: StoreFile, tmp_path: Path
) -> None:
    content = rewrite_keys(store)
    place = tmp_path / "stick" / "hcclog-backups"
    copy_newest(store.path, place, NOW)
    assert {path.read_bytes() for path in place.glob("*.keys")} == {content}
