"""The schema: the only place that names a column of a table.

Each noun's columns are the fields of its dataclass. Tables are STRICT on SQLite; whole numbers and
text are the only types, so that the same schema runs on PostgreSQL.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from hcclog.domain.record import NOUNS, REFERENCES
from hcclog.store.codec import Field, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.domain.record import Noun

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def decimal_check(column: str) -> str:
    """Return the condition that a text is a plain decimal; the same SQL on both databases."""
    return (
        f"ltrim({column}, '0123456789.') = '' AND {column} <> '' AND substr({column}, 1, 1) <> '.'"
        f" AND substr({column}, length({column}), 1) <> '.'"
        f" AND length(replace({column}, '.', '')) >= length({column}) - 1"
    )


def _checks(field: Field) -> Iterator[CheckConstraint]:
    if field.kind is Decimal:
        yield CheckConstraint(decimal_check(field.name), f"{field.name}_decimal")
    elif field.kind is bool:
        yield CheckConstraint(f"{field.name} IN (0, 1)", f"{field.name}_bool")
    elif issubclass(field.kind, StrEnum):
        values = ", ".join(f"'{member.value}'" for member in field.kind)
        yield CheckConstraint(f"{field.name} IN ({values})", f"{field.name}_value")


def _column(field: Field) -> Column[Any]:
    kind = Integer() if field.kind in {int, bool} else Text()
    keys = [ForeignKey(f"{REFERENCES[field.name]}.id")] if field.name in REFERENCES else []
    return Column(field.name, kind, *keys, primary_key=field.name == "id", nullable=field.optional)


def _table(noun: Noun) -> Table:
    parts = fields_of(noun.cls)
    columns = [_column(field) for field in parts]
    checks = [check for field in parts for check in _checks(field)]
    table = Table(noun.table, METADATA, *columns, *checks, sqlite_strict=True)
    for field in parts:
        if field.name in REFERENCES:
            Index(None, table.c[field.name])
    return table


TABLE_OF = {noun.table: _table(noun) for noun in NOUNS}
# A laboratory's last range of a test is looked for at each result that is typed.
Index(None, *(TABLE_OF["lab_result"].c[name] for name in ("analyte", "unit", "laboratory", "id")))

# What a search compares: codes and names without case, marks and spaces.
PATIENT_SEARCH = Table(
    "patient_search",
    METADATA,
    Column("patient_id", Text, ForeignKey("patient.id"), primary_key=True),
    Column("code_key", Text, nullable=False),
    Column("text_key", Text, nullable=False),
    UniqueConstraint("code_key"),
    sqlite_strict=True,
)

STORE_META = Table(
    "store_meta",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
)

ENTRY_KINDS = ("do", "undo", "redo", "import", "merge")
CHANGE_KINDS = ("create", "update", "void", "resolve")

ENTRY = Table(
    "entry",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("station", Text, nullable=False),
    Column("at_utc", Text, nullable=False),
    Column("utc_offset_minutes", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("reverts", Text, ForeignKey("entry.id")),
    Column("app_version", Text, nullable=False),
    Column("salt", Text),
    Column("digest", Text),
    UniqueConstraint("seq"),
    CheckConstraint(f"kind IN {ENTRY_KINDS}", "kind_value"),
    sqlite_strict=True,
)

CHANGE = Table(
    "change",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("entry_id", Text, ForeignKey("entry.id"), nullable=False, index=True),
    Column("epoch", Text, nullable=False),
    Column("patient_id", Text, nullable=False, index=True),
    Column("entity", Text, nullable=False),
    Column("entity_id", Text, nullable=False, index=True),
    Column("parents", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("payload", Text),
    Column("salt", Text),
    Column("digest", Text, nullable=False),
    Column("previous_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
    UniqueConstraint("seq"),
    CheckConstraint(f"kind IN {CHANGE_KINDS}", "kind_value"),
    sqlite_strict=True,
)

# Who read, printed, exported or signed what: it changes no record, so it stands beside the journal.
AUDIT_EVENT = Table(
    "audit_event",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("act", Text, nullable=False),
    Column("patient_id", Text, nullable=False, index=True),
    Column("about", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("station", Text, nullable=False),
    Column("epoch", Text, nullable=False),
    Column("at_utc", Text, nullable=False),
    Column("utc_offset_minutes", Integer, nullable=False),
    Column("app_version", Text, nullable=False),
    Column("previous_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
    UniqueConstraint("seq"),
    sqlite_strict=True,
)

# What is typed and not yet saved. No fact, so it has no journal, and its patient may be gone.
DRAFT = Table(
    "draft",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("patient_id", Text, primary_key=True),
    Column("station", Text, primary_key=True),
    Column("payload", Text, nullable=False),
    Column("at_utc", Text, nullable=False),
    sqlite_strict=True,
)
