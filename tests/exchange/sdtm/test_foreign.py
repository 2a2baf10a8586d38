"""Tables of other programs: taken as they say, judged by hand, refused where they do not say."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from hcclog.commands.base import Add
from hcclog.commands.refused import Refused
from hcclog.domain.lesion import LesionKind, LesionState
from hcclog.domain.patient import Sex, TimeAxis
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import Category, Criteria
from hcclog.domain.sources import SourceKind
from hcclog.exchange.incoming.kinds import Wish
from hcclog.exchange.incoming.plan import Verdict
from hcclog.logbook import Logbook
from hcclog.rules.timeline import timeline
from tests.books import a_patient, new_book
from tests.exchange.sdtm.exports import export, look, rows_of, take_in
from tests.exchange.sdtm.foreign_study import write_study


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """The folder of the invented study."""
    return write_study(tmp_path / "study")


@pytest.fixture
def taken(book: Logbook, study: Path) -> Logbook:
    """A store that took it in."""
    take_in(book, study)
    return book


def record_of(book: Logbook, code: str) -> PatientRecord:
    record = book.patient(book.find(code) or "")
    assert record is not None
    return record


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    """Replace one text of a table; it must stand there."""
    path = folder / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("code", "criteria", "categories"),
    [
        # 60 mm; 40 mm is -33 %; 50 mm is +25 % and 10 mm over the nadir 40; then a new lesion.
        pytest.param("001", Criteria.RECIST_1_1, ["PR", "PD", "PD"], id="response, then growth"),
        # The liver lesion is gone and the node is 8 mm, below 10: nothing is left.
        pytest.param("002", Criteria.RECIST_1_1, ["CR"], id="gone, and a node that is normal"),
        # The lesion is as long as before, its viable part half: 40 to 20 mm.
        pytest.param("003", Criteria.RECIST_1_1, ["SD"], id="as long as before"),
        pytest.param("003", Criteria.MRECIST, ["PR"], id="half of it viable"),
        # 30 to 30.5 mm, and no date in the whole file.
        pytest.param("004", Criteria.RECIST_1_1, ["SD"], id="study days without a calendar"),
    ],
)
def test_computed_categories_are_those_counted_by_hand(
    taken: Logbook, code: str, criteria: Criteria, categories: list[str]
) -> None:
    found = timeline(record_of(taken, code), (criteria,)).responses
    points = [point for response in found for point in response.timepoints]
    assert [p.overall.value.value for p in points if not p.is_baseline] == categories


def test_nothing_is_refused_and_nothing_asked(book: Logbook, study: Path) -> None:
    plan = look(book, study)
    assert plan.count(Verdict.REFUSED) == 0
    assert plan.count(Verdict.ASKED) == 0
    assert book.n_patients() == 0


def test_lesions_keep_their_link_and_place(taken: Logbook) -> None:
    lesions = {lesion.label: lesion for lesion in record_of(taken, "001").lesions}
    assert {label: lesion.organ for label, lesion in lesions.items()} == {
        "T01": "liver",
        "T02": "lung",
        "NT01": "pleura",
        "NEW01": "bone",
    }
    assert lesions["T01"].site == "liver, right lobe"
    assert lesions["T02"].site == "right lung"
    node = record_of(taken, "002").lesions[1]
    assert (node.kind, node.organ, node.site) == (
        LesionKind.NODE,
        "lymph node",
        "hepatic lymph node",
    )


def test_measurements_are_exact_and_states_are_kept(taken: Logbook) -> None:
    record = record_of(taken, "001")
    labels = {lesion.id: lesion.label for lesion in record.lesions}
    dates = {a.id: str(a.on) for a in record.assessments}
    found = {
        (labels[m.lesion_id], dates[m.assessment_id]): m.longest_mm or m.state
        for m in record.measurements
    }
    assert found["T01", "2024-01-10"] == Decimal("40.0")
    assert found["T02", "2024-01-10"] == Decimal(20)  # 2 cm
    assert found["T01", "2024-07-04"] is LesionState.NOT_EVALUABLE
    assert found["NEW01", "2024-07-04"] is LesionState.PRESENT
    gone = record_of(taken, "002").measurements
    assert [m.state for m in gone if m.state] == [LesionState.ABSENT]


def test_responses_are_kept_as_reported(taken: Logbook) -> None:
    found = [
        (str(r.on), r.criteria, r.category, r.reader, r.wording)
        for r in record_of(taken, "001").reported_responses
    ]
    assert found == [
        ("2024-03-06", Criteria.RECIST_1_1, Category.PR, "investigator", ""),
        (
            "2024-05-02",
            Criteria.RECIST_1_1,
            Category.SD,
            "independent assessor, radiologist 1",
            "",
        ),
        ("2024-05-03", Criteria.IRECIST, Category.IUPD, "investigator", ""),
    ]
    other = record_of(taken, "003").reported_responses
    assert [(r.criteria, r.wording) for r in other] == [(Criteria.NOT_STATED, "PR by CHOI")]


def test_people_dates_and_results(taken: Logbook) -> None:
    one, two, four = (record_of(taken, code) for code in ("001", "002", "004"))
    assert (one.patient.sex, str(one.patient.birth_on)) == (Sex.MALE, "1961")
    assert (two.patient.age_years, str(two.patient.age_on)) == (58, "2024-02-01")
    assert str(two.assessments[0].on) == "2024-01"
    assert four.patient.time_axis is TimeAxis.RELATIVE
    assert [str(a.on) for a in four.assessments] == ["day -3", "day 56"]
    afp = one.labs[0]
    assert (afp.analyte, afp.comparator.value, afp.value) == ("afp", "<", Decimal("0.8"))
    assert (afp.unit, afp.reference_high, afp.as_typed) == ("ng/mL", Decimal(7), "<0.8")
    assert one.labs[1].value == Decimal("41.0")
    assert afp.source.kind is SourceKind.IMPORTED
    assert afp.source.place == "LB row 1"


def test_what_is_not_taken_is_said_by_test(book: Logbook, study: Path) -> None:
    left = {
        line.reading: line.why for line in look(book, study).lines if line.verdict == "not taken"
    }
    assert left["XYZ99"] == "it is not a test that the catalogue knows"
    assert left["SUMDIAM"] == "hcclog computes it from the lesions"
    assert left["TRGRESP"] == left["BESTRESP"] == "hcclog computes it from the lesions"


@pytest.mark.parametrize("form", [".csv", ".xpt"])
def test_our_tables_without_supplements_are_read_as_any_others(
    measured: Logbook, tmp_path: Path, form: str
) -> None:
    """What stands in the domains alone is enough to judge the lesions."""
    export(measured, tmp_path / "sdtm")
    (tmp_path / "bare").mkdir()
    for path in (tmp_path / "sdtm").glob(f"*{form}"):
        if not path.stem.startswith("supp"):
            shutil.copy(path, tmp_path / "bare")
    (tmp_path / "other").mkdir()
    book = new_book(tmp_path / "other" / "store.db")
    plan = take_in(book, tmp_path / "bare")
    assert plan.count(Verdict.REFUSED) == plan.count(Verdict.ASKED) == 0
    for criteria in (Criteria.RECIST_1_1, Criteria.MRECIST):
        one, other = (
            [
                (point.total.mm, point.overall.value)
                for response in timeline(record_of(each, "example-01"), (criteria,)).responses
                for point in response.timepoints
            ]
            for each in (measured, book)
        )
        assert one == other
    book.close()


def test_a_role_of_a_later_baseline_is_left(book: Logbook, study: Path) -> None:
    path = study / "tu.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    grouped = [f"{line},{name}" for line, name in zip(lines, ["TUGRPID", *["S1"] * 8], strict=True)]
    again = grouped[1].replace(",TARGET,", ",NON-TARGET,").removesuffix("S1") + "S2"
    path.write_text("\n".join([*grouped, again, ""]), encoding="utf-8")
    plan = look(book, study)
    assert plan.count(Verdict.REFUSED) == 0
    left = [line.reading for line in plan.lines if line.verdict is Verdict.LEFT]
    assert "S2" in left


def test_twice_changes_nothing(taken: Logbook, study: Path) -> None:
    plan = look(taken, study)
    assert plan.command is None
    assert plan.count(Verdict.THERE) > 30
    assert plan.count(Verdict.NEW) == plan.count(Verdict.REFUSED) == 0


def test_one_undo_takes_it_back(taken: Logbook) -> None:
    assert taken.n_patients() == 4
    taken.undo()
    assert taken.n_patients() == 0


@pytest.mark.parametrize(
    ("table", "old", "new", "place", "words"),
    [
        pytest.param(
            "tr", ",25,mm,", ",25 to 30,mm,", "TR row 4, TRORRES", "no diameter", id="a stretch"
        ),
        pytest.param("tr", ",25,mm,", ",-25,mm,", "TR row 4, TRORRES", "no diameter", id="below 0"),
        pytest.param(
            "tr", ",25,mm,", ",25,in,", "TR row 4, TRORRESU", "no unit of length", id="inches"
        ),
        pytest.param("tr", ",25,mm,", ",1e3,mm,", "TR row 4, TRORRES", "no diameter", id="a power"),
        pytest.param(
            "tr", "2024-03-06", "2024-13-06", "TR row 4, TRDTC", "no calendar has", id="month 13"
        ),
        pytest.param(
            "tr", "2024-03-06", "06/03/2024", "TR row 4, TRDTC", "is no date", id="another order"
        ),
        pytest.param(
            "tr",
            ",T01,LDIAM,25",
            ",T09,LDIAM,25",
            "TR row 4, TRLNKID",
            "no row of TU",
            id="no lesion",
        ),
        pytest.param(
            "tr",
            ",PRESENT,,PRESENT",
            ",LOOKS ODD,,?",
            "TR row 3, TRORRES",
            "is none of",
            id="a word",
        ),
        pytest.param("tu", ",TARGET,", ",TARGETT,", "TU row 1, TUORRES", "is none of", id="a role"),
        pytest.param(
            "tu", '"LIVER, RIGHT LOBE"', "", "TU row 1, TULOC", "needs an organ", id="no place"
        ),
        pytest.param(
            "tu", "ONC1-001,2,T02,", "ONC1-001,2,,", "TU row 2, TULNKID", "no link", id="no link"
        ),
        pytest.param(
            "lb", ",<0.8,", ",<0.8x,", "LB row 1, LBORRES", "0.8x", id="a value with a letter"
        ),
        pytest.param(
            "lb", ",ng/mL,", ",mmol/L,", "LB row 1, LBORRESU", "not a unit of AFP", id="a unit"
        ),
        pytest.param("rs", ",SD,SD,", ",,,", "RS row 3, RSORRES", "is empty", id="no response"),
        pytest.param("dm", ",1961,", ",61,", "DM row 1, BRTHDTC", "is no date", id="a birth"),
    ],
)
def test_a_bad_cell_is_refused_at_its_place(
    book: Logbook, study: Path, table: str, old: str, new: str, place: str, words: str
) -> None:
    spoil(study, table, old, new)
    refused = [line for line in look(book, study).lines if line.verdict is Verdict.REFUSED]
    assert place in [line.place for line in refused]
    assert any(words in line.why for line in refused)
    assert all(line.patient == "001" for line in refused)


def test_an_organ_that_is_not_known_is_asked_and_kept(book: Logbook, study: Path) -> None:
    spoil(study, "tu", ",BONE,", ",EYE,")
    asked = [line for line in look(book, study).lines if line.verdict is Verdict.ASKED]
    assert [line.why for line in asked] == ["EYE is no organ that hcclog knows; it is kept."]
    take_in(book, study)
    assert record_of(book, "001").lesions[3].organ == "eye"


@pytest.mark.parametrize(
    ("table", "old", "new", "words"),
    [
        pytest.param(
            "tr", ",25,mm,25,25", ",2.5,mm,2.5,2.5", "about a tenth", id="a slipped point"
        ),
        pytest.param(
            "tr", ",25,mm,25,25", ",400,mm,400,400", "about ten times", id="ten times as long"
        ),
        pytest.param("tr", "2024-07-04,172", "2034-07-04,172", "dates from", id="years apart"),
        pytest.param("lb", ",41.0,", ",410000,", "ALT", id="beyond what is likely"),
    ],
)
def test_what_is_unlikely_is_asked(
    book: Logbook, study: Path, table: str, old: str, new: str, words: str
) -> None:
    spoil(study, table, old, new)
    asked = [line for line in look(book, study).lines if line.verdict is Verdict.ASKED]
    assert any(words in line.why for line in asked)


def test_of_two_readers_one_is_taken(book: Logbook, study: Path) -> None:
    path = study / "tu.csv"
    text = path.read_text(encoding="utf-8").replace(
        "INVESTIGATOR,1,SCREENING,2024-03-01", "RADIOLOGIST,1,SCREENING,2024-03-01"
    )
    row = next(line for line in text.splitlines() if line.startswith("ONC1,TU,ONC1-003"))
    other = row.replace("RADIOLOGIST", "ONCOLOGIST")
    path.write_text(f"{text}{other}\n", encoding="utf-8")
    asked = [line for line in look(book, study).lines if line.verdict is Verdict.ASKED]
    assert [line.why for line in asked] == [
        "Several readers measured: RADIOLOGIST; ONCOLOGIST. Those of RADIOLOGIST are taken."
    ]


def test_a_measurement_that_the_record_has_otherwise_is_asked(taken: Logbook, study: Path) -> None:
    spoil(study, "tr", ",25,mm,25,25", ",26,mm,26,26")
    plan = look(taken, study)
    asked = [line for line in plan.lines if line.verdict is Verdict.ASKED]
    assert [(line.place, line.why) for line in asked] == [
        ("TR row 4", "The record has longest 25 mm.")
    ]
    assert plan.command is not None
    assert len(plan.amended) == 1


def test_a_subject_of_another_sex_is_another_patient(book: Logbook, study: Path) -> None:
    book.do(Add((a_patient("001", sex=Sex.FEMALE),)))
    refused = [line for line in look(book, study).lines if line.verdict is Verdict.REFUSED]
    assert [line.why for line in refused] == [
        "001 is female in the record and male here. Is it another patient?"
    ]


def test_a_subject_joins_the_patient_of_its_code(book: Logbook, study: Path) -> None:
    book.do(Add((a_patient("001", sex=Sex.MALE),)))
    take_in(book, study)
    assert book.n_patients() == 4
    assert len(record_of(book, "001").lesions) == 4


def test_subjects_of_one_number_at_two_sites_stay_apart(book: Logbook, study: Path) -> None:
    spoil(study, "dm", "ONC1-002,002", "ONC1-002,001")
    take_in(book, study)
    assert book.find("ONC1-001") is not None
    assert book.find("ONC1-002") is not None


def test_one_code_is_not_given_to_several_subjects(book: Logbook, study: Path) -> None:
    with pytest.raises(Refused, match="holds 4 subjects, ONC1-001 and others"):
        look(book, study, Wish(patient="P-1"))


def test_a_code_names_whose_rows_they_are(book: Logbook, study: Path) -> None:
    for path in study.glob("*.csv"):
        head, *rows = path.read_text(encoding="utf-8").splitlines()
        own = [row for row in rows if "ONC1-001" in row]
        path.write_text("\n".join([head, *own, ""]), encoding="utf-8")
    take_in(book, study, Wish(patient="P-1"))
    assert len(record_of(book, "P-1").lesions) == 4


def test_a_study_is_chosen_among_several(book: Logbook, study: Path) -> None:
    plan = look(book, study, Wish(study="ONC1"))
    assert plan.count(Verdict.NEW) > 30


def as_dataset_json(path: Path) -> str:
    rows = rows_of(path)
    columns = [{"itemOID": name, "name": name, "dataType": "string"} for name in rows[0]]
    cells = [list(row.values()) for row in rows]
    return json.dumps({"datasetJSONVersion": "1.1.0", "columns": columns, "rows": cells})


@pytest.mark.parametrize("form", ["json", "xpt"])
def test_other_forms_of_the_same_tables_say_the_same(
    book: Logbook, study: Path, tmp_path: Path, form: str
) -> None:
    expected = [(line.place, line.reading, line.verdict) for line in look(book, study).lines]
    other = tmp_path / form
    other.mkdir()
    for path in study.glob("*.csv"):
        target = other / f"{path.stem}.{form}"
        if form == "json":
            target.write_text(as_dataset_json(path), encoding="utf-8")
        else:
            frame = pd.DataFrame(rows_of(path))
            name = path.stem.upper()
            pyreadstat.write_xport(frame, target, table_name=name, file_format_version=5)
    found = [(line.place, line.reading, line.verdict) for line in look(book, other).lines]
    assert found == expected
    of_one = [
        (line.place, line.reading, line.verdict) for line in look(book, other / f"tr.{form}").lines
    ]
    assert sorted(of_one) == sorted(expected)


def test_a_diameter_of_a_transport_file_has_the_digits_that_were_meant(
    book: Logbook, study: Path, tmp_path: Path
) -> None:
    other = tmp_path / "xpt"
    other.mkdir()
    for path in study.glob("*.csv"):
        frame = pd.DataFrame(rows_of(path))
        if path.stem == "tr":
            numbers = pd.to_numeric(frame["TRSTRESN"], errors="coerce") + 0.1
            frame = frame.assign(TRSTRESN=numbers, TRORRES="", TRORRESU="", TRSTRESC="")
            frame = frame[numbers.notna() & frame["TRLNKID"].ne("")]
        target = other / f"{path.stem}.xpt"
        pyreadstat.write_xport(frame, target, table_name=path.stem.upper(), file_format_version=5)
    take_in(book, other)
    sizes = [m.longest_mm for m in record_of(book, "001").measurements if m.longest_mm]
    assert sizes[:2] == [Decimal("40.1"), Decimal("20.1")]


def test_why_a_lesion_was_not_measured_is_kept(taken: Logbook) -> None:
    record = record_of(taken, "001")
    notes = [m.note for m in record.measurements if m.state is LesionState.NOT_EVALUABLE]
    assert notes == ["NO SCAN"]
