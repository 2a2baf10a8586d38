"""Open the window on a store, or say in one line why there is none."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from hcclog.cli.passwords import Passwords
    from hcclog.logbook import Logbook
    from hcclog.store.entrance import Credentials

_NO_DISPLAY = (
    "hcclog: there is no display to open a window on; use the commands instead"
    " (hcclog --help), or render the pages with: hcclog screenshots DIR"
)


def open_window(store: str | None, answers: Passwords | None = None) -> int:
    """Open the window and return its exit status; 1 where it or the store cannot be opened.

    The window is painted before the store is opened: what stands in the way is said in it.

    Args:
        store: Path or address; the user's own where left out.
        answers: Who signs in, as the command line said it.
    """
    if not has_display():
        sys.stderr.write(_NO_DISPLAY + "\n")
        return 1
    from hcclog.ui import run

    handed = answers.handed_over() if answers is not None else None
    first = [handed] if handed is not None else []

    def opened(credentials: Credentials | None = None, target: str | None = None) -> Logbook:
        from hcclog.cli.opening import open_logbook

        # Taken once: who comes after a lock or a restore says anew who they are. Credentials of one
        # store are not tried on another.
        given = credentials or (first.pop() if first and target is None else None)
        return open_logbook(target or store, to_show=True, credentials=given)

    return run(opened, _now, _new_id, answers.user if answers is not None else "", _place(store))


def _place(store: str | None) -> Path | None:
    """Return the file that is meant; None for a server."""
    from hcclog.paths import default_store

    if store and "://" in store:
        return None
    return Path(store) if store else default_store()


def _now() -> datetime:
    # Imported when it is asked for: nothing of it is needed for the first paint.
    from hcclog.cli.opening import now_utc

    return now_utc()


def _new_id() -> str:
    from hcclog.cli.opening import now_ms
    from hcclog.domain.ids import IdFactory

    return IdFactory(now_ms)()


def has_display() -> bool:
    """Return whether a window can be shown: on Linux Qt ends the process where there is none."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
