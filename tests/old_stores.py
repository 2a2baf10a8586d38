"""Stores of an older program, and a later program to bring them forward."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, inspect

from hcclog.logbook import Logbook
from hcclog.paths import MIGRATIONS
from hcclog.store import schema
from tests.books import file_of

OLDEST = "0001"
LATER = "0999"
# Every row is written anew, as in each change of a column's kind.
REBUILDING = '''"""Rebuild the results with one check more."""

from alembic import op

revision = "{later}"
down_revision = "{newest}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("lab_result", recreate="always") as batch_op:
        batch_op.create_check_constraint("ck_lab_result_later", "{check}")
'''


class Table(NamedTuple):
    """A table's name and its columns."""

    name: str
    columns: Sequence[str]


def set_back(book: Logbook) -> None:
    """Make a store one of the first revision: whatever came later is taken out of its schema."""
    raw = file_of(book).raw
    old = {table.name: table for table in _tables_of(OLDEST)}
    made = raw.execute("SELECT type, name, tbl_name FROM sqlite_schema WHERE sql IS NOT NULL")
    names = _names_of(OLDEST)
    raw.execute("PRAGMA foreign_keys=OFF")
    for kind, name, _ in sorted(made.fetchall(), key=lambda row: row[0] == "table"):
        if name not in names:
            raw.execute(f"DROP {kind} {name}")
    for name, table in old.items():
        for column in raw.execute(f"PRAGMA table_info({name})").fetchall():
            if column[1] not in table.columns:
                raw.execute(f"ALTER TABLE {name} DROP COLUMN {column[1]}")
    raw.execute("UPDATE alembic_version SET version_num = ?", (OLDEST,))
    raw.execute("PRAGMA foreign_keys=ON")


def make_later_program(folder: Path, check: str) -> Path:
    """Write the migrations of a program that rebuilds the table of results; return their folder.

    Args:
        folder: Where nothing lies yet.
        check: A condition that each result must meet from then on.
    """
    shutil.copytree(MIGRATIONS.parent, folder)
    newest = max(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    text = REBUILDING.format(later=LATER, newest=newest, check=check)
    (folder / "migrations" / "versions" / f"{LATER}_rebuild.py").write_text(text)
    return folder / "migrations"


def become(migrations: Path) -> None:
    """Be the later program from now on: for a process of its own."""
    vars(schema).update(MIGRATIONS=migrations, REVISION=LATER)


def _upgraded(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _tables_of(revision: str) -> list[Table]:
    with create_engine("sqlite://").begin() as connection:
        _upgraded(connection, revision)
        found = inspect(connection)
        return [
            Table(name, [column["name"] for column in found.get_columns(name)])
            for name in found.get_table_names()
        ]


def _names_of(revision: str) -> set[str]:
    with create_engine("sqlite://").begin() as connection:
        _upgraded(connection, revision)
        rows = connection.exec_driver_sql("SELECT name FROM sqlite_schema")
        return {str(row[0]) for row in rows}
