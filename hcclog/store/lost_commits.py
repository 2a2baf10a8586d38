"""A connection that breaks while a server commits: whether it was stored is looked up, not guessed.

The server may have stored all before its answer was lost, or nothing. A new connection waits until
the old transaction has ended, and then looks for the entry by its id.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hcclog.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.store.postgresql import PostgresqlServer
    from hcclog.store.sqlite_file import SqliteFile
    from hcclog.store.transaction import Transaction


class ServerLost(StoreError):
    """The connection broke, and nothing was stored."""

    says = "The connection to the server was lost. Nothing of this was stored: try again."


class ServerSilent(StoreError):
    """The connection broke during a commit, and no other could be had."""

    says = (
        "The server does not answer. It is not known whether this was stored: look at the history "
        "when it is back, before you enter it again."
    )


@dataclass(slots=True)
class Commit:
    """What is about to be stored; None until the transaction has begun."""

    transaction: Transaction | None = None

    @property
    def entry_id(self) -> str:
        """The id of its entry; empty where nothing was written yet."""
        return self.transaction.entry_id if self.transaction is not None else ""


@contextmanager
def settled(backend: SqliteFile | PostgresqlServer) -> Iterator[Commit]:
    """Go on in silence where a broken connection had stored all; raise where it had not.

    Raises:
        ServerLost: Nothing was stored.
        ServerSilent: Nobody can tell.
    """
    commit = Commit()
    try:
        yield commit
    except Exception as error:
        if not _is_lost(error):
            raise
        if not (commit.entry_id and _was_stored(backend, commit.entry_id)):
            raise ServerLost from None


def _is_lost(error: Exception) -> bool:
    return bool(getattr(error, "connection_invalidated", False))


def _was_stored(backend: SqliteFile | PostgresqlServer, entry_id: str) -> bool:
    try:
        # Within a transaction, which waits for the lock that the lost one holds.
        with backend.engine.begin() as connection:
            return backend.reader_on(connection).has_entry(entry_id)
    except Exception as error:
        if _is_lost(error) or getattr(error, "orig", None) is not None:
            raise ServerSilent from None
        raise
