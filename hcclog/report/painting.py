"""Paint a drawing: the same hand on the screen, in PDF, SVG and PNG.

Lines go out as lists of single lines: a wide antialiased polyline is stroked as one path, which
costs ten times more.
"""

from __future__ import annotations

from functools import lru_cache
from threading import get_ident

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF, QStaticText

from hcclog.report.drawing import Area, Box, Drawing, Glyph, Rect, Strokes, TextRole, Words
from hcclog.report.typeface import as_set, font, metrics

_DASHES = {
    "dash": [4.0, 3.0],
    "dot": [1.0, 2.5],
    "dashdot": [6.0, 2.5, 1.0, 2.5],
    "longdash": [10.0, 3.0],
}
_HATCH_STEP = 6.0


def paint(painter: QPainter, drawing: Drawing, *, ground: bool = True) -> None:
    """Paint a drawing at the painter's origin; `ground` fills its background first."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    if ground:
        fill(painter, QRectF(0, 0, drawing.width, drawing.height), drawing.background)
    look: tuple[str, float, str] | None = None
    for shape in drawing.shapes:
        if isinstance(shape, Glyph):
            # Of a curve all symbols look alike.
            if look != (look := (shape.stroke, shape.width, shape.fill)):
                _take_up(painter, shape)
            _paint_glyph(painter, shape)
            continue
        look = None
        if isinstance(shape, Words):
            paint_words(painter, shape)
        elif isinstance(shape, Strokes):
            _paint_strokes(painter, shape)
        elif isinstance(shape, Area):
            _paint_area(painter, shape)
        else:
            _paint_box(painter, shape)


@lru_cache(maxsize=512)
def colour(name: str) -> QColor:
    """Return a colour by its ``#rrggbb``."""
    return QColor(name)


@lru_cache(maxsize=256)
def pen(name: str, width: float, dash: str = "", *, flat: bool = False) -> QPen:
    """Return a pen whose wide lines join without a notch, dashed where told.

    Its ends are square: each line with round ends is filled as a path, which costs ten times more.
    """
    made = QPen(colour(name), width)
    flat = flat or bool(dash) or width <= 1
    made.setCapStyle(Qt.PenCapStyle.FlatCap if flat else Qt.PenCapStyle.SquareCap)
    if dash:
        made.setDashPattern([length / width for length in _DASHES[dash]])
    return made


def qrect(rect: Rect) -> QRectF:
    """Return Qt's rectangle."""
    return QRectF(rect.left, rect.top, rect.width, rect.height)


def fill(painter: QPainter, rect: QRectF, name: str) -> None:
    """Fill a rectangle; `QPainter.fillRect` would first make all that Qt has of gradients."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(name))
    painter.drawRect(rect)


@lru_cache(maxsize=16)
def _heights(role: TextRole) -> tuple[float, float]:
    return metrics(role).ascent(), metrics(role).descent()


def paint_words(painter: QPainter, words: Words) -> None:
    """Paint one line of text."""
    rect = words.rect
    if words.plate:
        fill(painter, qrect(rect), words.plate)
    ascent, descent = _heights(words.role)
    painter.setFont(font(words.role))
    painter.setPen(colour(words.colour))
    text = _set_once(words.text, words.role, get_ident())
    if words.turned:
        painter.save()
        painter.translate(rect.left + (rect.width - ascent - descent) / 2, rect.bottom)
        painter.rotate(-90)
        painter.drawStaticText(QPointF(0, 0), text)
        painter.restore()
        return
    top = rect.top + (rect.height - ascent - descent) / 2
    painter.drawStaticText(QPointF(rect.left, top), text)


@lru_cache(maxsize=4096)
def _set_once(text: str, role: TextRole, _thread: int) -> QStaticText:
    """Return a text whose letters have their places: most are painted many times.

    Each thread has its own, for Qt moves the places while it paints.
    """
    made = QStaticText(as_set(text))
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    made.prepare(font=font(role))
    return made


def _paint_strokes(painter: QPainter, strokes: Strokes) -> None:
    if strokes.segments:
        painter.setPen(pen(strokes.colour, strokes.width, strokes.dash))
        painter.drawLines([QLineF(*segment) for segment in strokes.segments])


def _paint_area(painter: QPainter, area: Area) -> None:
    shade = QColor(area.fill)
    shade.setAlphaF(area.opacity)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in area.points]))


def _paint_box(painter: QPainter, box: Box) -> None:
    painter.setPen(pen(box.stroke, 1) if box.stroke else Qt.PenStyle.NoPen)
    painter.setBrush(colour(box.fill) if box.fill else QBrush())
    rect = qrect(box.rect)
    if box.arrow:
        painter.drawPolygon(_arrow(box.rect))
    elif box.radius:
        radius = min(box.radius, box.rect.width / 2)
        painter.drawRoundedRect(rect, radius, radius)
    else:
        painter.drawRect(rect)
    if box.hatch:
        _paint_hatch(painter, box)


def _tip(rect: Rect) -> float:
    return min(rect.height / 4, rect.width)


def _arrow(rect: Rect) -> QPolygonF:
    """Return a bar whose right end is a point: it goes on."""
    tip = _tip(rect)
    middle = (rect.top + rect.bottom) / 2
    return QPolygonF(
        [
            QPointF(rect.left, rect.top),
            QPointF(rect.right - tip, rect.top),
            QPointF(rect.right, middle),
            QPointF(rect.right - tip, rect.bottom),
            QPointF(rect.left, rect.bottom),
        ]
    )


def _paint_hatch(painter: QPainter, box: Box) -> None:
    """Paint lines cut at the box without a clip, which paper devices would rasterise."""
    rect = box.rect._replace(right=box.rect.right - _tip(box.rect)) if box.arrow else box.rect
    width = 2.0 if box.pattern == "/" and not box.stroke else 1.0
    dash = "dot" if box.pattern == "." else ""
    painter.setPen(pen(box.hatch, width, dash, flat=True))
    painter.drawLines([line for way in box.pattern for line in _hatch_lines(rect, way)])


def _hatch_lines(rect: Rect, way: str) -> list[QLineF]:
    """Return parallel lines over a rectangle: slanting, level or upright."""
    left, top, right, bottom = rect
    if way in "-.":
        return [QLineF(left, y, right, y) for y in _steps(top, bottom)]
    if way == "|":
        return [QLineF(x, top, x, bottom) for x in _steps(left, right)]
    lines = []
    for start in _steps(left - rect.height - _HATCH_STEP, right):
        low, high = max(start, left), min(start + rect.height, right)
        if high > low:
            rise = (bottom - (low - start), bottom - (high - start))
            ends = rise if way == "/" else (top + bottom - rise[0], top + bottom - rise[1])
            lines.append(QLineF(low, ends[0], high, ends[1]))
    return lines


def _steps(start: float, end: float) -> list[float]:
    n = int((end - start) / _HATCH_STEP)
    places = (start + k * _HATCH_STEP for k in range(1, n + 1))
    return [place for place in places if place < end]


def _take_up(painter: QPainter, glyph: Glyph) -> None:
    """Take the pen and the brush of a symbol."""
    painter.setPen(pen(glyph.stroke, glyph.width) if glyph.stroke else Qt.PenStyle.NoPen)
    painter.setBrush(colour(glyph.fill) if glyph.fill else QBrush())


def _paint_glyph(painter: QPainter, glyph: Glyph) -> None:
    """Paint a symbol with the pen and the brush that were taken up."""
    x, y, half = glyph.x, glyph.y, glyph.size / 2
    if glyph.shape == "circle":
        painter.drawEllipse(QPointF(x, y), half, half)
    elif glyph.shape == "bar":
        painter.drawRect(QRectF(x - 0.75, y - half, 1.5, 2 * half))
    elif glyph.shape == "cross":
        painter.drawPath(_cross(x, y, half))
    else:
        painter.drawPolygon(
            QPolygonF([QPointF(x + a * half, y + b * half) for a, b in _CORNERS[glyph.shape]])
        )


_CORNERS = {
    "down": ((-1, -0.9), (1, -0.9), (0, 0.9)),
    "up": ((-1, 0.9), (1, 0.9), (0, -0.9)),
    "right": ((-0.9, -1), (0.9, 0), (-0.9, 1)),
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
}


def _cross(x: float, y: float, half: float) -> QPainterPath:
    """Return the sign of death: a cross with a longer stem."""
    path = QPainterPath()
    path.addRect(QRectF(x - 1, y - half, 2, 2 * half))
    path.addRect(QRectF(x - half * 0.65, y - half * 0.5, half * 1.3, 2))
    path.setFillRule(Qt.FillRule.WindingFill)
    return path
