"""Stores of an older program, and a later program to bring them forward."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from hcclog.logbook import Logbook
from hcclog.paths import MIGRATIONS
from hcclog.store import schema
from hcclog.store.journal import CHANGE_COLUMNS, ChangeRow, Entry, link
from hcclog.store.sqlcipher import Connection as RawConnection
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


def set_back(book: Logbook) -> None:
    """Make a store one of the first revision: whatever came later is taken out of it."""
    raw = file_of(book).raw
    entries = {entry.id: entry for entry in book.store.reader.entries()}
    changes, start = book.store.reader.changes(), book.store.reader.genesis()
    with closing(_store_of(OLDEST)) as old:
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("BEGIN IMMEDIATE")
        _take_out(raw, old)
        _chain_again(raw, entries, changes, start)
        for (sql,) in old.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'"):
            raw.execute(sql)
        raw.execute("UPDATE alembic_version SET version_num = ?", (OLDEST,))
        raw.execute("COMMIT")
        raw.execute("PRAGMA foreign_keys=ON")


def _take_out(raw: RawConnection, old: sqlite3.Connection) -> None:
    """Drop all triggers, and the tables, indexes and columns that are not of the old schema."""
    known = {name for (name,) in old.execute("SELECT name FROM sqlite_schema")}
    rows = raw.execute("SELECT type, name FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    for kind in ("trigger", "index", "table"):
        for name in (name for of_kind, name in rows if of_kind == kind):
            if kind == "trigger" or name not in known:
                raw.execute(f"DROP {kind} {name}")
    for (table,) in old.execute("SELECT name FROM sqlite_schema WHERE type = 'table'"):
        columns = {row[1] for row in old.execute(f"PRAGMA table_info({table})")}
        for row in raw.execute(f"PRAGMA table_info({table})").fetchall():
            if row[1] not in columns:
                raw.execute(f'ALTER TABLE {table} DROP COLUMN "{row[1]}"')


def _chain_again(
    raw: RawConnection, entries: Mapping[str, Entry], changes: Iterable[ChangeRow], start: str
) -> None:
    """Chain the journal as the old program did: entries stood in it with their words."""
    tip = start
    for change in changes:
        entry = replace(entries[change.entry_id], salt=None, digest=None)
        said = {name: getattr(change, name) for name in CHANGE_COLUMNS}
        previous, tip = tip, link(tip, entry, said)
        raw.execute(
            "UPDATE change SET previous_hash = ?, hash = ? WHERE id = ?", (previous, tip, change.id)
        )


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


def _store_of(revision: str) -> sqlite3.Connection:
    """Make the tables of a revision in memory."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    connection = sqlite3.connect(":memory:")
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    with engine.begin() as transaction:
        config.attributes["connection"] = transaction
        command.upgrade(config, revision)
    return connection
