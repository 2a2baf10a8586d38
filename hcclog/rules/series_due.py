"""Where a new baseline is due: which line or treatment has none, and which imaging would be it.

Sources: Eisenhauer 2009, 4.2 (the baseline lies as near as possible before the start of treatment
and not more than 4 weeks); Lencioni and Llovet 2010 (what was treated at its place counts anew).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from hcclog.catalogue.procedures import procedure
from hcclog.catalogue.reading import UnknownCode
from hcclog.domain.assessment import Modality
from hcclog.domain.dates import ClinicalDate
from hcclog.rules import words
from hcclog.rules.criteria import BASELINE_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.domain.assessment import Assessment
    from hcclog.domain.chronology import Chronology, DaySpan
    from hcclog.domain.ids import EntityId
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.response import ResponseSeries
    from hcclog.domain.therapy import Course, LineOfTherapy
    from hcclog.rules.series import RecordView


class Due(NamedTuple):
    """A baseline that no response series has yet.

    Attributes:
        name: What it is for, such as ``for line 3`` or ``after TACE (2022-05)``.
        label: A short name for the series.
        line_id: The line of therapy that goes on there.
        baseline: The imaging that would be it; None where none can be proposed.
        sentence: Why it is due, or why no imaging can be proposed.
        remarks: What is not certain of it, or unusual, a sentence each.
    """

    name: str
    label: str
    line_id: EntityId | None
    baseline: Assessment | None
    sentence: str
    remarks: tuple[str, ...] = ()


class _Treated(NamedTuple):
    """The first imaging after treatments; how they are named, in short, and whether it is sure."""

    first: Assessment
    names: list[str]
    shorts: list[str]
    sure: list[bool]


def due_baselines(source: RecordView) -> tuple[Due, ...]:
    """Return what has no response series, in order of time; what has no imaging stands last."""
    if not source.placed:
        return ()
    begun = {series.baseline_assessment_id for series in source.record.series}
    found = _lines(source)
    for treated in _treatments(source):
        if any(one.baseline is treated.first for one in found):
            found = [_with_treatment(one, treated) for one in found]
        elif treated.first.id not in begun:
            found.append(_treatment(source, treated))
    return tuple(sorted(found, key=lambda due: _place(due, source)))


def _with_treatment(one: Due, treated: _Treated) -> Due:
    """Return a proposal that says so where its baseline is due after a treatment too."""
    if one.baseline is not treated.first:
        return one
    remark = f"It is the first imaging after {words.joined(treated.names)} too."
    return one._replace(remarks=(*one.remarks, remark))


def _place(due: Due, source: RecordView) -> tuple[bool, tuple[Fraction, int]]:
    if due.baseline is None:
        return True, (Fraction(0), 0)
    return False, source.order(due.baseline.id)


def imaging_words(record: PatientRecord, chronology: Chronology, assessment: Assessment) -> str:
    """Return an assessment by modality and date, such as ``MRI of 2022-07``."""
    scans = [scan.modality for scan in record.scans if scan.assessment_id == assessment.id]
    known = dict.fromkeys(m.value for m in scans if m is not Modality.NOT_STATED)
    return f"{' and '.join(known) or 'imaging'} of {chronology.label(assessment.on)}"


def first_course(source: RecordView, line: LineOfTherapy) -> Course | None:
    """Return the course with which a line began; None where none has a place in time."""
    started = [
        (span.middle, n)
        for n, course in enumerate(source.record.courses)
        if course.line_id == line.id
        and (span := source.chronology.span(course.start_on)) is not None
    ]
    return source.record.courses[min(started)[1]] if started else None


def _lines(source: RecordView) -> list[Due]:
    """Return the lines of therapy to which no series belongs; no two have one baseline."""
    series = source.record.series
    taken = {one.baseline_assessment_id: _baseline_of(one) for one in series}
    found = []
    for line in sorted(source.record.lines, key=lambda line: line.number):
        if all(one.line_id != line.id for one in series):
            due = _line(source, line, taken)
            found.append(due)
            if due.baseline is not None:
                taken[due.baseline.id] = f"proposed {due.name} already"
    return found


def _baseline_of(series: ResponseSeries) -> str:
    named = f"the baseline of “{series.label}” already"
    return named if series.line_id is not None else f"{named}, which names no line of therapy"


def _line(source: RecordView, line: LineOfTherapy, taken: dict[EntityId, str]) -> Due:
    record, chronology = source.record, source.chronology
    name = f"line {line.number}"
    start_of_sentence = f"No response series begins with {name}:"
    course = first_course(source, line)
    if course is None:
        why = "none of its courses has a start with a place in time."
        return Due(f"for {name}", name, line.id, None, f"{start_of_sentence} {why}")
    start, when = _start_of(course), chronology.label(course.start_on)
    before = [a for a in source.placed if not _is_after(chronology, start, _day_of(a))]
    if not before:
        why = f"no imaging is logged at or before its start ({when})."
        return Due(f"for {name}", name, line.id, None, f"{start_of_sentence} {why}")
    last = max(before, key=lambda a: source.order(a.id))
    imaging = imaging_words(record, chronology, last)
    if last.id in taken:
        why = f"the last imaging up to its start ({when}), {imaging}, is {taken[last.id]}."
        return Due(f"for {name}", name, line.id, None, f"{start_of_sentence} {why}")
    sentence = f"{start_of_sentence} its baseline would be the last imaging up to its start "
    remarks = _remarks(chronology.days_between(_day_of(last), start), name)
    return Due(
        f"for {name}", name, line.id, last, f"{sentence}({when}), {imaging}.", tuple(remarks)
    )


# One event is one day, however little is known of it: dates are compared as those of events.
def _day_of(assessment: Assessment) -> ClinicalDate:
    return ClinicalDate.at("assessment", assessment.id)


def _start_of(course: Course) -> ClinicalDate:
    return ClinicalDate.at("course", course.id, "start")


def _is_after(chronology: Chronology, first: ClinicalDate, second: ClinicalDate) -> bool:
    """Return whether the second date lies after the first: surely, or else by their middles."""
    sure = chronology.surely_before(first, second)
    if sure is not None:
        return sure
    one, two = chronology.span(first), chronology.span(second)
    return one is not None and two is not None and one.middle < two.middle


def _remarks(days_before: DaySpan | None, name: str) -> Iterator[str]:
    """Yield what is not certain or unusual about a baseline so many days before a line's start."""
    if days_before is None or days_before.earliest < 0:
        yield f"The dates do not tell for certain that it was before the start of {name}."
    if days_before is None or days_before.latest <= BASELINE_DAYS:
        return
    least, most = max(0, days_before.earliest), days_before.latest
    days = f"{least}" if least == most else f"{least} to {most}"
    how = "is" if least > BASELINE_DAYS else "may be"
    usual = f"at most {BASELINE_DAYS} are usual"
    yield f"It {how} older than usual: {days} days before the start; {usual}."


def _treatments(source: RecordView) -> Iterator[_Treated]:
    """Yield the first imaging after locoregional treatments; several may share one."""
    chronology = source.chronology
    treated: dict[EntityId, _Treated] = {}
    for one in source.record.procedures:
        end = ClinicalDate.at("procedure", one.id, "end")
        later = [a for a in source.placed if _is_after(chronology, end, _day_of(a))]
        short = _locoregional(one.kind)
        if short and later and chronology.span(end) is not None:
            first = min(later, key=lambda a: source.order(a.id))
            here = treated.setdefault(first.id, _Treated(first, [], [], []))
            here.names.append(f"{short} ({chronology.label(one.on)})")
            here.shorts.append(short)
            here.sure.append(bool(chronology.surely_before(end, _day_of(first))))
    yield from treated.values()


def _locoregional(code: str) -> str:
    """Return the short name of a treatment at its place; empty for any other procedure."""
    try:
        kind = procedure(code)
    except UnknownCode:
        return ""
    return kind.short if kind.locoregional else ""


def _treatment(source: RecordView, treated: _Treated) -> Due:
    names = words.joined(treated.names)
    imaging = imaging_words(source.record, source.chronology, treated.first)
    remarks = ["A lesion that was treated is a target only where growth was shown since."]
    if not all(treated.sure):
        remarks.append("The dates do not tell for certain that it was after the treatment.")
    return Due(
        f"after {names}",
        f"after {words.joined(list(dict.fromkeys(treated.shorts)))}",
        _line_at(source, treated.first),
        treated.first,
        f"No response series begins after {names}: "
        f"the first imaging since, {imaging}, would be its baseline.",
        tuple(remarks),
    )


def _line_at(source: RecordView, baseline: Assessment) -> EntityId | None:
    """Return the last line of therapy that had begun by an assessment."""
    begun = [
        (line.number, line.id)
        for line in source.record.lines
        if (course := first_course(source, line)) is not None
        and not _is_after(source.chronology, _day_of(baseline), _start_of(course))
    ]
    return max(begun)[1] if begun else None
