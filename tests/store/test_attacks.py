"""Attacks on journal, audit trail and tables by direct SQL, and what finds each of them.

Triggers, chains, tables and anchors each find what the others cannot; the table says which. The
attacker has the key, and on a server every right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.exc import DatabaseError

from hcclog.domain.acts import Act
from hcclog.logbook import Logbook
from hcclog.store.anchors import Anchor, hold_against
from hcclog.store.audit import faults_of_trail, genesis_of_trail, hash_of_event
from hcclog.store.journal import ChangeRow, digest_of, faults_of_chain, link
from hcclog.store.projection import (
    faults_of_emptiness,
    faults_of_entries,
    faults_of_guard,
    faults_of_tables,
)
from hcclog.store.sqlite_file import SqliteFile
from tests.books import a_lab, a_patient
from tests.commands.words import add

THEN = datetime(2026, 11, 20, tzinfo=UTC)
TABLES = ("change", "entry", "audit_event")


@pytest.fixture
def attacked(book: Logbook) -> Logbook:
    """A store of either kind with five entries of one change each, and four events."""
    patient = a_patient()
    add(book, patient, *(a_lab(patient, f"{n}.5") for n in range(1, 5)))
    for act in (Act.OPEN, Act.EXPORT, Act.PRINT, Act.OPEN):
        book.account(act, (patient.id,), format="pdf")
    return book


def run(book: Logbook, *statements: str) -> None:
    """Run statements as somebody who has the database open."""
    with book.store.backend.engine.begin() as connection:
        for sql in statements:
            connection.exec_driver_sql(sql)


def without_triggers(book: Logbook) -> None:
    """Do what an owner of the database can do."""
    if isinstance(book.store.backend, SqliteFile):
        verbs = ("update", "delete")
        run(book, *(f"DROP TRIGGER {table}_no_{verb}" for table in TABLES for verb in verbs))
    else:
        run(book, *(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in TABLES))


def rewritten_change(book: Logbook) -> None:
    """Alter a payload and write the whole chain behind it anew, hashes and all."""
    reader = book.store.reader
    entries = {entry.id: entry for entry in reader.entries()}
    tip = reader.genesis()
    with book.store.backend.engine.begin() as connection:
        for change in reader.changes():
            row: dict[str, Any] = asdict(change)
            if change.seq == 3:
                row["payload"] = str(row["payload"]).replace("2.5", "9.5")
                row["digest"] = digest_of(str(row["salt"]), row["payload"])
            row["previous_hash"] = tip
            row["hash"] = tip = link(tip, entries[change.entry_id], row)
            for name in ("payload", "digest", "previous_hash", "hash"):
                sql = f"UPDATE change SET {name} = '{row[name]}' WHERE seq = {change.seq}"
                connection.exec_driver_sql(sql.replace("%", "%%"))
        connection.exec_driver_sql("UPDATE lab_result SET value = '9.5' WHERE value = '2.5'")
        connection.exec_driver_sql("UPDATE lab_result SET as_typed = '9.5' WHERE value = '9.5'")


def rewritten_trail(book: Logbook) -> None:
    """Turn an export into an opening, and write the trail behind it anew."""
    reader = book.store.reader
    tip = genesis_of_trail(reader.meta("store_id") or "")
    with book.store.backend.engine.begin() as connection:
        for event in reader.events():
            act = str(Act.OPEN) if event.act == Act.EXPORT else event.act
            made = replace(event, act=act, previous_hash=tip)
            connection.exec_driver_sql(
                f"UPDATE audit_event SET act = '{act}', previous_hash = '{tip}',"
                f" hash = '{hash_of_event(made)}' WHERE seq = {event.seq}"
            )
            tip = hash_of_event(made)


def sql(*statements: str) -> Callable[[Logbook], None]:
    """Return an attack by statements."""
    return lambda book: run(book, *statements)


LAST_LAB = "(SELECT id FROM lab_result ORDER BY id DESC LIMIT 1)"
COPY_OF_ENTRY = (
    "INSERT INTO entry SELECT 'x', 6, label, kind, author, role, station, at_utc,"
    " utc_offset_minutes, reason, reverts, app_version, salt, digest FROM entry WHERE seq = 2"
)
SWAPPED = (
    "UPDATE change SET seq = 30 WHERE seq = 3",
    "UPDATE change SET seq = 3 WHERE seq = 4",
    "UPDATE change SET seq = 4 WHERE seq = 30",
)
FORGED_LAB = "INSERT INTO lab_result SELECT {columns} FROM lab_result WHERE id = " + LAST_LAB

# The attack, what finds it, and how the first finding begins.
ATTACKS = [
    pytest.param(
        sql("UPDATE change SET payload = replace(payload, '2.5', '9.5') WHERE seq = 3"),
        {"journal", "tables"},
        "change 3 (lab_result",
        id="U-02 a payload altered",
    ),
    pytest.param(
        sql("UPDATE entry SET author = 'somebody else' WHERE seq = 3"),
        {"journal"},
        "change 3 (lab_result",
        id="U-02 an author altered",
    ),
    pytest.param(
        sql("UPDATE entry SET label = 'something else' WHERE seq = 4"),
        {"journal"},
        "change 4 (lab_result",
        id="U-02 what was done altered",
    ),
    pytest.param(
        sql("DELETE FROM change WHERE seq = 3"),
        {"journal", "tables"},
        "change 4 (lab_result",
        id="U-02 a change removed from the middle",
    ),
    pytest.param(
        sql(
            "DELETE FROM change WHERE seq = 3",
            "DELETE FROM entry WHERE seq = 3",
        ),
        {"journal", "tables"},
        "change 4 (lab_result",
        id="U-02 an entry removed with its change",
    ),
    pytest.param(sql(*SWAPPED), {"journal"}, "change 3 (lab_result", id="U-02 changes reordered"),
    pytest.param(
        sql(COPY_OF_ENTRY),
        {"journal"},
        "entry 6 (x) has no change",
        id="U-02 an entry added without a change",
    ),
    pytest.param(
        sql("UPDATE entry SET seq = 9 WHERE seq = 5"),
        {"journal"},
        "change 5 (lab_result",
        id="U-02 an entry moved",
    ),
    pytest.param(
        sql(
            "INSERT INTO store_meta SELECT 'erasing', patient_id FROM change WHERE seq = 3",
            "UPDATE change SET payload = NULL, salt = NULL WHERE seq = 3",
            "DELETE FROM store_meta WHERE key = 'erasing'",
        ),
        {"journal", "tables"},
        "change 3 (lab_result",
        id="U-02 values emptied as if they had been erased",
    ),
    pytest.param(
        sql("UPDATE audit_event SET act = 'open' WHERE act = 'export'"),
        {"trail"},
        "audit event 2 (open",
        id="U-02 an export turned into an opening",
    ),
    pytest.param(
        sql("UPDATE audit_event SET author = 'somebody else' WHERE seq = 3"),
        {"trail"},
        "audit event 3 (print",
        id="U-02 an event given to somebody else",
    ),
    pytest.param(
        sql("DELETE FROM audit_event WHERE seq = 2"),
        {"trail"},
        "audit event 3 (print",
        id="U-02 an event removed",
    ),
    pytest.param(
        sql("UPDATE audit_event SET seq = 9 WHERE seq = 1"),
        {"trail"},
        "audit event 2 (export",
        id="U-02 an event moved to the end",
    ),
    pytest.param(
        sql(
            "DELETE FROM change WHERE seq = 5",
            "DELETE FROM entry WHERE seq = 5",
            f"DELETE FROM lab_result WHERE id = {LAST_LAB}",
        ),
        {"anchor"},
        "The end of the journal is missing",
        id="U-03 the journal's tail cut off",
    ),
    pytest.param(
        sql("DELETE FROM audit_event WHERE seq = 4"),
        {"anchor"},
        "The end of the audit trail is missing",
        id="U-03 the trail's tail cut off",
    ),
    pytest.param(
        rewritten_change,
        {"anchor"},
        "The journal was written anew",
        id="U-03 a payload altered and the whole chain computed anew",
    ),
    pytest.param(
        rewritten_trail,
        {"anchor"},
        "The audit trail was written anew",
        id="U-03 the whole trail computed anew",
    ),
    pytest.param(
        sql("UPDATE lab_result SET value = '99' WHERE value = '2.5'"),
        {"tables"},
        "lab_result ",
        id="U-04 a value altered behind the journal",
    ),
    pytest.param(
        sql("DELETE FROM lab_result WHERE value = '2.5'"),
        {"tables"},
        "lab_result ",
        id="U-04 a row removed behind the journal",
    ),
    pytest.param(
        sql("UPDATE patient_search SET code_key = 'somebody else'"),
        {"tables"},
        "patient_search ",
        id="U-04 a code made to find somebody else",
    ),
    pytest.param(
        sql("DELETE FROM patient_search"),
        {"tables"},
        "patient_search ",
        id="U-04 a patient hidden from every list",
    ),
    pytest.param(
        sql("INSERT INTO store_meta SELECT 'erasing', id FROM patient"),
        {"journal"},
        "store_meta says that an erasure is under way",
        id="U-02 the guard of an erasure left open",
    ),
    pytest.param(
        sql(FORGED_LAB),
        {"tables"},
        "lab_result forged is not what the journal says",
        id="U-04 a row added behind the journal",
    ),
]


@pytest.mark.parametrize(("attack", "found_by", "first"), ATTACKS)
def test_what_finds_an_attack(
    attacked: Logbook, attack: Callable[[Logbook], None], found_by: set[str], first: str
) -> None:
    anchors = noted(attacked)
    without_triggers(attacked)
    if attack is ATTACKS[-1].values[0]:
        names = ", ".join(f'"{name}"' for name in columns_of(attacked))
        attack = sql(FORGED_LAB.format(columns=names.replace('"id"', "'forged'", 1)))
    attack(attacked)
    found = findings(attacked, anchors)
    assert {name for name, faults in found.items() if faults} == found_by
    sentence = next(faults[0] for faults in found.values() if faults)
    assert sentence.startswith(first)


def columns_of(book: Logbook) -> list[str]:
    """Return the columns of results, the id first."""
    from hcclog.domain.record import NOUN_OF_TABLE

    assert book.revision
    return list(NOUN_OF_TABLE["lab_result"].columns)


def noted(book: Logbook) -> tuple[Anchor, ...]:
    """Return what a backup would note of both chains now."""
    changes, events = book.store.reader.changes(), book.store.reader.events()
    return (
        Anchor("change", len(changes), changes[-1].hash, "monday.db", THEN),
        Anchor("audit_event", len(events), events[-1].hash, "monday.db", THEN),
    )


def findings(book: Logbook, anchors: tuple[Anchor, ...]) -> dict[str, list[str]]:
    """Return what each of the checks finds."""
    reader = book.store.reader
    changes: tuple[ChangeRow, ...] = reader.changes()
    entries = {entry.id: entry for entry in reader.entries()}
    events = reader.events()

    def journal() -> Iterator[str]:
        yield from faults_of_chain(reader.genesis(), entries, changes)
        yield from faults_of_entries(entries.values(), changes)
        yield from faults_of_guard(reader)
        yield from faults_of_emptiness(changes, set())

    return {
        "journal": list(journal()),
        "trail": list(faults_of_trail(genesis_of_trail(reader.meta("store_id") or ""), events)),
        "tables": list(faults_of_tables(reader, changes)),
        "anchor": list(hold_against(book.store.backend.query, anchors, ()).faults),
    }


def test_an_untouched_store_is_found_whole(attacked: Logbook) -> None:
    assert not any(findings(attacked, noted(attacked)).values())


REFUSED = [
    *(f"UPDATE {table} SET app_version = '9'" for table in ("entry", "audit_event")),
    "UPDATE change SET kind = 'void'",
    *(f"DELETE FROM {table}" for table in TABLES),
]


@pytest.mark.parametrize("statement", REFUSED, ids=lambda each: f"U-01 {each}")
def test_the_database_itself_refuses(attacked: Logbook, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"):
        run(attacked, statement)
    assert not any(findings(attacked, ()).values())


@pytest.mark.parametrize("table", TABLES, ids=lambda each: f"U-01 {each} replaced or emptied")
def test_the_database_refuses_what_slips_past_a_plain_trigger(
    attacked: Logbook, table: str
) -> None:
    is_file = isinstance(attacked.store.backend, SqliteFile)
    statement = (
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE seq = 1"
        if is_file
        else f"TRUNCATE {table} CASCADE"
    )
    with pytest.raises(DatabaseError, match="append-only"):
        run(attacked, statement)
    assert not any(findings(attacked, noted(attacked)).values())
