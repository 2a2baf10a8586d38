"""A manifest comes back as it was written, and a damaged one is no backup."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from hcclog.store.errors import BackupDamaged, FolderMissing
from hcclog.store.manifest import (
    Content,
    Manifest,
    Marks,
    manifest_path,
    read_manifest,
    sha256_of,
    write_manifest,
)
from tests.stores import NOW

MANIFEST = Manifest(
    store_id="id-1",
    made_at=NOW,
    why="daily",
    sha256="ab" * 32,
    n_bytes=4096,
    content=Content({"lab": 300, "patient": 100}, Marks(schema="0001", tip="cd" * 32)),
)


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """The path of a backup with a manifest."""
    write_manifest(tmp_path / "copy.db", MANIFEST)
    return tmp_path / "copy.db"


def test_what_was_written_is_read(backup: Path) -> None:
    assert read_manifest(backup) == MANIFEST
    assert [path.name for path in backup.parent.iterdir()] == ["copy.json"]


def test_the_time_is_kept_in_utc(tmp_path: Path) -> None:
    at = datetime(2026, 11, 22, 1, 30, tzinfo=timezone(timedelta(hours=9)))
    write_manifest(
        tmp_path / "copy.db",
        Manifest("id-1", at, "daily", "ab" * 32, 1, MANIFEST.content),
    )

    assert read_manifest(tmp_path / "copy.db").made_at == datetime(2026, 11, 21, 16, 30, tzinfo=UTC)


SAID = (
    '{"format": "hcclog-backup", "version": 1, "store_id": "s", "why": "daily", "sha256": "0",'
    ' "made_at": "%s", "n_bytes": %s,'
    ' "content": {"counts": {}, "marks": {"schema": "", "tip": ""}}}'
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        "[" * 100_000,
        json.dumps({"format": "other", "version": 1}),
        json.dumps({"format": "hcclog-backup", "version": 2}),
        json.dumps({"format": "hcclog-backup", "version": 1, "content": None}),
        SAID % ("2026-11-21T00:00:00+00:00", "1e999"),
        SAID % ("0001-01-01T00:00:00+14:00", "4096"),
    ],
    ids=[
        *("empty", "half", "a list", "no fields", "a deep nest", "other", "newer", "no content"),
        *("N-05 a size beyond all numbers", "D-13 a day before all days"),
    ],
)
def test_a_damaged_manifest_is_no_backup(backup: Path, text: str) -> None:
    manifest_path(backup).write_text(text)

    with pytest.raises(BackupDamaged, match=r"copy\.db is damaged or incomplete"):
        read_manifest(backup)


def test_a_missing_manifest_is_no_backup(tmp_path: Path) -> None:
    with pytest.raises(BackupDamaged, match="manifest is missing"):
        read_manifest(tmp_path / "copy.db")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing, match="gone"):
        write_manifest(tmp_path / "gone" / "copy.db", MANIFEST)


def test_the_checksum_is_that_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc" * 100_000)

    assert sha256_of(tmp_path / "a") == hashlib.sha256(b"abc" * 100_000).hexdigest()
