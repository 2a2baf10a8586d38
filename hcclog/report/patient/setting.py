"""From blocks to pieces of one width: the one place that knows every kind of block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from hcclog.report.drawing import Rect
from hcclog.report.patient.boxes import facts_pieces
from hcclog.report.patient.charts import chart_pieces
from hcclog.report.patient.content import (
    Block,
    Chart,
    Facts,
    Heading,
    Notice,
    Paragraph,
    Table,
    Title,
)
from hcclog.report.patient.flow import Piece
from hcclog.report.patient.lines import (
    heading_piece,
    notice_pieces,
    paragraph_pieces,
    title_pieces,
)
from hcclog.report.patient.tables import table_pieces
from hcclog.report.sheet import Style

_Setter = Callable[[Any, float, Style], Iterator[Piece]]
_SETTERS: dict[type, _Setter] = {
    Facts: facts_pieces,
    Heading: heading_piece,
    Notice: notice_pieces,
    Paragraph: paragraph_pieces,
    Table: table_pieces,
    Title: title_pieces,
}
_CHART_HEADING = 40.0


def pieces_of(blocks: Iterable[Block], body: Rect, style: Style) -> Iterator[Piece]:
    """Yield the pieces of blocks for a page's body."""
    for block in blocks:
        yield from _pieces(block, body, style)


def _pieces(block: Block, body: Rect, style: Style) -> Iterator[Piece]:
    if isinstance(block, Chart):
        # A heading stands above the first part.
        return chart_pieces(block, body.width, body.height - _CHART_HEADING, style)
    return _SETTERS[type(block)](block, body.width, style)
