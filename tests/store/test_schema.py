"""The schema: declared tables, dataclasses and migrations are one and the same."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.exc import DatabaseError

from hcclog.domain.record import NOUNS, Noun
from hcclog.logbook import Logbook
from hcclog.store.schema import REVISION, known_revisions
from hcclog.store.tables import METADATA, TABLE_OF
from tests.books import a_lab, a_patient, file_of
from tests.commands.words import add

SCHEMA_SQL = Path(__file__).parents[2] / "db" / "schema.sql"


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.table)
def test_the_columns_of_a_table_are_the_fields_of_its_dataclass(noun: Noun) -> None:
    assert [c.name for c in TABLE_OF[noun.table].columns] == [f.name for f in fields(noun.cls)]


def test_migrations_build_exactly_the_declared_tables(book: Logbook) -> None:
    with book.store.backend.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, METADATA) == []


def test_the_newest_migration_is_the_revision_that_the_program_expects() -> None:
    assert known_revisions()[-1] == REVISION


@pytest.mark.parametrize(
    ("column", "value"),
    [
        pytest.param("value", "abc", id="N-20: text in a number"),
        pytest.param("value", "", id="N-20: nothing in a number"),
        pytest.param("value", "5,51", id="N-20: a decimal comma in a number"),
        pytest.param("value", "1.2.3", id="N-20: two points in a number"),
        pytest.param("value", "1e3", id="N-20: an exponent in a number"),
        pytest.param("value", "-5.51", id="N-20: a negative concentration"),
        pytest.param("comparator", "~", id="a comparator that does not exist"),
        pytest.param("patient_id", "nobody", id="a patient who does not exist"),
    ],
)
def test_the_table_itself_refuses_a_bad_cell(book: Logbook, column: str, value: str) -> None:
    patient = a_patient()
    lab = a_lab(patient)
    add(book, patient, lab)
    with (
        pytest.raises(DatabaseError),
        book.store.backend.engine.begin() as connection,
    ):
        connection.exec_driver_sql(f"UPDATE lab_result SET {column} = '{value}'")
    assert book.patient(patient.id) is not None


def test_the_schema_page_is_what_migrations_build(tmp_path: Path) -> None:
    from tests.books import new_book

    opened = new_book(tmp_path / "store.db")
    rows = (
        file_of(opened)
        .raw.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, name")
        .fetchall()
    )
    opened.close()
    built = "\n\n".join(f"{row[0].strip()};" for row in rows) + "\n"
    assert SCHEMA_SQL.read_text(encoding="utf-8").split("\n\n", 1)[1] == built
