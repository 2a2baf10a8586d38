"""The journal: its chain names the first bad row, its tables refuse to be rewritten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError

from hcclog.logbook import Logbook
from hcclog.store.journal import Entry, stacks_of
from hcclog.store.projection import faults_of_store
from tests.books import a_lab, a_patient, file_of, new_book
from tests.commands.words import add

REWRITES = [
    "UPDATE change SET payload = '{}'",
    "UPDATE entry SET author = 'somebody else'",
    "DELETE FROM change",
    "DELETE FROM entry",
]


@pytest.mark.parametrize("sql", REWRITES, ids=lambda sql: f"U-01: {sql}")
def test_the_database_refuses_to_rewrite_the_journal(book: Logbook, sql: str) -> None:
    add(book, a_patient())
    with pytest.raises(DatabaseError, match="append-only"), book.store.backend.engine.begin() as c:
        c.exec_driver_sql(sql)


def test_u_01_replace_does_not_slip_past_the_trigger(attacked: Logbook) -> None:
    raw = file_of(attacked).raw
    with pytest.raises(Exception, match="append-only"):
        raw.execute("INSERT OR REPLACE INTO change SELECT * FROM change WHERE seq = 1")


@pytest.fixture
def attacked(tmp_path: Path) -> Iterator[Logbook]:
    """A store in a file with five changes of one patient."""
    book = new_book(tmp_path / "store.db")
    patient = a_patient()
    add(book, patient, *(a_lab(patient, f"{n}.5") for n in range(1, 5)))
    yield book
    book.close()


ATTACKS = [
    pytest.param(
        "UPDATE change SET payload = replace(payload, '2.5', '9.5') WHERE seq = 3",
        "change 3 (lab_result",
        id="U-02: a payload altered",
    ),
    pytest.param("DELETE FROM change WHERE seq = 3", "change 4", id="U-02: a change removed"),
    pytest.param(
        "UPDATE change SET seq = seq + 10 WHERE seq = 5", "change 15", id="U-02: a change moved"
    ),
    pytest.param(
        "UPDATE entry SET author = 'somebody else' WHERE seq = 2",
        "change 2",
        id="U-02: an author altered",
    ),
    pytest.param(
        "UPDATE change SET digest = previous_hash WHERE seq = 4",
        "change 4",
        id="U-02: a digest altered",
    ),
    pytest.param(
        "UPDATE lab_result SET value = '99' WHERE value = '2.5'",
        "is not what the journal says",
        id="U-04: a value altered behind the journal",
    ),
    pytest.param(
        "DELETE FROM lab_result WHERE value = '2.5'",
        "stands in the journal and not in its table",
        id="U-04: a row removed behind the journal",
    ),
]


@pytest.mark.parametrize(("sql", "named"), ATTACKS)
def test_the_check_names_what_was_tampered_with(attacked: Logbook, sql: str, named: str) -> None:
    raw = file_of(attacked).raw
    for table in ("change", "entry"):
        for verb in ("update", "delete"):
            raw.execute(f"DROP TRIGGER {table}_no_{verb}")
    raw.execute(sql)
    assert any(named in fault for fault in faults_of_store(attacked.store.reader))


def test_an_untouched_store_has_no_fault(attacked: Logbook) -> None:
    assert list(faults_of_store(attacked.store.reader)) == []


def an_entry(name: str, kind: str = "do", reverts: str | None = None) -> Entry:
    return Entry(name, 1, name, kind, "", "", "", "", 0, "", reverts, "")


@pytest.mark.parametrize(
    ("entries", "undo", "redo"),
    [
        pytest.param([], [], [], id="nothing done, nothing to undo"),
        pytest.param([an_entry("a"), an_entry("b")], ["a", "b"], [], id="the last is undone first"),
        pytest.param(
            [an_entry("a"), an_entry("u", "undo", "a")], [], ["u"], id="an undo can be redone"
        ),
        pytest.param(
            [an_entry("a"), an_entry("u", "undo", "a"), an_entry("r", "redo", "u")],
            ["r"],
            [],
            id="a redo can be undone",
        ),
        pytest.param(
            [an_entry("a"), an_entry("u", "undo", "a"), an_entry("b")],
            ["b"],
            [],
            id="something new empties the redo",
        ),
        pytest.param([an_entry("case", "import")], [], [], id="an import is not undone by a key"),
    ],
)
def test_stacks(entries: list[Entry], undo: list[str], redo: list[str]) -> None:
    stacks = stacks_of(entries)
    assert ([e.id for e in stacks.undo], [e.id for e in stacks.redo]) == (undo, redo)
