"""A store held against its backups: what was cut off, and what a restore gave up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import copyfile

import pytest

from hcclog.domain.acts import Act
from hcclog.logbook import Logbook
from hcclog.store.anchors import fault_of_printed, tip_at
from hcclog.store.clock import clock_doubt
from hcclog.store.second_place import choose_place, copy_newest
from hcclog.store.whole_check import check_store
from tests.books import NOW, Clock, a_lab, a_patient, file_of, new_book
from tests.commands.words import add


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Logbook]:
    """A store in a file with three entries."""
    (tmp_path / "own").mkdir()
    opened = new_book(tmp_path / "own" / "store.db")
    patient = a_patient()
    add(opened, patient, *(a_lab(patient, f"{n}.5") for n in range(2)))
    yield opened
    opened.close()


def backed_up(book: Logbook) -> Path:
    path = book.store.back_up("by-hand")
    assert path is not None
    return path


def add_more(book: Logbook) -> None:
    patient = book.patients()[0]
    add(book, a_lab(patient, "7.5"))


def cut_off(book: Logbook) -> None:
    """Take the newest entry away with all that it left."""
    raw = file_of(book).raw
    for table in ("change", "entry"):
        raw.execute(f"DROP TRIGGER {table}_no_delete")
    raw.execute("DELETE FROM lab_result WHERE value = '7.5'")
    raw.execute("DELETE FROM change WHERE seq = (SELECT max(seq) FROM change)")
    raw.execute("DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)")


def test_a_store_without_backups_says_that_nothing_holds_it(book: Logbook) -> None:
    found = check_store(book.store)
    assert (found.faults, found.n_anchors) == ((), 0)
    assert "no backup yet" in found.summary


def test_each_state_that_a_backup_noted_is_held_against_the_store(book: Logbook) -> None:
    book.account(Act.OPEN, (book.patients()[0].id,))
    backed_up(book)
    add_more(book)
    backed_up(book)
    found = check_store(book.store)
    # Two states of the journal, one of the trail.
    assert (found.faults, found.notes, found.n_anchors) == ((), (), 3)
    assert "3 states noted by backups" in found.summary


@pytest.mark.catalogue("U-03")
def test_the_backup_that_knows_more_is_named_with_its_time(book: Logbook) -> None:
    add_more(book)
    path = backed_up(book)
    cut_off(book)
    (fault,) = check_store(book.store).faults
    assert path.name in fault
    assert "knows 4 changes, and the store has 3" in fault


@pytest.mark.catalogue("U-03")
def test_the_copy_at_the_second_place_knows_it_too(book: Logbook, tmp_path: Path) -> None:
    add_more(book)
    path = backed_up(book)
    (tmp_path / "stick").mkdir()
    store_path = file_of(book).path
    assert store_path is not None
    place = choose_place(store_path, tmp_path / "stick")
    copy_newest(store_path, place, NOW)
    for left in path.parent.glob(f"{path.stem}*"):
        left.unlink()
    cut_off(book)
    assert check_store(book.store).faults == ()
    (fault,) = check_store(book.store, place).faults
    assert "is missing" in fault


def test_what_a_restore_gave_up_is_no_fault(book: Logbook, tmp_path: Path) -> None:
    early = backed_up(book)
    add_more(book)
    late = backed_up(book)
    store_path = file_of(book).path
    assert store_path is not None
    book.close()
    copyfile(early, store_path)
    again = new_book(store_path)
    made_at = (NOW + timedelta(seconds=1)).isoformat()
    again.stamp.clock.now = NOW + timedelta(hours=1)  # type: ignore[attr-defined]
    assert "is missing" in check_store(again.store).faults[0]
    about = {"backup": early.name, "backup made at": made_at}
    again.account(Act.RESTORE, **about)
    add(again, a_lab(again.patients()[0], "8.5"))
    found = check_store(again.store)
    again.close()
    assert found.faults == ()
    assert len(found.notes) == 1
    assert late.name in found.notes[0]
    assert early.name in found.notes[0]


def test_a_backup_after_the_restore_is_not_excused_by_it(book: Logbook) -> None:
    about = {"backup": "monday.db", "backup made at": NOW.isoformat()}
    book.account(Act.RESTORE, **about)
    book.stamp.clock.now = NOW + timedelta(hours=1)  # type: ignore[attr-defined]
    add_more(book)
    backed_up(book)
    cut_off(book)
    assert "is missing" in check_store(book.store).faults[0]


def test_an_anchor_on_paper_holds_for_each_entry(book: Logbook) -> None:
    query = book.store.backend.query
    for revision in range(1, book.revision + 1):
        tip = tip_at(query, revision)
        assert fault_of_printed(query, f" {revision}: {tip[:16].upper()} ") == ""
    assert "is not what it was" in fault_of_printed(query, f"2:{tip_at(query, 1)[:16]}")


@pytest.mark.parametrize(
    "text", ["", "3", "3:12", "x:0123456789abcdef", "3:0123456789abcdeg", "٣:0123456789abcdef"]
)
def test_what_is_no_anchor_is_refused(book: Logbook, text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        fault_of_printed(book.store.backend.query, text)


@pytest.mark.catalogue("D-08")
@pytest.mark.parametrize(
    ("shift", "said"),
    [
        pytest.param(timedelta(days=-3), "2 days before the newest", id="three days slow"),
        pytest.param(timedelta(minutes=-6), "5 minutes before", id="six minutes slow"),
        pytest.param(timedelta(minutes=-4), "", id="four minutes slow"),
        pytest.param(timedelta(days=300), "", id="a long leave"),
        pytest.param(timedelta(days=3660), "10 years after", id="ten years fast"),
    ],
)
def test_a_clock_that_cannot_be_right_is_told(book: Logbook, shift: timedelta, said: str) -> None:
    clock = Clock(book.store.now() + shift)
    doubt = clock_doubt(replace(book.store, now=clock))
    assert said in doubt
    assert bool(said) == bool(doubt)


@pytest.mark.catalogue("D-08")
def test_what_a_wrong_clock_writes_stays_in_the_order_of_writing(book: Logbook) -> None:
    book.stamp.clock.now = NOW - timedelta(days=3)  # type: ignore[attr-defined]
    add_more(book)
    entries = book.store.reader.entries()
    assert entries[-1].at_utc < entries[0].at_utc
    assert [entry.seq for entry in entries] == [1, 2, 3, 4]
    assert check_store(book.store).faults == ()


def test_an_empty_store_has_no_doubt_about_the_clock(tmp_path: Path) -> None:
    book = new_book(tmp_path / "store.db")
    assert clock_doubt(book.store) == ""
    book.close()
