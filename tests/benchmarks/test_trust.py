"""What trust costs: encryption, journal and chain, as ratios to plain SQLite in the same run.

Plain SQLite writes the rows of the results alone, as durably as a store does. Between it and a
command of ours lie the same rows encrypted, and then all statements of the command, encrypted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import Any, cast

import pytest

from hcclog.commands.base import Add
from hcclog.commands.imports import Import
from hcclog.domain.labs import LabResult
from hcclog.domain.patient import Patient
from hcclog.logbook import Logbook
from hcclog.store.backup import back_up_beside
from hcclog.store.chain import Chain
from hcclog.store.codec import canonical, to_payload, to_row
from hcclog.store.connection import SETTINGS, apply_settings, connect
from hcclog.store.journal import digest_of, link
from hcclog.store.keys import create_envelope
from hcclog.store.sqlcipher import Connection
from tests.benchmarks.measuring import ratio, seconds, tell
from tests.books import a_lab, a_patient, file_of, new_book
from tests.stores import NOW, add_patients, make_store, source_of

pytestmark = pytest.mark.benchmark
N_ROWS = 5000


class Ward:
    """A store of ours with a patient, and two files with its tables: one plain, one encrypted."""

    def __init__(self, folder: Path) -> None:
        self.book = new_book(folder / "store.db")
        self.patient: Patient = a_patient()
        self.book.do(Add((self.patient,)))
        raw = file_of(self.book).raw
        rows = raw.execute(
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type <> 'table'"
        )
        schema = [row[0] for row in rows]
        self.plain = cast("Connection", sqlite3.connect(folder / "plain.db", isolation_level=None))
        apply_settings(self.plain, {name: (value, back) for name, value, back in SETTINGS})
        key = create_envelope(folder / "sealed.db", "bench").raw_key
        self.sealed = connect(folder / "sealed.db", key, create=True)
        for connection in (self.plain, self.sealed):
            for sql in schema:
                connection.execute(sql)
            write(connection, [self.patient], "patient")

    def labs(self, n_labs: int) -> tuple[LabResult, ...]:
        """Return new results of the patient."""
        return tuple(
            a_lab(self.patient, f"{n}.5", id=self.book.store.new_id()) for n in range(n_labs)
        )

    def close(self) -> None:
        """Close all three."""
        self.book.close()
        self.plain.close()
        self.sealed.close()


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    made = Ward(tmp_path)
    yield made
    made.close()


def write(connection: Connection, entities: Sequence[Any], table: str = "lab_result") -> None:
    """Write rows in one transaction, and nothing beside them."""
    rows = [to_row(entity) for entity in entities]
    names = ", ".join(f'"{name}"' for name in rows[0])
    marks = ", ".join("?" * len(rows[0]))
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        f"INSERT INTO {table} ({names}) VALUES ({marks})", [tuple(row.values()) for row in rows]
    )
    connection.execute("COMMIT")


def statements_of(book: Logbook, work: Callable[[], object]) -> list[str]:
    """Do something, and return the statements that the driver was given, values and all."""
    told: list[str] = []
    raw = cast("Any", file_of(book).raw)
    raw.set_trace_callback(told.append)
    work()
    raw.set_trace_callback(None)
    return [sql for sql in told if not sql.startswith("--")]


def commands(ward: Ward, n_commands: int, n_labs: int) -> list[list[str]]:
    """Return the statements of commands that follow on each other."""

    def one() -> list[str]:
        labs = ward.labs(n_labs)
        command = Add(labs) if n_labs == 1 else Import("labs.csv", labs)
        return statements_of(ward.book, lambda: ward.book.do(command))

    return [one() for _ in range(n_commands)]


def replay(connection: Connection, statements: Sequence[str]) -> None:
    for sql in statements:
        connection.execute(sql).fetchall()


def traced_commands(
    connection: Connection, ward: Ward, n_commands: int, n_labs: int
) -> Iterator[list[str]]:
    """Yield the statements of commands, on tables that stand where those began."""
    raw = file_of(ward.book).raw
    for table in ("entry", "change"):
        for row in raw.execute(f"SELECT * FROM {table} ORDER BY seq").fetchall():
            connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    return iter(commands(ward, n_commands, n_labs))


@pytest.mark.parametrize(
    ("n_labs", "n_pairs", "sealing", "journal", "whole"),
    [
        pytest.param(1, 40, 2.0, 5.0, 8.0, id="one command"),
        pytest.param(N_ROWS, 5, 2.0, 8.0, 12.0, id="an import of 5,000 rows"),
    ],
)
def test_what_encryption_journal_and_command_cost(
    ward: Ward, n_labs: int, n_pairs: int, sealing: float, journal: float, whole: float
) -> None:
    n_all = n_pairs + 2
    given = [iter([ward.labs(n_labs) for _ in range(n_all)]) for _ in range(6)]

    def plain(n: int) -> Callable[[], None]:
        return lambda: write(ward.plain, next(given[n]))

    sealed = ratio(lambda: write(ward.sealed, next(given[0])), plain(1), n_pairs)
    traced = traced_commands(ward.sealed, ward, n_all, n_labs)
    replayed = ratio(lambda: replay(ward.sealed, next(traced)), plain(2), n_pairs)

    def command() -> None:
        labs = next(given[3])
        ward.book.do(Add(labs) if n_labs == 1 else Import("labs.csv", labs))

    done = ratio(command, plain(4), n_pairs)
    tell("the rows encrypted / the rows in plain SQLite", sealed, sealing)
    tell("all statements of the command encrypted / the rows in plain SQLite", replayed, journal)
    tell("the command / the rows in plain SQLite", done, whole)


def test_what_the_chain_costs_of_a_change(ward: Ward) -> None:
    """A change is made of its payload, its digest and its link; the chain is the latter two."""
    labs = ward.labs(N_ROWS)
    entry = ward.book.store.reader.entries()[-1]

    def rows() -> list[dict[str, Any]]:
        chain = Chain(entry, "epoch", ward.book.store.new_id, 0, "start")
        return [chain.row(lab, "create", None) for lab in labs]

    made = rows()

    def chained() -> None:
        tip = "start"
        for row in made:
            assert digest_of(row["salt"], row["payload"]) == row["digest"]
            tip = link(tip, entry, row)
        assert tip == made[-1]["hash"]

    def payloads() -> None:
        assert [canonical(to_payload(lab)) for lab in labs] == [row["payload"] for row in made]

    tell("digest and link of 5,000 changes / their payloads as JSON", ratio(chained, payloads), 3.0)


def test_checking_a_chain_costs_less_than_writing_it(ward: Ward) -> None:
    batches = iter([ward.labs(N_ROWS) for _ in range(5)])

    def write_one() -> None:
        ward.book.do(Import("labs.csv", next(batches)))

    def check() -> None:
        assert ward.book.store.check() == []

    write_one()
    tell("checking 5,000 to 20,000 rows / importing 5,000", ratio(check, write_one, 3, 1), 8.0)


def test_a_save_during_a_backup_is_not_held_up(tmp_path: Path) -> None:
    """B-11: a store of 26 MB, and somebody who saves every half second."""
    store = make_store(tmp_path, n_patients=200_000)
    backup = Thread(target=lambda: back_up_beside(source_of(store), "by-hand", NOW))
    waits: list[float] = []
    with closing(store.open()) as connection:

        def save() -> None:
            connection.execute("BEGIN IMMEDIATE")
            add_patients(connection, 1)
            connection.execute("COMMIT")

        backup.start()
        while backup.is_alive():
            waits.append(seconds(save))
            backup.join(0.5)
    print(f"\n{len(waits)} saves, the longest {1000 * max(waits):.0f} ms", end="")
    tell("the longest save during a backup / 200 ms", max(waits) / 0.2, 1.0)
