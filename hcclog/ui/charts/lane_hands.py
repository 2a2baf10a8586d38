"""Lanes of a chart under mouse and keys: chosen, resized at a border, moved by the title."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip

from hcclog.report.drawing import Part
from hcclog.ui.announcing import announce
from hcclog.ui.charts.course_chart import CourseChart
from hcclog.ui.charts.lane_drag import LaneDrag
from hcclog.ui.charts.lane_overlay import LaneOverlay
from hcclog.ui.charts.lane_places import Hold, hold_at, resized
from hcclog.ui.labels import plain_tip

_STEP = 8.0
_BELOW_TITLE = 20
_BORDER_TIP = "Drag to resize the lane above; double click for its natural height."
_TITLE_TIP = "Drag to move the lane; right click for more."
_SHIFT, _ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
_PLAIN = Qt.KeyboardModifier.NoModifier
_HELD = _SHIFT | _ALT | Qt.KeyboardModifier.ControlModifier
_CURSORS = {True: Qt.CursorShape.SplitVCursor, False: Qt.CursorShape.OpenHandCursor}


class LaneHands(QObject):
    """Watches a chart's mouse and keys, and takes what is meant for a lane.

    Signals:
        lane_chosen: The keys are for another lane: its key, empty where for none.
        heights_set: Lanes were given other heights: pixels by key.
        natural_wanted: A lane is to be as high as it needs.
        moved: A lane was moved down by so many places, up where negative.
        menu_wanted: A lane's menu, and where on the screen.
    """

    lane_chosen = Signal(str)  # key
    heights_set = Signal(dict)  # pixels by key
    natural_wanted = Signal(str)  # key
    moved = Signal(str, int)  # key, places
    menu_wanted = Signal(str, QPoint)  # key, place on the screen

    def __init__(self, chart: CourseChart) -> None:
        super().__init__(chart)
        self._chart = chart
        self._drag: LaneDrag | None = None
        self._shows_hand = False
        self._overlay = LaneOverlay(chart)
        self._overlay.show()
        chart.installEventFilter(self)
        # The menu key is for what was chosen last.
        chart.mark_selected.connect(lambda _table, _id: self._overlay.show_lane(""))

    def lane(self) -> str:
        """Return the key of the lane that the keys are for; empty where for none."""
        return self._overlay.lane if self.part(self._overlay.lane) is not None else ""

    def part(self, key: str) -> Part | None:
        """Return where a lane lies; None where it is not drawn."""
        return next((part for part in self.parts() if part.key == key), None)

    def parts(self) -> list[Part]:
        """Return where the lanes lie."""
        drawing = self._chart.drawing()
        return drawing.parts if drawing is not None else []

    def choose(self, key: str) -> None:
        """Let the keys be for a lane; for none where the key is empty."""
        self._overlay.show_lane(key)
        figure = self._chart.figure()
        lane = figure.lane(key) if figure is not None else None
        if lane is not None and figure is not None:
            at = figure.lanes.index(lane) + 1
            name = f"{lane.title} {lane.subtitle}".rstrip()
            announce(self._chart, f"Lane {at} of {len(figure.lanes)}: {name}")
        self.lane_chosen.emit(key)

    # What a key asks for; False where it was not meant for a lane

    def _keys(self) -> dict[tuple[Qt.KeyboardModifier, int], Callable[[], bool]]:
        return {
            (_PLAIN, Qt.Key.Key_Up): lambda: self._step(-1),
            (_PLAIN, Qt.Key.Key_Down): lambda: self._step(1),
            (_ALT, Qt.Key.Key_Up): lambda: self._move(-1),
            (_ALT, Qt.Key.Key_Down): lambda: self._move(1),
            (_SHIFT, Qt.Key.Key_Up): lambda: self._resize(-_STEP),
            (_SHIFT, Qt.Key.Key_Down): lambda: self._resize(_STEP),
            (_PLAIN, Qt.Key.Key_Menu): self._menu,
            (_SHIFT, Qt.Key.Key_F10): self._menu,
            (_PLAIN, Qt.Key.Key_Escape): self._release,
        }

    def _step(self, by: int) -> bool:
        keys = [part.key for part in self.parts()]
        if not keys:
            return False
        last = len(keys) - 1
        first = 0 if by > 0 else last
        at = min(max(keys.index(self.lane()) + by, 0), last) if self.lane() in keys else first
        self.choose(keys[at])
        return True

    def _move(self, by: int) -> bool:
        key = self.lane()
        if key:
            self.moved.emit(key, by)
        return bool(key)

    def _resize(self, by: float) -> bool:
        part, figure = self.part(self.lane()), self._chart.figure()
        if part is None or figure is None:
            return False
        self.heights_set.emit(resized(figure, self.parts(), part.key, part.rect.height + by))
        return True

    def _menu(self) -> bool:
        part = self.part(self.lane())
        if part is None:
            return False
        place = QPoint(round(part.rect.left), round(part.rect.top) + _BELOW_TITLE)
        self.menu_wanted.emit(part.key, self._chart.mapToGlobal(place))
        return True

    def _release(self) -> bool:
        if self._drag is not None:
            self._drag.cancel()
            self._drag = None
            return True
        is_chosen = bool(self.lane())
        if is_chosen:
            self.choose("")
        return is_chosen

    # What the mouse asks for; False where it was not meant for a lane

    def _pressed(self, event: QMouseEvent) -> bool:
        if event.button() is Qt.MouseButton.LeftButton:
            self._drag = LaneDrag.begun(self._chart, self._overlay, event.position())
        return self._drag is not None

    def _moved(self, event: QMouseEvent) -> bool:
        if self._drag is None:
            if not event.buttons():
                self._show_hand(self._hold(event.position()))
            return False
        self._drag.go_on(event.position())
        return True

    def _let_go(self, event: QMouseEvent) -> bool:
        drag, self._drag = self._drag, None
        if drag is None:
            return False
        outcome = drag.let_go(event.position())
        if outcome.clicked:
            self.choose(outcome.key)
        if outcome.heights:
            self.heights_set.emit(dict(outcome.heights))
        if outcome.places:
            self.moved.emit(outcome.key, outcome.places)
        self._show_hand(self._hold(event.position()))
        return True

    def _double(self, event: QMouseEvent) -> bool:
        hold = self._hold(event.position())
        if hold is not None and hold.by_border:
            self.natural_wanted.emit(hold.key)
        return hold is not None

    def _asked(self, event: QContextMenuEvent) -> bool:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            # Some systems send it after the key, which has opened the menu already.
            is_open = QApplication.activePopupWidget() is not None
            return bool(self.lane()) and (is_open or self._menu())
        hold = self._hold(QPointF(event.pos()))
        drawing = self._chart.drawing()
        if hold is None or drawing is None or event.pos().x() >= drawing.plot.left:
            return False
        self.choose(hold.key)
        self.menu_wanted.emit(hold.key, event.globalPos())
        return True

    def _explained(self, event: QHelpEvent) -> bool:
        """Say a title in full, as it may be shortened, and what can be done with it."""
        hold, figure = self._hold(QPointF(event.pos())), self._chart.figure()
        lane = figure.lane(hold.key) if hold is not None and figure is not None else None
        if hold is None or lane is None:
            return False
        name = ", ".join(filter(None, (lane.title, lane.subtitle)))
        words = _BORDER_TIP if hold.by_border else f"{name}. {_TITLE_TIP}"
        QToolTip.showText(event.globalPos(), plain_tip(words), self._chart)
        return True

    def _hold(self, position: QPointF) -> Hold | None:
        drawing = self._chart.drawing()
        return None if drawing is None else hold_at(drawing, position.x(), position.y())

    def _show_hand(self, hold: Hold | None) -> None:
        """Show by the cursor what can be taken hold of."""
        if hold is not None:
            self._chart.setCursor(_CURSORS[hold.by_border])
        elif self._shows_hand:
            self._chart.unsetCursor()
        self._shows_hand = hold is not None

    # Qt's calls

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            act = self._keys().get((event.modifiers() & _HELD, event.key()))
            return act is not None and act()
        if isinstance(event, QMouseEvent):
            return self._of_mouse(event)
        if isinstance(event, QContextMenuEvent):
            return self._asked(event)
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            return self._explained(event)
        if event.type() is QEvent.Type.Resize:
            self._overlay.resize(self._chart.size())
        return False

    def _of_mouse(self, event: QMouseEvent) -> bool:
        acts = {
            QEvent.Type.MouseButtonPress: self._pressed,
            QEvent.Type.MouseMove: self._moved,
            QEvent.Type.MouseButtonRelease: self._let_go,
            QEvent.Type.MouseButtonDblClick: self._double,
        }
        act = acts.get(event.type())
        return act is not None and act(event)
