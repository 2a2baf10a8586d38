"""A chart's drawing and the places on it, as tests ask for them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from hcclog.domain.record import PatientRecord
from hcclog.report.course.build import course_figure
from hcclog.report.course.figure import CourseFigure
from hcclog.report.drawing import Drawing
from hcclog.rules.timeline import timeline
from hcclog.ui.charts.course_chart import CourseChart


def figure_of(record: PatientRecord) -> CourseFigure:
    return course_figure(record, timeline(record))


def picture(chart: CourseChart) -> Drawing:
    drawing = chart.drawing()
    assert drawing is not None
    return drawing


def spot_of(chart: CourseChart, table: str, entity_id: str) -> QPoint:
    """Return the middle of a mark on the screen."""
    hit = next(h for h in picture(chart).hits if h.mark.key == (table, entity_id))
    return QPoint(
        round((hit.rect.left + hit.rect.right) / 2), round((hit.rect.top + hit.rect.bottom) / 2)
    )


def empty_spot(chart: CourseChart) -> QPoint:
    """Return a place in the plot where nothing lies."""
    drawing = picture(chart)
    y = round(drawing.plot.bottom) - 1
    free = (x for x in range(round(drawing.plot.left), round(drawing.plot.right)))
    return QPoint(next(x for x in free if drawing.hit(x, y) is None), y)


def wheel(
    chart: QWidget,
    x: float,
    turned: QPoint,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> bool:
    """Turn the wheel over a widget; True where it took notice."""
    spot = QPointF(x, min(100, chart.height() / 2))
    event = QWheelEvent(
        spot,
        chart.mapToGlobal(spot),
        QPoint(),
        turned,
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(chart, event)
    return event.isAccepted()
