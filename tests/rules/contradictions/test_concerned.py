"""What a finding concerns: every entry that one has to look at to settle it, in its order."""

from __future__ import annotations

from typing import Any

import pytest

from hcclog.domain.adverse_event import AdverseEvent
from hcclog.domain.ids import EntityId
from hcclog.domain.procedure import Pathology
from hcclog.domain.response import ReportedResponse
from hcclog.domain.staging import Staging
from hcclog.domain.visit import Outcome
from tests.rules.contradictions.records import (
    a_course,
    a_hold,
    a_lab,
    a_lesion,
    a_patient,
    a_procedure,
    a_step,
    findings,
    imaging,
    make,
    read,
    said,
)


def key(text: str) -> EntityId:
    """Return an id."""
    return EntityId(text)


def staged(on: str = "2022-02", **given: Any) -> Staging:
    """Return a stage whose id is ``stage``."""
    return make(Staging, id=key("stage"), on=on, **given)  # type: ignore[no-any-return]


def reported(on: str = "2023-01") -> ReportedResponse:
    """Return a response whose id is ``response``."""
    fields_ = {"id": key("response"), "assessment_id": None, "category": "SD"}
    return make(ReportedResponse, on=on, **fields_)  # type: ignore[no-any-return]


def an_event(action: str) -> AdverseEvent:
    """Return an adverse event of lenvatinib whose id is ``event``."""
    fields_ = {"id": key("event"), "term": "proteinuria", "agents": ("lenvatinib",)}
    return make(AdverseEvent, action=action, **fields_)  # type: ignore[no-any-return]


def told(kind: str, **given: Any) -> Any:
    """Return a statement whose id is ``told``."""
    return said(kind, id=key("told"), **given)


SIX_MONTHS: dict[str, Any] = {
    "amount": "6",
    "unit": "month",
    "reported_response_id": key("response"),
}
CONCERNED = [
    pytest.param(
        (a_procedure("2021-10", id=key("p1")), a_procedure("2022", stated_ordinal=1, id=key("p2"))),
        ["p2", "p1"],
        id="an ordinal: the procedure, and the others of its kind",
    ),
    pytest.param(
        (told("count", procedure_kind="tace", amount="2"), a_procedure("2021-10", id=key("p1"))),
        ["told", "p1"],
        id="a count: the statement, and what is counted",
    ),
    pytest.param(
        (a_procedure("2021-10", until_on="2021-10", n_fractions=40, id=key("p1")),),
        ["p1"],
        id="fractions: the radiotherapy",
    ),
    pytest.param(
        (
            a_lesion("T1"),
            *imaging("2021-11", read("2021-11", "T1", longest_mm="8", id=key("then"))),
            *imaging(
                "2022-02", read("2022-02", "T1", longest_mm="6", trend="larger", id=key("now"))
            ),
        ),
        ["now", "then", "2022-02"],
        id="a trend: both readings, and where it is told",
    ),
    pytest.param(
        (a_lesion("T1"), *imaging("2022-02", read("2022-02", "T1", id=key("m1")), n_lesions=2)),
        ["2022-02", "m1"],
        id="a number of lesions: the assessment, and what was read there",
    ),
    pytest.param(
        (staged(n_tumours=2), a_lesion("T1"), *imaging("2022-02", read("2022-02", "T1"))),
        ["stage", "2022-02"],
        id="a number of tumours: stage and imaging",
    ),
    pytest.param(
        (
            staged(largest_mm="50"),
            a_lesion("T1"),
            *imaging("2022-02", read("2022-02", "T1", longest_mm="20")),
        ),
        ["stage", "2022-02"],
        id="a largest tumour: stage and imaging",
    ),
    pytest.param(
        (staged(child_pugh_class="A", child_pugh_points=9),), ["stage"], id="Child-Pugh: the stage"
    ),
    pytest.param(
        (
            a_course("2020-12", "2022-02"),
            told("duration", course_id="lenvatinib", amount="3", unit="month"),
        ),
        ["told", "lenvatinib"],
        id="the length of a course: statement and course",
    ),
    pytest.param(
        (reported(), told("duration", to_on="2023-02", **SIX_MONTHS)),
        ["told", "response"],
        id="the length of a response to its end: statement and response",
    ),
    pytest.param(
        (reported(), told("duration", from_on="2022-12", **SIX_MONTHS)),
        ["told", "response"],
        id="the length of a response from its start: statement and response",
    ),
    pytest.param(
        (reported(), told("duration", **SIX_MONTHS), *imaging("2022-10")),
        ["told", "response", "2022-10"],
        id="the length of a response since imaging: that too",
    ),
    pytest.param(
        (told("duration", amount="6", unit="month", from_on="2022-12", to_on="2022-12"),),
        ["told"],
        id="the length of something: the statement",
    ),
    pytest.param(
        (a_course("2021-01"), a_hold("2021-03-01", "2021-03-15", n_days=3, id=key("hold"))),
        ["hold", "lenvatinib"],
        id="the length of a hold: hold and course",
    ),
    pytest.param(
        (a_course("2021-01"), an_event("drug interrupted")),
        ["event", "lenvatinib"],
        id="an event without its hold: event and course",
    ),
    pytest.param(
        (a_course("2021-01"), an_event("dose reduced")),
        ["event", "lenvatinib"],
        id="an event without its lower dose: event and course",
    ),
    pytest.param(
        (a_course("2021-01"), an_event("drug withdrawn")),
        ["event", "lenvatinib"],
        id="an event without its end: event and course",
    ),
    pytest.param(
        (a_course("2021-01"), told("interruption", course_id="lenvatinib")),
        ["told", "lenvatinib"],
        id="an interruption without a hold: statement and course",
    ),
    pytest.param(
        (
            a_course("2021-01"),
            told("interruption", course_id="lenvatinib", amount="0"),
            a_hold("2021-03", id=key("hold")),
        ),
        ["told", "lenvatinib", "hold"],
        id="holds without an interruption: they too",
    ),
    pytest.param(
        (a_course("2021-02"), a_hold("2021-01", id=key("hold"))),
        ["hold", "lenvatinib"],
        id="a hold before its course: hold and course",
    ),
    pytest.param(
        (a_course("2021-02", "2021-04"), a_hold("2021-05", id=key("hold"))),
        ["hold", "lenvatinib"],
        id="a hold after its course: hold and course",
    ),
    pytest.param(
        (a_course("2021-02", "2021-04"), a_hold("2021-03", "2021-05", id=key("hold"))),
        ["hold", "lenvatinib"],
        id="a hold that outlasts its course: hold and course",
    ),
    pytest.param(
        (a_course("2021-02", dose="8"), a_step("2021-03", "8", direction="lower", id=key("step"))),
        ["step", "lenvatinib"],
        id="a direction: step and course",
    ),
    pytest.param(
        (a_course("2021-02"), a_course("2021-05", id=key("again"))),
        ["lenvatinib", "again"],
        id="one agent twice: both courses",
    ),
    pytest.param(
        (a_course("2021-02", stop_reason="progression"),),
        ["lenvatinib"],
        id="a reason without an end: the course",
    ),
    pytest.param(
        (a_lab("2021-02", until_on="2021-01", qualitative="low", id=key("lab")),),
        ["lab"],
        id="an end before its start: the entry",
    ),
    pytest.param(
        (a_lab("between 2021-03 and 2021-02", "5", id=key("lab")),),
        ["lab"],
        id="a date in itself: the entry",
    ),
    pytest.param(
        (a_patient(birth_on="1975"), a_lab("1974", "5", id=key("lab"))),
        ["lab", "p"],
        id="before birth: entry and patient",
    ),
    pytest.param(
        (make(Outcome, on="2023-01", kind="death"), a_course("2021-01")),
        ["lenvatinib"],
        id="a course after a death: the course",
    ),
    pytest.param(
        (a_course("2021-01", "2021-02", stop_reason="death"),),
        ["lenvatinib"],
        id="a death that only a course knows: the course",
    ),
    pytest.param(
        (
            a_procedure("2020-11", "biopsy", id=key("p1")),
            make(Pathology, procedure_id="p1", on="2020-10", id=key("tissue")),
        ),
        ["tissue", "p1"],
        id="old tissue: pathology and procedure",
    ),
    pytest.param(
        (said("sex", sex="male", id=key("s1")), said("sex", sex="female", id=key("s2"))),
        ["s1", "s2"],
        id="two sexes: both statements",
    ),
    pytest.param(
        (a_patient(birth_on="1975"), told("age", amount="9", to_on="2021")),
        ["p", "told"],
        id="an age against a birth date: patient and statement",
    ),
]


@pytest.mark.parametrize(("entities", "concerned"), CONCERNED)
def test_a_finding_concerns(entities: tuple[Any, ...], concerned: list[str]) -> None:
    (found,) = findings(*entities)
    assert [entity_id for _, entity_id in found.marks] == concerned
