"""An export is whole under its name, or not there."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from hcclog.exchange.outgoing.deliver import deliver
from hcclog.exchange.outgoing.formats import Format, Writer
from hcclog.exchange.outgoing.order import Order
from hcclog.exchange.progress import Advance, Cancelled, unseen

ONE = Format("one", "One file", ".txt", f"{__name__}:write_one")
MANY = Format("many", "A folder", "", f"{__name__}:write_many")
ORDER = Order(lambda _id: None, (), 1, date(2026, 11, 21))


class Whole(Format):
    """A format whose writer is at hand."""

    def writer(self) -> Writer:
        if self.ending:
            return write_one
        return write_many


class Nothing(Format):
    """A format that holds nothing of the records."""

    def writer(self) -> Writer:
        return lambda _order, _folder, _stem, _advanced: ()


def write_one(_order: Order, folder: Path, stem: str, _advanced: Advance) -> tuple[str, ...]:
    (folder / f"{stem}.txt").write_text("new", encoding="utf-8")
    return ("one thing",)


def write_many(_order: Order, folder: Path, _stem: str, advanced: Advance) -> tuple[str, ...]:
    (folder / "a.txt").write_text("a", encoding="utf-8")
    advanced(1, 2)
    (folder / "b.txt").write_text("b", encoding="utf-8")
    return ()


def whole(what: Format) -> Format:
    return Whole(what.name, what.words, what.ending, what.room)


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    out.write_text("old", encoding="utf-8")
    written = deliver(whole(ONE), ORDER, out)
    assert (written.paths, written.not_held) == ((out,), ("one thing",))
    assert out.read_text(encoding="utf-8") == "new"
    assert list(tmp_path.iterdir()) == [out]


def test_a_folder_keeps_what_else_lies_in_it(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    deliver(whole(MANY), ORDER, out)
    assert sorted(path.name for path in out.iterdir()) == ["a.txt", "b.txt", "mine.txt"]


@pytest.mark.parametrize("what", [ONE, MANY], ids=["a file", "a folder"])
def test_x_05_a_device_keeps_its_place(tmp_path: Path, what: Format) -> None:
    out = tmp_path / "out"
    os.mkfifo(out)
    with pytest.raises(OSError, match="it is a device or a pipe and no file"):
        deliver(whole(what), ORDER, out)
    assert out.is_fifo()
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(
    ("what", "place"),
    [
        pytest.param(ONE, "folder", id="X-05 a folder where a file goes"),
        pytest.param(MANY, "file", id="X-05 a file where a folder goes"),
        pytest.param(ONE, "file/out", id="X-05 below a file"),
        pytest.param(ONE, "nowhere/out", id="X-05 below nothing"),
        pytest.param(MANY, "nowhere/out", id="X-05 a folder below nothing"),
        pytest.param(ONE, "o" * 300, id="X-06 300 letters"),
        pytest.param(MANY, "o" * 300, id="X-06 a folder of 300 letters"),
    ],
)
def test_a_place_that_takes_nothing_stays_as_it_was(
    tmp_path: Path, what: Format, place: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(OSError, match=r"Errno \d+\] [A-Z]"):
        deliver(whole(what), ORDER, tmp_path / place)
    assert sorted(each.name for each in tmp_path.rglob("*")) == ["file", "folder"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_who_gives_up_leaves_nothing(tmp_path: Path) -> None:
    def give_up(_done: int, _of: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        deliver(whole(MANY), ORDER, tmp_path / "out", give_up)
    assert not list(tmp_path.iterdir())


def test_what_is_found_in_the_files_keeps_them_from_leaving(tmp_path: Path) -> None:
    def find(paths: Iterable[Path], _advanced: Advance = unseen, /) -> None:
        raise ValueError([path.name for path in paths])

    with pytest.raises(ValueError, match=r"out\.txt"):
        deliver(whole(ONE), ORDER, tmp_path / "out.txt", check=find)
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("private")
@pytest.mark.parametrize("what", [ONE, MANY], ids=["a file", "a folder"])
def test_files_are_for_those_whom_the_system_lets_read_new_ones(
    tmp_path: Path, what: Format
) -> None:
    paths = deliver(whole(what), ORDER, tmp_path / "out").paths
    assert {path.stat().st_mode & 0o777 for path in paths} == {0o600}


def test_nothing_made_leaves_no_folder(tmp_path: Path) -> None:
    written = deliver(Nothing("none", "Nothing", "", ""), ORDER, tmp_path / "out")
    assert written.paths == ()
    assert not list(tmp_path.iterdir())
