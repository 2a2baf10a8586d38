"""Look for damage: by SQLCipher's checksums, by SQLite's own checks, by what the schema holds."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from hcclog.store.errors import Damaged
from hcclog.store.faults import fault_of
from hcclog.store.sqlcipher import DatabaseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from hcclog.store.sqlcipher import Connection

_N_FINDINGS_TOLD = 100


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found; names pages, tables and row numbers, never a value.

    After a finding the connection may keep failing: close it.
    """

    findings: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """True where nothing was found."""
        return not self.findings

    def refuse_damage(self, path: Path) -> None:
        """Raise where something was found.

        Raises:
            Damaged: With the first finding.
        """
        if self.findings:
            raise Damaged(path, f"({self.findings[0]})")


class SchemaObject(NamedTuple):
    """A table, index, trigger or view, by kind and name.

    Attributes:
        does: The text of a trigger, which runs inside our transactions; empty for all others.
    """

    kind: str
    name: str
    does: str = ""


def quick_check(connection: Connection) -> CheckReport:
    """Check every page's checksum and every row's shape: for each opening.

    Damage anywhere in the file is found, at a cost that grows with the file.

    Raises:
        StoreError: It could not be checked (the disk refused, somebody writes).
    """
    return _run(connection, _pages, _rows_quick)


def pages_check(connection: Connection) -> CheckReport:
    """Check every page's checksum alone: for each hour, while somebody types.

    Whoever commits waits for it, a quarter as long as for `quick_check`. What the disk can do to a
    file is found; the shape of the rows is checked in the copy that each backup makes.

    Raises:
        StoreError: It could not be checked (the disk refused, somebody writes).
    """
    return _run(connection, _pages)


def full_check(connection: Connection) -> CheckReport:
    """Check checksums, rows, indexes against tables, and foreign keys: for backups and by hand.

    Raises:
        StoreError: It could not be checked (the disk refused, somebody writes).
    """
    return _run(connection, _pages, _rows_full, _foreign_keys)


def schema_check(connection: Connection, expected: Iterable[SchemaObject]) -> CheckReport:
    """Compare what the schema holds with what it should hold.

    A trigger or view that another program left would run inside our own transactions.
    """
    found = {(each.kind, each.name): each.does for each in schema_objects(connection)}
    wanted = {(each.kind, each.name): each.does for each in expected}
    altered = {key for key in found.keys() & wanted.keys() if found[key] != wanted[key]}
    return CheckReport(
        tuple(f"foreign {kind} {name}" for kind, name in sorted(found.keys() - wanted.keys()))
        + tuple(f"missing {kind} {name}" for kind, name in sorted(wanted.keys() - found.keys()))
        + tuple(f"altered {kind} {name}" for kind, name in sorted(altered))
    )


def schema_objects(connection: Connection) -> frozenset[SchemaObject]:
    """Return all that was made in the schema, without what SQLite keeps for itself."""
    rows = connection.execute(
        "SELECT type, name, CASE type WHEN 'trigger' THEN sql ELSE '' END FROM sqlite_schema"
        " WHERE name NOT GLOB 'sqlite_*'"
    )
    return frozenset(SchemaObject(kind, name, words_of(sql)) for kind, name, sql in rows)


def words_of(sql: str) -> str:
    """Return a statement with one space between its words, however it was laid out."""
    return " ".join(sql.split())


def table_counts(connection: Connection) -> dict[str, int]:
    """Return the number of rows of each table."""
    counts = {}
    for name in sorted(each.name for each in schema_objects(connection) if each.kind == "table"):
        quoted = name.replace('"', '""')
        row = connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()  # noqa: S608 - the schema's own name
        counts[name] = row[0] if row else 0
    return counts


@contextmanager
def snapshot(connection: Connection) -> Iterator[None]:
    """Hold one state of the store: others may prepare a write meanwhile, but not commit it."""
    if _is_inside(connection):
        yield
        return
    connection.execute("BEGIN")
    try:
        # BEGIN alone takes no lock; the first read does.
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        yield
    finally:
        # SQLite ends the transaction by itself after some errors.
        if _is_inside(connection):
            connection.execute("ROLLBACK")


def _is_inside(connection: Connection) -> bool:
    return connection.in_transaction


def _run(connection: Connection, *checks: Callable[[Connection], list[str]]) -> CheckReport:
    try:
        # SQLCipher reads pages past SQLite's locks: without one, half a commit looks like damage.
        with snapshot(connection):
            for check in checks:
                findings = check(connection)
                # Bad pages make the checks after this one fail without saying more.
                if findings:
                    return CheckReport(tuple(findings[:_N_FINDINGS_TOLD]))
    except DatabaseError as error:
        fault = fault_of(error)
        if isinstance(fault, Damaged):
            return CheckReport((fault.code,))
        raise fault or error from None
    return CheckReport()


def _pages(connection: Connection) -> list[str]:
    return [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]


def _rows_quick(connection: Connection) -> list[str]:
    return [row[0] for row in connection.execute("PRAGMA quick_check") if row[0] != "ok"]


def _rows_full(connection: Connection) -> list[str]:
    return [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]


def _foreign_keys(connection: Connection) -> list[str]:
    rows = connection.execute("PRAGMA foreign_key_check")
    return [f"row {row[1]} of {row[0]} refers to a missing row of {row[2]}" for row in rows]
