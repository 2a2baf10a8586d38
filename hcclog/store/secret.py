"""The secret of a store: pseudonyms follow from it, and no file but the store holds it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hcclog.store.errors import ReadOnly

if TYPE_CHECKING:
    from hcclog.store.store import Store

_KEY = "pseudonym_secret"
_BYTES = 32


def secret_of(store: Store) -> bytes:
    """Return the store's secret; it is made when it is first asked for.

    Raises:
        StoreError: There is none yet, and the store cannot write.
    """
    kept = store.reader.meta(_KEY)
    return bytes.fromhex(kept or _make(store))


def _make(store: Store) -> str:
    from sqlalchemy import insert

    from hcclog.store.tables import STORE_META

    if store.read_only:
        raise ReadOnly(store.backend.path)
    with store.backend.guarded(), store.backend.engine.begin() as connection:
        kept = store.backend.reader_on(connection).meta(_KEY)
        made = kept or os.urandom(_BYTES).hex()
        if kept is None:
            connection.execute(insert(STORE_META).values(key=_KEY, value=made))
    return made
