"""The connection to a real server breaks at a commit: never stored twice, never said in vain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, event, text

from hcclog.commands.base import Add
from hcclog.logbook import Logbook
from hcclog.store.lost_commits import ServerLost, ServerSilent
from hcclog.store.postgresql import PostgresqlServer
from tests.books import a_lab, a_patient, new_book

_NUMBER = count(1)
Broken = Callable[[Connection], None]


@pytest.fixture
def book(postgresql: Any) -> Iterator[Logbook]:
    """A logbook on a server."""
    name = f"lost_{next(_NUMBER)}"
    postgresql.psql(f"CREATE DATABASE {name} TEMPLATE migrated")
    opened = new_book(str(postgresql.get_uri(name)))
    yield opened
    opened.close()


def server_of(book: Logbook) -> PostgresqlServer:
    assert isinstance(book.store.backend, PostgresqlServer)
    return book.store.backend


def number_of(connection: Connection) -> int:
    """Return the number of a connection at the server."""
    return int(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one())


def end(book: Logbook, number: int) -> None:
    """End a connection at the server, as a cut cable or a restart does."""
    other = create_engine(server_of(book).engine.url, isolation_level="AUTOCOMMIT")
    with other.connect() as beside:
        beside.execute(text(f"SELECT pg_terminate_backend({number})"))
    other.dispose()


@contextmanager
def at_commit(book: Logbook, breaks: Broken) -> Iterator[None]:
    """Do something at the next commit, before it is sent."""
    engine = server_of(book).engine
    event.listen(engine, "commit", breaks, once=True)
    yield


def test_k_06_what_was_not_stored_is_said_so_and_can_be_done_again(book: Logbook) -> None:
    patient = a_patient("A-1")
    broken = at_commit(book, lambda connection: end(book, number_of(connection)))
    with broken, pytest.raises(ServerLost, match="Nothing of this was stored"):
        book.do(Add((patient,)))
    assert book.n_patients() == 0
    book.do(Add((patient,)))
    assert (book.n_patients(), book.revision) == (1, 1)
    assert book.store.check() == []


def test_k_06_what_was_stored_before_the_answer_was_lost_is_done_once(book: Logbook) -> None:
    def store_and_end(connection: Connection) -> None:
        number = number_of(connection)
        connection.connection.commit()
        end(book, number)

    patient = a_patient("A-1")
    with at_commit(book, store_and_end):
        change = book.do(Add((patient,)))
    assert change.patient_ids == {patient.id}
    assert (book.n_patients(), book.revision) == (1, 1)
    book.do(Add((a_lab(patient),)))
    record = book.patient(patient.id)
    assert record is not None
    assert len(record.labs) == 1
    assert book.store.check() == []


def test_k_06_of_a_server_that_is_gone_nobody_claims_to_know(book: Logbook) -> None:
    def go_away(connection: Connection) -> None:
        end(book, number_of(connection))
        event.listen(server_of(book).engine, "do_connect", refuse)

    def refuse(*_arguments: object) -> None:
        import psycopg

        raise psycopg.OperationalError("no route to the server")

    with at_commit(book, go_away), pytest.raises(ServerSilent, match="not known whether"):
        book.do(Add((a_patient("A-1"),)))
    event.remove(server_of(book).engine, "do_connect", refuse)
    assert book.n_patients() == 0


def test_a_connection_that_was_lost_before_is_made_anew(book: Logbook) -> None:
    ((number,),) = server_of(book).query("SELECT pg_backend_pid()", ())
    end(book, number)
    book.do(Add((a_patient("A-1"),)))
    assert book.n_patients() == 1
