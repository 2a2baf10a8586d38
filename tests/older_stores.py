"""Stores as an older hcclog left them: later tables, columns and guards are taken out again."""

from __future__ import annotations

from dataclasses import asdict, replace

from sqlalchemy import Connection

from hcclog.store.journal import link
from hcclog.store.reader import Reader

_GUARD = "CREATE TRIGGER {table}_no_update BEFORE update ON {table} {does}"
_SQLITE = "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
_SERVER = "FOR EACH STATEMENT EXECUTE FUNCTION journal_refusal()"


def take_out_0006(connection: Connection, reader: Reader) -> None:
    """Make what 0006 brings undone, in a journal whose entries stand in the chain with words."""
    is_sqlite = connection.dialect.name == "sqlite"
    for table in ("entry", "change"):
        on = "" if is_sqlite else f" ON {table}"
        connection.exec_driver_sql(f"DROP TRIGGER {table}_no_update{on}")
        if not is_sqlite:
            connection.exec_driver_sql(f"DROP FUNCTION {table}_erasure()")
    _chain_anew(connection, reader)
    connection.exec_driver_sql("DROP TABLE audit_event")
    connection.exec_driver_sql("ALTER TABLE entry DROP COLUMN salt")
    connection.exec_driver_sql("ALTER TABLE entry DROP COLUMN digest")
    for table in ("entry", "change"):
        does = _SQLITE if is_sqlite else _SERVER
        connection.exec_driver_sql(_GUARD.format(table=table, does=does))


def _chain_anew(connection: Connection, reader: Reader) -> None:
    entries = {each.id: replace(each, salt=None, digest=None) for each in reader.entries()}
    tip = reader.genesis()
    for change in reader.changes():
        said = {**asdict(change), "previous_hash": tip}
        made = link(tip, entries[change.entry_id], said)
        connection.exec_driver_sql(
            f"UPDATE change SET previous_hash = '{tip}', hash = '{made}' WHERE id = '{change.id}'"
        )
        tip = made
