"""Which key file of a store is the newest: the store knows, and one from before does not open it.

The key of a store stays when its people change. A copy of the key file that somebody kept would
otherwise let in who was removed since, with the password and the roles of then; one from before
the first password would let in everybody.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hcclog.store.errors import KeyFileDamaged, KeyFileOld
from hcclog.store.key_marks import is_marked, stamped
from hcclog.store.keys import keys_path
from hcclog.store.sqlite_file import SqliteFile

if TYPE_CHECKING:
    from hcclog.store.keys import Envelope
    from hcclog.store.store import Store

EDITION = "keys_edition"


def hold_keys_against(store: Store) -> None:
    """Refuse a key file that is older than the one a store was last open with.

    Who has the recovery code comes in with any: an older one may be all that is left. It is then
    the newest.

    Raises:
        KeyFileOld: It is older.
        KeyFileDamaged: It was edited.
    """
    backend, entrance = store.backend, store.entrance
    if not isinstance(backend, SqliteFile) or backend.path is None or entrance is None:
        return
    known, envelope = _known_to(store), entrance.envelope
    is_by_code = entrance.person is None and not envelope.is_open
    if is_by_code:
        if envelope.edition < known:
            newest = stamped(replace(envelope, edition=known))
            backend.envelope, store.entrance = newest, replace(entrance, envelope=newest)
    elif envelope.edition < known:
        raise KeyFileOld(keys_path(backend.path))
    elif not is_marked(envelope):
        raise KeyFileDamaged(keys_path(backend.path))


def remember_keys(store: Store) -> None:
    """Have a store know that its key file is the newest; nothing is written where it does.

    Raises:
        StoreError: The store cannot write.
    """
    envelope = _envelope_of(store)
    if envelope is None or store.read_only or envelope.edition <= _known_to(store):
        return
    with store.backend.executing() as (execute, _query):
        execute("DELETE FROM store_meta WHERE key = ?", (EDITION,))
        said = (EDITION, str(envelope.edition))
        execute("INSERT INTO store_meta (key, value) VALUES (?, ?)", said)


def _envelope_of(store: Store) -> Envelope | None:
    return store.backend.envelope if isinstance(store.backend, SqliteFile) else None


def _known_to(store: Store) -> int:
    return int(store.reader.meta(EDITION) or 0)
