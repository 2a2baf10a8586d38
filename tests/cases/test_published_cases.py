"""The shipped cases against a table written from the papers, walked both ways."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, fields
from functools import cache
from itertools import count
from types import ModuleType
from typing import Any

import pytest

from hcclog.catalogue.adverse_events import adverse_event
from hcclog.catalogue.analytes import analyte, find_unit_for
from hcclog.catalogue.drugs import drug
from hcclog.catalogue.procedures import procedure
from hcclog.catalogue.sites import organ
from hcclog.domain.chronology import Chronology
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.record import NOUNS, PatientRecord
from hcclog.domain.response import Criteria
from hcclog.domain.sources import Source, SourceKind
from hcclog.exchange.casefile import case_paths, read_case
from hcclog.rules.timeline import timeline
from tests.cases import fonc_2024, ikeda_2021, zhang_2024
from tests.cases.facts import PROSE, Fact, entities, facts_of

TABLES = {"zhang-2024": zhang_2024, "fonc-2024": fonc_2024, "ikeda-2021": ikeda_2021}
CRITERIA = {"ikeda-2021": Criteria.MRECIST}
ROWS = [(code, row) for code, table in TABLES.items() for row in table.FACTS]
EACH_CASE = pytest.mark.parametrize("code", TABLES)
_NUMBER = re.compile(r"[0-9]+(?:[.-][0-9]+)*")


@cache
def _record(code: str) -> PatientRecord:
    path = next(path for path in case_paths() if path.stem == code)
    numbers = count(1)
    return read_case(path, lambda: f"id-{next(numbers)}")


@dataclass(frozen=True)
class _Part:
    """One entity with its name in a message."""

    name: str
    entity: Any


def _parts(code: str) -> list[_Part]:
    record = _record(code)
    return [
        _Part(f"{noun.label} {n}", entity)
        for noun in NOUNS
        for n, entity in enumerate(entities(record, noun.attribute), start=1)
    ]


def test_these_are_all_the_cases_in_their_order() -> None:
    assert [path.stem for path in case_paths()] == list(TABLES)
    assert [_record(code).patient.code for code in TABLES] == list(TABLES)


@pytest.mark.parametrize(("code", "row"), ROWS, ids=[f"{code}: {row}"[:120] for code, row in ROWS])
def test_what_the_paper_prints_is_in_the_record(code: str, row: Fact) -> None:
    printed = Counter(TABLES[code].FACTS)[row]
    assert Counter(facts_of(_record(code)))[row] == printed


@EACH_CASE
def test_nothing_is_in_the_record_that_the_paper_does_not_print(code: str) -> None:
    unknown = Counter(facts_of(_record(code))) - Counter(TABLES[code].FACTS)
    assert [str(row) for row in unknown] == []


@EACH_CASE
def test_every_entry_points_into_its_paper(code: str) -> None:
    table: ModuleType = TABLES[code]
    for part in _parts(code):
        source: Source = part.entity.source
        assert (source.kind, source.document) == (SourceKind.CASE_REPORT, table.DOCUMENT), part.name
        assert source.place.startswith(table.PLACES), f"{part.name}: {source.place}"


@EACH_CASE
def test_no_number_slips_in_through_words(code: str) -> None:
    found = {
        number
        for part in _parts(code)
        for field in fields(part.entity)
        if field.name in PROSE
        for number in _NUMBER.findall(getattr(part.entity, field.name))
    }
    assert found <= TABLES[code].NUMBERS_IN_WORDS


@EACH_CASE
def test_every_date_has_a_place_on_the_time_axis(code: str) -> None:
    chronology = Chronology(_record(code))
    for part in _parts(code):
        for field in fields(part.entity):
            value = getattr(part.entity, field.name)
            if isinstance(value, ClinicalDate):
                assert chronology.span(value) is not None, f"{part.name}: {field.name}"


@EACH_CASE
def test_every_code_stands_in_the_catalogue(code: str) -> None:
    record = _record(code)
    agents = {course.agent for course in record.courses}
    agents |= {agent for given in record.procedures for agent in given.agents}
    agents |= {agent for event in record.adverse_events for agent in event.agents}
    assert {drug(agent).code for agent in agents} == agents
    kinds = {given.kind for given in record.procedures}
    assert {procedure(kind).code for kind in kinds} == kinds
    places = {lesion.organ for lesion in record.lesions}
    assert {organ(place).code for place in places} == places
    terms = {event.term for event in record.adverse_events}
    assert {adverse_event(term).code for term in terms} == terms
    for result in record.labs:
        test = analyte(result.analyte)
        assert result.value is None or find_unit_for(test, result.unit), result.unit


@EACH_CASE
def test_computed_stands_beside_reported(code: str) -> None:
    criteria = CRITERIA.get(code, Criteria.RECIST_1_1)
    found = timeline(_record(code), (criteria,))
    rows = tuple(
        (
            response.series.label,
            found.chronology.label(point.assessment.on),
            point.overall.value.value,
            point.agrees,
        )
        for response in found.responses
        for point in response.timepoints
        if not point.is_baseline
    )
    assert rows == TABLES[code].RESPONSES


@EACH_CASE
def test_a_difference_always_has_its_reason(code: str) -> None:
    found = timeline(_record(code))
    points = [point for response in found.responses for point in response.timepoints]
    differing = [point for point in points if point.agrees is False]
    assert differing
    assert all(point.overall.sentence in point.difference for point in differing)
