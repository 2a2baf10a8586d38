"""Backups are thinned by rule: never the last, never all at once, whatever the clock says."""

import sys
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.store.keys import keys_path
from hcclog.store.manifest import Content, Manifest, Marks, manifest_path, write_manifest
from hcclog.store.thinning import (
    BEFORE_MIGRATION,
    BY_HAND,
    DAILY,
    KEEP_ALL_FOR,
    Backup,
    backup_path,
    backups_folder,
    backups_of,
    clear_unfinished,
    is_daily_due,
    kept,
    latest_backup,
    thin,
)
from tests.stores import NOW

DAY = timedelta(days=1)
CONTENT = Content({}, Marks("0001", ""))


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    """Where a store lies that has a folder of backups."""
    (tmp_path / "backups").mkdir()
    return tmp_path / "store.db"


def backup_at(made_at: datetime, why: str = DAILY) -> Backup:
    """Return a backup as listed, without a file."""
    path = Path(f"{made_at.timestamp()}-{why}.db")
    return Backup(path, Manifest("id", made_at, why, "", 1, CONTENT))


def put_backup(store_path: Path, made_at: datetime, why: str = DAILY) -> Path:
    """Write three files as a backup leaves them."""
    path = backup_path(store_path, made_at, why)
    path.write_bytes(b"x")
    keys_path(path).write_bytes(b"k")
    write_manifest(path, Manifest("id", made_at, why, "", 1, CONTENT))
    return path


def test_b_09_daily_backups_of_400_days_become_days_weeks_and_months() -> None:
    backups = [backup_at(NOW - n * DAY) for n in range(400)]
    keep = kept(backups, NOW)
    ages = sorted((NOW - one.manifest.made_at).days for one in backups if one.path in keep)

    assert ages[:14] == list(range(14))
    assert 14 + 7 < len(ages) < 14 + 10 + 14
    assert ages[-1] > 350
    assert max(later - age for age, later in pairwise(ages)) <= 31


def test_b_09_a_clock_ten_years_ahead_takes_no_more_than_the_rule() -> None:
    backups = [backup_at(NOW - n * DAY) for n in range(400)]

    assert kept(backups, NOW + 3650 * DAY) == kept(backups, NOW)


def test_b_09_a_backup_dated_ten_years_ahead_does_not_push_out_the_last_one() -> None:
    backups = [backup_at(NOW - n * DAY) for n in range(100)]
    ahead = backup_at(NOW + 3650 * DAY)

    assert {backups[0].path, ahead.path} <= kept([*backups, ahead], NOW)


def test_all_of_two_days_stay() -> None:
    backups = [backup_at(NOW - n * timedelta(minutes=10)) for n in range(12 * 24)]

    assert kept(backups, NOW) == {one.path for one in backups}


def test_the_last_of_each_reason_stays() -> None:
    migration = backup_at(NOW - 300 * DAY - timedelta(hours=3), BEFORE_MIGRATION)
    by_hand = backup_at(NOW - 200 * DAY - timedelta(hours=3), BY_HAND)
    daily = [backup_at(NOW - n * DAY) for n in range(400)]

    assert {migration.path, by_hand.path} <= kept([*daily, migration, by_hand], NOW)


@given(
    hours=st.lists(st.integers(-100_000, 100_000), unique=True, min_size=1, max_size=60),
    whys=st.lists(st.sampled_from([DAILY, BY_HAND]), min_size=60, max_size=60),
    now_in=st.integers(-100_000, 100_000),
)
def test_the_last_the_recent_and_the_rule_itself_are_stable(
    hours: list[int], whys: list[str], now_in: int
) -> None:
    backups = [
        backup_at(NOW + timedelta(hours=one), why) for one, why in zip(hours, whys, strict=False)
    ]
    now = NOW + timedelta(hours=now_in)
    keep = kept(backups, now)
    left = [one for one in backups if one.path in keep]

    assert max(backups, key=lambda one: one.manifest.made_at) in left
    assert all(one in left for one in backups if one.manifest.made_at > now - KEEP_ALL_FOR)
    assert kept(left, now) == keep


def test_thinning_takes_a_backup_with_its_manifest_and_keys(store_path: Path) -> None:
    for n in range(60):
        put_backup(store_path, NOW - n * DAY)
    n_before = len(list(backups_folder(store_path).iterdir()))
    gone = thin(store_path, NOW)

    assert n_before == 180
    assert gone
    assert len(backups_of(store_path)) == 60 - len(gone)
    assert len(list(backups_folder(store_path).iterdir())) == 180 - 3 * len(gone)
    assert not any(
        part.exists() for one in gone for part in (one, manifest_path(one), keys_path(one))
    )
    assert thin(store_path, NOW) == ()


def test_what_is_no_backup_of_this_store_is_left_alone(store_path: Path) -> None:
    put_backup(store_path.with_name("other.db"), NOW - 900 * DAY)
    put_backup(store_path.with_name("store-2.db"), NOW - 900 * DAY)
    for n in range(30):
        put_backup(store_path, NOW - n * DAY)
    (backups_folder(store_path) / "letter.db").write_text("dear")
    thin(store_path, NOW)

    assert {one.name.split("-20")[0] for one in backups_folder(store_path).glob("*.db")} == {
        "other",
        "store-2",
        "store",
        "letter.db",
    }


def test_the_last_backup_is_the_last_that_is_whole(store_path: Path) -> None:
    sound = put_backup(store_path, NOW - 2 * DAY)
    put_backup(store_path, NOW - DAY).write_bytes(b"longer than its manifest says")
    manifest_path(put_backup(store_path, NOW)).unlink()
    latest = latest_backup(store_path)

    assert latest is not None
    assert latest.path == sound
    assert latest.manifest.made_at == NOW - 2 * DAY


def test_a_store_without_backups_has_no_last_one(tmp_path: Path) -> None:
    assert latest_backup(tmp_path / "store.db") is None
    assert thin(tmp_path / "store.db", NOW) == ()


@pytest.mark.parametrize(
    ("made_at", "is_due"),
    [
        ([], True),
        ([NOW - DAY], True),
        ([NOW - timedelta(hours=9, minutes=31)], True),
        ([NOW - timedelta(hours=9)], False),
        ([NOW + 3650 * DAY], True),
        ([NOW + 3650 * DAY, NOW], False),
    ],
    ids=[
        "none yet",
        "one of yesterday",
        "one of last night",
        "one of this morning",
        "B-09 one of a clock ten years ahead",
        "that one and one of today",
    ],
)
def test_one_backup_a_day_is_due(store_path: Path, made_at: list[datetime], is_due: bool) -> None:
    for at in made_at:
        put_backup(store_path, at)

    assert is_daily_due(store_path, NOW) is is_due


def test_a_name_says_store_time_and_reason_and_is_free(store_path: Path) -> None:
    names = [put_backup(store_path, NOW, BEFORE_MIGRATION).name for _ in range(3)]

    assert names == [
        "store-20261121T093000Z-before-migration.db",
        "store-20261121T093000Z-before-migration-2.db",
        "store-20261121T093000Z-before-migration-3.db",
    ]
    assert len(backups_of(store_path)) == 3


def test_only_this_stores_unfinished_files_are_cleared(store_path: Path) -> None:
    folder = backups_folder(store_path)
    ours = "store-20261121T093000Z-daily.db.partial"
    beside = [ours.replace(".db.", part) for part in (".keys.", ".json.")]
    for name in (ours, f"{ours}-journal", *beside, f"two-{ours}", "store.partial", "store-2.db"):
        (folder / name).touch()
    clear_unfinished(store_path)

    assert {one.name for one in folder.iterdir()} == {f"two-{ours}", "store.partial", "store-2.db"}


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_to_the_store_has_the_same_backups(store_path: Path) -> None:
    store_path.touch()
    put_backup(store_path, NOW)
    (store_path.parent / "elsewhere").mkdir()
    link = store_path.parent / "elsewhere" / "link.db"
    link.symlink_to(store_path)

    assert backups_of(link) == backups_of(store_path)
