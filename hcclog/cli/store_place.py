"""Where the file of a store lies, for commands on the file that need not open it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from hcclog.cli.refusal import InputError
from hcclog.paths import default_store

if TYPE_CHECKING:
    from pathlib import Path


def store_path_of(target: str | None) -> Path:
    """Return the path of the store that ``--store`` names, the user's own if left out.

    Raises:
        InputError: It is on a server, which has backups of its own.
    """
    from hcclog.store.opening import path_of

    path = path_of(target) if target else default_store()
    if path is None:
        raise InputError("This store is on a server: use the server's own backups.")
    if not target:
        # Only a folder that was chosen must exist; what is wrong with this one is said later.
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
    return path
