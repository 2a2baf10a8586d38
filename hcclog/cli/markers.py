"""The command on tumour markers: their course in each line of therapy, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hcclog.cli.opening import logbook_at
from hcclog.cli.options import of_patient, print_json, record_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hcclog.rules.markers.course import MarkerCourse, MarkerPoint
    from hcclog.rules.markers.lead import MarkerLead


@click.command()
@of_patient
def markers(settings: dict[str, str], patient: str, *, as_json: bool) -> None:
    """Show tumour markers by line of therapy: changes, published cut-offs, and why."""
    from hcclog.exchange.marker_json import markers_json
    from hcclog.rules.markers.course import marker_courses
    from hcclog.rules.markers.leads import marker_leads
    from hcclog.rules.timeline import criteria_for, timeline

    with logbook_at(settings.get("store"), to_read=True) as book:
        record = record_of(book, patient)
    found = timeline(record, criteria_for(record))
    courses = marker_courses(record, found.chronology)
    leads = marker_leads(record, found)
    if as_json:
        print_json(markers_json(courses, found.chronology, leads))
    else:
        print_courses(courses, leads)


def print_courses(courses: Iterable[MarkerCourse], leads: Sequence[MarkerLead]) -> None:
    """Print each marker line by line: results, cut-offs, lead over imaging, what is to settle."""
    from hcclog.rules.markers.leads import leads_of
    from hcclog.rules.markers.words import analyte_name

    for course in courses:
        line = f"line {course.line.number}" if course.line else "before the first line"
        click.echo(f"{analyte_name(course.analyte)}, {line}")
        led = _leads(leads_of(course, leads))
        for text in (*_results(course), *_answers(course), *led, *_to_settle(course)):
            click.echo(f"  {text}")


def _results(course: MarkerCourse) -> Iterator[str]:
    if course.start:
        yield f"start: {course.start.sentence}"
    for point in course.points:
        yield point.result.told
        yield from (f"    {text}" for text in _changes(point))
    if course.nadir and len(course.points) > 1:
        yield course.nadir.sentence


def _changes(point: MarkerPoint) -> Iterator[str]:
    """Yield the changes of a result on one line; of what cannot be compared, why."""
    from hcclog.rules.markers.words import short_change

    named = (
        ("start", point.from_start),
        ("lowest before", point.from_nadir),
        ("previous", point.from_previous),
    )
    shown = [
        f"{short_change(change.bounds)} from {name}"
        for name, change in named
        if change and change.bounds
    ]
    if shown:
        yield ", ".join(shown)
    yield from dict.fromkeys(c.sentence for _, c in named if c and not c.bounds)
    if point.place_unsure:
        yield point.place_unsure


def _answers(course: MarkerCourse) -> Iterator[str]:
    from hcclog.rules.markers import doubling, normal

    for verdict in course.responses:
        yield f"{verdict.cut_off.name}: {verdict.value.value}"
        yield f"    {verdict.sentence}"
        yield f"    {verdict.source}"
    yield from (f"{change.sentence} ({normal.SOURCE})" for change in course.normal_changes)
    yield from (f"{each.sentence} ({doubling.SOURCE})" for each in course.doublings)


def _leads(leads: Sequence[MarkerLead]) -> Iterator[str]:
    """Yield the lead over imaging, criteria by criteria."""
    from hcclog.rules.criteria import RULES
    from hcclog.rules.markers.lead import lead_words
    from hcclog.rules.markers.rise import SOURCE

    for lead in leads:
        yield f"lead over imaging by {RULES[lead.criteria].name}: {lead_words(lead)}"
        yield f"    {lead.sentence}"
    if leads:
        yield f"    marker progression: {SOURCE}"


def _to_settle(course: MarkerCourse) -> Iterator[str]:
    yield from (f"to settle: {finding.sentence}" for finding in course.findings)
