"""A patient report as pages that can be looked at, printed and saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hcclog.domain.record import PatientRecord
from hcclog.report.drawing import Drawing, Words
from hcclog.report.palette import PRINT
from hcclog.report.patient.choices import PageSize, Printing
from hcclog.report.patient.content import Block, content_hash
from hcclog.report.patient.flow import Flow, Page
from hcclog.report.patient.foot import Foot, foot_shapes
from hcclog.report.patient.sections.who import patient_words
from hcclog.report.patient.setting import pieces_of
from hcclog.report.sheet import Style
from hcclog.report.typeface import measure

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

STYLE = Style(PRINT, measure, on_paper=True)


@dataclass(frozen=True, slots=True)
class Document:
    """A report that is ready to print.

    Attributes:
        pages: From the first to the last; lengths in pixels of 1/96 inch.
        paper: What they are printed on; `paper.size_mm` and `paper.size` say how large it is.
        printing: When, and from which state of the store.
        content_hash: Tells this content from another; see `content.content_hash`.
        left_out: What a page for a board had no room for, a sentence each.
    """

    pages: tuple[Page, ...]
    paper: PageSize
    printing: Printing
    content_hash: str
    left_out: tuple[str, ...] = ()

    def paint_page(self, painter: QPainter, n: int) -> None:
        """Paint page `n`, counted from 0, at the painter's origin in pixels of 1/96 inch."""
        from hcclog.report.patient.paint import paint_page

        paint_page(painter, self.pages[n])

    def pdf_bytes(self) -> bytes:
        """Return the PDF file; the same document gives the same bytes."""
        from hcclog.report.patient.pdf import pdf_bytes

        return pdf_bytes(self.pages, self.paper, self.printing.today)

    def words(self) -> tuple[Words, ...]:
        """Return every text of every page; those of charts at their places in the chart."""
        return tuple(
            words
            for page in self.pages
            for drawing in (page.drawing, *(placed.drawing for placed in page.placed))
            for words in drawing.words()
        )


def set_document(
    record: PatientRecord,
    blocks: Sequence[Block],
    printing: Printing,
    paper: PageSize,
) -> Document:
    """Return blocks set on as many pages as they need, each with its foot."""
    flow = Flow(paper.body, lambda: empty_page(paper))
    flow.pour(list(pieces_of(blocks, paper.body, STYLE)))
    told = content_hash(blocks)
    with_feet(flow.pages, Foot(patient_words(record.patient), printing, told), paper)
    return Document(tuple(flow.pages), paper, printing, told)


def empty_page(paper: PageSize) -> Page:
    """Return a page with nothing on it."""
    width, height = paper.size
    return Page(Drawing(width, height, STYLE.palette.background, paper.body))


def with_feet(pages: Sequence[Page], foot: Foot, paper: PageSize) -> None:
    """Draw the foot of every page."""
    for n, page in enumerate(pages, 1):
        page.drawing.shapes.extend(foot_shapes(foot, (n, len(pages)), paper, STYLE))
