"""Messages of a laboratory become a plan: what is new, there already, asked, not taken, refused."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hcclog.commands.base import Add
from hcclog.commands.refused import Refused
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.labs import LabResult, Qualitative
from hcclog.domain.patient import Patient, Sex, TimeAxis
from hcclog.domain.quantities import Comparator
from hcclog.domain.sources import Source, SourceKind
from hcclog.exchange.hl7_v2.reading import read
from hcclog.exchange.incoming.kinds import Wish
from hcclog.exchange.incoming.plan import Plan, Verdict
from hcclog.exchange.progress import Cancelled, unseen
from hcclog.logbook import Logbook
from tests.books import a_lab, a_patient
from tests.exchange.hl7_v2.messages import AFP, HEADER, OBR, PID, afp, message, written


@pytest.fixture
def patient(book: Logbook) -> Patient:
    """A patient whom the messages name."""
    one = a_patient(
        "P-1", name="Wang Li", sex=Sex.FEMALE, birth_on=ClinicalDate.parse("1960-01-01")
    )
    book.do(Add((one,)))
    return one


def planned(book: Logbook, folder: Path, content: str | bytes, patient: str = "") -> Plan:
    return read(written(folder, content), book, Wish(patient), unseen)


def verdicts(plan: Plan) -> list[Verdict]:
    return [line.verdict for line in plan.lines]


def labs_of(book: Logbook, patient: Patient) -> tuple[LabResult, ...]:
    record = book.patient(patient.id)
    assert record is not None
    return record.labs


def take(book: Logbook, plan: Plan) -> None:
    assert plan.command is not None
    book.do(plan.command)


def test_a_result_is_taken_whole(book: Logbook, patient: Patient, tmp_path: Path) -> None:
    take(book, planned(book, tmp_path, message(afp())))
    (lab,) = labs_of(book, patient)
    assert lab.value == Decimal("5.51")
    assert (lab.analyte, lab.unit, str(lab.on)) == ("afp", "ng/mL", "2024-01-05")
    assert (lab.reference_low, lab.reference_high) == (Decimal(0), Decimal(7))
    assert lab.laboratory == "City Hospital"
    assert lab.source == Source(SourceKind.IMPORTED, "labs.hl7", "message 1, OBX 1, order F-123")


def test_all_of_a_file_is_one_step_and_one_undo(
    book: Logbook, patient: Patient, tmp_path: Path
) -> None:
    plan = planned(book, tmp_path, message(afp()) + message(afp("6.1").replace("0105", "0106")))
    before = book.revision
    take(book, plan)
    assert book.revision == before + 1
    assert book.undo_label == "Import labs.hl7: 2 results"
    book.undo()
    assert labs_of(book, patient) == ()


def test_the_same_file_again_changes_nothing(
    book: Logbook, patient: Patient, tmp_path: Path
) -> None:
    content = message(afp(), afp("<^0.8", "SN", n=2).replace("1834-1^AFP", "2039-6^CEA"))
    take(book, planned(book, tmp_path, content))
    again = planned(book, tmp_path, content)
    assert verdicts(again) == [Verdict.THERE, Verdict.THERE]
    assert again.command is None


@pytest.mark.parametrize(
    ("kind", "said", "comparator", "value"),
    [
        pytest.param("NM", "5.510", "=", "5.510", id="a number keeps its zeros"),
        pytest.param("NM", "5.51^", "=", "5.51", id="an empty second part"),
        pytest.param("CWE", "^<0.8", "<", "0.8", id="a text where a code could stand"),
        pytest.param("ST", r"4.14 x 10\S\1", "=", "41.4", id="N-15 a power that is escaped"),
        pytest.param("NM", "+5.5", "=", "5.5", id="a number with a plus"),
        pytest.param("NM", "5.", "=", "5", id="a number that ends in a point"),
        pytest.param("NM", "<0.8", "<", "0.8", id="a limit that calls itself a number"),
        pytest.param("SN", "<^0.8", "<", "0.8", id="a structured limit"),
        pytest.param("SN", ">=^60500", ">=", "60500", id="a structured limit from below"),
        pytest.param("SN", "=^41.4", "=", "41.4", id="a structured number"),
        pytest.param("SN", "^41.4", "=", "41.4", id="a structured number without a sign"),
        pytest.param("ST", "<0.8", "<", "0.8", id="a limit as text"),
        pytest.param("ST", "5,51", "=", "5.51", id="a decimal comma in a text"),
        pytest.param("ST", "> 60500", ">", "60500", id="a limit as text with a space"),
        pytest.param("ST", r"\X3C\0.8", "<", "0.8", id="a limit in escaped bytes"),
    ],
)
def test_values_are_read_with_their_comparators(
    book: Logbook,
    patient: Patient,
    tmp_path: Path,
    kind: str,
    said: str,
    comparator: str,
    value: str,
) -> None:
    plan = planned(book, tmp_path, message(afp(said, kind)))
    assert plan.command is not None, plan.lines
    (lab,) = plan.created
    assert (lab.comparator, str(lab.value)) == (Comparator(comparator), value)


@pytest.mark.parametrize(
    ("kind", "said", "words"),
    [
        pytest.param("SN", "^100^-^200", "100 - 200 is a range", id="a range"),
        pytest.param("SN", "^1^:^128", "1 : 128 is a ratio", id="a titre"),
        pytest.param("SN", "<>^5", "'<>' is not read", id="not equal"),
        pytest.param("NM", "-5.51", "not negative", id="N-09 a negative number"),
        pytest.param("NM", "1,089", "can be 1.089 or 1089", id="N-03 a comma with two readings"),
        pytest.param("NM", "1e3", "neither number nor unit", id="N-06 an exponent"),
        pytest.param("NM", "10^5", "parts that no result has", id="N-15 a power is not its 10"),
        pytest.param("ST", "4.14 x 10^1", "parts that no", id="N-15 a power in a text"),
        pytest.param("SN", "<^5^^^7", "parts that no result has", id="N-04 a fifth part"),
        pytest.param("CWE", "10^5", "is a code", id="N-15 a power that calls itself a code"),
        pytest.param("CE", "112144000^^SCT", "is a code", id="I-14 a code is no number"),
        pytest.param("CWE", "LA6576-8^5.51^LN", "is a code", id="I-14 a number behind a code"),
        pytest.param("NM", "NaN", "not a number", id="N-05 no number"),
        pytest.param("NM", "5.51~5.6", "several values", id="two values at once"),
        pytest.param("ST", "haemolysed", "not a number", id="a remark in place of a value"),
        pytest.param("NM", "", "needs a value", id="no value"),
        pytest.param("NM", "9" * 400, "characters", id="N-18 four hundred digits"),
    ],
)
def test_what_is_no_result_is_refused_at_its_place(
    book: Logbook, patient: Patient, tmp_path: Path, kind: str, said: str, words: str
) -> None:
    plan = planned(book, tmp_path, message(afp(), afp(said, kind, n=2)))
    assert verdicts(plan) == [Verdict.NEW, Verdict.REFUSED]
    line = plan.lines[1]
    assert (line.place, line.patient) == ("message 1, OBX 2", "P-1")
    assert words in line.why


HBSAG = "OBX|1|{kind}|5195-3^HBsAg^LN||{value}||||||F|||20240105"


@pytest.mark.parametrize(
    ("kind", "said", "word"),
    [
        pytest.param("CWE", "260385009^Negative^SCT", Qualitative.NEGATIVE, id="a coded word"),
        pytest.param("CE", "POS^Positive^L", Qualitative.POSITIVE, id="a local code"),
        pytest.param("CWE", "260373001^^SCT", Qualitative.POSITIVE, id="a code alone"),
        pytest.param("ST", "neg", Qualitative.NEGATIVE, id="a word as text"),
        pytest.param("ST", "Non-reactive", Qualitative.NEGATIVE, id="non-reactive is negative"),
    ],
)
def test_words_are_read(
    book: Logbook, patient: Patient, tmp_path: Path, kind: str, said: str, word: Qualitative
) -> None:
    plan = planned(book, tmp_path, message(HBSAG.format(kind=kind, value=said)))
    assert plan.command is not None, plan.lines
    assert plan.created[0].qualitative is word


@pytest.mark.parametrize(
    ("segment", "words"),
    [
        pytest.param(afp(kind="TX"), "text and no value", id="a text"),
        pytest.param(afp(kind="FT"), "text and no value", id="a formatted text"),
        pytest.param(afp(kind="ED"), "text and no value", id="a picture"),
        pytest.param(afp(kind=""), "OBX-2 leaves open", id="no kind"),
        pytest.param(afp(status="P"), "preliminary", id="preliminary"),
        pytest.param(afp(status="R"), "not verified", id="not verified"),
        pytest.param(afp(status="I"), "awaited", id="pending"),
        pytest.param(afp(status="X"), "could not obtain", id="not obtained"),
        pytest.param(afp(status="D"), "took it back", id="deleted"),
        pytest.param(afp(status="W"), "posted wrongly", id="posted to another order"),
        pytest.param(afp(status="Q"), "'Q' in OBX-11", id="a status of no table"),
        pytest.param(
            afp().replace("1834-1^AFP^LN", "XYZ^Ferritin^L"), "knows no such test", id="unknown"
        ),
    ],
)
def test_what_is_not_taken_says_why_and_hinders_nothing(
    book: Logbook, patient: Patient, tmp_path: Path, segment: str, words: str
) -> None:
    plan = planned(book, tmp_path, message(segment, afp("6.5").replace("0105", "0106")))
    assert verdicts(plan) == [Verdict.LEFT, Verdict.NEW]
    assert words in plan.lines[0].why


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param(("|F|||", "||||"), "OBX-11 is empty", id="nothing says that it is final"),
        pytest.param(("1834-1^AFP", "9999-9^AFP"), "LOINC 9999-9 is not", id="an unknown LOINC"),
        pytest.param(("^AFP^", "^CEA^"), "its name says CEA", id="code and name contradict"),
        pytest.param(("|0-7|", "|see below|"), "'see below' cannot be read", id="no range"),
        pytest.param(
            ("|0-7|", "|0-10^3|"), "'0-10^3' cannot be read", id="N-15 a power in a range"
        ),
        pytest.param(("20240105", "20261124"), "after today", id="D-06 a day to come"),
    ],
)
def test_what_is_unlikely_is_asked(
    book: Logbook, patient: Patient, tmp_path: Path, change: tuple[str, str], words: str
) -> None:
    plan = planned(book, tmp_path, message(afp().replace(*change)))
    assert verdicts(plan) == [Verdict.ASKED]
    assert words in plan.lines[0].why
    assert plan.command is not None


@pytest.mark.parametrize(
    ("test", "unit", "read_as"),
    [
        pytest.param("1834-1^Alpha-fetoprotein^LN", "ng/mL", "afp ng/mL", id="by LOINC"),
        pytest.param("AFP^Local name^L", "ug/L", "afp µg/L", id="by a local code"),
        pytest.param("4711^AFP^L", "ng/mL", "afp ng/mL", id="by a local name"),
        pytest.param("4711^X^L^1834-1^AFP^LN", "ng/mL", "afp ng/mL", id="by the other coding"),
        pytest.param("93768-0^DCP^LN", "m[arb'U]/mL", "pivka-ii mAU/mL", id="a unit of UCUM"),
        pytest.param("93768-0^DCP^LN", "mAU/mL", "pivka-ii mAU/mL", id="a printed unit"),
        pytest.param(
            "777-3^PLT^LN", "10^9/L", "platelets 10^9/L", id="a power that parts the field"
        ),
        pytest.param("777-3^PLT^LN", "10^4/uL", "platelets 10^4/µL", id="ten thousand in a µL"),
        pytest.param(
            "777-3^PLT^LN", r"10\S\9/L", "platelets 10^9/L", id="a power that was sent as it must"
        ),
        pytest.param("AFP^^L", r"\T\#^ng/mL", "afp ng/mL", id="the second spelling of a unit"),
    ],
)
def test_tests_and_units_are_known_by_codes_and_names(
    book: Logbook, patient: Patient, tmp_path: Path, test: str, unit: str, read_as: str
) -> None:
    segment = f"OBX|1|NM|{test}||40|{unit}|||||F|||20240105"
    plan = planned(book, tmp_path, message(segment))
    assert plan.command is not None, plan.lines
    (lab,) = plan.created
    assert f"{lab.analyte} {lab.unit}" == read_as


@pytest.mark.parametrize(
    ("printed", "limits"),
    [
        pytest.param("0-7", "0 7", id="two limits"),
        pytest.param("0.0 - 7.0", "0.0 7.0", id="two limits with spaces"),
        pytest.param("<7", "None 7", id="below"),
        pytest.param(">=35", "35 None", id="from"),
        pytest.param("0-7 ng/mL", "0 7", id="with the unit"),
        pytest.param("", "None None", id="none"),
    ],
)
def test_ranges_are_read(
    book: Logbook, patient: Patient, tmp_path: Path, printed: str, limits: str
) -> None:
    plan = planned(book, tmp_path, message(afp().replace("|0-7|", f"|{printed}|")))
    assert plan.command is not None, plan.lines
    (lab,) = plan.created
    assert f"{lab.reference_low} {lab.reference_high}" == limits


def test_the_usual_word_of_a_result_in_words_is_no_range(
    book: Logbook, patient: Patient, tmp_path: Path
) -> None:
    segment = "OBX|1|ST|HBsAg^乙肝表面抗原^L||阳性||阴性|A|||F|||20240105"
    plan = planned(book, tmp_path, message(segment, header=f"{HEADER}||||||UNICODE UTF-8"))
    assert [(line.verdict, line.why) for line in plan.lines] == [(Verdict.NEW, "")]
    (lab,) = plan.created
    assert (lab.qualitative, lab.reference_low, lab.reference_high) == ("positive", None, None)


@pytest.mark.parametrize(
    ("time", "day"),
    [
        pytest.param("20240105", "2024-01-05", id="a day"),
        pytest.param("202401", "2024-01", id="D-04 a month stays a month"),
        pytest.param("2024", "2024", id="D-04 a year stays a year"),
        pytest.param("20240105233000+0900", "2024-01-05", id="D-10 the day as printed"),
        pytest.param("202401050130-1100", "2024-01-05", id="the day as printed, far west"),
        pytest.param("20240105103000.1234-0500", "2024-01-05", id="with parts of a second"),
    ],
)
def test_the_day_is_the_one_that_is_printed(
    book: Logbook, patient: Patient, tmp_path: Path, time: str, day: str
) -> None:
    plan = planned(book, tmp_path, message(afp().replace("|20240105", f"|{time}")))
    assert plan.command is not None, plan.lines
    assert str(plan.created[0].on) == day


def test_without_a_time_of_its_own_the_order_says_the_day(
    book: Logbook, patient: Patient, tmp_path: Path
) -> None:
    plan = planned(book, tmp_path, message(afp().removesuffix("|||20240105")))
    assert plan.command is not None
    assert str(plan.created[0].on) == "2024-01-05"


@pytest.mark.parametrize(
    ("time", "words"),
    [
        pytest.param("20240230", "2024-02-30", id="D-01 no such day"),
        pytest.param("00000000", "0000-00-00", id="D-13 a placeholder"),
        pytest.param("05.01.2024", "not a time of HL7", id="a date of another kind"),
        pytest.param("24010", "not a time of HL7", id="digits that part into nothing"),
    ],
)
def test_a_day_that_cannot_be_is_refused(
    book: Logbook, patient: Patient, tmp_path: Path, time: str, words: str
) -> None:
    plan = planned(book, tmp_path, message(afp().replace("|20240105", f"|{time}")))
    assert verdicts(plan) == [Verdict.REFUSED]
    assert words in plan.lines[0].why


def test_a_result_without_day_or_unit_is_refused(
    book: Logbook, patient: Patient, tmp_path: Path
) -> None:
    dayless = message(afp().removesuffix("20240105"), obr="OBR|1||F-1|X")
    assert "has no date" in planned(book, tmp_path, dayless).lines[0].why
    unitless = message(afp().replace("ng/mL^ng/mL^UCUM", ""))
    assert "has no unit" in planned(book, tmp_path, unitless).lines[0].why


def test_a_course_of_days_from_day_0_takes_no_calendar_date(book: Logbook, tmp_path: Path) -> None:
    book.do(Add((a_patient("P-1", time_axis=TimeAxis.RELATIVE),)))
    plan = planned(book, tmp_path, message(afp()))
    assert verdicts(plan) == [Verdict.REFUSED]
    assert "counted from day 0" in plan.lines[0].why


@pytest.mark.parametrize(
    ("order", "verdict"),
    [
        pytest.param("SPM|1|||UR^Urine^HL70487", Verdict.LEFT, id="urine after the results"),
        pytest.param("SPM|1|||SER^Serum^HL70487", Verdict.NEW, id="serum"),
        pytest.param("SPM|1|||ASC^Ascites^HL70487", Verdict.ASKED, id="another fluid"),
    ],
)
def test_a_test_of_blood_is_not_read_out_of_another_fluid(
    book: Logbook, patient: Patient, tmp_path: Path, order: str, verdict: Verdict
) -> None:
    segment = "OBX|1|NM|1751-7^Albumin^LN||38|g/L|||||F"
    assert verdicts(planned(book, tmp_path, message(segment, order))) == [verdict]


def test_a_remark_of_the_laboratory_stays_with_the_result(
    book: Logbook, patient: Patient, tmp_path: Path
) -> None:
    content = message(afp(), "NTE|1|L|Haemolysed \\T\\ diluted")
    plan = planned(book, tmp_path, content)
    assert plan.command is not None
    assert plan.created[0].note == "Haemolysed & diluted"


class TestCorrections:
    def test_one_replaces_what_it_corrects(
        self, book: Logbook, patient: Patient, tmp_path: Path
    ) -> None:
        take(book, planned(book, tmp_path, message(afp("5.51"))))
        (before,) = labs_of(book, patient)
        plan = planned(book, tmp_path, message(afp("55.1", status="C")))
        assert verdicts(plan) == [Verdict.ASKED]
        assert "corrects AFP 5.51 ng/mL" in plan.lines[0].why
        take(book, plan)
        (after,) = labs_of(book, patient)
        assert (after.id, str(after.value)) == (before.id, "55.1")

    def test_one_of_another_order_corrects_nothing_of_this_one(
        self, book: Logbook, patient: Patient, tmp_path: Path
    ) -> None:
        take(book, planned(book, tmp_path, message(afp("5.51"))))
        other = message(afp("55.1", status="C"), obr=OBR.replace("F-123", "F-999"))
        plan = planned(book, tmp_path, other)
        assert "the record does not have" in plan.lines[0].why
        take(book, plan)
        assert len(labs_of(book, patient)) == 2

    def test_one_replaces_what_was_typed_of_that_day(
        self, book: Logbook, patient: Patient, tmp_path: Path
    ) -> None:
        book.do(Add((a_lab(patient, "5.51", "2024-01-05"),)))
        take(book, planned(book, tmp_path, message(afp("5.61", status="C"))))
        assert [str(lab.value) for lab in labs_of(book, patient)] == ["5.61"]

    def test_one_that_could_mean_two_is_refused(
        self, book: Logbook, patient: Patient, tmp_path: Path
    ) -> None:
        book.do(Add((a_lab(patient, "5.51", "2024-01-05"), a_lab(patient, "5.7", "2024-01-05"))))
        plan = planned(book, tmp_path, message(afp("5.61", status="C")))
        assert verdicts(plan) == [Verdict.REFUSED]
        assert "AFP 5.51 ng/mL or AFP 5.7 ng/mL" in plan.lines[0].why

    def test_one_in_the_same_file_leaves_the_earlier_out_and_twice_changes_nothing(
        self, book: Logbook, patient: Patient, tmp_path: Path
    ) -> None:
        content = message(afp("5.51")) + message(afp("5.61", status="C"))
        plan = planned(book, tmp_path, content)
        assert [line.verdict for line in plan.lines] == [Verdict.LEFT, Verdict.ASKED]
        assert plan.lines[0].why == "message 2, OBX 1 corrects it."
        take(book, plan)
        again = planned(book, tmp_path, content)
        assert (verdicts(again), again.command) == ([Verdict.LEFT, Verdict.THERE], None)


def test_two_values_of_one_day_are_asked(book: Logbook, patient: Patient, tmp_path: Path) -> None:
    plan = planned(book, tmp_path, message(afp("5.51"), afp("6.51", n=2), afp("5.51", n=3)))
    assert verdicts(plan) == [Verdict.NEW, Verdict.ASKED, Verdict.THERE]
    assert "OBX 1 says AFP 5.51 ng/mL of the same day" in plan.lines[1].why


def test_a_result_can_be_left_out_alone(book: Logbook, patient: Patient, tmp_path: Path) -> None:
    plan = planned(book, tmp_path, message(afp("5.51"), afp("6.51", n=2)))
    command = plan.without(plan.lines[1:])
    assert command is not None
    book.do(command)
    assert [str(lab.value) for lab in labs_of(book, patient)] == ["5.51"]


class TestPersons:
    @pytest.mark.parametrize(
        ("pid", "words"),
        [
            pytest.param(
                PID.replace("P-1^", "Q-9^"), "No patient has the code Q-9", id="nobody known"
            ),
            pytest.param("", "PID-3 names nobody", id="nobody named"),
            pytest.param(
                PID.replace("Wang^Li", "Smith^Ann").replace("1960", "1980"),
                "somebody else than P-1",
                id="I-18 another name and another birth",
            ),
            pytest.param(
                PID.replace("P-1^^^HOSP^MR", "P-1^^^HOSP^MR~P-2^^^HOSP^MR"),
                "different patients",
                id="two patients at once",
            ),
        ],
    )
    def test_results_of_somebody_else_are_refused(
        self, book: Logbook, patient: Patient, tmp_path: Path, pid: str, words: str
    ) -> None:
        book.do(Add((a_patient("P-2"),)))
        plan = planned(book, tmp_path, message(afp(), pid=pid))
        assert verdicts(plan) == [Verdict.REFUSED]
        assert words in plan.lines[0].why
        assert plan.command is None

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            pytest.param(("Wang^Li", "Smith^Ann"), "PID-5 says Smith Ann", id="another name"),
            pytest.param(("19600101", "19600110"), "PID-7 says born", id="another birth date"),
            pytest.param(("|F", "|M"), "PID-8 says male", id="another sex"),
        ],
    )
    def test_one_thing_that_does_not_fit_is_asked(
        self,
        book: Logbook,
        patient: Patient,
        tmp_path: Path,
        change: tuple[str, str],
        words: str,
    ) -> None:
        plan = planned(book, tmp_path, message(afp(), pid=PID.replace(*change)))
        assert verdicts(plan) == [Verdict.ASKED, Verdict.NEW]
        assert words in plan.lines[0].why

    @pytest.mark.parametrize(
        "change",
        [
            pytest.param(("Wang^Li", "LI^WANG"), id="names in another order and case"),
            pytest.param(("Wang^Li", "Wang^Li^Mei"), id="a middle name"),
            pytest.param(("Wang^Li", "王^丽~Wang^Li"), id="the name in two scripts"),
            pytest.param(("19600101", "1960"), id="the year of birth alone"),
            pytest.param(("19600101|F", "|U"), id="neither birth nor sex"),
            pytest.param(("P-1^^^HOSP^MR", "77^^^NAT^NI~P-1^^^HOSP^MR"), id="a second number"),
        ],
    )
    def test_the_same_person_is_known(
        self, book: Logbook, patient: Patient, tmp_path: Path, change: tuple[str, str]
    ) -> None:
        plan = planned(book, tmp_path, message(afp(), pid=PID.replace(*change)))
        assert verdicts(plan) == [Verdict.NEW]

    def test_a_code_may_carry_who_gave_it(self, book: Logbook, tmp_path: Path) -> None:
        book.do(Add((a_patient("HOSP:4711"),)))
        plan = planned(book, tmp_path, message(afp(), pid="PID|1||4711^^^HOSP&1.2.3&ISO^MR"))
        assert [line.patient for line in plan.lines] == ["HOSP:4711"]

    def test_whose_file_it_is_can_be_said(
        self, book: Logbook, patient: Patient, tmp_path: Path
    ) -> None:
        plan = planned(book, tmp_path, message(afp(), pid=""), "P-1")
        assert verdicts(plan) == [Verdict.NEW]
        plan = planned(book, tmp_path, message(afp(), pid="PID|1||4711^^^HOSP"), "P-1")
        assert verdicts(plan) == [Verdict.ASKED, Verdict.NEW]
        assert plan.lines[0].why == "PID-3 says 4711; you said P-1."

    def test_what_is_said_does_not_turn_one_patient_into_another(
        self, book: Logbook, patient: Patient, tmp_path: Path
    ) -> None:
        book.do(Add((a_patient("P-2"),)))
        plan = planned(book, tmp_path, message(afp()), "P-2")
        assert verdicts(plan) == [Verdict.REFUSED]
        assert "another patient than P-2" in plan.lines[0].why

    def test_a_file_may_hold_several_patients(
        self, book: Logbook, patient: Patient, tmp_path: Path
    ) -> None:
        book.do(Add((a_patient("P-2"),)))
        both = message(afp(), "PID|2||P-2", OBR, afp("7.7", n=1))
        plan = planned(book, tmp_path, both)
        assert [(line.patient, line.verdict) for line in plan.lines] == [
            ("P-1", Verdict.NEW),
            ("P-2", Verdict.NEW),
        ]


BATCH = r"FHS|^~\&|LAB" + "\r" + r"BHS|^~\&|LAB" + "\r{}BTS|2\rFTS|1\r"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(message(afp()).replace("\r", "\n"), id="lines end in LF"),
        pytest.param(message(afp()).replace("\r", "\r\n"), id="lines end in CRLF"),
        pytest.param("\x0b" + message(afp()) + "\x1c\r", id="an envelope of MLLP"),
        pytest.param(BATCH.format(message(afp())), id="a batch in a file"),
        pytest.param("\ufeff" + message(afp()), id="a mark of the order of bytes"),
        pytest.param("\r\n\r\n" + message(afp()), id="empty lines before it"),
        pytest.param(message("ZZZ|1|anything", afp()), id="a segment of the sender's own"),
        pytest.param(
            message(afp()).replace("|", "#").replace("^", ":").replace(":~\\&", ":*!+"),
            id="separators of its own",
        ),
    ],
)
def test_a_message_is_found_in_what_is_around_it(
    book: Logbook, patient: Patient, tmp_path: Path, content: str
) -> None:
    assert verdicts(planned(book, tmp_path, content)) == [Verdict.NEW]


@pytest.mark.parametrize(
    ("said", "codec"),
    [
        pytest.param("UNICODE UTF-8", "utf-8", id="UTF-8"),
        pytest.param("GB 18030-2000", "gb18030", id="I-03 GB 18030"),
        pytest.param("ISO IR14~ISO IR87", "shift_jis", id="letters of Japan"),
        pytest.param("", "utf-8", id="nothing said, and UTF-8"),
    ],
)
def test_letters_are_read_as_the_header_names_them(
    book: Logbook, tmp_path: Path, said: str, codec: str
) -> None:
    book.do(Add((a_patient("P-1", name="木村花"),)))
    content = message(afp(), header=f"{HEADER}||||||{said}", pid="PID|1||P-1||木村^花")
    assert verdicts(planned(book, tmp_path, content.encode(codec))) == [Verdict.NEW]


def test_a_micro_sign_of_latin_letters_is_read(
    book: Logbook, patient: Patient, tmp_path: Path
) -> None:
    segment = AFP.format(n=1, kind="NM", value="5", status="F").replace("ng/mL^ng/mL^UCUM", "µg/L")
    content = message(segment, header=f"{HEADER}||||||8859/1")
    plan = planned(book, tmp_path, content.encode("latin-1"))
    assert plan.command is not None
    assert plan.created[0].unit == "µg/L"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"PID|1||P-1\rMSH|^~\\&|", "does not begin with MSH", id="no header first"),
        pytest.param(b"hello", "does not begin with MSH", id="no message at all"),
        pytest.param(b"BHS|^~\\&|LAB\r", "none of its lines", id="an empty batch"),
        pytest.param(message(afp()).encode() + b"\x00", "bytes of no text", id="NUL"),
        pytest.param(message(afp()).encode("utf-16"), "bytes of no text", id="UTF-16"),
        pytest.param(b"MSH\r", "names no separators", id="a header of nothing"),
        pytest.param(b"MSH|||||ORU^R01\r", "names no separators", id="separators left out"),
        pytest.param(b"MSH|^^^^|LAB\r", "names no separators", id="one separator for all"),
        pytest.param(
            b"MSH|^&\\|LAB\rOBX|1|NM\r",
            "names no separators",
            id="I-02 the usual fifth, told twice",
        ),
        pytest.param(
            b"MSH|^~\\\x1c|LAB\rOBX|1|NM\r", "names no separators", id="I-02 separators cut off"
        ),
        pytest.param(b"MSHA^~\\&AORU\r", "names no separators", id="a letter as separator"),
        pytest.param(
            message(afp(), header=f"{HEADER}||||||KLINGON").encode(),
            "message 1: the letters 'KLINGON'",
            id="unknown letters",
        ),
        pytest.param(
            message(afp(), pid="PID|1||P-1||Müller").encode("latin-1"),
            "not named in MSH-18",
            id="I-03 letters that nothing names",
        ),
        pytest.param(
            message(afp(), header=f"{HEADER}||||||UTF-8").encode() + b"\xff",
            "letters are not UTF-8, as MSH-18 says",
            id="letters that are others than named",
        ),
        pytest.param(b"MSH|^~\\&|" + b"x" * 33_000_000, "more than 32 MB", id="I-06 one huge line"),
    ],
)
def test_a_file_that_is_none_is_refused_in_one_sentence(
    book: Logbook, tmp_path: Path, content: bytes, words: str
) -> None:
    with pytest.raises(Refused, match=r"^labs\.hl7") as refused:
        planned(book, tmp_path, content)
    assert words in refused.value.sentence
    assert refused.value.sentence.count("\n") == 0


def test_a_file_that_is_gone_is_refused(book: Logbook, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"gone\.hl7 cannot be read"):
        read(tmp_path / "gone.hl7", book, Wish(), unseen)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(message(header=HEADER.replace("ORU", "ADT")), "It is ADT^R01", id="no result"),
        pytest.param(message(), "holds no result", id="an order without results"),
    ],
)
def test_a_message_without_results_is_told(
    book: Logbook, patient: Patient, tmp_path: Path, content: str, words: str
) -> None:
    plan = planned(book, tmp_path, content)
    assert verdicts(plan) == [Verdict.LEFT]
    assert words in plan.lines[0].why


def test_reading_can_be_given_up(book: Logbook, patient: Patient, tmp_path: Path) -> None:
    def tired(done: int, _of: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        read(written(tmp_path, message(afp()) * 3), book, Wish(), tired)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(message(afp()), id="a number"),
        pytest.param(message(afp("<^0.8", "SN"), "NTE|1|L|Diluted"), id="a limit with a remark"),
        pytest.param(message(HBSAG.format(kind="CWE", value="N^Negative^L")), id="a word"),
    ],
)
def test_the_messages_here_are_messages_to_others(content: str) -> None:
    from hl7apy.consts import VALIDATION_LEVEL
    from hl7apy.parser import parse_message

    parsed = parse_message(content, validation_level=VALIDATION_LEVEL.TOLERANT)
    assert parsed.validate()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60), st.integers(0, 200), st.integers(0, 20))
def test_whatever_is_in_a_message_it_is_a_plan_or_one_sentence(
    folder_of_patient: tuple[Logbook, Path], noise: bytes, at: int, cut: int
) -> None:
    book, folder = folder_of_patient
    whole = message(afp()).encode()
    path = written(folder, whole[:at] + noise + whole[at + cut :])
    told = ""
    try:
        lines = read(path, book, Wish(), unseen).lines
    except Refused as refusal:
        lines, told = [], refusal.sentence
    assert lines or told.startswith("labs.hl7")


@pytest.fixture
def folder_of_patient(
    book: Logbook, patient: Patient, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Logbook, Path]:
    """A store with the patient of the messages, and a folder for files."""
    return book, tmp_path_factory.mktemp("noise")
