"""Outcome as rows: best response, endpoints and marker cut-offs of each line of therapy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.report.naming import analyte_title, drug_name
from hcclog.report.wording import MINUS
from hcclog.rules import words
from hcclog.rules.endpoints.endpoints import LineEndpoints, endpoints
from hcclog.rules.endpoints.rules import EndpointKey
from hcclog.rules.markers.course import marker_courses
from hcclog.rules.markers.lead import LeadAnswer, lead_words
from hcclog.rules.markers.leads import leads_of, marker_leads
from hcclog.rules.markers.rise import SOURCE
from hcclog.rules.markers.words import n_days
from hcclog.ui.models.record_table import RecordTable
from hcclog.ui.models.row_table import Cell, Column, Row, Table
from hcclog.ui.models.score_rows import score_rows
from hcclog.ui.models.statement_rows import statement_rows
from hcclog.ui.text import CRITERIA_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.domain.chronology import DaySpan
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.response import Criteria
    from hcclog.domain.therapy import LineOfTherapy
    from hcclog.rules.best_response.best import BestResponse
    from hcclog.rules.endpoints.endpoint import Endpoint
    from hcclog.rules.endpoints.events import Moment
    from hcclog.rules.markers.course import MarkerCourse
    from hcclog.rules.markers.lead import MarkerLead
    from hcclog.rules.verdict import Timeline

COLUMNS = (
    Column("What", 240),
    Column("Criteria", 90),
    Column("Result", 95),
    Column("Length", 140, right=True, tip="At least and at most, where a date is not exact."),
    Column("Until", 150),
    Column("Why"),
)
# These do not rest on imaging, so they are told once and not for each set of criteria.
_WITHOUT_IMAGING = (EndpointKey.TIME_ON_TREATMENT, EndpointKey.OS, EndpointKey.OS_FROM_FIRST_LINE)
_STATES = {True: Cell("event", tone="strong"), False: Cell("censored"), None: Cell("none")}


class OutcomeTable(RecordTable):
    """The Outcome tab."""

    def compute(self, record: PatientRecord, timeline: Timeline) -> Table:
        return outcome_table(record, timeline)


def outcome_table(record: PatientRecord, timeline: Timeline) -> Table:
    """Return the outcome of every line of therapy of one record, the newest line first."""
    found = dict.fromkeys(response.criteria for response in timeline.responses)
    by_criteria = [endpoints(record, timeline, criteria) for criteria in found]
    courses = marker_courses(record, timeline.chronology)
    leads = marker_leads(record, timeline)
    rows: list[Row] = []
    for line in sorted(record.lines, key=lambda line: line.number, reverse=True):
        rows.append(_heading(line, record))
        judged = [one for lines in by_criteria for one in lines if one.line.id == line.id]
        rows += _line_rows(line, judged)
        for course in courses:
            if course.line is not None and course.line.id == line.id:
                rows += _marker_rows(line, course)
                rows += (_lead_row(line, lead) for lead in leads_of(course, leads))
    rows += score_rows(record, timeline.chronology, len(COLUMNS))
    rows += statement_rows(record, timeline.chronology, len(COLUMNS))
    return Table(COLUMNS, tuple(rows))


def _heading(line: LineOfTherapy, record: PatientRecord) -> Row:
    agents = [drug_name(course.agent) for course in record.courses if course.line_id == line.id]
    title = f"Line {line.number}: {', '.join(dict.fromkeys(agents))}" if agents else ""
    first = Cell(title or f"Line {line.number}", tone="strong")
    rest = [Cell("")] * (len(COLUMNS) - 1)
    return Row(_key(line, "heading"), (first, *rest), "heading", retractable=False)


def _line_rows(line: LineOfTherapy, judged: list[LineEndpoints]) -> Iterator[Row]:
    for one in judged:
        yield _best(line, one, "Best response", (one.best, one.best_at))
        confirmed = (one.best_confirmed, one.best_confirmed_at)
        yield _best(line, one, "Best response, confirmed", confirmed)
    for n, one in enumerate(judged):
        for each in one.endpoints:
            if n == 0 and each.key in _WITHOUT_IMAGING:
                yield _endpoint(line, each, None)
            elif each.key not in _WITHOUT_IMAGING:
                yield _endpoint(line, each, one.criteria)


def _best(
    line: LineOfTherapy,
    one: LineEndpoints,
    name: str,
    found: tuple[BestResponse | None, Moment | None],
) -> Row:
    best, at = found
    criteria = CRITERIA_NAMES[one.criteria]
    if best is None:
        why = "There is no response series of this line, or it has no start."
        result = Cell("not known", tone="muted")
    else:
        why, result = best.why, Cell(category=best.value, tip=best.sentence)
    cells = (
        Cell(name),
        Cell(criteria),
        result,
        Cell(""),
        _when(at),
        Cell(why, tip=why),
    )
    return Row(_key(line, f"{one.criteria.value}/{name}"), cells, retractable=False)


def _endpoint(line: LineOfTherapy, one: Endpoint, criteria: Criteria | None) -> Row:
    why = " ".join((one.sentence, *one.findings))
    cells = (
        Cell(f"{one.name} ({one.key.value})"),
        Cell(CRITERIA_NAMES[criteria] if criteria is not None else ""),
        _STATES[one.event],
        _length(one.days),
        _when(one.end),
        Cell(why, tip=why),
    )
    by = criteria.value if criteria is not None else "all"
    return Row(_key(line, f"{by}/{one.key.value}"), cells, retractable=False)


def _when(moment: Moment | None) -> Cell:
    return Cell(moment.label, tip=str(moment)) if moment is not None else Cell("")


def _length(days: DaySpan | None) -> Cell:
    """Return a time in months, with its days for the pointer."""
    if days is None:
        return Cell("")
    ends = (days.earliest, days.latest)
    return Cell(words.months(*ends), tip=words.length(*ends))


def _marker_rows(line: LineOfTherapy, course: MarkerCourse) -> Iterator[Row]:
    for verdict in course.responses:
        decided = verdict.decided_by
        when = next((p.result.when for p in course.points if p.result.lab is decided), "")
        cells = (
            Cell(verdict.cut_off.name, tip=verdict.source),
            Cell("marker", tone="muted", tip="A marker response is no imaging response."),
            Cell(verdict.value.value),
            Cell(""),
            Cell(when),
            Cell(verdict.sentence, tip=f"{verdict.sentence} {verdict.source}"),
        )
        key = _key(line, f"{course.analyte}/{verdict.cut_off.key}")
        yield Row(key, cells, retractable=False)


def _lead_row(line: LineOfTherapy, lead: MarkerLead) -> Row:
    name, result = f"Lead of {analyte_title(lead.analyte)} over imaging", lead.value.value
    cells = (
        Cell(name, tip=f"Marker progression: {SOURCE}."),
        Cell(CRITERIA_NAMES[lead.criteria]),
        Cell("unsure" if lead.value is LeadAnswer.ORDER_UNSURE else result, tip=result),
        _lead_length(lead),
        _when(lead.imaging),
        Cell(lead.sentence, tip=lead.sentence),
    )
    return Row(_key(line, f"{lead.criteria.value}/lead/{lead.analyte}"), cells, retractable=False)


def _lead_length(lead: MarkerLead) -> Cell:
    """Return the days between; beside the result, which says who was first, without a sign."""
    if lead.days is None:
        return Cell("")
    least, most = lead.days.earliest, lead.days.latest
    if most <= 0:
        least, most = -most, -least
    return Cell(n_days(least, most).replace("-", MINUS), tip=lead_words(lead))


def _key(line: LineOfTherapy, what: str) -> tuple[str, str]:
    return "line_of_therapy", f"{line.id}/{what}"
