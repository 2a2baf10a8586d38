"""What is typed into the page of a visit, section by section, before anything is read.

Each line has a key of its own, so that a refusal finds the way back to where it was typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CourseStep(StrEnum):
    """What becomes of a course at a visit; nothing chosen means that it goes on as it was."""

    DOSE = "new dose"
    HOLD = "hold"
    RESUMED = "taken up again"
    STOP = "stop"


class LineChoice(StrEnum):
    """Where a new agent belongs; a person always says it."""

    SAME = "same"
    NEW = "new"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class LabLine:
    """One result of the day.

    Attributes:
        asked: The test stands there by itself, so an empty value says nothing.
    """

    key: str
    test: str
    value: str
    asked: bool = False


@dataclass(frozen=True, slots=True)
class SizeLine:
    """What was typed for a lesion that is known."""

    lesion_id: str
    text: str


@dataclass(frozen=True, slots=True)
class LesionLine:
    """A lesion that is seen for the first time.

    Attributes:
        label: Empty for the next free one.
        organ: Key of the catalogue.
    """

    key: str
    label: str = ""
    organ: str = ""
    site: str = ""
    size: str = ""


@dataclass(frozen=True, slots=True)
class ImagingWords:
    """The imaging of the day; without a modality there was none."""

    modality: str = ""
    slices: str = ""
    findings: str = ""
    sizes: tuple[SizeLine, ...] = ()
    new: tuple[LesionLine, ...] = ()


@dataclass(frozen=True, slots=True)
class CourseLine:
    """What becomes of a running course; an empty date is the day of the visit."""

    course_id: str
    what: str = ""
    on: str = ""
    dose: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AgentLine:
    """A new agent; an empty date is the day of the visit."""

    key: str
    agent: str = ""
    dose: str = ""
    schedule: str = ""
    on: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class EventLine:
    """An adverse event; an empty date is the day of the visit."""

    key: str
    term: str = ""
    grade: str = ""
    on: str = ""
    agents: str = ""


@dataclass(frozen=True, slots=True)
class ReportWords:
    """What a reader concluded from the imaging of the day."""

    category: str = ""
    criteria: str = ""
    reader: str = ""


@dataclass(frozen=True, slots=True)
class VisitWords:
    """Everything that was typed."""

    on: str
    ecog: str = ""
    weight_kg: str = ""
    author: str = ""
    note: str = ""
    labs: tuple[LabLine, ...] = ()
    imaging: ImagingWords = ImagingWords()
    courses: tuple[CourseLine, ...] = ()
    agents: tuple[AgentLine, ...] = ()
    events: tuple[EventLine, ...] = ()
    report: ReportWords = ReportWords()
