"""The schema's version: made, brought forward, and refused when it is newer than the program.

Alembic is imported only when there is something to migrate.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hcclog.paths import MIGRATIONS
from hcclog.store.checks import SchemaObject, words_of
from hcclog.store.errors import Damaged, NewerSchema, StoreError

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from hcclog.store.reader import Query

REVISION = "0006"


def known_revisions() -> tuple[str, ...]:
    """Return the revisions that this program can bring forward, oldest first."""
    return tuple(sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py")))


def revision_of(query: Query) -> str | None:
    """Return the store's schema revision; None for a store without tables.

    Raises:
        StoreError: It cannot be read now, which says nothing of its tables.
    """
    try:
        rows = query("SELECT version_num FROM alembic_version", ())
    except StoreError:
        raise
    except Exception:  # noqa: BLE001 - each driver has its own error for a missing table
        return None
    return str(rows[0][0]) if rows else None


def check_revision(query: Query, path: Path | None = None) -> bool:
    """Return True where the schema is this program's, False where it is older.

    Args:
        query: Reads the store.
        path: Of its file; None for a server.

    Raises:
        NewerSchema: The store was written by a newer program.
        Damaged: The store has no schema at all.
    """
    revision = revision_of(query)
    if revision is None:
        raise Damaged(path)
    if revision not in known_revisions():
        raise NewerSchema(path)
    return revision == REVISION


def our_objects() -> frozenset[SchemaObject]:
    """Return the tables, indexes and triggers of a store, read from the schema's one page."""
    page = (MIGRATIONS.parent / "schema.sql").read_text(encoding="utf-8")
    plain = re.findall(r"^CREATE (?:UNIQUE )?(TABLE|INDEX) (\w+)", page, re.MULTILINE)
    triggers = re.findall(r"^(CREATE TRIGGER (\w+).*?; END);", page, re.MULTILINE | re.DOTALL)
    return frozenset(
        (
            *(SchemaObject(kind.lower(), name) for kind, name in plain),
            *(SchemaObject("trigger", name, words_of(sql)) for sql, name in triggers),
        )
    )


def upgrade(connection: Connection) -> None:
    """Bring the schema to this program's revision, inside the transaction of the connection."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, REVISION)
