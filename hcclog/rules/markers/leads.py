"""The leads of a record: each marker in each line of therapy by each of the criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.domain.by_test import Kept, results_by_test
from hcclog.rules.endpoints.events import RecordEvents
from hcclog.rules.endpoints.facts import LineFacts
from hcclog.rules.endpoints.switches import DEFAULT
from hcclog.rules.markers.course import is_marker
from hcclog.rules.markers.growth import Candidate
from hcclog.rules.markers.lead import MarkerLead, marker_lead
from hcclog.rules.markers.lines import Place, StartedLine, place_of, started_lines
from hcclog.rules.markers.results import Result, results_of
from hcclog.rules.markers.rise import MarkerRise, marker_rise
from hcclog.rules.markers.start import start_value
from hcclog.rules.markers.words import analyte_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hcclog.domain.chronology import Chronology
    from hcclog.domain.record import PatientRecord
    from hcclog.rules.markers.course import MarkerCourse
    from hcclog.rules.verdict import Timeline


def marker_leads(
    record: PatientRecord, timeline: Timeline, codes: Iterable[str] | None = None
) -> tuple[MarkerLead, ...]:
    """Return the leads of each marker over imaging, by line of therapy and criteria.

    A line without any result of the marker has none.

    Args:
        record: One patient.
        timeline: Its responses, by the criteria that are wanted.
        codes: Which tests; without, every tumour marker, and tests that the catalogue lacks.
    """
    by_test = results_by_test(record)
    wanted = [code for code in by_test if is_marker(code)] if codes is None else codes
    rises = _KEPT.of(record, timeline.chronology)
    lines = started_lines(record, timeline.chronology)
    events = RecordEvents(record, timeline.chronology)
    imaged = {started.line.id: list(_imaging(events, timeline, started)) for started in lines}
    return tuple(
        marker_lead(code, analyte_name(code), line, rise)
        for code in dict.fromkeys(wanted)
        if code in rises
        for started, rise in rises.of(code).answer
        for line in imaged[started.line.id]
    )


def leads_of(course: MarkerCourse, leads: Iterable[MarkerLead]) -> list[MarkerLead]:
    """Return the leads of one marker in one line, by each of the criteria."""
    line = course.line
    return [
        lead
        for lead in leads
        if line is not None and lead.line.id == line.id and lead.analyte == course.analyte
    ]


def _imaging(events: RecordEvents, timeline: Timeline, started: StartedLine) -> Iterator[LineFacts]:
    """Yield what is known of a line by each of the criteria of a timeline."""
    for criteria in dict.fromkeys(response.criteria for response in timeline.responses):
        yield LineFacts(events, started.line, timeline.of(criteria), criteria, DEFAULT)


def _rises_of(
    record: PatientRecord, chronology: Chronology, code: str
) -> list[tuple[StartedLine, MarkerRise]]:
    """Return each line that has results of a marker, and its progression."""
    lines = started_lines(record, chronology)
    return list(_rises(code, lines, results_of(results_by_test(record)[code], chronology)))


# A value of one marker changes nothing in the rise of another.
_KEPT: Kept[list[tuple[StartedLine, MarkerRise]]] = Kept(_rises_of)


def _rises(
    code: str, lines: Sequence[StartedLine], results: Sequence[Result]
) -> Iterator[tuple[StartedLine, MarkerRise]]:
    """Yield each line that has results of a marker, and its progression."""
    placed = [(result, place_of(result, lines)) for result in results]
    for n, line in enumerate(lines):
        following = lines[n + 1] if n + 1 < len(lines) else None
        start = start_value(line, results, code)
        own = list(_candidates(placed, line, following))
        at = next((k for k, one in enumerate(own) if one.result is start.result), -1)
        if own or start.result is not None:
            after, name = own[at + 1 :], analyte_name(code)
            yield line, marker_rise(name, line.name, start, after, line.chronology)


def _candidates(
    placed: Sequence[tuple[Result, Place]], line: StartedLine, following: StartedLine | None
) -> Iterator[Candidate]:
    """Yield the results that are of a line or may be, oldest first."""
    for result, place in placed:
        if place.line is line:
            yield Candidate(result, _unsure_words(result, place.unsure))
        elif following is not None and place.line is following:
            found = _beyond(result, following)
            if found is not None:
                yield found


def _beyond(result: Result, following: StartedLine) -> Candidate | None:
    """Return a result of the next line that may have been taken before that began, or on its day.

    Which is the more likely the middle of what is known says.
    """
    days = following.days_to(result.lab.on)
    if days is None or (days.earliest >= 0 and days.latest > 0):
        return None
    if days.latest == 0:
        return Candidate(result)
    return Candidate(result, _unsure_words(result, following), doubtful=days.middle > 0)


def _unsure_words(result: Result, line: StartedLine | None) -> str:
    if line is None:
        return ""
    return f"It is not certain whether {result.told} lies before the start of {line.name}."


class KeptLeads:
    """The leads of the markers of the timeline that was asked about last."""

    def __init__(self) -> None:
        self._last: tuple[Timeline, dict[str, tuple[MarkerLead, ...]]] | None = None

    def of(self, record: PatientRecord, timeline: Timeline, code: str) -> tuple[MarkerLead, ...]:
        """Return the leads of one marker; the timeline is that of the record."""
        if self._last is None or self._last[0] is not timeline:
            self._last = timeline, {}
        known = self._last[1]
        if code not in known:
            known[code] = marker_leads(record, timeline, (code,))
        return known[code]
