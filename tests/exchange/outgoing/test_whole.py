"""A file is looked through before it gets its name, and is whole or not there."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from hcclog.exchange.outgoing.whole import looked_through, write_whole


def test_x_05_a_device_keeps_its_place(tmp_path: Path) -> None:
    place = tmp_path / "out"
    os.mkfifo(place)
    with pytest.raises(OSError, match="it is a device or a pipe"):
        write_whole(place, b"new")
    assert list(tmp_path.iterdir()) == [place]
    assert place.is_fifo()


def test_a_file_that_may_leave_gets_its_name(tmp_path: Path) -> None:
    seen: list[str] = []

    def look(paths: Iterable[Path]) -> None:
        seen.extend(path.read_text(encoding="utf-8") for path in paths)

    out = tmp_path / "out.csv"
    out.write_text("old", encoding="utf-8")
    with looked_through(out, look) as made:
        made.write_text("new", encoding="utf-8")
        assert out.read_text(encoding="utf-8") == "old"
    assert (seen, out.read_text(encoding="utf-8")) == (["new"], "new")
    assert list(tmp_path.iterdir()) == [out]


def test_a_file_that_may_not_leave_leaves_the_old_one(tmp_path: Path) -> None:
    def refuse(_paths: Iterable[Path]) -> None:
        raise ValueError("a name")

    out = tmp_path / "out.csv"
    out.write_text("old", encoding="utf-8")
    with pytest.raises(ValueError, match="a name"), looked_through(out, refuse) as made:
        made.write_text("new", encoding="utf-8")
    assert out.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.usefixtures("private")
def test_a_file_is_for_those_whom_the_system_lets_read_new_files(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    write_whole(out, b"new")
    with looked_through(tmp_path / "other.csv", lambda _: None) as made:
        made.write_text("new", encoding="utf-8")
    assert [path.stat().st_mode & 0o777 for path in tmp_path.iterdir()] == [0o600, 0o600]


@pytest.mark.parametrize(
    ("name", "age_s", "stays"),
    [
        pytest.param(".hcclog-killed", 90_000, False, id="of yesterday goes"),
        pytest.param(".hcclog-at-work", 60, True, id="of this minute stays"),
        pytest.param(".other-program", 90_000, True, id="of another program stays"),
    ],
)
def test_what_a_killed_export_left_is_taken_away(
    tmp_path: Path, name: str, age_s: int, *, stays: bool
) -> None:
    left = tmp_path / name
    left.mkdir()
    (left / "half.json").write_text("half", encoding="utf-8")
    then = tmp_path.stat().st_mtime - age_s
    os.utime(left, (then, then))
    write_whole(tmp_path / "out.json", b"whole")
    assert left.exists() is stays
    assert (tmp_path / "out.json").read_bytes() == b"whole"
