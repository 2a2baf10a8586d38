"""Any picture in a window: read under the mouse or step by step, opened by click or Enter."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from hcclog.report.drawing import Drawing, Hit, Pointed
from hcclog.report.palette import Palette
from hcclog.report.picture import Picture
from hcclog.report.sheet import Style
from hcclog.ui.charts.canvas import Canvas
from hcclog.ui.charts.overlay import paint_frames, paint_here
from hcclog.ui.labels import plain_tip

_WIDTH, _HEIGHT = 640, 360
_LEAST_WIDTH, _LEAST_HEIGHT, _READABLE = 260, 160, 320
# A pixmap of thousands of lanes would not fit into memory; the drawing makes do with less.
_MOST_HEIGHT = 3000


class PictureCanvas(Canvas):
    """Shows one picture whose marks can be pointed at, stepped through and opened.

    Signals:
        mark_read: What the mark under the mouse, or the one stepped to, says; empty for none.
        mark_opened: A mark was clicked, or Enter was pressed at it: its table and id.
        stepped: A mark was stepped to, and where its middle is.
    """

    mark_read = Signal(str)
    stepped = Signal(int, int)  # x, y
    mark_opened = Signal(str, str)  # table, id

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: Picture | None = None
        self._least_height = _LEAST_HEIGHT
        # A width, and the height without which the drawing would be cut.
        self._needed = (0, 0)
        self._hits: list[Hit] | None = None
        self._at: Hit | None = None
        self._hovered: Pointed | None = None
        self._pressed: Pointed | None = None
        self._followed: tuple[str, str] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_picture(self, picture: Picture | None, least_height: int = 0) -> None:
        """Show a picture, or nothing; a mark that says the same as before stays stepped to.

        Args:
            picture: What to show.
            least_height: In pixels, where the picture's own wish is for paper.
        """
        self._least_height = max(least_height, _LEAST_HEIGHT)
        kept = self._at.mark if self._at is not None else None
        self._picture = picture
        self._needed = (0, 0)
        self._at = self._hovered = None
        self.setAccessibleName(picture.title if picture is not None else "")
        self.setAccessibleDescription(picture.description if picture is not None else "")
        self.updateGeometry()
        self.refresh()
        if kept is not None:
            self._at = next((h for h in self._marks() if _same(h.mark, kept)), None)
            self.mark_read.emit(self._at.mark.reading if self._at is not None else "")

    def picture(self) -> Picture | None:
        """Return what is shown."""
        return self._picture

    def follow(self, key: tuple[str, str] | None) -> None:
        """Frame what belongs to a patient who is chosen elsewhere."""
        if key != self._followed:
            self._followed = key
            self.update()

    def at(self) -> Pointed | None:
        """Return the mark that was stepped to."""
        return None if self._at is None else self._at.mark

    def step(self, by: int) -> bool:
        """Go to the next mark, or to an earlier one; False beyond the ends."""
        marks = self._marks()
        at = self._place(by)
        if not 0 <= at + by < len(marks):
            return False
        self._go_to(marks[at + by])
        return True

    def step_over(self, by: int) -> bool:
        """Go to the next patient's first mark, or to an earlier patient's last; False beyond."""
        marks = self._marks()
        others = marks[self._place(by) + 1 :] if by > 0 else reversed(marks[: self._place(by)])
        own = None if self._at is None else self._at.mark.key
        found = next((hit for hit in others if hit.mark.key != own), None)
        if found is not None:
            self._go_to(found)
        return found is not None

    def _place(self, by: int) -> int:
        """Return where one stands; before all marks or after them where at none."""
        outside = -1 if by > 0 else len(self._marks())
        return next((n for n, hit in enumerate(self._marks()) if hit is self._at), outside)

    def step_to(self, end: int) -> None:
        """Go to the first mark (0) or the last (-1)."""
        marks = self._marks()
        if marks:
            self._go_to(marks[end])

    def open_here(self) -> None:
        """Open the mark that was stepped to."""
        if self._at is not None:
            self.mark_opened.emit(*self._at.mark.key)

    def leave_marks(self) -> None:
        """Be at no mark."""
        self._at = None
        self.mark_read.emit("")
        if self._picture is not None:
            self.setAccessibleDescription(self._picture.description)
        self.update()

    def refresh(self) -> None:
        """Lay out and paint anew; the mark that was stepped to is found in its new place."""
        kept = self._at
        self._hits = None
        super().refresh()
        if kept is not None:
            self._at = next((h for h in self._marks() if _same(h.mark, kept.mark)), None)

    def lay_out(self, size: tuple[float, float], style: Style) -> Drawing | None:
        """Return the drawing for a size; one that needs more height is given it."""
        if self._picture is None:
            return None
        drawing = self._picture.lay_out(size, style)
        if drawing.height > size[1]:
            self._needed = (self.width(), ceil(drawing.height))
            self.updateGeometry()
        return drawing

    def paint_moving(self, painter: QPainter, drawing: Drawing, colours: Palette) -> None:
        """Frame the marks of who is chosen and of who is read; tint the mark that is read."""
        framed = {self._followed, None if self._at is None else self._at.mark.key} - {None}
        if framed:
            paint_frames(painter, (hit for hit in drawing.hits if hit.mark.key in framed), colours)
        if self._at is not None:
            here = (hit for hit in drawing.hits if _same(hit.mark, self._at.mark))
            paint_here(painter, here, colours)

    def _marks(self) -> list[Hit]:
        """Return one place for each thing that is said, in the order of drawing."""
        if self._hits is None:
            drawing = self.drawing()
            unique: dict[tuple[tuple[str, str], str], Hit] = {}
            for hit in drawing.hits if drawing is not None else ():
                unique.setdefault((hit.mark.key, hit.mark.reading), hit)
            self._hits = list(unique.values())
        return self._hits

    def _go_to(self, hit: Hit) -> None:
        self._at = hit
        self.mark_read.emit(hit.mark.reading)
        self.setAccessibleDescription(hit.mark.reading)
        changed = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(changed)
        box = hit.rect
        self.stepped.emit(round((box.left + box.right) / 2), round((box.top + box.bottom) / 2))
        self.update()

    def _mark_at(self, position: QPointF) -> Pointed | None:
        drawing = self.drawing()
        return drawing.hit(position.x(), position.y()) if drawing is not None else None

    def _point_at(self, mark: Pointed | None) -> None:
        if mark is self._hovered:
            return
        self._hovered = mark
        if mark is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.mark_read.emit(mark.reading)
        else:
            self.unsetCursor()
            self.mark_read.emit(self._at.mark.reading if self._at is not None else "")

    def _actions(self) -> dict[int, Callable[[], object]]:
        """Return what each key does."""
        ahead, back = lambda: self.step(1), lambda: self.step(-1)
        return {
            Qt.Key.Key_Right: ahead,
            Qt.Key.Key_BracketRight: ahead,
            Qt.Key.Key_Left: back,
            Qt.Key.Key_BracketLeft: back,
            Qt.Key.Key_Down: lambda: self.step_over(1),
            Qt.Key.Key_Up: lambda: self.step_over(-1),
            Qt.Key.Key_Home: lambda: self.step_to(0),
            Qt.Key.Key_End: lambda: self.step_to(-1),
            Qt.Key.Key_Return: self.open_here,
            Qt.Key.Key_Enter: self.open_here,
            Qt.Key.Key_Escape: self.leave_marks,
        }

    # Qt's calls

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH, _LEAST_HEIGHT)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._picture is None:
            return _LEAST_HEIGHT
        wished = ceil(self._picture.height_at(width, self.style_of_chart()))
        needed = self._needed[1] if self._needed[0] == width else 0
        # What it wishes is for paper; a small window shows all of it a little lower.
        return min(max(min(wished, _READABLE), needed, self._least_height), _MOST_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self._actions().get(event.key())
        if action is None:
            super().keyPressEvent(event)
        else:
            action()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        mark = self._mark_at(event.position())
        self._point_at(mark)
        if mark is not None:
            QToolTip.showText(event.globalPosition().toPoint(), plain_tip(mark.reading), self)
        else:
            QToolTip.hideText()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = self._mark_at(event.position()) if is_left else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        # Who presses on one bar and lets go on another has thought better of it.
        if pressed is not None and self._mark_at(event.position()) is pressed:
            self.mark_opened.emit(*pressed.key)

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)


def _same(one: Pointed, other: Pointed) -> bool:
    """True where two marks are of one entry and say the same."""
    return one.key == other.key and one.reading == other.reading
