"""A visit from what was typed: what each section adds, and where it is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from hcclog.commands.refused import Refused
from hcclog.domain.adverse_event import AdverseEvent
from hcclog.domain.assessment import Assessment, Scan
from hcclog.domain.labs import LabResult
from hcclog.domain.lesion import Lesion, LesionKind, LesionState, Measurement
from hcclog.domain.quantities import Comparator
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import Category, Criteria, LesionRole, ReportedResponse, SeriesLesion
from hcclog.domain.therapy import Course, DoseStep, Hold, LineOfTherapy, StopReason
from hcclog.domain.visit import Visit
from hcclog.entry.preferences import Preferences
from hcclog.entry.visit.entry import VisitEntry, provisional
from hcclog.entry.visit.places import typed_at
from hcclog.entry.visit.read import read_visit, visit_questions
from hcclog.entry.visit.words import (
    AgentLine,
    CourseLine,
    EventLine,
    ImagingWords,
    LabLine,
    LesionLine,
    ReportWords,
    SizeLine,
    VisitWords,
)
from hcclog.rules.timeline import timeline
from tests.entry.visit.visits import DAY, clerk_of, lab, sizes, typed, under_treatment

RECORD = under_treatment()
LENVATINIB, SINTILIMAB = RECORD.courses


def read(words: VisitWords, record: PatientRecord = RECORD) -> VisitEntry:
    return read_visit(clerk_of(record), words)


def only(entry: VisitEntry, kind: type[Any]) -> Any:
    (found,) = [piece.entity for piece in entry.pieces if isinstance(piece.entity, kind)]
    return found


def kinds(entry: VisitEntry) -> list[str]:
    return [type(piece.entity).__name__ for piece in entry.pieces]


def agent(**more: str) -> VisitWords:
    return typed(agents=(AgentLine("0", **more),))


def course(which: Course, **more: str) -> VisitWords:
    return typed(courses=(CourseLine(which.id, **more),))


def event(**more: str) -> VisitWords:
    return typed(events=(EventLine("0", **more),))


def imaging(*texts: str, **more: Any) -> VisitWords:
    report = more.pop("report", ReportWords())
    words = ImagingWords(**{"modality": "CT", "sizes": sizes(RECORD, *texts), **more})
    return typed(imaging=words, report=report)


def new_lesion(**more: str) -> VisitWords:
    return imaging(new=(LesionLine("0", **more),))


def test_a_visit_with_nothing_but_its_date_is_a_visit() -> None:
    entry = read(typed())
    assert kinds(entry) == ["Visit"]
    assert str(entry.visit.on) == DAY
    assert (entry.visit.ecog, entry.visit.weight_kg, entry.visit.note) == (None, None, "")


def test_what_was_found_at_the_visit_is_in_it() -> None:
    words = typed(ecog="1", weight_kg="61,5 kg", note=" well \n eats ", author="Dr  Ono")
    visit = only(read(words), Visit)
    facts = (visit.ecog, visit.weight_kg, visit.note, visit.author)
    assert facts == (1, Decimal("61.5"), "well \n eats", "Dr Ono")


def test_tests_that_stand_there_without_a_value_add_nothing() -> None:
    assert kinds(read(lab(""))) == ["Visit"]
    assert kinds(read(typed(labs=(LabLine("free-0", "", ""),)))) == ["Visit"]


@pytest.mark.parametrize(
    ("text", "comparator", "value", "stored"),
    [
        pytest.param("53.40", Comparator.EQUAL, "53.40", "ng/mL", id="a number"),
        pytest.param("<0,8", Comparator.LESS, "0.8", "ng/mL", id="below a limit"),
        pytest.param("60 IU/mL", Comparator.EQUAL, "60", "IU/mL", id="its unit within it"),
        pytest.param("60", Comparator.EQUAL, "60", "ng/mL", id="no unit: that of last time"),
    ],
)
def test_a_result_of_the_day(text: str, comparator: Comparator, value: str, stored: str) -> None:
    result = only(read(lab(text)), LabResult)
    assert (result.comparator, str(result.value), result.unit) == (comparator, value, stored)
    assert (result.analyte, str(result.on), result.as_typed) == ("afp", DAY, text)


def test_a_result_has_the_last_range_of_its_laboratory_and_its_sex() -> None:
    asked: list[tuple[str, ...]] = []

    def last_range(*of: str) -> tuple[Decimal | None, Decimal | None]:
        asked.append(of)
        return Decimal(0), Decimal(7)

    here = Preferences(laboratory="Central")
    clerk = clerk_of(RECORD, last_range=last_range, preferences=here)
    result = only(read_visit(clerk, lab("53")), LabResult)
    assert (result.reference_low, result.reference_high) == (Decimal(0), Decimal(7))
    assert result.laboratory == "Central"
    assert asked == [("afp", "ng/mL", "Central", "unknown")]


def test_the_imaging_of_the_day_has_its_scan_and_its_sizes() -> None:
    entry = read(imaging("40.0/30.0", "", "n", slices="5", findings="stable"))
    assert kinds(entry) == ["Visit", "Assessment", "Scan", "Measurement", "Measurement"]
    assessment, scan = only(entry, Assessment), only(entry, Scan)
    assert (str(assessment.on), assessment.findings) == (DAY, "stable")
    assert (scan.modality.value, scan.slice_thickness_mm) == ("CT", Decimal(5))
    one, other = (p.entity for p in entry.pieces if isinstance(p.entity, Measurement))
    assert (one.longest_mm, one.viable_mm) == (Decimal("40.0"), Decimal("30.0"))
    assert (other.lesion_id, other.state) == (RECORD.lesions[2].id, LesionState.NOT_EVALUABLE)
    assert {one.assessment_id, other.assessment_id, scan.assessment_id} == {assessment.id}


def test_a_new_lesion_is_new_in_the_newest_series() -> None:
    entry = read(new_lesion(organ="lung", site="right lower lobe", size="12.4"))
    lesion, role = only(entry, Lesion), only(entry, SeriesLesion)
    assert (lesion.label, lesion.organ, lesion.kind) == ("L1", "lung", LesionKind.MASS)
    assert (role.role, role.series_id, role.lesion_id) == (LesionRole.NEW, "S1", lesion.id)
    assert only(entry, Measurement).longest_mm == Decimal("12.4")


def test_a_new_node_is_measured_by_its_short_axis() -> None:
    entry = read(new_lesion(label="N9", organ="lymph node", size="16"))
    assert (only(entry, Lesion).label, only(entry, Lesion).nodal) == ("N9", True)
    assert only(entry, Measurement).short_axis_mm == Decimal(16)


def test_two_new_lesions_get_two_labels() -> None:
    lines = (LesionLine("0", organ="lung"), LesionLine("1", "L1", "bone"), LesionLine("2"))
    entry = read(imaging(new=lines))
    lesions = [p.entity.label for p in entry.pieces if isinstance(p.entity, Lesion)]
    assert lesions == ["L2", "L1"]


def test_the_sums_follow_from_what_was_typed_before_it_is_written() -> None:
    entry = read(imaging("55", "14.1", "15.0"))
    after = timeline(provisional(RECORD, entry.pieces)).of(Criteria.RECIST_1_1)[0]
    assert float(after.timepoints[-1].total.mm or 0) == pytest.approx(84.1)
    assert after.timepoints[-1].overall.value is Category.PD
    assert RECORD.assessments == under_treatment().assessments


def test_a_reported_response_belongs_to_the_imaging_of_the_day() -> None:
    entry = read(imaging(report=ReportWords("SD", "mrecist", "Dr Ono")))
    report = only(entry, ReportedResponse)
    said = (report.category, report.criteria, report.reader, report.assessment_id)
    assert said == (Category.SD, Criteria.MRECIST, "Dr Ono", only(entry, Assessment).id)


def test_a_course_that_goes_on_says_nothing() -> None:
    assert kinds(read(course(LENVATINIB))) == ["Visit"]


@pytest.mark.parametrize(
    ("dose", "amount", "unit"),
    [
        pytest.param("4", "4", "mg", id="in the unit of the course"),
        pytest.param("4 mg", "4", "mg", id="with its unit"),
        pytest.param("0.1 g", "0.1", "g", id="in another unit that is known"),
    ],
)
def test_a_new_dose_is_a_step(dose: str, amount: str, unit: str) -> None:
    words = course(LENVATINIB, what="new dose", dose=dose, on="2026-11-19", reason="weight loss")
    step = only(read(words), DoseStep)
    assert (str(step.dose), step.dose_unit, str(step.on)) == (amount, unit, "2026-11-19")
    assert (step.course_id, step.reason) == (LENVATINIB.id, "weight loss")


def test_a_hold_begins_on_the_day_of_the_visit_where_no_other_is_typed() -> None:
    hold = only(read(course(LENVATINIB, what="hold", reason="proteinuria")), Hold)
    assert (hold.course_id, str(hold.start_on), hold.end_on) == (LENVATINIB.id, DAY, None)
    assert hold.reason == "proteinuria"


def test_what_is_taken_up_again_ends_its_hold() -> None:
    (piece,) = read(course(SINTILIMAB, what="taken up again")).pieces[1:]
    assert piece.seen == RECORD.holds[0]
    assert piece.entity == replace(RECORD.holds[0], end_on=piece.entity.end_on)
    assert str(piece.entity.end_on) == DAY


def test_a_stop_ends_the_course_with_its_reason() -> None:
    words = course(LENVATINIB, what="stop", reason="progression", on="2026-11-20")
    (piece,) = read(words).pieces[1:]
    assert piece.seen == LENVATINIB
    stopped = (str(piece.entity.end_on), piece.entity.stop_reason, piece.entity.dose)
    assert stopped == ("2026-11-20", StopReason.PROGRESSION, Decimal(8))


def test_a_new_agent_of_the_same_line() -> None:
    words = agent(agent="bevacizumab", dose="15 mg/kg", schedule="q3w", line="same")
    made = only(read(words), Course)
    assert (made.agent, made.dose, made.dose_unit) == ("bevacizumab", Decimal(15), "mg/kg")
    assert (made.every_days, made.line_id, str(made.start_on)) == (21, RECORD.lines[0].id, DAY)


def test_new_agents_of_a_new_line_share_it() -> None:
    lines = (
        AgentLine("0", agent="atezolizumab", line="new"),
        AgentLine("1", agent="bevacizumab", line="new"),
    )
    entry = read(typed(agents=lines))
    begun = only(entry, LineOfTherapy)
    assert begun.number == 3
    courses = [p.entity for p in entry.pieces if isinstance(p.entity, Course)]
    assert [made.line_id for made in courses] == [begun.id, begun.id]


def test_an_agent_of_no_line() -> None:
    assert only(read(agent(agent="entecavir", line="none")), Course).line_id is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (None, None, None)),
        ("daily", (1, None, None)),
        ("every 21 days", (21, None, None)),
        ("q3w", (21, None, None)),
        ("Weekly", (7, None, None)),
        ("21 on 7 off", (None, 21, 7)),
    ],
)
def test_a_schedule(text: str, expected: tuple[int | None, ...]) -> None:
    made = only(read(agent(agent="lenvatinib", schedule=text, line="same")), Course)
    assert (made.every_days, made.days_on, made.days_off) == expected


def test_an_adverse_event_is_of_the_day_where_no_other_is_typed() -> None:
    found = only(read(event(term="proteinuria", grade="3", agents="lenvatinib")), AdverseEvent)
    said = (found.term, found.grade, found.ctcae_version, str(found.start_on), found.agents)
    assert said == ("proteinuria", 3, "5.0", DAY, ("lenvatinib",))


def test_an_event_has_the_day_that_was_typed_and_no_version_without_a_grade() -> None:
    found = only(read(event(term="proteinuria", on="2026-11")), AdverseEvent)
    assert (str(found.start_on), found.grade, found.ctcae_version) == ("2026-11", None, "")


@pytest.mark.parametrize(
    ("words", "path", "says"),
    [
        pytest.param(typed(on=""), "on", "A date is needed", id="no date"),
        pytest.param(typed(on="2026-13-01"), "on", "calendar", id="a month that is not"),
        pytest.param(typed(weight_kg="heavy"), "weight_kg", "heavy", id="a weight in words"),
        pytest.param(typed(weight_kg="130 lb"), "weight_kg", "kg", id="a weight in pounds"),
        pytest.param(typed(weight_kg="0"), "weight_kg", "above 0", id="no weight at all"),
        pytest.param(typed(ecog="7"), "ecog", "0 to 5", id="an ECOG that is not"),
        pytest.param(lab("5.5.1"), "labs/afp/value", "separator", id="a bad value"),
        pytest.param(
            typed(labs=(LabLine("x", "AFP", ""),)), "labs/x/value", "value", id="a test, no value"
        ),
        pytest.param(
            typed(labs=(LabLine("x", "", "5"),)), "labs/x/test", "Which test", id="a value, no test"
        ),
        pytest.param(
            imaging("40", modality=""), "imaging/modality", "how the pictures", id="how taken"
        ),
        pytest.param(
            imaging("big"), f"imaging/sizes/{RECORD.lesions[0].id}/size", "big", id="a size"
        ),
        pytest.param(
            imaging(sizes=(SizeLine("gone", "4"),)),
            "imaging/sizes/gone/size",
            "no longer",
            id="a lesion that is gone",
        ),
        pytest.param(imaging(slices="thin"), "imaging/slices", "thin", id="slices in words"),
        pytest.param(new_lesion(size="12"), "imaging/new/0/organ", "organ", id="no organ"),
        pytest.param(
            typed(report=ReportWords("SD")), "report/category", "imaging", id="a response, no scan"
        ),
        pytest.param(
            imaging(report=ReportWords(reader="Dr Ono")), "report/category", "category", id="reader"
        ),
        pytest.param(
            course(LENVATINIB, what="new dose"),
            f"courses/{LENVATINIB.id}/dose",
            "400 mg",
            id="dose",
        ),
        pytest.param(
            course(LENVATINIB, what="new dose", dose="0"),
            f"courses/{LENVATINIB.id}/dose",
            "hold or stop",
            id="N-16: a dose of 0",
        ),
        pytest.param(
            course(SINTILIMAB, what="hold"), f"courses/{SINTILIMAB.id}/what", "already", id="held"
        ),
        pytest.param(
            course(LENVATINIB, what="taken up again"),
            f"courses/{LENVATINIB.id}/what",
            "not on hold",
            id="nothing to take up",
        ),
        pytest.param(
            course(LENVATINIB, what="stop"),
            f"courses/{LENVATINIB.id}/reason",
            "progression, toxicity",
            id="a stop without a reason",
        ),
        pytest.param(
            agent(agent="bevacizumab"), "agents/0/line", "line 2 or begins line 3", id="which line"
        ),
        pytest.param(agent(dose="5"), "agents/0/agent", "Which agent", id="a dose of nothing"),
        pytest.param(
            agent(agent="lenvatinib", schedule="often", line="same"),
            "agents/0/schedule",
            "q3w",
            id="a schedule in words",
        ),
        pytest.param(event(grade="3"), "events/0/term", "Which event", id="a grade of nothing"),
        pytest.param(event(term="zzz"), "events/0/term", "CTCAE", id="no such term"),
        pytest.param(
            event(term="proteinuria", agents="zzz"), "events/0/agents", "drug", id="no such drug"
        ),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_field(
    words: VisitWords, path: str, says: str
) -> None:
    with pytest.raises(Refused, match=says) as refusal:
        read(words)
    assert typed_at(refusal.value.field) == path


def test_without_a_line_the_first_one_is_asked_about() -> None:
    bare = replace(RECORD, lines=(), courses=(), holds=())
    with pytest.raises(Refused, match="begins line 1") as refusal:
        read(agent(agent="lenvatinib"), bare)
    assert refusal.value.field == "agents/0/line"
    entry = read(agent(agent="lenvatinib", line="new"), bare)
    assert only(entry, LineOfTherapy).number == 1


def test_a_day_to_come_is_asked_about_once_and_at_its_place() -> None:
    clerk = clerk_of(RECORD)
    entry = read_visit(clerk, replace(lab("53"), on="2026-12-24"))
    asked = visit_questions(clerk, entry)
    assert [(place, question.key) for place, question in asked] == [("", "after-today")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(imaging("40.0", "13.0", "14.5"), [], id="a plain visit"),
        pytest.param(
            typed(
                courses=(CourseLine(LENVATINIB.id, "stop", reason="progression"),),
                agents=(AgentLine("0", "lenvatinib", "12 mg", "daily", "2026-11-21", "new"),),
            ),
            [],
            id="an agent begins again where it stops",
        ),
        pytest.param(
            course(LENVATINIB, what="new dose", dose="400"),
            [(f"courses/{LENVATINIB.id}", "unusual-dose")],
            id="C-01: a dose out of bounds",
        ),
        pytest.param(
            agent(agent="lenvatinib", dose="8 mg", schedule="daily", line="same"),
            [("agents/0", "same-agent")],
            id="C-04: the same agent twice",
        ),
        pytest.param(lab("5344"), [("labs/afp", "tenfold")], id="C-07: a value far from the last"),
    ],
)
def test_what_is_unlikely_is_asked_about_beside_the_rest_of_the_visit(
    words: VisitWords, expected: list[tuple[str, str]]
) -> None:
    clerk = clerk_of(RECORD)
    asked = visit_questions(clerk, read_visit(clerk, words))
    assert [(place, question.key) for place, question in asked] == expected


CHOICES: list[tuple[str, Callable[[], VisitWords]]] = [
    ("agents/0", lambda: agent(agent="sora", line="same")),
    ("events/0", lambda: event(term="hyper")),
]


@pytest.mark.parametrize(("place", "words"), CHOICES, ids=["a drug", "a term"])
def test_the_beginning_of_a_name_is_asked_about(
    place: str, words: Callable[[], VisitWords]
) -> None:
    asked: list[str] = []

    def first(sentence: str, _readings: object) -> int:
        asked.append(sentence)
        return 0

    entry = read_visit(clerk_of(RECORD, choose=first), words())
    assert len(asked) == 1
    assert entry.pieces[-1].place == place
