"""The backup that can take the place of a store that does not open, named where that is said."""

from __future__ import annotations

from hcclog.cli.plain import plain
from hcclog.store.errors import (
    BackupDamaged,
    Damaged,
    KeyFileDamaged,
    KeyFileMissing,
    NotAStore,
    StoreError,
    StoreMissing,
    WrongKey,
)

_REPLACEABLE = (Damaged, KeyFileDamaged, KeyFileMissing, NotAStore, StoreMissing, WrongKey)


def offer(error: StoreError) -> str:
    """Return a sentence on the last good backup, where one lies beside what does not open."""
    is_one = isinstance(error, _REPLACEABLE) and not isinstance(error, BackupDamaged)
    if not is_one or error.path is None:
        return ""
    from hcclog.store.thinning import latest_backup

    try:
        last = latest_backup(error.path)
    except (OSError, RuntimeError):  # links that lead round and round are of the second kind
        return ""
    if last is None:
        return ""
    made_at = f"{last.manifest.made_at.astimezone():%Y-%m-%d %H:%M}"
    name = plain(last.path.name)
    return f" The last good backup is of {made_at}: hcclog restore {name} puts it in its place."
