"""What two fingers say on a touch pad or a touch screen: by how much to zoom, and where."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QNativeGestureEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

_LEAST = 0.05


class Pinch(NamedTuple):
    """A zoom that is asked for.

    Attributes:
        factor: Above 1 to see less, larger; 0 to see everything.
        x: Where, in the widget; None for its middle.
    """

    factor: float
    x: float | None = None


def pinch_of(event: QEvent, widget: QWidget) -> Pinch | None:
    """Return what an event of two fingers asks for; None where it is another or asks nothing."""
    if isinstance(event, QNativeGestureEvent):
        return _of_touch_pad(event)
    if isinstance(event, QGestureEvent):
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        return _of_touch_screen(pinch, widget) if isinstance(pinch, QPinchGesture) else None
    return None


def _of_touch_pad(event: QNativeGestureEvent) -> Pinch | None:
    if event.gestureType() is Qt.NativeGestureType.SmartZoomNativeGesture:
        return Pinch(0)
    if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
        return Pinch(max(1 + event.value(), _LEAST), event.position().x())
    return None


def _of_touch_screen(pinch: QPinchGesture, widget: QWidget) -> Pinch:
    changed = bool(pinch.changeFlags() & QPinchGesture.ChangeFlag.ScaleFactorChanged)
    factor = pinch.scaleFactor() if changed else 1.0
    middle = widget.mapFromGlobal(pinch.centerPoint())
    return Pinch(max(factor, _LEAST), float(middle.x()))
