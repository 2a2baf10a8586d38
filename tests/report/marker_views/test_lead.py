"""The marker above, imaging below, and between them which progressed first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hcclog.domain.record import PatientRecord
from hcclog.domain.response import Criteria
from hcclog.report.course.figure import LeadLane
from hcclog.report.course.options import CourseOptions
from hcclog.report.course.reading import readings_at
from hcclog.report.marker_views.kinds import MarkerView
from tests.report.course.charts import drawn
from tests.report.marker_views.views import leads_of, notes_of, published, view_of
from tests.report.samples import measured_case
from tests.rules.markers.series import a_record, imaged, results


def led(labs: str, imaging: str, *starts: str) -> PatientRecord:
    return imaged(a_record(results(labs), *(starts or ("day 0",))), imaging)


BRACKETS = [
    pytest.param(
        "day 0: 100 | day 20: 130",
        "day 60: PD",
        (["r1"], "A1.1", "line 1: AFP rose 40 days before imaging (RECIST 1.1, mRECIST)"),
        id="the marker first",
    ),
    pytest.param(
        "day 0: 100 | day 80: 130",
        "day 60: PD",
        (["r1"], "A1.1", "line 1: AFP rose 20 days after imaging (RECIST 1.1, mRECIST)"),
        id="imaging first",
    ),
    pytest.param(
        "day 0: 100 | day 60: 130",
        "day 60: PD",
        (["r1"], "A1.1", "line 1: AFP rose on the day of imaging (RECIST 1.1, mRECIST)"),
        id="at one visit",
    ),
    pytest.param(
        "day 0: 100 | month 2: 130",
        "month 2: PD",
        (
            ["r1"],
            "A1.1",
            (
                "line 1: AFP rose somewhere from 30 days before to 30 days after imaging "
                "(RECIST 1.1, mRECIST)"
            ),
        ),
        id="in one month",
    ),
    pytest.param(
        "day 0: 100 | day 20: 110",
        "day 60: PD",
        ([], "A1.1", "line 1: progression on imaging, AFP did not rise (RECIST 1.1, mRECIST)"),
        id="the marker did not rise",
    ),
    pytest.param(
        "day 0: 100 | day 20: raised",
        "day 60: PD",
        ([], "A1.1", "line 1: progression on imaging, AFP cannot be told (RECIST 1.1, mRECIST)"),
        id="whether it rose cannot be told",
    ),
    pytest.param(
        "day 0: 100 | day 20: 130",
        "day 60: SD",
        (["r1"], None, "line 1: AFP rose, imaging did not progress (RECIST 1.1, mRECIST)"),
        id="imaging did not progress",
    ),
    pytest.param(
        "day 0: 100 | between day 10 and day 30: 130 | day 25: 140",
        "day 60: PD",
        (
            ["r1", "r2"],
            "A1.1",
            "line 1: AFP rose 35 to 50 days before imaging (RECIST 1.1, mRECIST)",
        ),
        id="two that may be the first",
    ),
]


@pytest.mark.parametrize(("labs", "imaging", "expected"), BRACKETS)
def test_a_bracket(labs: str, imaging: str, expected: tuple[list[str], str | None, str]) -> None:
    (lead,) = leads_of(view_of(led(labs, imaging), MarkerView.LEAD)).leads
    seen = lead.seen.id if lead.seen is not None else None
    assert ([mark.id for mark in lead.rises], seen, lead.captions[0]) == expected


def test_a_line_in_which_nothing_progressed_has_no_bracket() -> None:
    figure = view_of(led("day 0: 100 | day 20: 90", "day 60: SD"), MarkerView.LEAD)
    assert not any(isinstance(lane, LeadLane) for lane in figure.lanes)


def test_a_line_without_a_series_says_so() -> None:
    (lead,) = leads_of(view_of(measured_case(), MarkerView.LEAD)).leads
    assert lead.captions[0] == "line 1: AFP rose, no response series of this line"


def test_only_the_criteria_that_are_shown_are_told() -> None:
    options = CourseOptions(criteria=(Criteria.MRECIST,))
    record = led("day 0: 100 | day 20: 130", "day 60: PD")
    (lead,) = leads_of(view_of(record, MarkerView.LEAD, options=options)).leads
    assert lead.captions[0].endswith("(mRECIST)")


def test_lanes_stand_as_marker_then_progression_then_imaging() -> None:
    figure = view_of(led("day 0: 100 | day 20: 130", "day 60: PD"), MarkerView.LEAD)
    assert [lane.key for lane in figure.lanes] == [
        "regimens",
        "marker:afp:ng/mL",
        "lead:afp",
        "recist-1.1",
        "mrecist",
        "notes",
    ]
    assert notes_of(figure)[0].startswith("Marker progression: the first result at least 20 %")
    with_sums = view_of(measured_case(), MarkerView.LEAD)
    assert "burden" in [lane.key for lane in with_sums.lanes]


def test_the_crosshair_reads_the_lead_about_its_days() -> None:
    figure = view_of(led("day 0: 100 | day 20: 130", "day 60: PD"), MarkerView.LEAD)
    assert ("Progression", leads_of(figure).leads[0].captions[0]) in readings_at(figure, 40)
    assert "Progression" not in dict(readings_at(figure, 80))
    assert "Progression" not in dict(readings_at(figure, 1))


def test_both_ends_of_a_bracket_can_be_pointed_at() -> None:
    drawing = drawn(view_of(led("day 0: 100 | day 20: 130", "day 60: PD"), MarkerView.LEAD))
    lane = next(part for part in drawing.parts if part.key == "lead:afp")
    hits = [hit.mark.key for hit in drawing.hits if hit.rect.inside(lane.rect.grown(2))]
    assert hits == [("lab_result", "r1"), ("assessment", "A1.1")]


def test_an_assessment_without_a_place_is_no_end_of_a_bracket() -> None:
    record = led("day 0: 100 | day 20: 130", "day 60: PD")
    nowhere = replace(record, assessments=record.assessments[:1])
    figure = view_of(nowhere, MarkerView.LEAD)
    assert [lead.seen for lead in leads_of(figure).leads] == [None]


# The leads are those of the rules' tests; here it is whether they are drawn, and between what.
IKEDA = [
    ("line 1: AFP rose 0 to 60 days before imaging", ["1089"]),
    ("line 2: AFP rose somewhere from 30 days before to 30 days after imaging", ["1840"]),
    ("line 3: AFP rose somewhere from 30 days before to 30 days after imaging", ["439", "2991"]),
    ("line 4: AFP rose, imaging did not progress", ["1048"]),
]


def test_the_leads_of_ikeda_2021() -> None:
    record = published("ikeda-2021")
    values: dict[str, str] = {lab.id: str(lab.value) for lab in record.labs}
    found = leads_of(view_of(record, MarkerView.LEAD)).leads
    told = [(lead.captions[1], [values[mark.id] for mark in lead.rises]) for lead in found]
    assert told == IKEDA


ZHANG = [
    "line 1: progression on imaging, AFP did not rise",
    "line 2: progression on imaging, AFP cannot be told",
    "line 3: AFP rose, imaging did not progress",
]


def test_the_leads_of_zhang_2024() -> None:
    found = leads_of(view_of(published("zhang-2024"), MarkerView.LEAD)).leads
    assert [lead.captions[1] for lead in found] == ZHANG
