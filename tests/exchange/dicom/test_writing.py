"""Diameters go out as reports that others read, one for each assessment whose study is known."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydicom import dcmread

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.lesion import LesionState
from hcclog.domain.patient import TimeAxis
from hcclog.domain.record import PatientRecord
from hcclog.domain.sources import Source, SourceKind
from hcclog.exchange.deidentify.leaving import deidentified_from
from hcclog.exchange.dicom.document import person_name
from hcclog.exchange.dicom.uids import own_uid, tracking_uid, tracking_words
from hcclog.exchange.dicom.writing import write_reports
from hcclog.exchange.outgoing.deliver import deliver
from hcclog.exchange.outgoing.formats import FORMATS
from hcclog.exchange.outgoing.order import Order
from hcclog.exchange.progress import unseen
from hcclog.logbook import Logbook
from tests.exchange.dicom.reports import STUDIES, TODAY, order_of, studied
from tests.report.samples import measured_case, relative_case
from tests.ui.desks import add_record


def written(
    folder: Path, *records: PatientRecord, **kind: bool
) -> tuple[list[Any], tuple[str, ...]]:
    """Return the reports as another library reads them, and what was said."""
    said = write_reports(order_of(*records, **kind), folder, "example-01", unseen)
    return [dcmread(path) for path in sorted(folder.iterdir())], said


def numbers(report: Any) -> dict[str, dict[str, str]]:
    """Return the numbers of each lesion, by its label."""
    (inside,) = [x for x in report.ContentSequence if x.ValueType == "CONTAINER"]
    found = {}
    for group in inside.ContentSequence:
        said = {x.ConceptNameCodeSequence[0].CodeMeaning: x for x in group.ContentSequence}
        found[said["Tracking Identifier"].TextValue] = {
            name: f"{x.MeasuredValueSequence[0].NumericValue.original_string}"
            f" {x.MeasuredValueSequence[0].MeasurementUnitsCodeSequence[0].CodeValue}"
            for name, x in said.items()
            if x.ValueType == "NUM"
        }
    return found


def test_an_assessment_is_a_report_in_its_study(tmp_path: Path) -> None:
    reports, said = written(tmp_path, studied())
    assert [x.StudyInstanceUID for x in reports] == [f"{STUDIES}{n}" for n in range(1, 5)]
    assert numbers(reports[0]) == {
        "T1": {"Long Axis": "42.0 mm", "Viable Diameter": "38.0 mm"},
        "T2": {"Long Axis": "18.5 mm", "Viable Diameter": "18.5 mm"},
        "T3": {"Short Axis": "21.0 mm"},
    }
    first = reports[0]
    assert (first.PatientID, first.StudyDate, first.Modality) == ("example-01", "20251028", "SR")
    assert any("no outlines" in sentence for sentence in said)


def test_the_same_record_gives_the_same_files(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        written(tmp_path / name, studied())
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == [f"example-01-00{n}.dcm" for n in range(1, 5)]
    for name in names:
        first, second = (tmp_path / folder / name for folder in ("one", "two"))
        assert first.read_bytes() == second.read_bytes()


def test_another_size_makes_another_report_in_the_same_series(tmp_path: Path) -> None:
    record = studied()
    size = replace(record.measurements[0], longest_mm=Decimal("43.0"))
    changed = replace(record, measurements=(size, *record.measurements[1:]))
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    before, after = (
        written(tmp_path / name, each)[0][0] for name, each in (("one", record), ("two", changed))
    )
    assert before.SeriesInstanceUID == after.SeriesInstanceUID
    assert before.SOPInstanceUID != after.SOPInstanceUID


def test_without_a_study_an_assessment_is_not_held(tmp_path: Path) -> None:
    reports, said = written(tmp_path, measured_case())
    assert reports == []
    told = [sentence for sentence in said if "no study is known" in sentence]
    assert len(told) == 4
    assert told[0].startswith("example-01, 2025-10-28: ")


def test_what_is_no_diameter_is_not_held(tmp_path: Path) -> None:
    record = studied()
    gone = replace(
        record.measurements[0], longest_mm=None, viable_mm=None, state=LesionState.ABSENT
    )
    reports, said = written(
        tmp_path, replace(record, measurements=(gone, *record.measurements[1:]))
    )
    assert "example-01, 2025-10-28: T1 is absent, which is no diameter." in said
    assert list(numbers(reports[0])) == ["T2", "T3"]


def test_more_digits_than_the_format_has_are_told(tmp_path: Path) -> None:
    record = studied()
    long = replace(record.measurements[0], longest_mm=Decimal("42.123456789012345678"))
    _, said = written(tmp_path, replace(record, measurements=(long, *record.measurements[1:])))
    assert any("T1 has more than 16 digits" in sentence for sentence in said)


def test_the_viable_part_has_a_code_of_its_own(tmp_path: Path) -> None:
    record = studied()
    size = replace(record.measurements[0], viable_mm=Decimal("30.50"))
    reports, _ = written(tmp_path, replace(record, measurements=(size,)))
    assert numbers(reports[0]) == {"T1": {"Long Axis": "42.0 mm", "Viable Diameter": "30.50 mm"}}


def test_a_lesion_keeps_its_name_in_the_archive() -> None:
    lesion = studied().lesions[0]
    assert tracking_uid(lesion) == own_uid(lesion.id)
    ours = replace(lesion, id=EntityId("01a35c7e-6b2f-7cc0-8000-000000000001"))
    assert tracking_uid(ours) == "2.25.2177448381330410216187737845457223681"
    source = Source(SourceKind.IMPORTED, "sr.dcm", f"group 1, {tracking_words('1.2.3')}")
    assert tracking_uid(replace(lesion, source=source)) == "1.2.3"


def test_nobody_is_known_from_a_deidentified_report(book: Logbook, tmp_path: Path) -> None:
    whole = studied()
    add_record(book, replace(whole, patient=replace(whole.patient, name="Zbigniewska Anna")))
    leaving = deidentified_from(book)
    order = leaving.order(Order(book.patient, (whole.patient.id,), 3, TODAY))
    delivered = deliver(FORMATS["dicom-sr"], order, tmp_path / "out", check=leaving.check)
    reports = [dcmread(path) for path in delivered.paths]
    assert len({x.StudyInstanceUID for x in reports}) == 4
    assert not {x.StudyInstanceUID for x in reports} & {f"{STUDIES}{n}" for n in range(1, 5)}
    assert {x.PatientIdentityRemoved for x in reports} == {"YES"}
    assert {(x.StudyDate, str(x.PatientName)) for x in reports} == {("", "")}
    assert "example-01" not in {x.PatientID for x in reports}


def test_a_month_is_no_day_of_a_study(tmp_path: Path) -> None:
    record = studied()
    first = replace(record.assessments[0], on=ClinicalDate.parse("2025-10"))
    reports, _ = written(tmp_path, replace(record, assessments=(first, *record.assessments[1:])))
    assert reports[0].StudyDate == ""


def test_a_day_from_day_0_is_an_offset_and_no_date(tmp_path: Path) -> None:
    record = studied()
    patient = replace(record.patient, time_axis=TimeAxis.RELATIVE)
    first = replace(record.assessments[0], on=ClinicalDate.parse("day 28"))
    lone = replace(record, patient=patient, assessments=(first,), series=())
    reports, _ = written(tmp_path, replace(lone, measurements=record.measurements[:1]))
    assert reports[0].StudyDate == ""
    assert numbers(reports[0])["T1"]["Longitudinal Temporal Offset from Event"] == "28 d"


@pytest.mark.parametrize("code", ["a\\b", "x" * 65])
def test_a_code_that_the_format_lacks_is_told(tmp_path: Path, code: str) -> None:
    record = studied()
    named = replace(record, patient=replace(record.patient, code=code))
    reports, said = written(tmp_path, named)
    assert reports == []
    assert any(sentence.startswith(f"{code}: DICOM has no patient") for sentence in said)


@pytest.mark.parametrize(
    ("name", "as_written"),
    [
        pytest.param("Wang Li", "Wang Li", id="plain"),
        pytest.param("王丽", "=王丽", id="letters of China"),
        pytest.param("Jörg Østergård-Žižek", "Jörg Østergård-Žižek", id="Latin letters with marks"),
        pytest.param("A^B=C\\D", "A B C D", id="signs that part names"),
        pytest.param("", "", id="none"),
    ],
)
def test_names_are_deliveredas_the_standard_has_them(name: str, as_written: str) -> None:
    assert person_name(name) == as_written


def test_names_of_files_are_safe_and_apart(tmp_path: Path) -> None:
    record = studied()
    odd = replace(record, patient=replace(record.patient, code="../../x:y"))
    other = replace(relative_case(), patient=replace(relative_case().patient, id=PatientId("p2")))
    write_reports(order_of(odd, other), tmp_path, "both", unseen)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [f"001-x_y-00{n}.dcm" for n in range(1, 5)]
