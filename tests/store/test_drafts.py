"""Drafts: kept with the store on both databases, outside the journal, gone when saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcclog.commands.base import Add, Together
from hcclog.commands.drafts import DropDraft
from hcclog.commands.refused import Refused
from hcclog.logbook import Logbook
from hcclog.store.errors import ReadOnly
from hcclog.store.schema import REVISION
from tests.books import Stamps, a_lab, a_patient, file_of, new_book
from tests.commands.words import add
from tests.old_stores import set_back

TYPED = '{"typed": {"note": "müde, 疲劳, \\"wörtlich\\""}}'


def payloads(book: Logbook) -> list[tuple[str, str, str]]:
    return [(draft.kind, draft.patient_id, draft.payload) for draft in book.drafts()]


def test_a_draft_is_read_back_as_it_was_kept(book: Logbook) -> None:
    book.keep_draft("visit", "p1", TYPED)
    assert payloads(book) == [("visit", "p1", TYPED)]


def test_a_draft_takes_the_place_of_the_one_before(book: Logbook) -> None:
    book.keep_draft("visit", "p1", "{}")
    first = book.drafts()[0].at_utc
    book.keep_draft("visit", "p1", TYPED)
    assert payloads(book) == [("visit", "p1", TYPED)]
    assert book.drafts()[0].at_utc > first


def test_each_patient_and_each_form_has_a_draft_of_its_own(book: Logbook) -> None:
    book.keep_draft("visit", "p1", "1")
    book.keep_draft("visit", "p2", "2")
    book.keep_draft("staging", "p1", "3")
    book.drop_draft("visit", "p1")
    assert payloads(book) == [("visit", "p2", "2"), ("staging", "p1", "3")]


def test_a_draft_is_its_stations_own(book: Logbook) -> None:
    book.keep_draft("visit", "p1", "ward")
    beside = Logbook(book.store, Stamps(station="clinic"))
    beside.keep_draft("visit", "p1", "clinic")
    beside.drop_draft("visit", "p1")
    assert payloads(beside) == []
    assert payloads(book) == [("visit", "p1", "ward")]


def test_a_draft_leaves_no_trace_in_the_journal(book: Logbook) -> None:
    add(book, a_patient())
    before = book.history()
    book.keep_draft("visit", "p1", TYPED)
    book.drop_draft("visit", "p1")
    assert book.history() == before
    assert book.undo_label == "Add patient P-1"
    assert book.store.check() == []


def test_dropping_a_draft_that_is_not_there_is_no_fault(book: Logbook) -> None:
    book.drop_draft("visit", "p1")
    assert payloads(book) == []


def test_what_is_saved_drops_its_draft_in_the_same_transaction(book: Logbook) -> None:
    patient = a_patient()
    add(book, patient)
    book.keep_draft("visit", patient.id, TYPED)
    lab = Add((a_lab(patient),))
    book.do(Together((lab, DropDraft("visit", patient.id)), "Add visit"))
    assert payloads(book) == []
    assert book.undo_label == "Add visit"
    book.undo()
    assert payloads(book) == []


def test_what_is_refused_keeps_its_draft(book: Logbook) -> None:
    patient = a_patient()
    add(book, patient)
    book.keep_draft("visit", patient.id, TYPED)
    wrong = Add((a_lab(patient, analyte="nothing known"),))
    with pytest.raises(Refused):
        book.do(Together((DropDraft("visit", patient.id), wrong), "Add visit"))
    assert payloads(book) == [("visit", patient.id, TYPED)]


def test_a_draft_outlives_the_program(place: str) -> None:
    opened = new_book(place)
    opened.keep_draft("visit", "p1", TYPED)
    opened.close()
    again = new_book(place)
    assert payloads(again) == [("visit", "p1", TYPED)]
    again.close()


def test_a_store_that_is_only_read_keeps_none(tmp_path: Path) -> None:
    opened = new_book(tmp_path / "store.db")
    file_of(opened).read_only = True
    with pytest.raises(ReadOnly):
        opened.keep_draft("visit", "p1", TYPED)
    assert opened.drafts() == ()
    opened.close()


def test_a_draft_is_nowhere_in_plain_sight(tmp_path: Path) -> None:
    opened = new_book(tmp_path / "store.db")
    opened.keep_draft("visit", "p1", "Zbigniewska, ECOG 2")
    opened.close()
    for path in tmp_path.rglob("*.*"):
        assert b"Zbigniewska" not in path.read_bytes()


def test_an_older_store_is_brought_forward_and_keeps_drafts(place: str) -> None:
    older = new_book(place)
    patient = a_patient()
    add(older, patient)
    set_back(older, "0002")
    older.close()
    opened = new_book(place)
    rows = opened.store.reader._query("SELECT version_num FROM alembic_version", ())
    assert [tuple(row) for row in rows] == [(REVISION,)]
    assert opened.patient(patient.id) is not None
    opened.keep_draft("visit", patient.id, TYPED)
    assert payloads(opened) == [("visit", patient.id, TYPED)]
    assert opened.store.check() == []
    opened.close()
