"""Hears when the system locks the screen or goes to sleep.

Linux: logind and the screen savers say so on the bus. Windows: the session tells its windows. macOS
tells only programs that use its own libraries, which this one does not; there, and where no bus is,
the watch sees that a machine slept, and that nobody is there.
"""

from __future__ import annotations

import ctypes
import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QCoreApplication, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtCore import QByteArray

_LOGIN = "org.freedesktop.login1"
_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")
_SCREEN, TO_SLEEP = "the system locked the screen", "the system goes to sleep"

# Source: Microsoft, "WM_WTSSESSION_CHANGE message" and "WM_POWERBROADCAST message".
_WM_SESSION_CHANGE, _WTS_LOCK = 0x02B1, 0x7
_WM_POWER, _PBT_SUSPEND = 0x0218, 0x4
_NOTIFY_THIS_SESSION = 0


class SystemLock(QObject):
    """Signals a lock or sleep of the system.

    Signals:
        locked: Why, for the record.
    """

    locked = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._filter: _SessionFilter | None = None

    def listen(self) -> bool:
        """Begin; False where the system tells nothing that could be heard."""
        if sys.platform == "win32":
            return self._listen_to_session()
        if sys.platform == "darwin":
            return False
        return self._listen_on_bus()

    @Slot()
    def take_lock(self) -> None:
        """Hear that the session is locked."""
        self.locked.emit(_SCREEN)

    @Slot(bool)
    def take_saver(self, active: bool) -> None:
        """Hear of the screen saver."""
        if active:
            self.locked.emit(_SCREEN)

    @Slot(bool)
    def take_sleep(self, begins: bool) -> None:
        """Hear that sleep begins, or has ended: whoever is there now may be another."""
        del begins
        self.locked.emit(TO_SLEEP)

    def _listen_on_bus(self) -> bool:
        try:
            from PySide6.QtDBus import QDBusConnection
        except ImportError:
            return False
        system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        heard = []
        if system.isConnected():
            lock, sleep = _slot("take_lock()"), _slot("take_sleep(bool)")
            heard.append(system.connect(_LOGIN, "", f"{_LOGIN}.Session", "Lock", self, lock))
            manager = f"{_LOGIN}.Manager"
            heard.append(system.connect(_LOGIN, "", manager, "PrepareForSleep", self, sleep))
        if session.isConnected():
            saver = _slot("take_saver(bool)")
            heard += [session.connect("", "", one, "ActiveChanged", self, saver) for one in _SAVERS]
        return any(heard)

    def _listen_to_session(self) -> bool:
        app, window = QCoreApplication.instance(), self._window_id()
        if app is None or window is None:
            return False
        self._filter = _SessionFilter(self)
        app.installNativeEventFilter(self._filter)
        library: Any = getattr(ctypes, "windll", None)
        return bool(library.wtsapi32.WTSRegisterSessionNotification(window, _NOTIFY_THIS_SESSION))

    def _window_id(self) -> int | None:
        from PySide6.QtWidgets import QWidget

        at: QObject | None = self
        while at is not None and not isinstance(at, QWidget):
            at = at.parent()
        return int(at.window().winId()) if isinstance(at, QWidget) else None


class _SessionFilter(QAbstractNativeEventFilter):
    """Reads the messages that Windows sends to the window."""

    def __init__(self, lock: SystemLock) -> None:
        super().__init__()
        self._lock = lock

    def nativeEventFilter(
        self, eventType: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        from ctypes import wintypes

        told = wintypes.MSG.from_address(int(message))
        why = meaning_of(told.message, told.wParam)
        if why:
            self._lock.locked.emit(why)
        return False, 0


def _slot(name: str) -> Any:
    # PySide takes the text that it makes; its own types say bytes.
    return SLOT(name)


def meaning_of(message: int, detail: int) -> str:
    """Return why a message of Windows locks; empty for all others."""
    if (message, detail) == (_WM_SESSION_CHANGE, _WTS_LOCK):
        return _SCREEN
    return TO_SLEEP if (message, detail) == (_WM_POWER, _PBT_SUSPEND) else ""
