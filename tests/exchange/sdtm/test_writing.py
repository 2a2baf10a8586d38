"""The exported tables keep the rules of SDTMIG 3.4; the numbers are those of CDISC's own checks."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hcclog.commands.base import Add, Amend
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.labs import LabResult
from hcclog.domain.lesion import LesionState
from hcclog.domain.quantities import Comparator
from hcclog.domain.record import PatientRecord
from hcclog.exchange.outgoing.order import Order
from hcclog.exchange.progress import Cancelled, unseen
from hcclog.exchange.sdtm.structure import DATASETS
from hcclog.exchange.sdtm.writing import write_sdtm
from hcclog.logbook import Logbook
from tests.books import TODAY, a_lab, a_patient, new_book
from tests.exchange.sdtm.exports import Table, export, tables, take_in
from tests.report.course.any_record import records
from tests.report.samples import CASES, measured_case
from tests.ui.desks import add_record

Tables = dict[str, Table]
FULL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
FINDINGS = ("TR", "RS", "LB", "VS")


def cells(found: Tables, ending: str) -> list[tuple[str, dict[str, str], str]]:
    """Return dataset, row and cell of a variable of every domain."""
    return [
        (name, row, row[f"{name}{ending}"])
        for name, rows in found.items()
        for row in rows
        if f"{name}{ending}" in row
    ]


def no_place_in_results(found: Tables) -> None:
    columns = {column for row in found.get("TR", []) for column in row}
    assert not columns & {"TRLOC", "TRLAT", "TRDIR", "TRPORTOT"}


def place_before_its_side(found: Tables) -> None:
    for row in found.get("TU", []):
        sides = (row["TULAT"], row["TUDIR"], row["TUPORTOT"])
        assert row["TULOC"] or not any(sides)


def number_beside_its_text(found: Tables) -> None:
    for name in FINDINGS:
        for row in found.get(name, []):
            text, number = row[f"{name}STRESC"], row.get(f"{name}STRESN", "")
            assert number == (text if NUMBER.fullmatch(text) else "")


def unit_with_a_result(found: Tables) -> None:
    for name in FINDINGS:
        for row in found.get(name, []):
            assert row[f"{name}STRESC"] or not row[f"{name}STRESU"]


def no_study_day_of_a_partial_date(found: Tables) -> None:
    for when, day in (("DTC", "DY"), ("STDTC", "STDY"), ("ENDTC", "ENDY")):
        for name, row, cell in cells(found, when):
            if not FULL.fullmatch(cell):
                assert not row.get(f"{name}{day}")


def study_day_of_a_full_date(found: Tables) -> None:
    starts = {row["USUBJID"]: row["RFSTDTC"] for row in found["DM"]}
    for when, day in (("DTC", "DY"), ("STDTC", "STDY"), ("ENDTC", "ENDY")):
        for name, row, cell in cells(found, when):
            start = starts[row["USUBJID"]]
            if FULL.fullmatch(cell) and start and f"{name}{day}" in row:
                days = (date.fromisoformat(cell) - date.fromisoformat(start)).days
                assert row[f"{name}{day}"] == str(days + (days >= 0))


def expected_variables_are_there(found: Tables) -> None:
    for name in ("TU", "TR", "RS", "LB", "VS"):
        for row in found.get(name, []):
            assert {f"{name}DY", "EPOCH", "VISITNUM", f"{name}LOBXFL"} <= row.keys()


def nothing_done_has_no_result(found: Tables) -> None:
    for name, row, status in cells(found, "STAT"):
        assert status in {"", "NOT DONE"}
        assert bool(row[f"{name}REASND"]) == (status == "NOT DONE")
        if status:
            assert not row[f"{name}ORRES"]
            assert not row[f"{name}STRESC"]
        else:
            assert row[f"{name}ORRES"]


def baseline_flag_once_a_test(found: Tables) -> None:
    keys = ("USUBJID", "TESTCD", "LNKID", "GRPID")
    for name in ("TU", "TR", "RS", "LB", "VS"):
        flagged = Counter(
            tuple(row.get(key, row.get(f"{name}{key}", "")) for key in keys)
            for row in found.get(name, [])
            if row[f"{name}LOBXFL"] == "Y"
        )
        assert all(n == 1 for n in flagged.values())


def everybody_is_in_dm(found: Tables) -> None:
    people = [row["USUBJID"] for row in found["DM"]]
    assert len(people) == len(set(people))
    subjects = {row["USUBJID"] for name, rows in found.items() for row in rows}
    assert subjects - {""} == set(people)


def no_study_treatment(found: Tables) -> None:
    assert "EX" not in found
    assert not any(row["RFXSTDTC"] for row in found["DM"])


def results_are_of_known_lesions(found: Tables) -> None:
    lesions = {(row["USUBJID"], row["TULNKID"]) for row in found.get("TU", [])}
    for row in found.get("TR", []):
        is_sum = row["TRDRVFL"] == "Y"
        assert is_sum == (not row["TRLNKID"])
        assert is_sum or (row["USUBJID"], row["TRLNKID"]) in lesions


def responses_are_of_known_timepoints(found: Tables) -> None:
    known = {(row["USUBJID"], row["PRLNKGRP"]) for row in found.get("PR", [])}
    for name in ("TR", "RS"):
        for row in found.get(name, []):
            group = row[f"{name}LNKGRP"]
            assert not group or (row["USUBJID"], group) in known


def derived_has_no_evaluator(found: Tables) -> None:
    for name in ("TR", "RS"):
        for row in found.get(name, []):
            assert (row[f"{name}DRVFL"] == "Y") == (not row[f"{name}EVAL"])


def rows_are_numbered(found: Tables) -> None:
    for name, rows in found.items():
        if f"{name}SEQ" in rows[0]:
            keys = [(row["USUBJID"], row[f"{name}SEQ"]) for row in rows]
            assert len(keys) == len(set(keys))


def supplements_hang_on_rows(found: Tables) -> None:
    for name in [each for each in found if each.startswith("SUPP")]:
        parent = name.removeprefix("SUPP")
        known = {(row["USUBJID"], row.get(f"{parent}SEQ", "")) for row in found[parent]}
        seen = Counter((row["USUBJID"], row["IDVARVAL"], row["QNAM"]) for row in found[name])
        assert all(n == 1 for n in seen.values())
        for row in found[name]:
            assert (row["USUBJID"], row["IDVARVAL"]) in known
            assert row["QVAL"]
            assert len(row["QNAM"]) <= 8
            assert len(row["QLABEL"]) <= 40


RULES = {
    "CORE-000003, -076, -077, -078: a place stands in TU and not in TR": no_place_in_results,
    "CORE-000079, -096, -098: a side needs its place": place_before_its_side,
    "CORE-000542, -732, -863: STRESN is the number of STRESC, or empty": number_beside_its_text,
    "CORE-000133: a standard unit needs a result": unit_with_a_result,
    "CORE-000354: a partial date has no study day": no_study_day_of_a_partial_date,
    "CORE-000529, -793, -853: a whole date has its study day": study_day_of_a_full_date,
    "CORE-000321, -701: --DY and EPOCH are there": expected_variables_are_there,
    "CORE-000581: everybody stands once in DM": everybody_is_in_dm,
    "CORE-000739: no EX without a study treatment": no_study_treatment,
    "CORE-000914, -915: a baseline flag stands once a test": baseline_flag_once_a_test,
    "what was not done has a reason and no result": nothing_done_has_no_result,
    "TRLNKID is a TULNKID, and a sum has none": results_are_of_known_lesions,
    "TRLNKGRP and RSLNKGRP are timepoints": responses_are_of_known_timepoints,
    "what is derived names no evaluator": derived_has_no_evaluator,
    "--SEQ numbers the rows of a subject": rows_are_numbered,
    "a qualifier hangs on a row and stands once": supplements_hang_on_rows,
}


@pytest.fixture(scope="module")
def three_cases(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    from hcclog.cli.opening import load_cases

    folder = tmp_path_factory.mktemp("cases")
    book = new_book(folder / "store.db")
    load_cases(book)
    export(book, folder / "sdtm")
    book.close()
    return tables(folder / "sdtm")


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_three_cases_keep(three_cases: Tables, rule: Callable[[Tables], None]) -> None:
    rule(three_cases)


@pytest.mark.parametrize("make", CASES)
def test_a_small_record_keeps_every_rule(
    book: Logbook, tmp_path: Path, make: Callable[[], PatientRecord]
) -> None:
    add_record(book, make())
    export(book, tmp_path / "sdtm")
    found = tables(tmp_path / "sdtm")
    for rule in RULES.values():
        rule(found)


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(record=records(), day=st.dates())
def test_any_record_keeps_every_rule(
    tmp_path_factory: pytest.TempPathFactory, record: PatientRecord, day: date
) -> None:
    folder = tmp_path_factory.mktemp("any")
    write_sdtm(Order(lambda _id: record, ("p",), 1, day), folder, "x", unseen)
    found = tables(folder)
    for rule in RULES.values():
        rule(found)


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)
def test_names_and_labels_fit_a_transport_file(dataset: object) -> None:
    known = DATASETS[getattr(dataset, "name", "")]
    assert len(known.name) <= 8
    assert len(set(known.names)) == len(known.names)
    for variable in known.variables:
        assert re.fullmatch(r"[A-Z][A-Z0-9]{0,7}", variable.name)
        assert 0 < len(variable.label) <= 40
        assert variable.label.isascii()


def test_two_exports_of_one_revision_are_the_same_bytes(cases: Logbook, tmp_path: Path) -> None:
    export(cases, tmp_path / "one")
    export(cases, tmp_path / "two")
    one = {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()}
    assert one == {path.name: path.read_bytes() for path in (tmp_path / "two").iterdir()}


@pytest.mark.parametrize(
    ("sign", "value", "expected"),
    [
        pytest.param("=", "5.51", ("5.51", "5.51", "5.51"), id="a number stands three times"),
        pytest.param("=", "5.510", ("5.510", "5.510", "5.510"), id="its last zero stays"),
        pytest.param("<", "0.8", ("<0.8", "<0.8", ""), id="below a limit is no number"),
        pytest.param(">=", "400", (">=400", ">=400", ""), id="at or above a limit is none either"),
    ],
)
def test_a_result_with_a_comparator_is_no_number(
    empty_patient: Logbook, tmp_path: Path, sign: str, value: str, expected: tuple[str, ...]
) -> None:
    patient = empty_patient.patients()[0]
    empty_patient.do(Add((a_lab(patient, value, comparator=Comparator(sign)),)))
    export(empty_patient, tmp_path / "sdtm")
    row = tables(tmp_path / "sdtm")["LB"][0]
    assert (row["LBORRES"], row["LBSTRESC"], row["LBSTRESN"]) == expected
    assert (row["LBTESTCD"], row["LBDTC"], row["LBDY"]) == ("AFP", "2021-10", "")


def test_a_unit_stands_in_plain_letters_and_comes_back(
    empty_patient: Logbook, tmp_path: Path
) -> None:
    patient = empty_patient.patients()[0]
    lab = a_lab(patient, "17", analyte="bilirubin", unit="\u00b5mol/L")
    empty_patient.do(Add((lab,)))
    told = export(empty_patient, tmp_path / "sdtm", patient.code)
    row = tables(tmp_path / "sdtm")["LB"][0]
    assert (row["LBORRESU"], row["LBSTRESU"], row["LBTESTCD"]) == ("umol/L", "umol/L", "BILI")
    assert not told
    (tmp_path / "second").mkdir()
    other = new_book(tmp_path / "second" / "store.db")
    take_in(other, tmp_path / "sdtm" / "lb.xpt")
    back = other.patient(patient.id)
    other.close()
    assert back is not None
    assert back.labs == (lab,)


def test_a_study_with_a_hyphen_keeps_the_codes_apart(cases: Logbook, tmp_path: Path) -> None:
    patient = a_patient("\u60a3-1")
    cases.do(Add((patient,)))
    order = Order(cases.patient, [patient.id], 1, TODAY, study="ONC-1")
    told = write_sdtm(order, tmp_path, "x", unseen)
    assert told[-1].startswith(f"{patient.id}: 1 text is not in the transport files")


def test_sums_changes_and_responses_by_each_criteria(book: Logbook, tmp_path: Path) -> None:
    add_record(book, measured_case())
    export(book, tmp_path / "sdtm")
    found = tables(tmp_path / "sdtm")
    sums = {
        (row["TRLNKGRP"], row["TRTESTCD"]): row["TRSTRESC"]
        for row in found["TR"]
        if row["TRDRVFL"] == "Y"
    }
    # 42.0 + 18.5 + 21.0, 35.1 + 14.0 + 16.2, 33.0 + 12.8 + 13.9, 41.2 + 14.1 + 15.0
    assert [sums[f"A{n}", "SUMDIAM"] for n in (1, 2, 3, 4)] == ["81.5", "65.3", "59.7", "70.3"]
    # 38.0 + 18.5 + 21.0 and 33.0 + 7.5 + 15.0 over 18.9 + 0 + 13.9
    assert (sums["A1", "SUMVDIAM"], sums["A4", "SUMVDIAM"]) == ("77.5", "55.5")
    assert (sums["A4", "ACNSD"], sums["A4", "ACHNAD"]) == ("10.6", "22.7")
    assert sums["A4", "PCNSD"] == "17.7554"  # 10.6 / 59.7
    overall = {
        (row["RSLNKGRP"], row["RSCAT"]): row["RSSTRESC"]
        for row in found["RS"]
        if row["RSTESTCD"] == "OVRLRESP"
    }
    assert [overall[f"A{n}", "RECIST 1.1"] for n in (2, 3, 4)] == ["SD", "SD", "SD"]
    assert [overall[f"A{n}", "mRECIST"] for n in (2, 3, 4)] == ["PR", "PR", "PD"]
    whys = [row["QVAL"] for row in found["SUPPRS"] if row["QNAM"] == "WHY"]
    assert any("-17.8 %" in why or "+17.8 %" in why for why in whys)
    assert all(row["QVAL"].isascii() for row in found["SUPPRS"])
    best = {row["RSCAT"]: row["RSSTRESC"] for row in found["RS"] if row["RSTESTCD"] == "BESTRESP"}
    assert set(best) <= {"RECIST 1.1", "mRECIST"}


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        pytest.param("absent", ("ABSENT", "ABSENT", "", ""), id="gone"),
        pytest.param("present", ("PRESENT", "PRESENT", "", ""), id="there"),
        pytest.param(
            "too-small", ("TOO SMALL TO MEASURE", "PRESENT", "", ""), id="too small, no diameter"
        ),
        pytest.param("not-evaluable", ("", "", "NOT DONE", "NOT EVALUABLE"), id="not evaluable"),
        pytest.param(
            "progressed",
            ("UNEQUIVOCAL PROGRESSION", "UNEQUIVOCAL PROGRESSION", "", ""),
            id="clearly progressed",
        ),
        pytest.param("equivocal", ("EQUIVOCAL", "EQUIVOCAL", "", ""), id="in doubt"),
        pytest.param("merged", ("", "", "NOT DONE", "MERGED"), id="merged into another"),
        pytest.param("split", ("", "", "NOT DONE", "SPLIT"), id="split from another"),
    ],
)
def test_a_state_stands_in_terms_and_never_as_a_size(
    measured: Logbook, tmp_path: Path, state: str, expected: tuple[str, ...]
) -> None:
    record = measured.patient(measured.find("example-01") or "")
    assert record is not None
    one, other = record.lesions[:2]
    seen = next(m for m in record.measurements if m.lesion_id == one.id)
    partner = other.id if state in {"merged", "split"} else None
    told = replace(
        seen, longest_mm=None, viable_mm=None, state=LesionState(state), other_lesion_id=partner
    )
    measured.do(Amend(told, seen=seen))
    export(measured, tmp_path / "sdtm")
    found = tables(tmp_path / "sdtm")
    row = next(row for row in found["TR"] if row["TRSPID"] == seen.id)
    names = ("TRORRES", "TRSTRESC", "TRSTAT", "TRREASND")
    assert tuple(row[name] for name in names) == expected
    assert (row["TRTESTCD"], row["TRSTRESN"]) == ("TUMSTATE", "")
    parted = [row for row in found["TU"] if row["TUTESTCD"] != "TUMIDENT"]
    tests = {"merged": "TUMERGE", "split": "TUSPLIT"}
    assert [(row["TUTESTCD"], row["TULNKID"], row["TUORRES"]) for row in parted] == (
        [(tests[state], one.label, other.label)] if partner else []
    )


def test_reported_and_computed_stand_side_by_side(three_cases: Tables) -> None:
    overall = [row for row in three_cases["RS"] if row["RSTESTCD"] == "OVRLRESP"]
    of_zhang = [row for row in overall if row["USUBJID"] == "HCCLOG-zhang-2024"]
    reported = [row["RSSTRESC"] for row in of_zhang if row["RSEVAL"] == "INVESTIGATOR"]
    assert reported.count("PD") >= 2
    assert any(row["RSDRVFL"] == "Y" and row["RSCAT"] == "mRECIST" for row in of_zhang)


def test_a_record_without_a_calendar_has_no_dates_and_says_so(
    cases: Logbook, tmp_path: Path
) -> None:
    told = export(cases, tmp_path / "sdtm", "ikeda-2021")
    found = tables(tmp_path / "sdtm")
    for ending in ("DTC", "DY", "STDTC", "STDY", "ENDTC", "ENDY"):
        assert not any(cell for _, _, cell in cells(found, ending))
    assert not found["DM"][0]["RFSTDTC"]
    days = [row["QVAL"] for row in found["SUPPLB"] if row["QNAM"] == "DAYFST"]
    assert days[:2] == ["0", "25"]  # day 0, and week 4 less three days
    assert any("no calendar" in sentence for sentence in told)


def test_what_a_transport_file_cannot_hold_is_named(book: Logbook, tmp_path: Path) -> None:
    patient = a_patient("P-1", name="张伟", note="Überweisung aus 上海")
    lab = LabResult(
        a_lab(patient).id, patient.id, ClinicalDate.of(2021), "afp", a_lab(patient).value, "ng/mL"
    )
    book.do(Add((patient, lab)))
    told = export(book, tmp_path / "sdtm")
    note = (tmp_path / "sdtm" / "not_held.txt").read_text(encoding="utf-8")
    assert "P-1: SUPPDM, DMSEQ -, HCNOTE: the transport file leaves this text out" in note
    assert "P-1: The name is left out" in note
    assert any("1 text is not in the transport files" in sentence for sentence in told)
    written = b"".join(path.read_bytes() for path in (tmp_path / "sdtm").iterdir())
    assert "张伟".encode() not in written


def test_the_variables_are_described(three_cases: Tables, cases: Logbook, tmp_path: Path) -> None:
    export(cases, tmp_path / "sdtm")
    with (tmp_path / "sdtm" / "variables.csv").open(encoding="utf-8", newline="") as file:
        described = {(row["DATASET"], row["VARIABLE"]): row for row in csv.DictReader(file)}
    for name, rows in three_cases.items():
        for column in rows[0]:
            assert described[name, column]["LABEL"]
    for name in [each for each in three_cases if each.startswith("SUPP")]:
        for row in three_cases[name]:
            base = row["QNAM"].rstrip("0123456789")
            assert described[name, base]["LABEL"] == row["QLABEL"]


def test_who_gives_up_is_heard_after_each_patient(cases: Logbook, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def give_up(done: int, of: int) -> None:
        told.append((done, of))
        raise Cancelled

    ids = [patient.id for patient in cases.patients()]
    order = Order(cases.patient, ids, cases.revision, TODAY)
    with pytest.raises(Cancelled):
        write_sdtm(order, tmp_path, "x", give_up)
    assert told == [(1, 3)]
    assert not list(tmp_path.glob("*.xpt"))
