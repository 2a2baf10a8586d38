"""The page for a tumour board: always one, with what matters most first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hcclog.domain.record import PatientRecord
from hcclog.report.course.figure import CourseFigure
from hcclog.report.course.layout import natural_height
from hcclog.report.drawing import Rect
from hcclog.report.patient.board_parts import (
    Cut,
    Limits,
    head,
    last_imaging,
    questions,
    responses,
)
from hcclog.report.patient.charts import with_least_room
from hcclog.report.patient.choices import Choices, Printing
from hcclog.report.patient.content import Block, Chart, Heading, Paragraph, content_hash
from hcclog.report.patient.document import STYLE, Document, empty_page, with_feet
from hcclog.report.patient.flow import Flow, Piece
from hcclog.report.patient.foot import Foot
from hcclog.report.patient.material import Material
from hcclog.report.patient.sections.course import figure_of
from hcclog.report.patient.sections.who import patient_words
from hcclog.report.patient.setting import pieces_of

# From all that a page may hold to what it holds in the worst case.
_LADDER = (
    Limits(8, 12, 8, 8, 3),
    Limits(8, 10, 6, 6, 2),
    Limits(4, 10, 6, 5, 2),
    Limits(4, 8, 4, 4, 2),
    Limits(4, 6, 4, 3, 1),
    Limits(4, 5, 3, 2, 1),
    Limits(4, 4, 2, 2, 1),
    Limits(4, 3, 1, 1, 1),
)
_WISHED_SHARE, _LEAST_CHART = 0.3, 110.0
_CHART_HEAD = 48.0
_REMARK_LINES = 3


class _Set(NamedTuple):
    """The page without its chart: what stands above and below, and the room between."""

    above: tuple[Block, ...]
    below: tuple[Block, ...]
    left_out: tuple[str, ...]
    room: float


def board_document(record: PatientRecord, printing: Printing, choices: Choices) -> Document:
    """Return the page; what it has no room for is named on it and in `left_out`."""
    material = Material(record, choices)
    figure, paper = figure_of(material), choices.paper
    found = _fitting(material, printing, figure, paper.body)
    chart, left_out = _chart(found, figure, paper.body)
    remark = _remark(left_out)
    blocks = (*found.above, *chart, *found.below, *remark)
    flow = Flow(paper.body, lambda: empty_page(paper))
    flow.pour(list(pieces_of(blocks, paper.body, STYLE)))
    told = content_hash(blocks)
    pages = flow.pages[:1]
    with_feet(pages, Foot(patient_words(record.patient), printing, told), paper)
    return Document(tuple(pages), paper, printing, told, tuple(left_out))


def _fitting(material: Material, printing: Printing, figure: CourseFigure, body: Rect) -> _Set:
    """Return the fullest page that leaves the chart its room, else the barest."""
    found = _set(material, printing, _LADDER[-1], body)
    wished = min(natural_height(figure, body.width, STYLE), body.height * _WISHED_SHARE)
    for limits in _LADDER[:-1]:
        fuller = _set(material, printing, limits, body)
        if fuller.room >= wished:
            return fuller
    return found


def _set(material: Material, printing: Printing, limits: Limits, body: Rect) -> _Set:
    above = head(material, printing, limits)
    parts: list[Cut] = [
        last_imaging(material, limits),
        responses(material, limits),
        questions(material, limits),
    ]
    below = tuple(block for part in parts for block in part.blocks)
    left_out = (*above.left_out, *(words for part in parts for words in part.left_out))
    taken = _height((*above.blocks, *below), body)
    remark = _REMARK_LINES * 14.0 + 4.0
    return _Set(above.blocks, below, left_out, body.height - taken - remark - _CHART_HEAD)


def _height(blocks: Sequence[Block], body: Rect) -> float:
    pieces: list[Piece] = list(pieces_of(blocks, body, STYLE))
    return sum(piece.height + piece.gap for piece in pieces)


def _chart(
    found: _Set, figure: CourseFigure, body: Rect
) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Return the chart with the lanes that fit, and all that the page leaves out."""
    if not figure.lanes:
        return (), found.left_out
    kept, out = with_least_room(figure, body.width, found.room, STYLE)
    if found.room < _LEAST_CHART or not kept.lanes:
        return (), (*found.left_out, "the course chart")
    height = min(natural_height(kept, body.width, STYLE), found.room)
    names = ", ".join(dict.fromkeys(lane.title for lane in out if lane.title))
    of_chart = (f"lanes of the chart ({names})",) if names else ()
    return (Heading("Clinical course"), Chart(kept, height)), (*found.left_out, *of_chart)


def _remark(left_out: Sequence[str]) -> tuple[Block, ...]:
    """Return what the page says of what it leaves out."""
    if not left_out:
        return ()
    told = f"Left out on this page: {'; '.join(left_out)}. The patient report holds all of it."
    return (Paragraph(told, most_lines=_REMARK_LINES),)
