"""Reports come in: each diameter to its lesion, at the assessment of its study."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydicom.dataset import Dataset

from hcclog.commands.base import Add
from hcclog.commands.refused import Refused
from hcclog.domain.assessment import Modality
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.lesion import LesionKind, LesionState, Measurement
from hcclog.domain.patient import TimeAxis
from hcclog.domain.record import PatientRecord
from hcclog.exchange.dicom.reading import read
from hcclog.exchange.dicom.uids import own_uid, tracking_uid
from hcclog.exchange.dicom.writing import write_reports
from hcclog.exchange.incoming.kinds import Wish
from hcclog.exchange.incoming.plan import Plan, Verdict
from hcclog.exchange.incoming.telling import kind_of
from hcclog.exchange.progress import unseen
from hcclog.logbook import Logbook
from tests.books import a_patient, file_of
from tests.exchange.dicom.files import an_image, bytes_of, saved
from tests.exchange.dicom.reports import (
    CM,
    LIVER,
    LONG,
    MM,
    SHORT,
    STUDIES,
    Code,
    a_group,
    a_number,
    a_report,
    order_of,
    report_file,
    studied,
)
from tests.ui.desks import add_record

NODE: Code = ("59441001", "SCT", "Lymph node")
BRAIN: Code = ("12738006", "SCT", "Brain")
PIXELS: Code = ("{pixels}", "UCUM", "pixels")
VOLUME: Code = ("118565006", "SCT", "Volume")
LAST = f"{STUDIES}4"


@pytest.fixture
def known(book: Logbook) -> Logbook:
    """A store with the measured patient, whose studies are known."""
    add_record(book, studied())
    return book


def record_of(book: Logbook, code: str = "example-01") -> PatientRecord:
    record = book.patient(book.find(code) or "")
    assert record is not None
    return record


def planned(book: Logbook, folder: Path, report: Dataset, patient: str = "") -> Plan:
    return read(report_file(folder, report), book, Wish(patient), unseen)


def take(book: Logbook, plan: Plan) -> None:
    assert plan.command is not None, plan.lines
    book.do(plan.command)


def verdicts(plan: Plan) -> list[Verdict]:
    return [line.verdict for line in plan.lines]


def size_of(book: Logbook, label: str, on: str = "2026-06-30") -> Measurement:
    record = record_of(book)
    lesion = next(x for x in record.lesions if x.label == label)
    at = next(x for x in record.assessments if str(x.on) == on)
    ids = (lesion.id, at.id)
    return next(x for x in record.measurements if (x.lesion_id, x.assessment_id) == ids)


def later(*groups: Dataset) -> Dataset:
    """Return a report of a day of which nothing is logged."""
    return a_report(*groups, StudyDate="20260630")


class TestRoundTrip:
    def test_our_own_reports_change_nothing(self, known: Logbook, tmp_path: Path) -> None:
        write_reports(order_of(record_of(known)), tmp_path, "x", unseen)
        for path in sorted(tmp_path.glob("*.dcm")):
            assert kind_of(path).name == "dicom-sr"
            plan = read(path, known, Wish(), unseen)
            assert (set(verdicts(plan)), plan.command) == ({Verdict.THERE}, None)

    def test_they_bring_every_diameter_into_a_record_without_imaging(
        self, book: Logbook, tmp_path: Path
    ) -> None:
        whole = studied()
        bare = replace(
            whole, scans=(), measurements=(), series=(), series_lesions=(), assessments=()
        )
        add_record(book, replace(bare, reported_responses=()))
        write_reports(order_of(whole), tmp_path, "x", unseen)
        for path in sorted(tmp_path.glob("*.dcm")):
            take(book, read(path, book, Wish(), unseen))
        assert said_of(record_of(book)) == said_of(whole)


def said_of(record: PatientRecord) -> set[tuple[str, ...]]:
    """Return what a record says of sizes, whatever its ids."""
    days = {x.id: str(x.on) for x in record.assessments}
    labels = {x.id: x.label for x in record.lesions}
    studies = {x.assessment_id: (x.modality, x.study_uid) for x in record.scans}
    return {
        (
            days[x.assessment_id],
            labels[x.lesion_id],
            str(x.longest_mm),
            str(x.short_axis_mm),
            *studies[x.assessment_id],
        )
        for x in record.measurements
    }


def test_a_foreign_report_makes_an_assessment(known: Logbook, tmp_path: Path) -> None:
    plan = planned(known, tmp_path, later(a_group(numbers=[a_number("40.25")])))
    assert verdicts(plan) == [Verdict.NEW, Verdict.NEW]
    assert plan.lines[0].reading == "new assessment of 2026-06-30, CT"
    take(known, plan)
    assert str(size_of(known, "T1").longest_mm) == "40.25"
    studies = [x.modality for x in record_of(known).scans if x.study_uid == f"{STUDIES}9"]
    assert studies == [Modality.CT]
    assert size_of(known, "T1").source.place == "group 1"
    again = planned(known, tmp_path, later(a_group(numbers=[a_number("40.25")])))
    assert (set(verdicts(again)), again.command) == ({Verdict.THERE}, None)


def test_all_of_a_report_is_one_undo(known: Logbook, tmp_path: Path) -> None:
    before = record_of(known)
    take(known, planned(known, tmp_path, later(a_group(numbers=[a_number("40.25")]))))
    assert known.undo_label == "Import sr.dcm: 3 entries"
    known.undo()
    assert record_of(known) == before


def test_a_size_can_be_left_out_alone(known: Logbook, tmp_path: Path) -> None:
    groups = [a_group(numbers=[a_number("41")]), a_group("T2", numbers=[a_number("17")])]
    plan = planned(known, tmp_path, later(*groups))
    command = plan.without(plan.lines[2:])
    assert command is not None
    known.do(command)
    assert size_of(known, "T1").longest_mm == Decimal(41)
    new = [x for x in record_of(known).measurements if x.source.document == "sr.dcm"]
    assert len(new) == 1


@pytest.mark.parametrize(
    ("name", "unit", "value", "field", "mm"),
    [
        pytest.param(LONG, CM, "4.25", "longest_mm", "42.5", id="centimetres"),
        pytest.param(LONG, MM, "4.2E1", "longest_mm", "42", id="a power of ten"),
        pytest.param(LONG, MM, "34.5829384293482", "longest_mm", "34.5829384293482", id="exact"),
        pytest.param(SHORT, MM, "12.0", "short_axis_mm", "12.0", id="a short axis"),
        pytest.param(("410668003", "SCT", "Length"), MM, "12", "longest_mm", "12", id="a length"),
        pytest.param(("G-A185", "SRT", "Long Axis"), MM, "12", "longest_mm", "12", id="SRT"),
        pytest.param(("G-A186", "99SDM", "x"), MM, "12", "short_axis_mm", "12", id="99SDM"),
        pytest.param(("C96646", "NCIt", "Viable"), MM, "12", "viable_mm", "12", id="viable"),
    ],
)
def test_diameters_are_read_exactly(
    known: Logbook, tmp_path: Path, name: Code, unit: Code, value: str, field: str, mm: str
) -> None:
    take(known, planned(known, tmp_path, later(a_group(numbers=[a_number(value, name, unit)]))))
    assert str(getattr(size_of(known, "T1"), field)) == mm


@pytest.mark.parametrize(
    ("number", "verdict", "words"),
    [
        pytest.param(
            a_number("80", unit=PIXELS),
            Verdict.REFUSED,
            "its length is not known",
            id="I-18 pixels",
        ),
        pytest.param(a_number("-4"), Verdict.REFUSED, "no number, or below 0", id="below 0"),
        pytest.param(a_number("0"), Verdict.REFUSED, "entered as absent", id="0 mm"),
        pytest.param(
            a_number("12", VOLUME, ("cm3", "UCUM", "cm3")), Verdict.LEFT, "no diameter", id="volume"
        ),
        pytest.param(a_number("450"), Verdict.ASKED, "more than 300 mm", id="very long"),
        pytest.param(a_number("3.2"), Verdict.ASKED, "about a tenth", id="a slip of the point"),
    ],
)
def test_what_is_no_plain_diameter_is_told(
    known: Logbook, tmp_path: Path, number: Dataset, verdict: Verdict, words: str
) -> None:
    plan = planned(known, tmp_path, later(a_group(numbers=[number])))
    line = plan.lines[1]
    assert (line.place, line.verdict) == ("group 1", verdict)
    assert words in line.why


def test_of_two_lengths_the_surer_name_is_taken(known: Logbook, tmp_path: Path) -> None:
    numbers = [a_number("41.0", ("410668003", "SCT", "Length")), a_number("42.0")]
    plan = planned(known, tmp_path, later(a_group(numbers=numbers)))
    assert verdicts(plan) == [Verdict.NEW, Verdict.NEW, Verdict.LEFT]
    assert "is 42.0 mm here already" in plan.lines[2].why


class TestLesions:
    def test_ours_is_known_by_its_uid_whatever_it_is_called(
        self, known: Logbook, tmp_path: Path
    ) -> None:
        uid = own_uid(record_of(known).lesions[1].id)
        group = a_group("Finding 7", uid, numbers=[a_number("17")])
        take(known, planned(known, tmp_path, later(group)))
        assert size_of(known, "T2").longest_mm == Decimal(17)

    def test_a_new_one_is_asked_and_known_again_by_its_uid(
        self, known: Logbook, tmp_path: Path
    ) -> None:
        plan = planned(known, tmp_path, later(a_group("N9", "1.2.3.4", numbers=[a_number("17")])))
        assert verdicts(plan) == [Verdict.NEW, Verdict.ASKED]
        assert plan.lines[1].why == "N9 is a new lesion in liver."
        take(known, plan)
        (lesion,) = [x for x in record_of(known).lesions if x.label == "N9"]
        assert (lesion.organ, tracking_uid(lesion)) == ("liver", "1.2.3.4")
        again = a_report(
            a_group("renamed", "1.2.3.4", numbers=[a_number("19")]),
            StudyDate="20260730",
            StudyInstanceUID="1.2.3.9",
        )
        plan = planned(known, tmp_path, again)
        assert verdicts(plan) == [Verdict.NEW, Verdict.NEW]

    def test_a_new_node_is_a_node(self, known: Logbook, tmp_path: Path) -> None:
        group = a_group("N9", site=NODE, numbers=[a_number("17", SHORT)])
        take(known, planned(known, tmp_path, later(group)))
        kinds = {x.label: x.kind for x in record_of(known).lesions}
        assert kinds["N9"] is LesionKind.NODE

    def test_one_without_a_label_gets_a_free_one(self, known: Logbook, tmp_path: Path) -> None:
        groups = [
            a_group("", "1.2.3.4", numbers=[a_number("17")]),
            a_group("", "1.2.3.5", numbers=[a_number("9")]),
        ]
        take(known, planned(known, tmp_path, later(*groups)))
        labels = {x.label for x in record_of(known).lesions}
        assert labels == {"T1", "T2", "T3", "SR1", "SR2"}

    def test_a_new_one_in_no_known_organ_is_not_taken(self, known: Logbook, tmp_path: Path) -> None:
        plan = planned(known, tmp_path, later(a_group("N9", site=None, numbers=[a_number("17")])))
        assert verdicts(plan) == [Verdict.LEFT, Verdict.LEFT]
        assert plan.command is None

    def test_the_same_label_in_another_organ_is_asked(self, known: Logbook, tmp_path: Path) -> None:
        group = a_group("T1", site=BRAIN, numbers=[a_number("41")])
        plan = planned(known, tmp_path, later(group))
        assert verdicts(plan) == [Verdict.NEW, Verdict.ASKED]
        assert "finds T1 in brain, not in liver" in plan.lines[1].why

    def test_one_that_is_measured_twice_is_refused(self, known: Logbook, tmp_path: Path) -> None:
        groups = [a_group(numbers=[a_number("41")]), a_group(numbers=[a_number("42")])]
        plan = planned(known, tmp_path, later(*groups))
        assert verdicts(plan) == [Verdict.NEW, Verdict.NEW, Verdict.REFUSED]


class TestBesideWhatIsThere:
    def report(self, *numbers: Dataset) -> Dataset:
        return a_report(a_group(numbers=list(numbers)), StudyInstanceUID=LAST)

    def test_another_size_is_asked_and_replaces(self, known: Logbook, tmp_path: Path) -> None:
        before = size_of(known, "T1", "2026-05-18")
        plan = planned(known, tmp_path, self.report(a_number("43.0")))
        assert verdicts(plan) == [Verdict.THERE, Verdict.ASKED]
        assert "41.2/33.0 mm is logged and would be replaced" in plan.lines[1].why
        take(known, plan)
        after = size_of(known, "T1", "2026-05-18")
        assert (after.id, str(after.longest_mm)) == (before.id, "43.0")

    def test_a_second_axis_is_added(self, known: Logbook, tmp_path: Path) -> None:
        plan = planned(known, tmp_path, self.report(a_number("41.2"), a_number("30.0", SHORT)))
        assert verdicts(plan) == [Verdict.THERE, Verdict.CHANGED]
        take(known, plan)
        after = size_of(known, "T1", "2026-05-18")
        assert (str(after.longest_mm), str(after.short_axis_mm)) == ("41.2", "30.0")

    def test_a_state_is_not_replaced_in_silence(self, book: Logbook, tmp_path: Path) -> None:
        record = studied()
        sizes = tuple(
            replace(
                x,
                longest_mm=None,
                short_axis_mm=None,
                viable_mm=None,
                state=LesionState.TOO_SMALL,
            )
            for x in record.measurements
        )
        add_record(book, replace(record, measurements=sizes))
        plan = planned(book, tmp_path, self.report(a_number("4.0")))
        assert verdicts(plan) == [Verdict.THERE, Verdict.ASKED]
        take(book, plan)
        assert size_of(book, "T1", "2026-05-18").state is None


class TestStudies:
    def test_the_assessment_of_the_day_learns_its_study(
        self, measured: Logbook, tmp_path: Path
    ) -> None:
        plan = planned(measured, tmp_path, a_report(a_group(numbers=[a_number("41.2")])))
        assert verdicts(plan) == [Verdict.CHANGED, Verdict.THERE]
        take(measured, plan)
        assert [x.study_uid for x in record_of(measured).scans] == [f"{STUDIES}9"]
        again = planned(measured, tmp_path, a_report(a_group(numbers=[a_number("41.2")])))
        assert set(verdicts(again)) == {Verdict.THERE}

    def test_a_scan_of_the_same_kind_learns_its_study(self, book: Logbook, tmp_path: Path) -> None:
        record = studied()
        scans = tuple(replace(x, study_uid="", modality=Modality.CT) for x in record.scans)
        add_record(book, replace(record, scans=scans))
        take(book, planned(book, tmp_path, a_report(a_group(numbers=[a_number("41.2")]))))
        now = record_of(book).scans
        assert [x.study_uid for x in now] == ["", "", "", f"{STUDIES}9"]

    def test_another_study_of_the_day_is_asked(self, known: Logbook, tmp_path: Path) -> None:
        plan = planned(known, tmp_path, a_report(a_group(numbers=[a_number("41.2")])))
        assert verdicts(plan) == [Verdict.ASKED, Verdict.THERE]

    @pytest.mark.parametrize(
        ("day", "words"),
        [
            pytest.param("", "names no day", id="no day"),
            pytest.param("20260231", "names no day", id="D-01 no such day"),
        ],
    )
    def test_one_that_has_no_place_is_refused(
        self, known: Logbook, tmp_path: Path, day: str, words: str
    ) -> None:
        plan = planned(known, tmp_path, a_report(a_group(numbers=[a_number("4")]), StudyDate=day))
        assert verdicts(plan) == [Verdict.REFUSED]
        assert words in plan.lines[0].why

    def test_a_day_to_come_is_asked(self, known: Logbook, tmp_path: Path) -> None:
        report = a_report(a_group(numbers=[a_number("41")]), StudyDate="20261224")
        assert verdicts(planned(known, tmp_path, report))[0] is Verdict.ASKED

    def test_a_course_of_days_from_day_0_is_found_by_its_study_alone(
        self, book: Logbook, tmp_path: Path
    ) -> None:
        record = studied()
        patient = replace(record.patient, time_axis=TimeAxis.RELATIVE)
        first = replace(record.assessments[0], on=ClinicalDate.parse("day 28"))
        alone = PatientRecord(
            patient,
            assessments=(first,),
            scans=record.scans[:1],
            lesions=record.lesions[:1],
            measurements=record.measurements[:1],
        )
        add_record(book, alone)
        group = a_group(numbers=[a_number("42.0")])
        assert verdicts(planned(book, tmp_path, a_report(group))) == [Verdict.REFUSED]
        plan = planned(book, tmp_path, a_report(group, StudyInstanceUID=f"{STUDIES}1"))
        assert verdicts(plan) == [Verdict.THERE, Verdict.THERE]


class TestPersons:
    def test_another_patient_is_refused(self, known: Logbook, tmp_path: Path) -> None:
        known.do(Add((a_patient("P-2"),)))
        with pytest.raises(Refused, match=r"is of patient example-01; P-2 is open"):
            planned(known, tmp_path, later(a_group(numbers=[a_number("41")])), "P-2")

    @pytest.mark.parametrize(
        ("code", "words"),
        [
            pytest.param("Q-9", "No patient has the code Q-9", id="nobody known"),
            pytest.param("", "names no patient", id="nobody named"),
        ],
    )
    def test_nobody_is_refused(self, known: Logbook, tmp_path: Path, code: str, words: str) -> None:
        with pytest.raises(Refused, match=words):
            planned(known, tmp_path, a_report(a_group(), PatientID=code))

    def test_whose_it_is_can_be_said_where_it_names_nobody(
        self, known: Logbook, tmp_path: Path
    ) -> None:
        report = a_report(a_group(numbers=[a_number("41.2")]), PatientID="", StudyInstanceUID=LAST)
        assert set(verdicts(planned(known, tmp_path, report, "example-01"))) == {Verdict.THERE}


def test_a_report_without_measurements_says_so(known: Logbook, tmp_path: Path) -> None:
    plan = planned(known, tmp_path, later())
    assert verdicts(plan) == [Verdict.LEFT, Verdict.LEFT]
    assert plan.command is None


def test_a_number_in_no_group_is_one_of_its_own(known: Logbook, tmp_path: Path) -> None:
    plan = planned(known, tmp_path, later(a_number("41.2")))
    assert verdicts(plan) == [Verdict.LEFT, Verdict.LEFT]
    assert "no such lesion" in plan.lines[1].why


def test_an_image_is_sent_to_the_worksheet(known: Logbook, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="of the kind CT; measurements are read from DICOM SR"):
        read(saved(tmp_path, an_image()), known, Wish(), unseen)


def nest(depth: int) -> Dataset:
    """Return groups within groups."""
    group = a_group(site=LIVER)
    for _ in range(depth):
        outer = a_group("")
        outer.ContentSequence = [group]
        group = outer
    return group


@pytest.mark.parametrize(
    ("report", "words"),
    [
        pytest.param(a_report(nest(60)), "too deep", id="I-17 lists within lists"),
        pytest.param(
            a_report(*(Dataset() for _ in range(20_001))), "more than 20000 items", id="too many"
        ),
    ],
)
def test_a_hostile_report_comes_to_one_sentence(
    known: Logbook, tmp_path: Path, report: Dataset, words: str
) -> None:
    with pytest.raises(Refused, match=r"^sr\.dcm") as refused:
        planned(known, tmp_path, report)
    assert words in refused.value.sentence


@pytest.mark.parametrize(
    ("sent", "reading"),
    [
        pytest.param(b"41.250", "T1: long axis 41.250 mm", id="N-02 a point"),
        pytest.param(b"+41.25", "T1: long axis 41.25 mm", id="N-06 a plus that the form allows"),
        pytest.param(b"4.1e1 ", "T1: long axis 41 mm", id="N-06 an exponent that the form allows"),
        pytest.param(b"1_000 ", "", id="N-06 an underscore"),
        pytest.param(b"0x100 ", "", id="N-06 base sixteen"),
        pytest.param(b"41,25 ", "", id="N-01 a comma, which the form does not know"),
        pytest.param(b"1 234 ", "", id="N-04 a space within"),
        pytest.param(b"4\\5.1 ", "", id="C-09 two numbers in one"),
        pytest.param(b"nan   ", "", id="N-05 nan"),
        pytest.param(b"1e400 ", "", id="N-05 1e400"),
        pytest.param(b"-41.25", "", id="N-09 below nothing"),
        pytest.param(
            "٤١".encode() + b"  ", "", id="N-07 Arabic digits, which the form does not know"
        ),
    ],
)
def test_a_number_of_a_report_is_what_its_form_says_or_refused(
    known: Logbook, tmp_path: Path, sent: bytes, reading: str
) -> None:
    path = tmp_path / "sr.dcm"
    good = bytes_of(later(a_group(numbers=[a_number("41.999")])))
    assert good.count(b"41.999") == 1
    path.write_bytes(good.replace(b"41.999", sent))
    lines = read(path, known, Wish(), unseen).lines
    assert [line.reading for line in lines if line.reading.startswith("T1")] == [reading][
        : bool(reading)
    ]
    assert any(line.verdict is Verdict.REFUSED for line in lines) == (not reading)


WHOLE = bytes_of(later(a_group(uid="1.2.3", numbers=[a_number("41"), a_number("30", SHORT)])))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.binary(max_size=12), st.integers(132, len(WHOLE)), st.integers(0, 12))
def test_whatever_is_in_a_file_it_is_a_plan_or_one_sentence(
    known: Logbook, noise: bytes, at: int, cut: int
) -> None:
    store = file_of(known).path
    assert store is not None
    path = store.parent / "sr.dcm"
    path.write_bytes(WHOLE[:at] + noise + WHOLE[at + cut :])
    told = ""
    try:
        lines = read(path, known, Wish(), unseen).lines
    except Refused as refusal:
        lines, told = [], refusal.sentence
    assert lines or told
