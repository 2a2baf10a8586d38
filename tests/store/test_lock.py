"""One holder for each store, named to the others; the lock ends with the process."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hcclog.store.errors import FolderMissing, HeldByOther
from hcclog.store.lock import Holder, hold, holder_of, lock_path
from tests.children import first_line, hold_until_told, start
from tests.stores import NOW

ME = Holder("Ben", "ward-1", os.getpid(), NOW)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the store."""
    with start(hold_until_told, tmp_path / "store.db") as process:
        assert first_line(process) == "held"
        yield process
        process.kill()


def test_k_01_a_second_process_is_told_who_holds_it(
    tmp_path: Path, other: subprocess.Popen[str]
) -> None:
    with pytest.raises(HeldByOther, match="Anna on ward-3 since 2026-11-21 09:30") as refused:
        hold(tmp_path / "store.db", ME)

    assert refused.value.holder == Holder("Anna", "ward-3", other.pid, NOW)
    assert holder_of(tmp_path / "store.db") == refused.value.holder


def test_k_01_a_second_window_of_one_process_is_refused_too(tmp_path: Path) -> None:
    with (
        hold(tmp_path / "store.db", ME),
        pytest.raises(HeldByOther, match="Ben on ward-1"),
    ):
        hold(tmp_path / "store.db", replace(ME, user="Carla"))


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of Unix")
def test_k_02_a_killed_holder_holds_nothing_and_leaves_nothing_to_remove(
    tmp_path: Path, other: subprocess.Popen[str]
) -> None:
    other.send_signal(signal.SIGKILL)
    other.wait()

    with hold(tmp_path / "store.db", ME):
        assert holder_of(tmp_path / "store.db") == ME


def test_a_released_store_can_be_held_again(tmp_path: Path) -> None:
    for _ in range(3):
        with hold(tmp_path / "store.db", ME) as lock:
            lock.release()
        assert holder_of(tmp_path / "store.db") is None
    assert lock_path(tmp_path / "store.db").exists()


def test_a_refused_attempt_does_not_loosen_the_lock(tmp_path: Path) -> None:
    with hold(tmp_path / "store.db", ME):
        for _ in range(3):
            with pytest.raises(HeldByOther):
                hold(tmp_path / "store.db", ME)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_to_the_store_has_the_same_lock(tmp_path: Path) -> None:
    (tmp_path / "store.db").touch()
    (tmp_path / "link.db").symlink_to(tmp_path / "store.db")

    with hold(tmp_path / "store.db", ME), pytest.raises(HeldByOther):
        hold(tmp_path / "link.db", ME)


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"[]", b'{"user": "x"}', b"\xff\xfe"],
    ids=["empty", "half", "a list", "too little", "no text"],
)
def test_a_holder_that_cannot_be_read_is_another_window(tmp_path: Path, text: bytes) -> None:
    with hold(tmp_path / "store.db", ME):
        lock_path(tmp_path / "store.db").write_bytes(text)
        with pytest.raises(HeldByOther, match="in another window"):
            hold(tmp_path / "store.db", ME)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing, match="nowhere"):
        hold(tmp_path / "nowhere" / "store.db", ME)
