"""Store files for tests, with a table of their own and no schema, and what else touches them."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hcclog.store.backup import Source
from hcclog.store.connection import connect
from hcclog.store.keys import Envelope, create_envelope, read_envelope
from hcclog.store.manifest import Marks
from hcclog.store.sqlcipher import Connection

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
STORE_ID = "0193-test-store"
# Planted where nothing may ever repeat it: neither a file nor a message.
NAME = "Zbigniewska"

TABLES = """
CREATE TABLE patient (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE lab (
    id INTEGER PRIMARY KEY,
    patient_id INTEGER NOT NULL REFERENCES patient (id),
    value TEXT NOT NULL
) STRICT;
CREATE INDEX lab_of_patient ON lab (patient_id);
CREATE TRIGGER lab_stays BEFORE DELETE ON lab BEGIN SELECT raise(ABORT, 'kept'); END
"""


@dataclass(frozen=True)
class StoreFile:
    """A store file that is closed."""

    path: Path
    envelope: Envelope

    @property
    def key(self) -> str:
        """Its key and salt."""
        return self.envelope.raw_key

    def open(self, *, read_only: bool = False) -> Connection:
        """Connect to it."""
        return connect(self.path, self.key, read_only=read_only)

    def rows(self) -> list[tuple[object, ...]]:
        """Return all that is in it."""
        with closing(self.open(read_only=True)) as connection:
            return rows_of(connection)


def make_store(folder: Path, name: str = "store.db", n_patients: int = 100) -> StoreFile:
    """Make a store with patients and three labs each."""
    path = folder / name
    envelope = create_envelope(path, STORE_ID)
    with closing(connect(path, envelope.raw_key, create=True)) as connection:
        for statement in TABLES.split(";\n"):
            connection.execute(statement)
        connection.execute("BEGIN IMMEDIATE")
        add_patients(connection, n_patients)
        connection.execute("COMMIT")
    return StoreFile(path, envelope)


def find_store(path: Path) -> StoreFile:
    """Return a store that was made before, from another process say."""
    return StoreFile(path, read_envelope(path))


def add_patients(connection: Connection, n_patients: int) -> None:
    """Add patients with three labs each, inside the caller's transaction."""
    row = connection.execute("SELECT coalesce(max(id), 0) FROM patient").fetchone()
    first = row[0] + 1 if row else 1
    numbers = range(first, first + n_patients)
    connection.executemany(
        "INSERT INTO patient VALUES (?, ?)", [(n, f"{NAME} {n}") for n in numbers]
    )
    connection.executemany(
        "INSERT INTO lab (patient_id, value) VALUES (?, ?)",
        [(n, f"{n}.{part}") for n in numbers for part in range(3)],
    )


def rows_of(connection: Connection) -> list[tuple[object, ...]]:
    """Return all rows of both tables."""
    patients = connection.execute("SELECT * FROM patient ORDER BY id").fetchall()
    return [*patients, *connection.execute("SELECT * FROM lab ORDER BY id").fetchall()]


def read_marks(connection: Connection) -> Marks:
    """Take the number of labs for the journal's tip."""
    row = connection.execute("SELECT count(*) FROM lab").fetchone()
    return Marks(schema="0001", tip=str(row))


def source_of(store: StoreFile) -> Source:
    """Return the store as a source of backups."""
    return Source(store_path=store.path, key=store.key, store_id=STORE_ID, read_marks=read_marks)
