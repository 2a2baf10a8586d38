"""From the errors of a PostgreSQL server and of the way to it to those of the store."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from hcclog.store.errors import Busy, Damaged, DiskFull, NoPermission, ReadOnly, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator


class ServerGone(StoreError):
    """The server cannot be reached, or the connection to it broke; nothing was saved."""

    says = (
        "The server cannot be reached, or the connection to it broke. Nothing was saved: try again."
    )


class SavedUnknown(StoreError):
    """The connection broke while it was saved, and nobody can be asked whether it was."""

    says = (
        "The connection to the server broke. Whether it was saved is not known: when the server "
        "can be reached again, look before you save again."
    )


# Source: PostgreSQL 15, appendix A, "PostgreSQL Error Codes".
_STATES: dict[str, type[StoreError]] = {
    "25006": ReadOnly,
    "42501": NoPermission,
    "53100": DiskFull,
    "55P03": Busy,
    "57P01": ServerGone,
    "57P02": ServerGone,
    "57P03": ServerGone,
    "XX001": Damaged,
    "XX002": Damaged,
}
_CONNECTION_CLASS = "08"


@contextmanager
def as_server_error() -> Iterator[None]:
    """Turn errors of the server inside into the store's; every other error passes as it is.

    Raises:
        StoreError: A fault of the server or of the way to it, without the server's own text.
    """
    try:
        yield
    except Exception as error:
        fault = server_fault_of(error)
        if fault is None:
            raise
        raise fault from None


def server_fault_of(error: BaseException) -> StoreError | None:
    """Return what an error of the server means for the store; None where it is none of storage."""
    inner = getattr(error, "orig", None) or error
    if not type(inner).__module__.startswith("psycopg"):
        return None
    state = str(getattr(inner, "sqlstate", None) or "")
    kind = _STATES.get(state)
    if kind is None and (state.startswith(_CONNECTION_CLASS) or _is_broken(error, inner, state)):
        kind = ServerGone
    return kind(code=state) if kind else None


def _is_broken(error: BaseException, inner: BaseException, state: str) -> bool:
    """Return True where the driver found no server: nobody told it a state then."""
    if getattr(error, "connection_invalidated", False):
        return True
    kinds = {kind.__name__ for kind in type(inner).__mro__}
    return not state and "OperationalError" in kinds
