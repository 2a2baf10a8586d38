"""A store that nobody closed is looked through in full before it is trusted again."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from hcclog.commands.base import Add
from hcclog.store.backing_up import check_after_unclean_end
from hcclog.store.errors import JournalBroken
from tests.books import a_lab, a_patient, file_of, new_book
from tests.children import start


def add_and_wait(place: str) -> None:
    """Add a patient, say so, and wait to be killed."""
    book = new_book(place)
    patient = a_patient("P-KILLED")
    book.do(Add((patient, a_lab(patient))))
    sys.stdout.write("added\n")
    sys.stdout.flush()
    sys.stdin.read()


def kill_holder(place: Path) -> None:
    """Let a process hold the store, and kill it."""
    child = start(add_and_wait, place)
    assert child.stdout is not None
    assert child.stdout.readline() == "added\n"
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.catalogue("S-13", "K-02")
def test_the_next_opening_after_a_kill_checks_file_and_history(tmp_path: Path) -> None:
    place = tmp_path / "store.db"
    kill_holder(place)

    book = new_book(place)
    assert book.store.unclean_end is not None
    assert book.find("P-KILLED") is not None
    check_after_unclean_end(book.store)
    book.close()

    again = new_book(place)
    assert again.store.unclean_end is None
    again.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_history_that_was_altered_is_told_and_the_day_backed_up_all_the_same(
    tmp_path: Path,
) -> None:
    place = tmp_path / "store.db"
    kill_holder(place)
    book = new_book(place)
    raw = file_of(book).raw
    raw.execute("DROP TRIGGER entry_no_update")
    raw.execute("UPDATE entry SET author = 'somebody else'")

    with pytest.raises(JournalBroken, match="was altered"):
        book.store.look_after()
    assert len(list((tmp_path / "backups").glob("*.db"))) == 1
    book.close()


def test_a_store_that_was_closed_is_not_doubted(tmp_path: Path) -> None:
    new_book(tmp_path / "store.db").close()

    book = new_book(tmp_path / "store.db")
    assert book.store.unclean_end is None
    book.close()
