"""A file is old or new, never half."""

import stat
import sys
from pathlib import Path

import pytest

from hcclog.store.durable import create_empty, discard, replace, sync_file, write_atomically


def test_new_content_replaces_old_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    write_atomically(path, b"old")
    write_atomically(path, b"new")

    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_partial_file_of_a_killed_process_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "a.json.partial").write_bytes(b"hal")
    write_atomically(tmp_path / "a.json", b"whole")

    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_what_cannot_be_renamed_leaves_the_old(tmp_path: Path) -> None:
    folder = tmp_path / "a.json"
    folder.mkdir()
    (folder / "inside").write_bytes(b"old")

    with pytest.raises(OSError, match=r"a\.json"):
        write_atomically(folder, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    assert (folder / "inside").read_bytes() == b"old"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.json", b"x")
    create_empty(tmp_path / "b.db")

    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


def test_an_empty_file_never_replaces_another(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"x")

    with pytest.raises(FileExistsError):
        create_empty(tmp_path / "a.db")


def test_a_database_without_a_name_goes_with_its_journal(tmp_path: Path) -> None:
    for name in ("a.partial", "a.partial-journal", "a", "a-journal"):
        (tmp_path / name).touch()
    discard(tmp_path / "a.partial")
    discard(tmp_path / "a.partial")

    assert {path.name for path in tmp_path.iterdir()} == {"a", "a-journal"}


def test_a_synced_file_takes_its_final_name(tmp_path: Path) -> None:
    (tmp_path / "a.partial").write_bytes(b"x")
    sync_file(tmp_path / "a.partial")
    replace(tmp_path / "a.partial", tmp_path / "a")

    assert [path.name for path in tmp_path.iterdir()] == ["a"]
