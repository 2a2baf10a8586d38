"""Copy diagnostics: what helps to find a fault goes into the clipboard, nothing of a patient."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from hcclog.exchange.diagnostics import diagnostics
from hcclog.ui.clipboard_care import let_stay

if TYPE_CHECKING:
    from hcclog.store.errors import StoreError
    from hcclog.store.store import Store

COPIED = "Diagnostics were copied; nothing of a patient is in them."


def copy_diagnostics(
    store: Store | None = None, fault: StoreError | None = None, entry: str = ""
) -> str:
    """Put diagnostics into the clipboard, where they stay after the program's end; return them."""
    text = diagnostics(store, fault, window_facts(), entry)
    let_stay(text)
    QGuiApplication.clipboard().setText(text)
    return text


def window_facts() -> dict[str, str]:
    """Return what the window knows of the machine."""
    screens = [
        f"{screen.size().width()} x {screen.size().height()} at {screen.devicePixelRatio():g}"
        for screen in QGuiApplication.screens()
    ]
    return {
        "Qt": qVersion(),
        "platform": QGuiApplication.platformName(),
        "screens": ", ".join(screens) or "none",
    }
