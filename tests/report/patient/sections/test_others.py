"""The shorter sections: events, visits, scores, what is to settle, sources."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from hcclog.domain.adverse_event import ActionTaken, AdverseEvent
from hcclog.domain.discrepancy import DiscrepancyNote
from hcclog.domain.procedure import Pathology
from hcclog.domain.sources import Source, SourceKind
from hcclog.domain.staging import Ascites, Staging
from hcclog.domain.visit import Outcome, OutcomeKind, Visit
from hcclog.report.patient.sections.events import events
from hcclog.report.patient.sections.scores import scores
from hcclog.report.patient.sections.sources import sources
from hcclog.report.patient.sections.to_settle import to_settle
from hcclog.report.patient.sections.visits import visits
from tests.report.patient.tables_of import Told, blocks, grid, tables
from tests.report.samples import PATIENT, empty_case, lab, new_id, on

EVENT = AdverseEvent(
    new_id(),
    PATIENT,
    "hypertension",
    3,
    "5.0",
    on("2021-02"),
    agents=("lenvatinib",),
    action=ActionTaken.REDUCED,
    drug_related=True,
)
PATHOLOGY = Pathology(
    new_id(), PATIENT, None, on("2020-11"), "liver", Decimal(15), "Edmondson-Steiner II"
)
OUTCOME = Outcome(new_id(), PATIENT, on("2023-01"), OutcomeKind.DEATH, "liver failure")
STAGING = Staging(
    new_id(),
    PATIENT,
    on("2021-01"),
    bclc="B",
    albumin_g_l=Decimal(38),
    ascites=Ascites.SLIGHT,
    operable=False,
)
VISIT = Visit(new_id(), PATIENT, on("2021-03-04"), 1, Decimal("62.5"), "well", "Dr Example")


@pytest.mark.parametrize(
    ("told", "parts", "row"),
    [
        pytest.param(
            events,
            {"adverse_events": (EVENT,)},
            [
                "2021-02",
                "Hypertension",
                "3",
                "lenvatinib: dose reduced; drug-related",
                "CTCAE 5.0",
            ],
            id="an adverse event",
        ),
        pytest.param(
            events,
            {"pathologies": (PATHOLOGY,)},
            ["2020-11", "Liver, 15 mm", "Edmondson-Steiner II"],
            id="a pathologist's finding",
        ),
        pytest.param(
            events, {"outcomes": (OUTCOME,)}, ["2023-01", "Death", "liver failure"], id="an end"
        ),
        pytest.param(
            visits,
            {"visits": (VISIT,)},
            ["2021-03-04", "visit", "1", "62.5", "well; Dr Example"],
            id="a visit",
        ),
        pytest.param(
            visits,
            {"stagings": (STAGING,)},
            ["2021-01", "staging", "BCLC B, albumin 38 g/L, ascites slight, not operable"],
            id="a staging",
        ),
        pytest.param(
            to_settle,
            {"discrepancies": (DiscrepancyNote(new_id(), PATIENT, "Two segments."),)},
            ["noted by a person", "Two segments."],
            id="what a person noted",
        ),
        pytest.param(
            to_settle,
            {"labs": (lab("2022-01-02", "5"), lab("2022-02-02", "84"))},
            [
                "2022-02-02, AFP 84 ng/mL",
                "AFP 84 ng/mL is 16 times the last one, 5 ng/mL (2022-01-02).",
            ],
            id="an unlikely result",
        ),
        pytest.param(
            scores,
            {
                "labs": (
                    lab("2022-01-02", "17", "bilirubin", "umol/L"),
                    lab("2022-01-02", "40", "albumin", "g/L"),
                )
            },
            ["ALBI", "2 (−2.59)"],
            id="a score",
        ),
    ],
)
def test_an_entry_has_its_row(told: Told, parts: dict[str, object], row: list[str]) -> None:
    found = [line for table in tables(told, replace(empty_case(), **parts)) for line in grid(table)]  # type: ignore[arg-type]
    assert row in [line[: len(row)] for line in found]


@pytest.mark.parametrize("told", [events, visits, scores])
def test_without_entries_there_is_nothing(told: Told) -> None:
    assert blocks(told, empty_case()) == []


def test_documents_are_counted_with_what_follows_by_arithmetic() -> None:
    paper = Source(SourceKind.CASE_REPORT, "DOI 10.1/x", "Figure 1")
    found = (
        replace(VISIT, source=paper),
        replace(VISIT, id=new_id(), source=replace(paper, derived=True)),
    )
    (table,) = tables(sources, replace(empty_case(), visits=found))
    assert grid(table) == [
        ["Source", "Document", "Entries", "Of these by arithmetic"],
        ["Case report", "DOI 10.1/x", "2", "1"],
        ["Entered", "", "1", ""],
    ]
