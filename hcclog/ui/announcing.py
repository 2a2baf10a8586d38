"""Tell a screen reader what a widget shows now."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str) -> None:
    """Let a widget be described in other words, and say so to who listens."""
    widget.setAccessibleDescription(words)
    if not widget.isVisible():
        return
    # Who listens before the first chart reads the description itself.
    from PySide6.QtGui import QAccessible, QAccessibleEvent

    changed = QAccessibleEvent(widget, QAccessible.Event.DescriptionChanged)
    QAccessible.updateAccessibility(changed)
