"""Import Qt without the import hook that it leaves behind.

PySide6 replaces `builtins.__import__` and looks into the source of every module imported later;
that doubles the time to import SQLAlchemy or pandas. hcclog uses no `from __feature__`, so the hook
has no purpose here.
"""

from __future__ import annotations

import builtins
import importlib


def import_qt() -> None:
    """Import Qt's widgets and put Python's own import back; before any other import of Qt."""
    plain_import = builtins.__import__
    importlib.import_module("PySide6.QtWidgets")
    builtins.__import__ = plain_import
