"""Stores of an older program, and a later program to bring them forward."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, insert

from hcclog.logbook import Logbook
from hcclog.paths import MIGRATIONS
from hcclog.store import schema
from hcclog.store.journal import link
from hcclog.store.reader import Reader
from hcclog.store.tables import METADATA

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


def set_back(book: Logbook, revision: str = OLDEST) -> None:
    """Make a store one of an older revision, on either database: what came later is left out.

    Its journal is one whose entries stand in the chain with their words: before the revision 0006.
    """
    backend = book.store.backend
    with backend.migrating() as connection:
        names = [table.name for table in METADATA.sorted_tables]
        rows = {name: _rows_of(connection, name) for name in names}
        rows["change"] = list(_chained_again(backend.reader_on(connection)))
        _clear(connection)
        _make_tables(connection, revision)
        old = MetaData()
        old.reflect(connection)
        for table in (old.tables[name] for name in names if name in old.tables and rows[name]):
            known = table.columns.keys()
            some = [{name: row[name] for name in known} for row in rows[table.name]]
            connection.execute(insert(table), some)


def _rows_of(connection: Connection, table: str) -> Sequence[Mapping[Any, Any]]:
    return connection.exec_driver_sql(f'SELECT * FROM "{table}"').mappings().all()


def _chained_again(reader: Reader) -> Iterator[dict[str, Any]]:
    """Yield the changes as the old program chained them: entries stood there with their words."""
    entries = {each.id: replace(each, salt=None, digest=None) for each in reader.entries()}
    tip = reader.genesis()
    for change in reader.changes():
        said = {**asdict(change), "previous_hash": tip}
        tip = link(tip, entries[change.entry_id], said)
        yield {**said, "hash": tip}


def _clear(connection: Connection) -> None:
    """Drop all that there is."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
        return
    METADATA.drop_all(connection)
    connection.exec_driver_sql("DROP TABLE alembic_version")


def _make_tables(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


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
