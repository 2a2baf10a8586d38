"""What was copied from a record does not outlive the program, nor a locked window."""

from __future__ import annotations

import hashlib

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QClipboard, QGuiApplication

_NAME = "clipboard care"
_ALONE = frozenset({"offscreen", "minimal"})
_MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


class ClipboardCare(QObject):
    """Remembers what this program copied, by its digest, and clears it while it is still there."""

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self.setObjectName(_NAME)
        self._ours: set[str] = set()
        self._harmless: set[str] = set()
        clipboard = QGuiApplication.clipboard()
        clipboard.changed.connect(self._note)
        app.aboutToQuit.connect(self.forget)

    def let_stay(self, text: str) -> None:
        """Leave a text that holds nothing of a patient."""
        self._harmless.add(_digest(text))

    def forget(self) -> None:
        """Clear the clipboard where it still holds what was copied here."""
        clipboard = QGuiApplication.clipboard()
        for mode in _MODES:
            if mode is _MODES[1] and not clipboard.supportsSelection():
                continue
            text = clipboard.text(mode)
            if text and _digest(text) in self._ours - self._harmless:
                clipboard.clear(mode)
        self._ours.clear()

    def _note(self, mode: QClipboard.Mode) -> None:
        """Remember what was put there by this program."""
        clipboard = QGuiApplication.clipboard()
        owns = clipboard.ownsSelection() if mode is _MODES[1] else clipboard.ownsClipboard()
        # Without a display there is no other program that could have put it there.
        if owns or QGuiApplication.platformName() in _ALONE:
            self._ours.add(_digest(clipboard.text(mode)))


def care_for_clipboard() -> ClipboardCare:
    """Return the one who cares; made when first asked for."""
    app = QCoreApplication.instance()
    found = app.findChild(ClipboardCare, _NAME) if app is not None else None
    if isinstance(found, ClipboardCare):
        return found
    assert app is not None  # noqa: S101 - there is no window without one
    return ClipboardCare(app)


def forget_clipboard() -> None:
    """Clear what was copied from this program: for a lock, and for the end."""
    care_for_clipboard().forget()


def let_stay(text: str) -> None:
    """Leave a text in the clipboard that holds nothing of a patient."""
    care_for_clipboard().let_stay(text)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
