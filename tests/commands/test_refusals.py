"""What may not be written: a sentence at the field, and nothing stored."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hcclog.commands.refused import Refused
from hcclog.domain.adverse_event import AdverseEvent
from hcclog.domain.assessment import Assessment, Scan
from hcclog.domain.dates import ClinicalDate, TimeUnit
from hcclog.domain.lesion import Lesion, LesionState, Measurement
from hcclog.domain.patient import Sex, TimeAxis
from hcclog.domain.procedure import Procedure
from hcclog.domain.response import LesionRole, ReportedResponse, ResponseSeries, SeriesLesion
from hcclog.domain.sources import Source
from hcclog.domain.staging import Staging
from hcclog.domain.statement import Direction, Statement, StatementKind
from hcclog.domain.therapy import Course, DoseStep, Hold, LineOfTherapy
from hcclog.domain.visit import Visit
from tests.books import a_lab, a_patient, an_id, new_book
from tests.commands.words import add

AT = ClinicalDate.parse("2021-10-14")
PATIENT = a_patient("P-1", birth_on=ClinicalDate.parse("1975-03"))
LINE = LineOfTherapy(an_id(), PATIENT.id, 1)
COURSE = Course(an_id(), PATIENT.id, LINE.id, "lenvatinib", ClinicalDate.parse("2021-01"))
SCAN_DAY = Assessment(an_id(), PATIENT.id, AT)
LESION = Lesion(an_id(), PATIENT.id, "T1", "liver")
OTHER_LESION = Lesion(an_id(), PATIENT.id, "T2", "liver")
MEASURED = Measurement(an_id(), PATIENT.id, SCAN_DAY.id, OTHER_LESION.id, Decimal(21))
SERIES = ResponseSeries(an_id(), PATIENT.id, "line 1", SCAN_DAY.id, LINE.id)
ROLE = SeriesLesion(an_id(), PATIENT.id, SERIES.id, OTHER_LESION.id, LesionRole.TARGET)
RECORD = (PATIENT, LINE, COURSE, SCAN_DAY, LESION, OTHER_LESION, MEASURED, SERIES, ROLE)
STRANGER = a_patient("P-2")


def parts(**fields: Any) -> dict[str, Any]:
    """Return the fields that every noun of the patient needs."""
    return {"id": an_id(), "patient_id": PATIENT.id, **fields}


def measured(**fields: Any) -> Measurement:
    given = parts(assessment_id=SCAN_DAY.id, lesion_id=LESION.id)
    return Measurement(**{**given, **fields})


def course(**fields: Any) -> Course:
    given = parts(line_id=LINE.id, agent="sorafenib", start_on=ClinicalDate.parse("2021-02"))
    return Course(**{**given, **fields})


def said(kind: str, **fields: Any) -> Statement:
    return Statement(**parts(kind=StatementKind(kind), **fields))


REFUSALS = [
    pytest.param(a_patient(" "), "code", id="a patient without a code"),
    pytest.param(a_patient("p -1"), "code", id="P-01: a record number that exists"),
    pytest.param(
        a_patient("P-3", birth_on=ClinicalDate.parse("2027")),
        "birth_on",
        id="D-07: born after today",
    ),
    pytest.param(a_patient("P-3", age_years=140), "age_years", id="an age of 140"),
    pytest.param(a_lab(STRANGER), "patient_id", id="a patient who is not in the store"),
    pytest.param(a_lab(PATIENT, on="2062-10"), "on", id="D-06: 2062 for 2026"),
    pytest.param(a_lab(PATIENT, on="2026-11-22"), "on", id="D-06: tomorrow"),
    pytest.param(a_lab(PATIENT, on="1970"), "on", id="D-07: before birth"),
    pytest.param(a_lab(PATIENT, on="day 28"), "on", id="days of a patient without a day 0"),
    pytest.param(a_lab(PATIENT, analyte="afpp"), "analyte", id="an unknown test"),
    pytest.param(a_lab(PATIENT, "-5.51"), "value", id="N-09: a negative concentration"),
    pytest.param(a_lab(PATIENT, "NaN"), "value", id="N-05: not a number"),
    pytest.param(a_lab(PATIENT, unit="parsec"), "unit", id="an unknown unit"),
    pytest.param(a_lab(PATIENT, unit="mmol/L"), "unit", id="a unit that the test does not have"),
    pytest.param(
        a_lab(PATIENT, reference_low=Decimal(160), reference_high=Decimal(0)),
        "reference_low",
        id="C-17: a range upside down",
    ),
    pytest.param(LineOfTherapy(**parts(number=1)), "number", id="a line number that exists"),
    pytest.param(LineOfTherapy(**parts(number=0)), "number", id="line 0"),
    pytest.param(course(agent="lenvatinibb"), "agent", id="an unknown drug"),
    pytest.param(course(dose=Decimal(0)), "dose", id="N-16: a dose of 0"),
    pytest.param(course(every_days=0), "every_days", id="C-03: every 0 days"),
    pytest.param(course(every_days=-21), "every_days", id="C-03: every -21 days"),
    pytest.param(
        course(end_on=ClinicalDate.parse("2020")), "end_on", id="D-12: an end before the start"
    ),
    pytest.param(course(line_id=an_id()), "line_id", id="a line that does not exist"),
    pytest.param(
        DoseStep(**parts(course_id=COURSE.id, on=AT, dose=Decimal(0))), "dose", id="a step to 0"
    ),
    pytest.param(
        Hold(**parts(course_id=COURSE.id, start_on=AT, n_days=0)), "n_days", id="a hold of no day"
    ),
    pytest.param(
        Hold(**parts(course_id=COURSE.id, start_on=AT, end_on=ClinicalDate.parse("2021-09"))),
        "end_on",
        id="a hold that ends before it starts",
    ),
    pytest.param(Procedure(**parts(on=AT, kind="magic")), "kind", id="an unknown procedure"),
    pytest.param(Procedure(**parts(on=AT, kind="tace", dose_gy=Decimal(0))), "dose_gy", id="0 Gy"),
    pytest.param(
        Procedure(**parts(on=AT, kind="tace", n_fractions=0)), "n_fractions", id="0 fractions"
    ),
    pytest.param(AdverseEvent(**parts(term="proteinuria", grade=6)), "grade", id="C-18: grade 6"),
    pytest.param(AdverseEvent(**parts(term="proteinuria", grade=0)), "grade", id="C-18: grade 0"),
    pytest.param(Lesion(**parts(label=" ", organ="liver")), "label", id="a lesion without label"),
    pytest.param(Lesion(**parts(label="t1", organ="liver")), "label", id="a label that is taken"),
    pytest.param(Lesion(**parts(label="T9", organ="")), "organ", id="a lesion without organ"),
    pytest.param(measured(longest_mm=Decimal(0)), "longest_mm", id="C-08: 0 mm is not absent"),
    pytest.param(measured(longest_mm=Decimal(-1)), "longest_mm", id="N-09: a negative size"),
    pytest.param(measured(), "longest_mm", id="a measurement that says nothing"),
    pytest.param(
        measured(longest_mm=Decimal(20), viable_mm=Decimal(21)),
        "viable_mm",
        id="viable beyond the whole",
    ),
    pytest.param(
        measured(longest_mm=Decimal(20), state=LesionState.ABSENT), "state", id="absent with a size"
    ),
    pytest.param(measured(state=LesionState.MERGED), "other_lesion_id", id="merged into nothing"),
    pytest.param(
        measured(lesion_id=OTHER_LESION.id, longest_mm=Decimal(22)),
        "lesion_id",
        id="C-09: measured twice on one scan",
    ),
    pytest.param(Assessment(**parts(on=AT, n_lesions=-1)), "n_lesions", id="minus one lesion"),
    pytest.param(
        Scan(**parts(assessment_id=SCAN_DAY.id, modality="CT", slice_thickness_mm=Decimal(0))),
        "slice_thickness_mm",
        id="slices of 0 mm",
    ),
    pytest.param(
        Scan(**parts(assessment_id=SCAN_DAY.id, modality="CT", study_uid="1.2.x")),
        "study_uid",
        id="a study by a name that no archive gives",
    ),
    pytest.param(
        Scan(**parts(assessment_id=SCAN_DAY.id, modality="CT", study_uid="1." + "2" * 70)),
        "study_uid",
        id="a study by a name that is too long",
    ),
    pytest.param(
        ResponseSeries(**parts(label="again", baseline_assessment_id=SCAN_DAY.id)),
        "baseline_assessment_id",
        id="a second series on one baseline",
    ),
    pytest.param(
        SeriesLesion(
            **parts(series_id=SERIES.id, lesion_id=OTHER_LESION.id, role=LesionRole.NON_TARGET)
        ),
        "lesion_id",
        id="a second role in one series",
    ),
    pytest.param(
        ReportedResponse(**parts(assessment_id=SCAN_DAY.id, on=AT)),
        "category",
        id="a report of nothing",
    ),
    pytest.param(Staging(**parts(on=AT, bclc="E")), "bclc", id="BCLC E"),
    pytest.param(Staging(**parts(on=AT, cnlc="V")), "cnlc", id="CNLC V"),
    pytest.param(Staging(**parts(on=AT, child_pugh_points=4)), "child_pugh_points", id="4 points"),
    pytest.param(Staging(**parts(on=AT, vp=5)), "vp", id="Vp5"),
    pytest.param(Visit(**parts(on=AT, ecog=6)), "ecog", id="ECOG 6"),
    pytest.param(said("lab trend", to_on=AT), "analyte", id="a trend of no test"),
    pytest.param(said("lab trend", analyte="afp"), "direction", id="a trend without direction"),
    pytest.param(
        said("lab trend", analyte="afp", direction=Direction.RISING), "to_on", id="a trend of when?"
    ),
    pytest.param(
        said("lab trend", analyte="afpp", direction=Direction.RISING, to_on=AT),
        "analyte",
        id="a trend of an unknown test",
    ),
    pytest.param(said("duration", unit=TimeUnit.MONTH), "amount", id="a duration of how long?"),
    pytest.param(said("duration", amount=Decimal(3)), "unit", id="a duration of 3 what?"),
    pytest.param(
        said("duration", amount=Decimal(0), unit=TimeUnit.DAY), "amount", id="a duration of 0"
    ),
    pytest.param(
        said("duration", amount=Decimal("-0.5"), unit=TimeUnit.DAY), "amount", id="minus half a day"
    ),
    pytest.param(
        said("duration", amount=Decimal("NaN"), unit=TimeUnit.DAY), "amount", id="no number of days"
    ),
    pytest.param(said("count", amount=Decimal(3)), "procedure_kind", id="3 of what?"),
    pytest.param(said("count", procedure_kind="tace"), "amount", id="how many TACE?"),
    pytest.param(
        said("count", procedure_kind="magic", amount=Decimal(3)),
        "procedure_kind",
        id="3 of an unknown procedure",
    ),
    pytest.param(
        said("count", procedure_kind="tace", amount=Decimal("2.5")), "amount", id="half a TACE"
    ),
    pytest.param(said("interruption"), "course_id", id="an interruption of nothing"),
    pytest.param(
        said("interruption", course_id=COURSE.id, amount=Decimal("0.5")),
        "amount",
        id="half an interruption",
    ),
    pytest.param(said("sex"), "sex", id="a sex that is not said"),
    pytest.param(said("age", to_on=AT), "amount", id="an age that is not said"),
    pytest.param(said("age", amount=Decimal(47)), "to_on", id="an age of when?"),
    pytest.param(
        said("age", amount=Decimal(47), to_on=ClinicalDate.parse("2030")),
        "to_on",
        id="an age after today",
    ),
    pytest.param(
        said("sex", sex=Sex.MALE, from_on=ClinicalDate.parse("1970")),
        "from_on",
        id="a statement of before birth",
    ),
    pytest.param(
        said("interruption", course_id=an_id()), "course_id", id="a course that does not exist"
    ),
    pytest.param(a_patient("P-9", name="Mei\u202eer"), "name", id="T-03: a bidirectional override"),
    pytest.param(a_patient("P-9", name="a\x00b"), "name", id="T-05: NUL"),
    pytest.param(a_patient("P-9", name="a\x07"), "name", id="T-05: a bell"),
    pytest.param(
        Visit(**parts(on=ClinicalDate(AT.form, label="day\u202e1"))),
        "on",
        id="T-03: a bidirectional override in how a date is called",
    ),
    pytest.param(
        Visit(**parts(on=ClinicalDate(AT.form, label="a\ud800"))),
        "on",
        id="T-05: a lone surrogate in how a date is called",
    ),
    pytest.param(
        Visit(**parts(on=AT, source=Source(document="a\ud800"))),
        "source",
        id="T-05: a lone surrogate in a source",
    ),
    pytest.param(
        Visit(**parts(on=AT, source=Source(place="a\x07"))),
        "source",
        id="T-05: a bell in a source",
    ),
    pytest.param(a_patient("P-9", name="a\ud800"), "name", id="T-05: a lone surrogate"),
    pytest.param(a_patient("P-9", name="x" * 1000), "name", id="T-07: 1,000 letters in a line"),
    pytest.param(a_patient("9" * 65), "code", id="T-07: a code of 65"),
    pytest.param(Visit(**parts(on=AT, note="x" * 1_000_000)), "note", id="T-07: 1 MB in a note"),
    pytest.param(a_patient("P-9", name="two\nlines"), "name", id="T-12: a line break in a line"),
]


@pytest.mark.parametrize(("entity", "field"), REFUSALS)
def test_a_refusal_names_its_field_and_stores_nothing(
    tmp_path: Path, entity: Any, field: str
) -> None:
    book = new_book(tmp_path / "store.db")
    add(book, *RECORD)
    before = book.patient(PATIENT.id), book.revision
    with pytest.raises(Refused) as refusal:
        add(book, entity)
    assert refusal.value.field == field
    assert refusal.value.sentence.endswith(".")
    assert (book.patient(PATIENT.id), book.revision) == before
    book.close()


def test_a_calendar_date_has_no_place_on_a_relative_axis(tmp_path: Path) -> None:
    book = new_book(tmp_path / "store.db")
    patient = a_patient("R-1", time_axis=TimeAxis.RELATIVE, day_zero_label="start of lenvatinib")
    add(book, patient)
    with pytest.raises(Refused, match="counted from start of lenvatinib"):
        add(book, a_lab(patient, on="2021-10"))
    add(book, a_lab(patient, on="week 4"))
    book.close()


VERBATIM = [
    pytest.param("张伟", id="T-02: Chinese"),
    pytest.param("محمد علي", id="T-02: Arabic"),
    pytest.param("👩‍⚕️ a" + "\u0301" * 200, id="T-06: an emoji and 200 marks"),
    pytest.param('O\'Brien "Bob"; DROP TABLE patient;--', id="T-08: SQL"),
    pytest.param("100% \\ _", id="T-08: wildcards"),
    pytest.param("<b>Meier</b>", id="T-09: markup"),
]


@pytest.mark.parametrize("name", VERBATIM)
def test_a_name_is_stored_and_found_verbatim(tmp_path: Path, name: str) -> None:
    book = new_book(tmp_path / "store.db")
    patient = a_patient("P-9", name=name)
    add(book, patient, a_patient("P-10", name="somebody else"))
    assert [found.name for found in book.patients(name)] == [name]
    book.close()
