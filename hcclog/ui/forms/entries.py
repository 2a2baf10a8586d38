"""Entries of a record as choices: lines, courses, assessments, in words and in order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hcclog.domain.ordering import oldest_first
from hcclog.report.naming import drug_name, procedure_names
from hcclog.ui.text import chip_text

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk
    from hcclog.ui.fields.choice_field import Choices


def lines(clerk: Clerk) -> Choices:
    """Return the lines of therapy by number."""
    ordered = sorted(clerk.record.lines, key=lambda line: line.number)
    return [(f"line {line.number}", line.id) for line in ordered]


def courses(clerk: Clerk) -> Choices:
    """Return the courses: agent and start."""
    return _dated(clerk, clerk.record.courses, lambda course: drug_name(course.agent))


def procedures(clerk: Clerk) -> Choices:
    """Return the procedures: kind and day."""
    return _dated(clerk, clerk.record.procedures, lambda each: procedure_names(each.kind)[0])


def assessments(clerk: Clerk) -> Choices:
    """Return the assessments: what was taken and when."""
    scans = {scan.assessment_id: scan.modality.value for scan in clerk.record.scans}
    return _dated(clerk, clerk.record.assessments, lambda each: scans.get(each.id, "imaging"))


def lesions(clerk: Clerk) -> Choices:
    """Return the lesions by label."""
    return [(lesion.label, lesion.id) for lesion in clerk.record.lesions]


def series(clerk: Clerk) -> Choices:
    """Return the response series by label."""
    return [(each.label, each.id) for each in clerk.record.series]


def reported_responses(clerk: Clerk) -> Choices:
    """Return what readers concluded: category and day."""

    def words(each: Any) -> str:
        return chip_text(each.category) if each.category else str(each.wording)

    return _dated(clerk, clerk.record.reported_responses, words)


def _dated(clerk: Clerk, entities: Any, words: Any) -> Choices:
    chronology = clerk.chronology
    choices: list[tuple[str, Any]] = []
    for each in oldest_first(entities, chronology):
        when = getattr(each, "on", None) or getattr(each, "start_on", None)
        choices.append((f"{words(each)}, {chronology.label(when)}", each.id))
    return choices
