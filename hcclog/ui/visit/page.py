"""The page of a visit: its form, its keys, what is refused in it, and its draft."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from hcclog.ui.drafting import VISIT, DraftKeeper, packed, unpacked
from hcclog.ui.labels import ElidedLabel, wrapped_label
from hcclog.ui.visit.form import VisitForm
from hcclog.ui.visit.saving import save_visit

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk
    from hcclog.ui.desk import Desk

_HINT = "Enter goes to the next field · Ctrl+Enter saves · Esc leaves"
_LEAVE = "The visit is not saved. What becomes of it?"
_KEEP, _DISCARD = "Keep it as a draft", "Discard it"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class VisitPage(QWidget):
    """One visit of one patient.

    Signals:
        left: The page is done with: saved, discarded, or kept as a draft.

    Attributes:
        form: The sections.
        keeper: Keeps what is typed as a draft.
    """

    left = Signal()

    def __init__(self, desk: Desk, clerk: Clerk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("visit_page")
        self.desk = desk
        self.patient_id = clerk.record.patient.id
        self._is_mine = False
        self._offering: list[QLineEdit] = []
        self._begun = begun_words(desk)
        self.form = VisitForm(clerk, desk.logbook.stamp().author)
        self._untouched = self.form.typed()
        self.keeper = DraftKeeper(desk, VISIT, self.patient_id, self.payload, self)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._area.setWidget(self.form)
        self.refusal = wrapped_label("", "refusal")
        self.refusal.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area, 1)
        column.addWidget(self.refusal)
        column.addWidget(self._made_bar())
        self._connect()
        self._order_keys()

    def take_up(self, draft: str) -> None:
        """Put in what a draft kept; nothing where there is none."""
        if draft:
            begun, typed = unpacked(draft)
            self._begun = begun or self._begun
            self.form.retype(typed)

    def take_focus(self) -> None:
        """Put the cursor into the first field."""
        first = self.form.inputs()[0]
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(first, QLineEdit):
            # Qt selects only where the focus comes at once; typing must not go on behind today.
            first.selectAll()

    def save(self) -> bool:
        """Write the visit; False where something was refused, and all that was typed stays."""
        self.form.settle()
        self.refusal.hide()
        self._is_mine = True
        visit = save_visit(self.desk, self.patient_id, self.form.words())
        self._is_mine = False
        if visit is None:
            return False
        self.keeper.stop()
        self.left.emit()
        self.desk.choose_mark("visit", visit.id)
        return True

    def leave(self) -> None:
        """Go back to the tabs; where something is typed, a person says what becomes of it."""
        if self.payload():
            chosen = self.desk.choose(_LEAVE, (_KEEP, _DISCARD))
            if chosen is None or not (self.keeper.discard() if chosen else self.keep()):
                return
        self.left.emit()

    def keep(self) -> bool:
        """Keep what is typed as a draft now; False where the store could not."""
        return self.keeper.keep_now()

    @property
    def is_touched(self) -> bool:
        """True where something is typed that was not there by itself."""
        return self.form.typed() != self._untouched

    def payload(self) -> str:
        """Return what a draft keeps; nothing where nothing was typed."""
        return packed(self._begun, self.form.typed()) if self.is_touched else ""

    def _made_bar(self) -> QWidget:
        self.save_button = QPushButton("&Save visit")
        self.save_button.setProperty("primary", True)
        self.leave_button = QPushButton("&Leave")
        self.save_button.clicked.connect(self.save)
        self.leave_button.clicked.connect(self.leave)
        hint = ElidedLabel("muted")
        hint.show_text(_HINT)
        bar = QWidget()
        bar.setObjectName("entry_row")
        line = QHBoxLayout(bar)
        line.setContentsMargins(18, 5, 18, 5)
        line.addWidget(hint, 1)
        line.addWidget(self.leave_button)
        line.addWidget(self.save_button)
        return bar

    def _connect(self) -> None:
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)
        self.form.edited.connect(self._edited)
        self.form.grown.connect(self._order_keys)
        self.keeper.failed.connect(self._say_unkept)
        self.desk.refused.connect(self._refused)
        self.desk.failed.connect(self._failed)

    def _edited(self) -> None:
        self.refusal.hide()
        self.keeper.touch()

    def _order_keys(self) -> None:
        """Let Tab go from top to bottom, whenever a line came in between."""
        chain = [*self.form.inputs(), self.save_button, self.leave_button]
        for one, other in pairwise(chain):
            QWidget.setTabOrder(one, other)
        for line in chain:
            if isinstance(line, QLineEdit) and line.completer() and line not in self._offering:
                self._offering.append(line)
                line.returnPressed.connect(partial(self._name_entered, line))
                line.installEventFilter(self)

    def _name_entered(self, line: QLineEdit) -> None:
        """Go on from a name whose offers are open: their list keeps Enter from this page."""
        offers = line.completer().popup()
        if offers is not None and offers.isVisible():
            self._go_on()

    def _go_on(self) -> None:
        """Go to the next field, or to the button that saves."""
        here = QApplication.focusWidget()
        chain = [w for w in self.form.inputs() if w.isVisibleTo(self) and w.isEnabled()]
        place = chain.index(here) + 1 if here in chain else 0
        following = chain[place] if place < len(chain) else self.save_button
        following.setFocus(Qt.FocusReason.TabFocusReason)
        self._show(following)

    def _show(self, widget: QWidget) -> None:
        if self.form.isAncestorOf(widget):
            self._area.ensureWidgetVisible(widget, 20, 40)

    def _refused(self, sentence: str, path: str) -> None:
        """Say a refusal of this visit at its field, and go there."""
        if not self._is_mine:
            return
        field = self.form.refuse(path, sentence)
        if field is None:
            self._say(sentence)
            return
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        # The sentence makes the form longer first.
        QTimer.singleShot(0, self, lambda: self._show(field))

    def _failed(self, sentence: str) -> None:
        if self._is_mine:
            self._say(f"{sentence} Everything is still here: save again.")
            self.save_button.setText("&Save again")
            self.desk.wait_for(self.save, self)

    def _say_unkept(self, sentence: str) -> None:
        self._say(f"What is typed is not kept as a draft. {sentence}")

    def _say(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.show()

    # Qt's calls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            here = QApplication.focusWidget()
            if isinstance(here, QAbstractButton):
                here.click()
            else:
                self._go_on()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # An Enter that comes past an open list reaches this page as well: it goes on only once.
        is_press = event.type() is QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            offers = watched.completer().popup() if isinstance(watched, QLineEdit) else None
            if offers is not None:
                offers.hide()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep()
        super().hideEvent(event)


def begun_words(desk: Desk) -> str:
    """Return the moment on this station's clock, as a draft holds it."""
    from hcclog.store.stamp import station_time

    return f"{station_time(desk.logbook.stamp()):%Y-%m-%d %H:%M}"
