"""A button whose menu holds choices to tick, each with how many have it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from hcclog.ui.labels import plain_tip

_AROUND, _LEAST = 34, 60
# A style sheet that draws the arrow of a menu leaves no padding before the words.
_PAD = "\N{EN SPACE}"
ALL, NOTHING = "All", "not stated"


class Offer(NamedTuple):
    """One choice.

    Attributes:
        n: How many patients have it.
    """

    value: Hashable
    words: str
    n: int


class ChoiceMenu(QPushButton):
    """Shows what is chosen; nothing chosen means all.

    Signals:
        chosen_changed: Something was ticked or cleared by hand.
    """

    chosen_changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("choice_menu")
        self._name = name
        self._offers: tuple[Offer, ...] = ()
        self._chosen: list[Hashable] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMenu(StayingMenu(self))
        self._fill()

    def offer(self, offers: Sequence[Offer]) -> None:
        """Offer other choices; what was chosen stays chosen, also where nobody has it any more."""
        known = {each.value for each in offers}
        gone = [Offer(v, self._words_of(v), 0) for v in self._chosen if v not in known]
        if self._offers != (*offers, *gone):
            # A menu that is open is filled anew only where it says something else.
            self._offers = (*offers, *gone)
            self._fill()

    def offers(self) -> tuple[Offer, ...]:
        """Return what can be chosen."""
        return self._offers

    def chosen(self) -> tuple[Hashable, ...]:
        """Return what is chosen, in the order offered; empty for all."""
        return tuple(each.value for each in self._offers if each.value in self._chosen)

    def choose(self, values: Sequence[Hashable]) -> None:
        """Choose by the program: no signal is sent."""
        self._chosen = list(values)
        self._fill()

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        whole = menu.addAction(ALL)
        whole.triggered.connect(lambda _on: self._clear())
        menu.addSeparator()
        for each in self._offers:
            action = menu.addAction(f"{each.words}\t{each.n}".replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(each.value in self._chosen)
            action.toggled.connect(lambda on, value=each.value: self._toggle(value, on))
        self.setEnabled(bool(self._offers))
        self._say()

    def _toggle(self, value: Hashable, on: bool) -> None:
        self._chosen = [each for each in self._chosen if each != value]
        if on:
            self._chosen.append(value)
        self._say()
        self.chosen_changed.emit()

    def _clear(self) -> None:
        if self._chosen:
            self._chosen = []
            self._fill()
            self.chosen_changed.emit()

    def _words_of(self, value: Hashable) -> str:
        return next((each.words for each in self._offers if each.value == value), str(value))

    def _say(self) -> None:
        nothing = ALL if self._offers else NOTHING
        words = ", ".join(e.words for e in self._offers if e.value in self._chosen) or nothing
        self._shown = words
        self.setProperty("narrowed", bool(self._chosen))
        self.style().unpolish(self)
        self.style().polish(self)
        self._elide()
        self.setToolTip(plain_tip(words))
        self.setAccessibleName(f"{self._name}: {words}")

    def _elide(self) -> None:
        room = max(self.width() - _AROUND, _LEAST)
        words = self.fontMetrics().elidedText(self._shown, Qt.TextElideMode.ElideRight, room)
        self.setText(_PAD + words.replace("&", "&&"))

    # Qt's calls

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, super().minimumSizeHint().height())


class StayingMenu(QMenu):
    """Stays open while choices are ticked: by mouse, or by the space bar."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)
