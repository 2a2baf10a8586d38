"""A response series and its roles: added, changed and taken back as one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hcclog.commands.base import Amend, Retract
from hcclog.commands.refused import Refused
from hcclog.commands.series import ChangeSeries, add_series
from hcclog.domain.assessment import Assessment
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.lesion import Lesion
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import LesionRole, ResponseSeries, SeriesLesion
from hcclog.domain.therapy import LineOfTherapy
from hcclog.logbook import Logbook
from tests.books import a_patient, an_id, new_book
from tests.commands.words import add

PATIENT, STRANGER = a_patient("P-1"), a_patient("P-2")
LINES = [LineOfTherapy(an_id(), PATIENT.id, n) for n in (1, 2)]
FIRST, SECOND = (
    Assessment(an_id(), PATIENT.id, ClinicalDate.parse(on)) for on in ("2021-10", "2022-02")
)
FOREIGN = Assessment(an_id(), STRANGER.id, ClinicalDate.parse("2021-10"))
FOREIGN_LESION = Lesion(an_id(), STRANGER.id, "T1", "liver")
LESIONS = [Lesion(an_id(), PATIENT.id, label, "liver") for label in ("T1", "T2", "T3")]
SERIES = ResponseSeries(an_id(), PATIENT.id, "line 1", FIRST.id, LINES[0].id)
OTHER = ResponseSeries(an_id(), PATIENT.id, "line 2", SECOND.id, LINES[1].id)


def role(n: int, kind: LesionRole = LesionRole.TARGET, **fields: Any) -> SeriesLesion:
    given = {"series_id": SERIES.id, "lesion_id": LESIONS[n].id, **fields}
    return SeriesLesion(id=an_id(), patient_id=PATIENT.id, role=kind, **given)


ROLES = (role(0), role(1))


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Logbook]:
    """A store with two patients, and no series."""
    opened = new_book(tmp_path / "store.db")
    add(opened, PATIENT, STRANGER, *LINES, FIRST, SECOND, FOREIGN, FOREIGN_LESION, *LESIONS)
    yield opened
    opened.close()


@pytest.fixture
def saved(book: Logbook) -> Logbook:
    """The same with one series."""
    book.do(add_series(SERIES, ROLES))
    return book


def record_of(book: Logbook) -> PatientRecord:
    record = book.patient(PATIENT.id)
    assert record is not None
    return record


def test_a_series_is_added_with_its_roles_in_one_entry(book: Logbook) -> None:
    before = book.revision
    book.do(add_series(SERIES, ROLES))
    assert record_of(book).series == (SERIES,)
    assert record_of(book).series_lesions == ROLES
    assert book.revision == before + 1
    assert book.undo_label == "Add response series line 1"
    book.undo()
    assert record_of(book).series == ()
    assert record_of(book).series_lesions == ()
    book.redo()
    assert record_of(book).series_lesions == ROLES


REFUSED = [
    pytest.param(replace(SERIES, label=" "), ROLES, "label", id="no label"),
    pytest.param(
        replace(SERIES, baseline_assessment_id=FOREIGN.id),
        ROLES,
        "baseline_assessment_id",
        id="imaging of another patient",
    ),
    pytest.param(
        replace(SERIES, baseline_assessment_id=an_id()),
        ROLES,
        "baseline_assessment_id",
        id="imaging that is not there",
    ),
    pytest.param(replace(SERIES, line_id=an_id()), ROLES, "line_id", id="a line that is not there"),
    pytest.param(SERIES, (*ROLES, role(0)), "lesion_id", id="a lesion twice"),
    pytest.param(
        SERIES,
        (role(0, lesion_id=FOREIGN_LESION.id),),
        "lesion_id",
        id="a lesion of another patient",
    ),
]


@pytest.mark.parametrize(("series", "roles", "field"), REFUSED)
def test_what_cannot_be_is_refused_whole(
    book: Logbook, series: ResponseSeries, roles: tuple[SeriesLesion, ...], field: str
) -> None:
    before = book.revision
    with pytest.raises(Refused) as refusal:
        book.do(add_series(series, roles))
    assert refusal.value.field == field
    assert refusal.value.sentence.endswith(".")
    assert book.revision == before
    assert record_of(book).series == ()
    assert record_of(book).series_lesions == ()


@pytest.mark.parametrize("line", [LINES[0].id, LINES[1].id, None], ids=["same", "other", "none"])
def test_an_assessment_is_the_baseline_of_one_series_whatever_the_line(
    saved: Logbook, line: Any
) -> None:
    twin = replace(OTHER, baseline_assessment_id=FIRST.id, line_id=line)
    with pytest.raises(Refused, match="already the baseline of another series"):
        saved.do(add_series(twin, ()))


def changed(
    series: ResponseSeries = SERIES, roles: tuple[SeriesLesion, ...] = ROLES
) -> ChangeSeries:
    return ChangeSeries(series, roles, SERIES, ROLES)


NON_TARGET = replace(ROLES[1], role=LesionRole.NON_TARGET)
CHANGES = [
    pytest.param(replace(SERIES, label="first line"), ROLES, id="label"),
    pytest.param(replace(SERIES, line_id=LINES[1].id), ROLES, id="line"),
    pytest.param(replace(SERIES, line_id=None), ROLES, id="no line"),
    pytest.param(replace(SERIES, baseline_assessment_id=SECOND.id), ROLES, id="baseline"),
    pytest.param(SERIES, (ROLES[0], NON_TARGET), id="a role"),
    pytest.param(SERIES, (ROLES[0],), id="a lesion left out"),
    pytest.param(SERIES, (*ROLES, role(2)), id="a lesion more"),
    pytest.param(SERIES, (ROLES[0], role(1)), id="a lesion taken out and given a role again"),
    pytest.param(
        replace(SERIES, label="x", line_id=None), (NON_TARGET, role(2)), id="all of it at once"
    ),
]


@pytest.mark.parametrize(("series", "roles"), CHANGES)
def test_a_change_is_one_entry_and_one_undo(
    saved: Logbook, series: ResponseSeries, roles: tuple[SeriesLesion, ...]
) -> None:
    before, revision = record_of(saved), saved.revision
    saved.do(changed(series, roles))
    assert record_of(saved).series == (series,)
    assert set(record_of(saved).series_lesions) == set(roles)
    assert saved.revision == revision + 1
    assert saved.undo_label == f"Correct response series {series.label}"
    saved.undo()
    assert record_of(saved) == before


def test_what_stays_the_same_leaves_no_entry(saved: Logbook) -> None:
    before = saved.revision
    saved.do(changed())
    assert saved.revision == before


NOT_TO = [
    pytest.param(replace(SERIES, label=""), ROLES, "label", id="no label"),
    pytest.param(SERIES, (*ROLES, role(0)), "lesion_id", id="a lesion twice"),
    pytest.param(
        SERIES, (role(0, series_id=OTHER.id),), "series_id", id="a role of another series"
    ),
    pytest.param(
        replace(SERIES, baseline_assessment_id=SECOND.id),
        ROLES,
        "baseline_assessment_id",
        id="the baseline of another series",
    ),
]


@pytest.mark.parametrize(("series", "roles", "field"), NOT_TO)
def test_a_change_that_cannot_be_is_refused_whole(
    saved: Logbook, series: ResponseSeries, roles: tuple[SeriesLesion, ...], field: str
) -> None:
    saved.do(add_series(OTHER, ()))
    before = record_of(saved)
    with pytest.raises(Refused) as refusal:
        saved.do(changed(series, roles))
    assert refusal.value.field == field
    assert record_of(saved) == before


def test_what_somebody_changed_meanwhile_is_not_overwritten(saved: Logbook) -> None:
    saved.do(Amend(NON_TARGET))
    with pytest.raises(Refused, match="The roles of line 1 were changed elsewhere"):
        saved.do(changed(replace(SERIES, label="x")))
    saved.undo()
    saved.do(Amend(replace(SERIES, label="y")))
    with pytest.raises(Refused, match="was changed elsewhere"):
        saved.do(changed(replace(SERIES, label="x")))


def test_what_is_gone_cannot_be_changed(saved: Logbook) -> None:
    saved.do(Retract("response_series", SERIES.id))
    with pytest.raises(Refused):
        saved.do(changed(replace(SERIES, label="x"), ()))
    saved.do(Retract("patient", PATIENT.id))
    with pytest.raises(Refused, match="no longer in the store"):
        saved.do(changed())
