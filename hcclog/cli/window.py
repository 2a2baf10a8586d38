"""Open the window on a store, or say in one line why there is none."""

from __future__ import annotations

import os
import sys

from hcclog.cli.opening import open_logbook
from hcclog.store.errors import StoreError

_NO_DISPLAY = (
    "hcclog: there is no display to open a window on; use the commands instead"
    " (hcclog --help), or render the pages with: hcclog screenshots DIR"
)


def open_window(store: str | None) -> int:
    """Open the window and return its exit status; 1 where it cannot be opened."""
    if not has_display():
        sys.stderr.write(_NO_DISPLAY + "\n")
        return 1
    from hcclog.ui import run

    try:
        book = open_logbook(store)
    except StoreError as error:
        sys.stderr.write(f"hcclog: {error.sentence}\n")
        return 1
    try:
        return run(book)
    finally:
        book.close()


def has_display() -> bool:
    """Return whether a window can be shown: on Linux Qt ends the process where there is none."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
