"""Import Qt without the import hook that it leaves behind.

PySide6 replaces `builtins.__import__` and looks into the source of every module imported later;
that doubles the time to import SQLAlchemy or pandas. hcclog uses no `from __feature__`, so the hook
has no purpose here.
"""

from __future__ import annotations

import builtins
import importlib
import os

_WINDOWS, _DRAWING = "PySide6.QtWidgets", "PySide6.QtGui"


def import_qt(part: str = _WINDOWS) -> None:
    """Import a part of Qt and put Python's own import back; before any other import of Qt."""
    plain_import = builtins.__import__
    importlib.import_module(part)
    builtins.__import__ = plain_import


def import_qt_to_draw() -> None:
    """Import what figures and pages on paper need, for a command that opens no window."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    import_qt(_DRAWING)
