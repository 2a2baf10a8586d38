"""The command on tumour markers: their course in each line of therapy, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hcclog.cli.opening import logbook_at
from hcclog.cli.options import of_patient, print_json, record_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hcclog.rules.markers.course import MarkerCourse, MarkerPoint


@click.command()
@of_patient
def markers(settings: dict[str, str], patient: str, *, as_json: bool) -> None:
    """Show tumour markers by line of therapy: changes, published cut-offs, and why."""
    from hcclog.domain.chronology import Chronology
    from hcclog.exchange.marker_json import markers_json
    from hcclog.rules.markers.course import marker_courses

    with logbook_at(settings.get("store")) as book:
        record = record_of(book, patient)
    chronology = Chronology(record)
    courses = marker_courses(record, chronology)
    if as_json:
        print_json(markers_json(courses, chronology))
    else:
        print_courses(courses)


def print_courses(courses: Iterable[MarkerCourse]) -> None:
    """Print each marker line by line: start, results, answers to cut-offs, what is to settle."""
    from hcclog.rules.markers.words import analyte_name

    for course in courses:
        line = f"line {course.line.number}" if course.line else "before the first line"
        click.echo(f"{analyte_name(course.analyte)}, {line}")
        for text in (*_results(course), *_answers(course)):
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
    yield from (f"to settle: {finding.sentence}" for finding in course.findings)
