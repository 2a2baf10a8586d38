"""One record as the rules on contradictions read it: indexed once, with the names of its parts."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from hcclog.catalogue.analytes import find_analyte
from hcclog.catalogue.drugs import find_drug
from hcclog.catalogue.procedures import find_procedure
from hcclog.domain.dates import Calendar
from hcclog.domain.record import NOUN_OF_CLASS
from hcclog.rules.verdict import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hcclog.domain.assessment import Assessment
    from hcclog.domain.chronology import Chronology, DaySpan
    from hcclog.domain.dates import ClinicalDate
    from hcclog.domain.lesion import Lesion, Measurement
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.statement import Statement, StatementKind
    from hcclog.domain.therapy import Course


class ContradictionRule(NamedTuple):
    """One way in which a record can contradict itself.

    Attributes:
        name: What the rule is called.
        meaning: When it speaks, in a sentence.
        find: Yields a finding for each contradiction.
    """

    name: str
    meaning: str
    find: Callable[[Case], Iterator[Finding]]


class Reading(NamedTuple):
    """One lesion at one assessment."""

    assessment: Assessment
    lesion: Lesion
    measurement: Measurement


class Case:
    """The parts of one record by what they belong to.

    Attributes:
        readings: What was read at each assessment, by its id.
        courses: Courses by id.
    """

    def __init__(self, record: PatientRecord, chronology: Chronology) -> None:
        """Index measurements, courses and statements."""
        self.record = record
        self.chronology = chronology
        self.courses: dict[str, Course] = {course.id: course for course in record.courses}
        self.readings: dict[str, list[Reading]] = defaultdict(list)
        self._before: dict[tuple[int, int], tuple[ClinicalDate, ClinicalDate, bool]] = {}
        assessments = {a.id: a for a in record.assessments}
        lesions = {lesion.id: lesion for lesion in record.lesions}
        for one in record.measurements:
            at, lesion = assessments.get(one.assessment_id), lesions.get(one.lesion_id)
            if at is not None and lesion is not None:
                self.readings[at.id].append(Reading(at, lesion, one))

    def stated(self, kind: StatementKind) -> list[Statement]:
        """Return the statements of one kind."""
        return [one for one in self.record.statements if one.kind is kind]

    def span(self, when: ClinicalDate | None) -> DaySpan | None:
        """Return the days that a date can mean."""
        return self.chronology.span(when)

    def surely_before(self, first: ClinicalDate | None, second: ClinicalDate | None) -> bool:
        """True where the first date is known to lie before the second."""
        if first is None or second is None:
            return False
        # Results of one day share one date, which is found by itself.
        key = id(first), id(second)
        if key not in self._before:
            is_before = self.chronology.surely_before(first, second) is True
            self._before[key] = first, second, is_before
        return self._before[key][2]

    def in_order(self, items: Iterable[Any]) -> list[Any]:
        """Return dated entities by the middle of their dates; those without a place are left out.

        Each has its date in `on`.
        """
        placed = [(span, item) for item in items if (span := self.span(item.on)) is not None]
        return [item for _, item in sorted(placed, key=lambda pair: pair[0].middle)]

    def when(self, date: ClinicalDate) -> str:
        """Return a date as shown, with the calendar date where the source's words hide it."""
        label = self.chronology.label(date)
        if isinstance(date.form, Calendar) and str(date.form) not in label:
            return f"{label} ({date.form})"
        return label


def finding(sentence: str, *concerned: Any) -> Finding:
    """Return a finding about some entities; the sentence begins with a capital letter."""
    marks = tuple((NOUN_OF_CLASS[type(entity)].table, str(entity.id)) for entity in concerned)
    return Finding(sentence[:1].upper() + sentence[1:], marks=marks)


def in_a_sentence(name: str) -> str:
    """Return a name with a small first letter, unless it is an abbreviation."""
    return name[:1].lower() + name[1:] if name[1:].islower() else name


def agent_name(code: str) -> str:
    """Return a drug's name, or its code where the catalogue does not know it."""
    drug = find_drug(code)
    return in_a_sentence(drug.name) if drug else code


def procedure_name(code: str) -> str:
    """Return a procedure as it is called on a chart, such as ``TACE``."""
    kind = find_procedure(code)
    return kind.short if kind else code


def analyte_name(code: str) -> str:
    """Return a test as it is called on screen, such as ``AFP``."""
    analyte = find_analyte(code)
    return analyte.short if analyte else code


def place_of(statement: Statement) -> str:
    """Return where a source says it, in brackets before which there is a space; often empty."""
    return f" ({statement.source.place})" if statement.source.place else ""
