"""K-06: a line to the server that breaks; what was saved is known, never twice, never claimed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url, text

from hcclog.commands.base import Add
from hcclog.commands.refused import Refused
from hcclog.domain.acts import Act
from hcclog.domain.ids import IdFactory
from hcclog.domain.labs import LabResult
from hcclog.logbook import Logbook
from hcclog.store.errors import Busy
from hcclog.store.opening import open_store
from hcclog.store.server_faults import SavedUnknown, ServerGone
from tests.books import Clock, a_lab, a_patient, new_book
from tests.broken_line import Line

_DATABASE = count(1)
# With the end of the statement: an isolation level is called READ COMMITTED.
COMMIT = b"COMMIT\0"


@pytest.fixture
def server(postgresql: Any) -> str:
    """The address of a database of this test's own."""
    name = f"line_{next(_DATABASE)}"
    postgresql.psql(f"CREATE DATABASE {name} TEMPLATE migrated")
    return str(postgresql.get_uri(name))


@pytest.fixture
def line(server: str) -> Iterator[Line]:
    """A line to it that can break."""
    with tempfile.TemporaryDirectory() as folder:
        made = Line(Path(folder), Path(str(make_url(server).query["host"])))
        yield made
        made.close()


@pytest.fixture
def ward(server: str, line: Line) -> Iterator[tuple[Logbook, LabResult]]:
    """A logbook over the line, with a patient, and a result of hers to save."""
    url = make_url(server).update_query_dict({"host": str(line.folder)})
    book = new_book(url.render_as_string(hide_password=False))
    patient = a_patient()
    book.do(Add((patient,)))
    yield book, a_lab(patient)
    book.close()


def results(book: Logbook) -> list[str]:
    (patient_id,) = book.store.reader.patient_ids()
    record = book.patient(patient_id)
    return [lab.id for lab in record.labs] if record else []


@pytest.mark.catalogue("K-06")
@pytest.mark.parametrize(
    "word",
    [
        pytest.param(b"INSERT INTO lab_result", id="as the row is sent"),
        pytest.param(COMMIT, id="as the commit is sent"),
    ],
)
def test_what_the_server_never_heard_is_not_saved_and_can_be_saved_again(
    ward: tuple[Logbook, LabResult], line: Line, word: bytes
) -> None:
    book, lab = ward
    line.break_at(word, is_heard=False)
    with pytest.raises(ServerGone, match="Nothing was saved: try again"):
        book.do(Add((lab,)))
    assert line.n_broken == 1
    assert results(book) == []
    assert book.revision == 1
    book.do(Add((lab,)))
    assert results(book) == [lab.id]
    assert book.store.check() == []


@pytest.mark.catalogue("K-06")
def test_what_was_saved_before_the_line_broke_is_known_to_be_saved(
    ward: tuple[Logbook, LabResult], line: Line
) -> None:
    book, lab = ward
    line.break_at(COMMIT, is_heard=True)
    change = book.do(Add((lab,)))
    assert line.n_broken == 1
    assert change.entity_ids == (lab.id,)
    assert results(book) == [lab.id]
    assert [entry.id for entry in book.history()[0]][-1] == change.entry_id
    assert book.revision == 2
    book.undo()
    assert results(book) == []
    assert book.store.check() == []


@pytest.mark.catalogue("K-06")
@pytest.mark.parametrize(
    "is_heard", [pytest.param(True, id="it was saved"), pytest.param(False, id="it was not saved")]
)
def test_where_nobody_can_be_asked_it_is_said_so_and_never_saved_twice(
    ward: tuple[Logbook, LabResult], line: Line, is_heard: bool
) -> None:
    book, lab = ward
    line.break_at(COMMIT, is_heard=is_heard, is_cut=True)
    with pytest.raises(SavedUnknown, match="Whether it was saved is not known"):
        book.do(Add((lab,)))
    with pytest.raises(ServerGone):
        book.n_patients()
    line.mend()
    if is_heard:
        with pytest.raises(Refused, match="already in the record"):
            book.do(Add((lab,)))
    else:
        book.do(Add((lab,)))
    assert results(book) == [lab.id]
    assert book.store.check() == []


@pytest.mark.catalogue("K-06")
def test_an_event_of_the_audit_trail_that_was_lost_is_said(
    ward: tuple[Logbook, LabResult], line: Line
) -> None:
    book, lab = ward
    line.break_at(b"INSERT INTO audit_event", is_heard=False)
    with pytest.raises(ServerGone):
        book.account(Act.PRINT, (lab.patient_id,), format="PDF")
    book.account(Act.PRINT, (lab.patient_id,), format="PDF")
    assert book.store.check() == []


@pytest.mark.catalogue("K-05")
def test_who_waits_for_another_seat_is_told_so_and_saves_again(
    ward: tuple[Logbook, LabResult], server: str
) -> None:
    book, lab = ward
    other = new_book(server)
    with other.store.backend.engine.begin() as connection:
        assert connection.execute(text("SHOW lock_timeout")).scalar() == "5s"
        with pytest.raises(Busy, match="It was not saved: save again"):
            book.do(Add((lab,)))
    book.do(Add((lab,)))
    assert results(other) == [lab.id]
    other.close()


def test_a_server_that_is_away_is_said_and_nothing_is_made(server: str) -> None:
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder:
        url = make_url(server).update_query_dict({"host": folder})
        with pytest.raises(ServerGone, match="The server cannot be reached"):
            open_store(url.render_as_string(hide_password=False), IdFactory(clock.in_ms), clock)
