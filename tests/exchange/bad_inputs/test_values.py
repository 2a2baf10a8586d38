"""Numbers, dates and words that a file carries: read as one thing only, or refused at their row."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcclog.domain.labs import LabResult
from hcclog.exchange.incoming.plan import Plan, Verdict
from hcclog.logbook import Logbook
from tests.exchange.bad_inputs.good_files import (
    LABS,
    NAMES,
    PATIENT,
    Seen,
    a_message,
    an_observation_file,
    looked_at,
)

REFUSED = ""
KINDS = ("labs", "hl7", "fhir")
STUDY = "STUDYID,DOMAIN,USUBJID,{0}\nS,{1},S-1,{2}\n"
LB = "LBSEQ,LBTESTCD,LBTEST,LBORRES,LBORRESU,LBDTC"


def a_file(kind: str, value: str = "5.51", on: str = "2024-03-01") -> bytes:
    """Return a file with one AFP result."""
    if kind == "labs":
        return LABS.replace("5.51", f'"{value}"').replace("2024-03-01", f'"{on}"').encode()
    if kind == "hl7":
        return a_message(value, on.replace("-", ""))
    if kind == "sdtm":
        row = f'1,AFP,Alpha Fetoprotein,"{value}",ng/mL,{on}'
        return STUDY.format(LB, "LB", row).encode()
    return an_observation_file(on).replace(b'"@"', value.encode())


def read(kind: str, ward: Logbook, folder: Path, content: bytes) -> Seen:
    """Return what becomes of a file that the patient is named beside, where it names nobody."""
    path = folder / {**NAMES, "sdtm": "lb.csv"}[kind]
    path.write_bytes(content)
    return looked_at(path, kind, ward, PATIENT if kind in {"fhir", "sdtm"} else "")


def labs_of(plan: Plan | None) -> list[LabResult]:
    """Return the results that a plan would write."""
    return [each for each in plan.created if isinstance(each, LabResult)] if plan else []


def values_of(seen: Seen) -> str:
    """Return comparator and value of the result that would be written; empty where none is."""
    return " ".join(f"{each.comparator}{each.value}" for each in labs_of(seen.plan))


def is_said(seen: Seen) -> bool:
    """Return whether a refusal names the place, in the file's sentence or at a line."""
    refused = seen.plan and [x for x in seen.plan.lines if x.verdict is Verdict.REFUSED]
    return bool(seen.sentence or (refused and all(x.why and x.place for x in refused)))


@pytest.mark.parametrize("kind", ["labs", "hl7", "sdtm"])
@pytest.mark.parametrize(
    ("typed", "value"),
    [
        pytest.param("5,51", "=5.51", id="N-01 a decimal comma"),
        pytest.param("1.234", "=1.234", id="N-02 a point is a point everywhere"),
        pytest.param("1,234", REFUSED, id="N-03 two readings"),
        pytest.param("1.234,5", REFUSED, id="N-04 point and comma"),
        pytest.param("1 234.5", REFUSED, id="N-04 a space within"),
        pytest.param("1'234.5", REFUSED, id="N-04 an apostrophe within"),
        pytest.param("nan", REFUSED, id="N-05 not a number"),
        pytest.param("inf", REFUSED, id="N-05 infinity"),
        pytest.param("-inf", REFUSED, id="N-05 infinity below"),
        pytest.param("1e400", REFUSED, id="N-05 beyond all floats"),
        pytest.param("1_000", REFUSED, id="N-06 an underscore"),
        pytest.param("0x10", REFUSED, id="N-06 base sixteen"),
        pytest.param("1e3", REFUSED, id="N-06 an exponent"),
        pytest.param("<0.5", "<0.5", id="N-08 a limit"),
        pytest.param("≥ 60500", ">=60500", id="N-08 a limit from below"),
        pytest.param("-5.51", REFUSED, id="N-09 below nothing"),
        pytest.param("−5", REFUSED, id="N-09 a minus of its own"),
        pytest.param("9" * 400, REFUSED, id="N-18 four hundred digits"),
        pytest.param("5.51" + "0" * 60 + "1", REFUSED, id="N-18 sixty zeros"),
        pytest.param("ca. 5", REFUSED, id="N-19 about"),
        pytest.param("=5.51*2", REFUSED, id="N-19 a formula"),
    ],
)
def test_a_number_is_read_one_way_or_refused(
    typed: str, value: str, kind: str, ward: Logbook, tmp_path: Path
) -> None:
    seen = read(kind, ward, tmp_path, a_file(kind, typed))
    assert values_of(seen) == value
    assert is_said(seen) == (value == REFUSED)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        pytest.param("1.234", "=1.234", id="N-02 a point"),
        pytest.param("5.510", "=5.510", id="N-02 digits are kept"),
        pytest.param("5,51", REFUSED, id="N-01 a comma is no JSON"),
        pytest.param('"5.51"', REFUSED, id="I-13 text for a number"),
        pytest.param("NaN", REFUSED, id="N-05 not a number"),
        pytest.param("1e400", REFUSED, id="N-05 beyond all floats"),
        pytest.param("-5.51", REFUSED, id="N-09 below nothing"),
        pytest.param("9" * 400, REFUSED, id="N-18 four hundred digits"),
        pytest.param("null", REFUSED, id="I-13 nothing"),
        pytest.param("[5.51]", REFUSED, id="I-13 a list"),
    ],
)
def test_a_quantity_is_read_one_way_or_refused(
    typed: str, value: str, ward: Logbook, tmp_path: Path
) -> None:
    seen = read("fhir", ward, tmp_path, a_file("fhir", typed))
    assert values_of(seen) == value
    assert is_said(seen) == (value == REFUSED)


@pytest.mark.parametrize("kind", [*KINDS, "sdtm"])
@pytest.mark.parametrize(
    "day",
    [
        pytest.param("2024-02-30", id="D-01 no day of February"),
        pytest.param("2023-02-29", id="D-01 no leap year"),
        pytest.param("2024-13-01", id="D-01 no month"),
        pytest.param("2024-00-10", id="D-01 month nought"),
        pytest.param("03/04/2024", id="D-02 two orders"),
        pytest.param("24-02-03", id="D-03 two digits of a year"),
        pytest.param("0001-01-01", id="D-13 the first day of all"),
        pytest.param("9999-12-31", id="D-13 the last day of all"),
        pytest.param("1900-01-01", id="D-13 the first day of spreadsheets"),
        pytest.param("1899-12-30", id="D-13 the day nought of spreadsheets"),
        pytest.param("99999999999999999999", id="D-14 a number beyond all days"),
        pytest.param("-1", id="D-01 a day below nothing"),
    ],
)
def test_a_date_that_cannot_be_is_refused(
    day: str, kind: str, ward: Logbook, tmp_path: Path
) -> None:
    seen = read(kind, ward, tmp_path, a_file(kind, on=day))
    assert not labs_of(seen.plan)
    assert is_said(seen)


@pytest.mark.parametrize("kind", [*KINDS, "sdtm"])
@pytest.mark.parametrize(
    "day", [pytest.param("2026-11-22", id="D-06 tomorrow"), pytest.param("2062-01-01", id="D-06")]
)
def test_a_result_of_the_future_is_never_taken_unasked(
    day: str, kind: str, ward: Logbook, tmp_path: Path
) -> None:
    seen = read(kind, ward, tmp_path, a_file(kind, on=day))
    verdicts = {line.verdict for line in seen.plan.lines} if seen.plan else {Verdict.REFUSED}
    assert verdicts & {Verdict.ASKED, Verdict.REFUSED}


@pytest.mark.parametrize("kind", [*KINDS, "sdtm"])
@pytest.mark.parametrize("day", ["2021-10", "2020"])
def test_d_04_a_date_keeps_its_precision(
    day: str, kind: str, ward: Logbook, tmp_path: Path
) -> None:
    (lab,) = labs_of(read(kind, ward, tmp_path, a_file(kind, on=day)).plan)
    assert str(lab.on.form) == day


@pytest.mark.parametrize("kind", ["labs", "hl7"])
@pytest.mark.parametrize(
    "code",
    [
        pytest.param("a\x00b", id="T-05 a NUL"),
        pytest.param("a\x07b", id="T-05 a bell"),
        pytest.param("a\x1b[2Jb", id="T-05 an order to a terminal"),
        pytest.param("a\u202eb", id="T-03 a mark that turns text round"),
        pytest.param("ex\u0430mple-01", id="T-11 a Cyrillic letter"),
        pytest.param("<b>Meier</b>", id="T-09 markup"),
        pytest.param("O'Brien; DROP TABLE patient;--", id="T-08 SQL"),
        pytest.param("=cmd|' /C calc'!A0", id="X-01 a formula"),
        pytest.param("../../evil", id="X-06 a path"),
        pytest.param("x" * 100_000, id="T-07 a long word"),
    ],
)
def test_a_patient_is_never_guessed_nor_made(
    code: str, kind: str, ward: Logbook, tmp_path: Path
) -> None:
    content = a_file(kind).replace(PATIENT.encode(), code.replace("|", "").encode())
    seen = read(kind, ward, tmp_path, content)
    assert seen.plan is None or seen.plan.command is None
    assert is_said(seen)


@pytest.mark.parametrize("kind", ["labs", "hl7"])
def test_i_08_the_same_result_many_times_is_one(kind: str, ward: Logbook, tmp_path: Path) -> None:
    head, _, row = a_file(kind).rstrip().rpartition(b"\n" if kind == "labs" else b"\r")
    mark = b"\n" if kind == "labs" else b"\r"
    seen = read(kind, ward, tmp_path, mark.join([head, *[row] * 300]))
    assert len(labs_of(seen.plan)) == 1


@pytest.mark.parametrize("kind", ["labs", "hl7"])
def test_i_06_hundreds_of_results_of_one_day_stay_bounded(
    kind: str, ward: Logbook, tmp_path: Path
) -> None:
    mark = b"\n" if kind == "labs" else b"\r"
    head, _, row = a_file(kind).rstrip().rpartition(mark)
    rows = [row.replace(b"5.51", b"%d" % n) for n in range(5, 405)]
    seen = read(kind, ward, tmp_path, mark.join([head, *rows]))
    assert seen.plan is not None
    assert max(len(line.why) for line in seen.plan.lines) < 600


def test_i_06_a_message_parted_without_end_is_refused(ward: Logbook, tmp_path: Path) -> None:
    seen = read("hl7", ward, tmp_path, a_message() + b"OBX|1|NM|" + b"^" * 60_000 * 1)
    assert seen.plan is not None
    parted = b"\r".join(b"OBX|%d|NM|" % n + b"^" * 60_000 for n in range(6))
    seen = read("hl7", ward, tmp_path, a_message() + parted)
    assert seen.sentence.startswith("labs.hl7, message 1 has more than 300,000 fields")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(STUDY.format("TRORRES", "TR", "25"), "no column TRTESTCD", id="I-05 missing"),
        pytest.param(
            STUDY.format("TRTESTCD,TRTESTCD", "TR", "LDIAM,LDIAM"), "stands twice", id="I-05 double"
        ),
        pytest.param(STUDY.format("TRTESTCD", "TR", "LDIAM,25"), "row 1", id="I-05 ragged"),
        pytest.param("STUDYID,DOMAIN,USUBJID,TRTESTCD\n", "no row below", id="I-05 only titles"),
        pytest.param(STUDY.format("TRTESTCD", "TU", "LDIAM"), "and not TR", id="I-05 other table"),
        pytest.param(
            STUDY.format(",".join(f"A{n}" for n in range(5_000)), "TR", ""), "columns", id="I-06"
        ),
    ],
)
def test_trial_data_of_another_form_are_refused(
    content: str, words: str, ward: Logbook, tmp_path: Path
) -> None:
    path = tmp_path / "tr.csv"
    path.write_text(content, encoding="utf-8")
    sentence = looked_at(path, "sdtm", ward).sentence
    assert sentence.startswith("tr.csv")
    assert words in sentence
