"""The course chart of the whole record."""

from __future__ import annotations

from collections.abc import Iterator

from hcclog.report.course.build import course_figure
from hcclog.report.course.figure import CourseFigure
from hcclog.report.patient.content import Block, Chart
from hcclog.report.patient.material import Material


def course(material: Material) -> Iterator[Block]:
    """Yield the chart with all lanes that have something to show."""
    figure = figure_of(material)
    if figure.lanes:
        yield Chart(figure)


def figure_of(material: Material) -> CourseFigure:
    """Return the course of the record."""
    return course_figure(material.record, material.timeline)
