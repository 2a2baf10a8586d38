"""Import Qt without the import hook that it leaves behind.

PySide6 replaces `builtins.__import__` and then looks into the source of every module imported later;
that doubles the time to import SQLAlchemy or pandas. hcclog uses no `from __feature__`, so the hook
has no purpose here.
"""

from __future__ import annotations

import builtins

_plain_import = builtins.__import__

import PySide6.QtWidgets  # noqa: E402, F401 - the import is the purpose

builtins.__import__ = _plain_import
