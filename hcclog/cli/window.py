"""Open the window on a store, or say in one line why there is none."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hcclog.logbook import Logbook

_NO_DISPLAY = (
    "hcclog: there is no display to open a window on; use the commands instead"
    " (hcclog --help), or render the pages with: hcclog screenshots DIR"
)


def open_window(store: str | None) -> int:
    """Open the window and return its exit status; 1 where it or the store cannot be opened.

    The window is painted before the store is opened: what stands in the way is said in it.
    """
    if not has_display():
        sys.stderr.write(_NO_DISPLAY + "\n")
        return 1
    from pathlib import Path

    from hcclog.paths import default_store
    from hcclog.ui import run

    return run(lambda: _opened(store), Path(store) if store else default_store(), _opened)


def _opened(store: str | None) -> Logbook:
    from hcclog.cli.opening import open_logbook

    return open_logbook(store, to_show=True)


def has_display() -> bool:
    """Return whether a window can be shown: on Linux Qt ends the process where there is none."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
