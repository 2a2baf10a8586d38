"""Every copy of a store's key file follows it, no other store's does, and what is left is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from hcclog.store.backup import back_up_beside, verify_backup
from hcclog.store.durable import partial_of
from hcclog.store.errors import KeyFileMissing
from hcclog.store.key_copies import carry_keys
from hcclog.store.keys import N_PAGE_BYTES, _digest, keys_path
from hcclog.store.manifest import manifest_path
from hcclog.store.second_place import choose_place, copy_newest
from hcclog.store.thinning import BY_HAND, DAILY
from tests.stores import NOW, StoreFile, make_store, read_marks, source_of

BACKUP = Path("backups/store-20261121T093000Z-daily.db")
SECOND = Path("stick/hcclog-backups")
COPY = SECOND / "store-20261121T093100Z-by-hand.db"
SET_ASIDE = Path("damaged-20261122T093000Z/store.db")
EACH_PLACE = [
    pytest.param(BACKUP, id="beside the store"),
    pytest.param(COPY, id="at the second place"),
    pytest.param(SET_ASIDE, id="set aside by a restore"),
]
FOLLOW = "could be renewed. Whoever had a password before can still open the copies there."


@pytest.fixture
def store(tmp_path: Path) -> StoreFile:
    """A store with two backups, a second place with one, and a set that a restore put aside."""
    made = make_store(tmp_path)
    for n, why in enumerate((DAILY, BY_HAND)):
        back_up_beside(source_of(made), why, NOW + timedelta(minutes=n))
    (tmp_path / "stick").mkdir()
    copy_newest(made.path, choose_place(made.path, tmp_path / "stick"), NOW)
    put(made, tmp_path / SET_ASIDE)
    return made


@pytest.fixture
def other(tmp_path: Path) -> StoreFile:
    """Another store, whose files got among those of the first."""
    (tmp_path / "other").mkdir()
    return make_store(tmp_path / "other", n_patients=1)


def put(store: StoreFile, path: Path) -> None:
    """Lay a store and its key file elsewhere."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(store.path.read_bytes())
    keys_path(path).write_bytes(keys_path(store.path).read_bytes())


def rewrite_keys(store: StoreFile) -> bytes:
    """Write the key file in another way, as a new password would; return what it holds."""
    told = json.loads(keys_path(store.path).read_bytes())
    content = json.dumps(told, indent=3).encode()
    keys_path(store.path).write_bytes(content)
    return content


def copies_of(store: StoreFile) -> list[Path]:
    """Return every key file that is not the store's own."""
    return [path for path in store.path.parent.rglob("*.keys") if path != keys_path(store.path)]


def lose_keys(copy: Path) -> None:
    keys_path(copy).unlink()


def damage_keys(copy: Path) -> None:
    keys_path(copy).write_bytes(keys_path(copy).read_bytes()[:-9])


def lose_manifest(copy: Path) -> None:
    manifest_path(copy).unlink(missing_ok=True)


def damage_first_page(copy: Path) -> None:
    with copy.open("r+b") as file:
        file.write(bytes(N_PAGE_BYTES))


def lose_database(copy: Path) -> None:
    copy.unlink()


def leave_half(copy: Path) -> None:
    partial_of(keys_path(copy)).write_bytes(b"half")


def rename_both(copy: Path) -> None:
    for path in (copy, keys_path(copy)):
        path.rename(path.with_stem("as somebody named it"))


@pytest.mark.parametrize("place", EACH_PLACE)
@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda _copy: None, id="as it was written"),
        pytest.param(lose_keys, id="its key file lost"),
        pytest.param(damage_keys, id="its key file damaged"),
        pytest.param(lose_manifest, id="without a manifest"),
        pytest.param(damage_first_page, id="its beginning damaged"),
        pytest.param(lose_database, id="the database gone"),
        pytest.param(leave_half, id="cut short the last time"),
        pytest.param(rename_both, id="under another name"),
    ],
)
def test_every_copy_follows(
    store: StoreFile, tmp_path: Path, place: Path, harm: Callable[[Path], None]
) -> None:
    harm(tmp_path / place)
    content = rewrite_keys(store)
    assert carry_keys(store.path, tmp_path / SECOND) == ()
    copies = copies_of(store)
    assert {path.read_bytes() for path in copies} == {content}
    assert {path.parent for path in copies} >= {(tmp_path / place).parent}
    assert len(copies) == 4
    assert not list(tmp_path.rglob("*.partial"))


def test_a_copy_still_opens_and_is_written_only_where_it_differs(
    store: StoreFile, tmp_path: Path
) -> None:
    rewrite_keys(store)
    carry_keys(store.path, tmp_path / SECOND)
    for path in (tmp_path / BACKUP, tmp_path / COPY):
        assert verify_backup(path, store.key, read_marks)
    before = {path: path.stat().st_ino for path in copies_of(store)}
    carry_keys(store.path, tmp_path / SECOND)
    assert {path: path.stat().st_ino for path in before} == before


def lay_whole(other: StoreFile, place: Path) -> None:
    put(other, place.with_stem("other"))


def lay_without_keys(other: StoreFile, place: Path) -> None:
    place.with_stem("other").write_bytes(other.path.read_bytes())


def lay_damaged_keys(other: StoreFile, place: Path) -> None:
    put(other, place.with_stem("other"))
    damage_keys(place.with_stem("other"))


def lay_beside_ours(other: StoreFile, place: Path) -> None:
    keys_path(place).write_bytes(keys_path(other.path).read_bytes())


@pytest.mark.parametrize("place", EACH_PLACE)
@pytest.mark.parametrize(
    "lay",
    [
        pytest.param(lay_whole, id="its database and key file"),
        pytest.param(lay_without_keys, id="its database alone"),
        pytest.param(lay_damaged_keys, id="its key file damaged"),
        pytest.param(lay_beside_ours, id="its key file beside a database of ours"),
    ],
)
def test_the_keys_of_another_store_are_left_alone(
    store: StoreFile,
    other: StoreFile,
    tmp_path: Path,
    place: Path,
    lay: Callable[[StoreFile, Path], None],
) -> None:
    ours = set(copies_of(store))
    lay(other, tmp_path / place)
    foreign = set(copies_of(store)) - ours | {keys_path(other.path)}
    if lay is lay_beside_ours:
        foreign.add(keys_path(tmp_path / place))
    before = {path: path.read_bytes() for path in foreign}
    content = rewrite_keys(store)
    assert carry_keys(store.path, tmp_path / SECOND) == ()
    assert {path: path.read_bytes() for path in foreign} == before
    assert {path.read_bytes() for path in set(copies_of(store)) - foreign} == {content}


def bar(copy: Path) -> None:
    """Let a key file not be written, also not by somebody who may do everything."""
    partial_of(keys_path(copy)).mkdir()


def lay_newer_keys(copy: Path) -> None:
    told = json.loads(keys_path(copy).read_bytes())
    del told["digest"]
    told["version"] = 99
    keys_path(copy).write_text(json.dumps({**told, "digest": _digest(told)}))


@pytest.mark.parametrize("place", EACH_PLACE)
@pytest.mark.parametrize(
    ("hinder", "why"),
    [
        pytest.param(bar, "", id="cannot be written"),
        pytest.param(lay_newer_keys, "Update hcclog to open it.", id="a newer hcclog wrote it"),
    ],
)
def test_what_does_not_follow_is_told_and_keeps_no_other_from_following(
    store: StoreFile, tmp_path: Path, place: Path, hinder: Callable[[Path], None], why: str
) -> None:
    barred = keys_path(tmp_path / place)
    hinder(tmp_path / place)
    before = barred.read_bytes()
    content = rewrite_keys(store)
    (left,) = carry_keys(store.path, tmp_path / SECOND)
    assert left.sentence.startswith(f"Not all key files in {barred.parent} {FOLLOW} ")
    assert left.sentence.endswith(why)
    assert barred.read_bytes() == before
    assert {path.read_bytes() for path in copies_of(store) if path != barred} == {content}


def test_each_place_is_told_once(store: StoreFile, tmp_path: Path) -> None:
    for path in (BACKUP, BACKUP.with_stem("store-20261121T093100Z-by-hand"), SET_ASIDE):
        bar(tmp_path / path)
    rewrite_keys(store)
    left = carry_keys(store.path, tmp_path / "gone")
    assert [each.path for each in left] == [
        tmp_path / "backups",
        (tmp_path / SET_ASIDE).parent,
        tmp_path / "gone",
    ]
    assert "gone is not there now." in left[-1].sentence


def test_without_the_key_file_no_copy_is_touched(store: StoreFile) -> None:
    before = {path: path.read_bytes() for path in copies_of(store)}
    keys_path(store.path).unlink()
    with pytest.raises(KeyFileMissing):
        carry_keys(store.path)
    assert {path: path.read_bytes() for path in before} == before


def test_a_store_without_backups_has_nothing_to_carry(tmp_path: Path) -> None:
    assert carry_keys(make_store(tmp_path).path) == ()
