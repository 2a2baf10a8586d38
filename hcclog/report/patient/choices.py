"""What a person chooses of a report: paper, sections, the page for a tumour board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from hcclog.domain.response import Criteria
from hcclog.report.drawing import PIXELS_PER_INCH, Rect
from hcclog.report.paper import MM_PER_INCH

if TYPE_CHECKING:
    from hcclog.commands.signing import Signature

_SIDE, _ABOVE, _BELOW = 50.0, 44.0, 74.0


class PageSize(StrEnum):
    """Paper, upright."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height in millimetres."""
        return (210.0, 297.0) if self is PageSize.A4 else (215.9, 279.4)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in pixels of 1/96 inch."""
        width, height = self.size_mm
        return width / MM_PER_INCH * PIXELS_PER_INCH, height / MM_PER_INCH * PIXELS_PER_INCH

    @property
    def body(self) -> Rect:
        """The part of a page above its foot."""
        width, height = self.size
        return Rect(_SIDE, _ABOVE, width - _SIDE, height - _BELOW)


class Section(StrEnum):
    """A section of a report, in the order of printing; who it is about stands in every one."""

    COURSE = "course"
    RESPONSES = "responses"
    LESIONS = "lesions"
    TREATMENT = "treatment"
    LABS = "labs"
    EVENTS = "events"
    VISITS = "visits"
    SCORES = "scores"
    TO_SETTLE = "to-settle"
    SOURCES = "sources"


SECTION_NAMES = {
    Section.COURSE: "Clinical course",
    Section.RESPONSES: "Response",
    Section.LESIONS: "Lesions",
    Section.TREATMENT: "Treatment",
    Section.LABS: "Laboratory results",
    Section.EVENTS: "Adverse events, pathology, outcome",
    Section.VISITS: "Visits and staging",
    Section.SCORES: "Liver, stage and grades",
    Section.TO_SETTLE: "To settle",
    Section.SOURCES: "Sources",
}


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chooses.

    Attributes:
        sections: In any order; they are printed in that of `Section`.
        criteria: What responses are computed by; empty for those that suit the record.
        board: The page for a tumour board in place of the report.
        question: What the board is asked.
    """

    paper: PageSize = PageSize.A4
    sections: tuple[Section, ...] = tuple(Section)
    criteria: tuple[Criteria, ...] = ()
    board: bool = False
    question: str = ""


@dataclass(frozen=True, slots=True)
class Printing:
    """When a report is printed, and of which state of the store.

    Attributes:
        signatures: Given to the record or to visits in it; none where nobody may be known.
        journal_tip: First digits of the journal's hash at that revision, which `hcclog check`
            holds against the store; empty where nobody may be known from the page.
    """

    today: date
    revision: int
    journal_tip: str = ""
    signatures: tuple[Signature, ...] = ()
