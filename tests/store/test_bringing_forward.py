"""An older store is brought forward wholly or not at all, and the backup made before is named."""

from __future__ import annotations

import random
import shutil
import sys
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from hcclog.commands.imports import Import
from hcclog.domain.record import PatientRecord
from hcclog.store import schema
from hcclog.store.backing_up import read_marks
from hcclog.store.backup import verify_backup
from hcclog.store.bringing_forward import NotBroughtForward
from hcclog.store.checks import full_check, schema_objects, table_counts
from hcclog.store.connection import connect
from hcclog.store.keys import read_envelope
from hcclog.store.projection import faults_of_store
from hcclog.store.thinning import BEFORE_MIGRATION, backups_of
from tests.books import a_lab, a_patient, new_book
from tests.kills import bring_forward_copy, killed
from tests.old_stores import LATER, OLDEST, become, make_later_program, set_back
from tests.storms import n_storms

N_KILLS = n_storms(40)
N_RESULTS = 8000
KEEPS_ALL = "value <> 'never'"
REFUSES_ROW_7000 = "value <> '7000'"


@dataclass(frozen=True)
class Old:
    """A store of the first revision, closed.

    Attributes:
        facts: What stands in its file.
    """

    path: Path
    record: PatientRecord
    facts: tuple[Any, ...]


def facts_of(path: Path) -> tuple[Any, ...]:
    """Read revision, schema and number of rows of a store of any revision, checked in full."""
    with closing(connect(path, read_envelope(path).raw_key)) as connection:
        assert full_check(connection).is_whole
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        return revision, schema_objects(connection), table_counts(connection)


def make_old(path: Path, n_results: int) -> Old:
    book = new_book(path)
    patient = a_patient("P-OLD")
    labs = (a_lab(patient, str(n)) for n in range(1, n_results + 1))
    book.do(Import("labs.csv", (patient, *labs)))
    record = book.patient(patient.id)
    assert record is not None
    set_back(book)
    book.close()
    return Old(path, record, facts_of(path))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Old:
    """A store with eight thousand results, never opened as it is."""
    return make_old(tmp_path_factory.mktemp("large") / "store.db", N_RESULTS)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Old:
    """A store with three results, never opened as it is."""
    return make_old(tmp_path_factory.mktemp("small") / "store.db", 3)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the test be a later program, and this one again after it."""
    for name in ("MIGRATIONS", "REVISION"):
        monkeypatch.setattr(schema, name, getattr(schema, name))


def copied(old: Old, folder: Path) -> Path:
    """Copy a store to a folder of its own."""
    folder.mkdir()
    for name in ("store.db", "store.keys"):
        shutil.copy(old.path.with_name(name), folder / name)
    return folder / "store.db"


@pytest.mark.catalogue("B-08")
def test_a_migration_that_fails_at_row_7000_leaves_all_as_it_was(
    large: Old, tmp_path: Path, later: None
) -> None:
    path = copied(large, tmp_path / "ward")
    become(make_later_program(tmp_path / "later", REFUSES_ROW_7000))
    with pytest.raises(NotBroughtForward) as said:
        new_book(path)

    (backup,) = backups_of(path)
    assert facts_of(path) == large.facts
    assert str(backup.path) in said.value.sentence
    assert "It is as it was." in said.value.sentence
    assert backup.manifest.why == BEFORE_MIGRATION
    key = read_envelope(path).raw_key
    assert verify_backup(backup.path, key, read_marks) == backup.manifest
    assert facts_of(backup.path) == large.facts


@pytest.mark.catalogue("B-08")
def test_what_held_a_migration_up_can_be_mended_and_it_goes_on(
    large: Old, tmp_path: Path, later: None
) -> None:
    path = copied(large, tmp_path / "ward")
    become(make_later_program(tmp_path / "later", REFUSES_ROW_7000))
    with pytest.raises(NotBroughtForward):
        new_book(path)
    become(make_later_program(tmp_path / "mended", KEEPS_ALL))
    book = new_book(path)

    assert book.patient(large.record.patient.id) == large.record
    assert max(lab.value or 0 for lab in large.record.labs) == Decimal(N_RESULTS)
    assert list(faults_of_store(book.store.reader)) == []
    book.close()


class Fault(Exception):
    """Something that nobody thought of."""


def statements_until(n_last: int) -> Any:
    """Return a listener that counts statements, and fails at one of them."""
    told: list[str] = []

    def listen(*given: Any) -> None:
        told.append(given[2])
        if len(told) == n_last:
            raise Fault

    listen.told = told  # type: ignore[attr-defined]  # what it heard
    return listen


def brought_forward(path: Path, n_last: int) -> list[str]:
    """Open a store, fail at a statement of its migration, and return the statements till then."""
    listen = statements_until(n_last)
    event.listen(Engine, "before_cursor_execute", listen)
    try:
        new_book(path).close()
    finally:
        event.remove(Engine, "before_cursor_execute", listen)
    return list(listen.told)


@pytest.mark.catalogue("B-08")
def test_a_fault_at_any_statement_of_a_migration_leaves_all_as_it_was(
    small: Old, tmp_path: Path, later: None
) -> None:
    become(make_later_program(tmp_path / "later", KEEPS_ALL))
    statements = brought_forward(copied(small, tmp_path / "whole"), n_last=0)
    assert len(statements) > 10
    path = copied(small, tmp_path / "ward")
    for n_last in range(1, len(statements) + 1):
        with pytest.raises(NotBroughtForward, match=r"The backup made before is .*\.db\.$"):
            brought_forward(path, n_last)
        assert facts_of(path) == small.facts, statements[n_last - 1]
    book = new_book(path)
    assert book.patient(small.record.patient.id) == small.record
    assert book.store.check() == []
    book.close()


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of Unix")
@pytest.mark.catalogue("B-07")
def test_forty_kills_of_a_migration_leave_the_old_or_the_new(tmp_path: Path) -> None:
    old = make_old(tmp_path / "store.db", N_RESULTS // 8)
    migrations = make_later_program(tmp_path / "later", KEEPS_ALL)
    chance = random.Random(7)
    moments = [chance.uniform(0, 0.4) for _ in range(N_KILLS)]
    wards = tmp_path / "wards"
    wards.mkdir()
    told = killed(bring_forward_copy, moments, old.path, wards, migrations)

    found = [facts_of(path) for path in sorted(wards.glob("*/store.db"))]
    n_old = found.count(old.facts)
    new = [facts for facts in found if facts != old.facts]
    assert len(found) == N_KILLS
    assert told.count(["done"]) <= N_KILLS - n_old
    assert all(facts == new[0] for facts in new)
    assert all(facts[0] == [(LATER,)] for facts in new)
    assert old.facts[0] == [(OLDEST,)]
    for path in wards.glob("*/store.db"):
        assert backups_of(path)
