"""Drafts: what is typed and not yet saved, kept in the store so that it is as safe as the rest.

A draft is no fact: it stands outside the journal, nobody else's station sees it, and it is gone
once it is saved or discarded. Each is written in a short transaction of its own.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from hcclog.store.errors import ReadOnly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from hcclog.store.reader import Query
    from hcclog.store.store import Store


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed into one form for one patient at one station.

    Attributes:
        kind: The form, such as ``visit``.
        patient_id: Empty where the form is for nobody yet.
        payload: JSON text; what it means is the form's matter.
        at_utc: When it was kept last.
    """

    kind: str
    patient_id: str
    station: str
    payload: str
    at_utc: str


COLUMNS = tuple(field.name for field in fields(Draft))


def keep_draft(store: Store, draft: Draft) -> None:
    """Keep a draft in place of the one that was kept before it.

    Raises:
        StoreError: The store cannot write; the draft of before is still there.
    """
    from sqlalchemy import insert

    from hcclog.store.tables import DRAFT

    with _writing(store) as connection:
        delete_draft(connection, draft.kind, draft.patient_id, draft.station)
        values = {name: getattr(draft, name) for name in COLUMNS}
        connection.execute(insert(DRAFT).values(values))


def drop_draft(store: Store, kind: str, patient_id: str, station: str) -> None:
    """Forget a draft; no fault where there is none.

    Raises:
        StoreError: The store cannot write.
    """
    with _writing(store) as connection:
        delete_draft(connection, kind, patient_id, station)


def read_drafts(query: Query, station: str) -> tuple[Draft, ...]:
    """Return the drafts of one station, the oldest first."""
    sql = f"SELECT {', '.join(COLUMNS)} FROM draft WHERE station = ? ORDER BY at_utc"  # noqa: S608 - own names
    return tuple(Draft(*row) for row in query(sql, (station,)))


def delete_draft(connection: Connection, kind: str, patient_id: str, station: str) -> None:
    """Forget a draft inside a transaction, such as the one that saves what it held."""
    from sqlalchemy import delete

    from hcclog.store.tables import DRAFT

    columns = DRAFT.c
    of_kind = (columns.kind == kind) & (columns.patient_id == patient_id)
    connection.execute(delete(DRAFT).where(of_kind & (columns.station == station)))


@contextmanager
def _writing(store: Store) -> Iterator[Connection]:
    """Open one transaction that leaves no entry in the journal."""
    if store.read_only:
        raise ReadOnly(store.backend.path)
    with store.backend.guarded(), store.backend.engine.begin() as connection:
        yield connection
