"""What was typed and not yet saved goes along into the restored store: it is in no backup."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from hcclog.store.damaged_reading import DamagedStore
from hcclog.store.drafts import COLUMNS
from hcclog.store.sqlcipher import DatabaseError

if TYPE_CHECKING:
    from pathlib import Path

    from hcclog.store.sqlcipher import Connection

_NAMES = ", ".join(COLUMNS)
_MARKS = ", ".join("?" * len(COLUMNS))


def carry_drafts(store_path: Path, key: str, copy: Connection) -> None:
    """Copy the drafts of the store that is given up, as far as they can be read.

    Args:
        store_path: The store, which may be damaged or gone.
        key: Key and salt, 96 hexadecimal digits.
        copy: Of the backup, which becomes the store; one of an older schema takes no drafts.
    """
    source = DamagedStore(store_path, key)
    rows = source.query(f"SELECT {_NAMES} FROM draft") or ()  # noqa: S608 - own names
    source.close()
    with suppress(DatabaseError):
        for row in rows:
            copy.execute(f"INSERT OR REPLACE INTO draft ({_NAMES}) VALUES ({_MARKS})", row)  # noqa: S608 - own names
