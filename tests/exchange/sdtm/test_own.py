"""What was exported comes back as it stood, up to a written list of what the tables cannot hold."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings

from hcclog.cli.opening import load_cases
from hcclog.commands.base import Add, Amend
from hcclog.commands.cases import entities_of
from hcclog.commands.refused import Refused
from hcclog.domain.record import NOUNS, PatientRecord
from hcclog.domain.sources import Source, SourceKind
from hcclog.exchange.incoming.plan import Verdict
from hcclog.exchange.outgoing.order import Order
from hcclog.exchange.progress import unseen
from hcclog.exchange.sdtm.found import find_tables
from hcclog.exchange.sdtm.not_held import NOT_HELD
from hcclog.exchange.sdtm.own import own_proposals
from hcclog.exchange.sdtm.reading import subjects_of
from hcclog.exchange.sdtm.writing import write_sdtm
from hcclog.logbook import Logbook
from tests.books import TODAY, a_patient, an_id, new_book
from tests.exchange.sdtm.exports import differences, export, look, rows_of, shown, take_in
from tests.report.course.any_record import records
from tests.report.samples import CASES, PATIENT
from tests.ui.desks import add_record
from tests.ui.forms.test_any_entity import entities

CASE_CODES = ("zhang-2024", "fonc-2024", "ikeda-2021")
LISTED = {f"{each.part}.{each.field}" for each in NOT_HELD}


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Logbook]:
    """A second store, with nobody in it."""
    (tmp_path / "second").mkdir()
    book = new_book(tmp_path / "second" / "store.db")
    yield book
    book.close()


def only(folder: Path, form: str, target: Path) -> Path:
    """Copy the tables of one form into a folder of their own."""
    target.mkdir()
    for path in folder.glob(f"*{form}"):
        shutil.copy(path, target)
    return target


@pytest.mark.parametrize("form", [".csv", ".xpt"])
@pytest.mark.parametrize("code", CASE_CODES)
def test_a_published_case_comes_back_equal(
    cases: Logbook, empty: Logbook, tmp_path: Path, code: str, form: str
) -> None:
    export(cases, tmp_path / "sdtm", code)
    plan = take_in(empty, only(tmp_path / "sdtm", form, tmp_path / "one"))
    assert plan.count(Verdict.REFUSED) == plan.count(Verdict.ASKED) == 0
    assert shown(empty, code) == shown(cases, code)


@pytest.mark.parametrize("make", CASES)
def test_a_small_record_comes_back_equal(
    book: Logbook, empty: Logbook, tmp_path: Path, make: Any
) -> None:
    record = make()
    add_record(book, record)
    export(book, tmp_path / "sdtm")
    take_in(empty, tmp_path / "sdtm")
    assert shown(empty, record.patient.code) == shown(book, record.patient.code)


def test_what_does_not_come_back_is_on_the_list(
    book: Logbook, empty: Logbook, tmp_path: Path
) -> None:
    book.do(Add((a_patient("P-1", name="Meier"),)))
    told = export(book, tmp_path / "sdtm")
    take_in(empty, tmp_path / "sdtm")
    assert set(differences(shown(book, "P-1"), shown(empty, "P-1"))) == LISTED
    for each in NOT_HELD:
        assert f"P-1: {each.sentence}" in told


@pytest.fixture(scope="module")
def case_book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Logbook]:
    """A store with the three cases; what is added is taken back."""
    book = new_book(tmp_path_factory.mktemp("store") / "store.db")
    load_cases(book)
    yield book
    book.close()


@pytest.mark.parametrize("table", [noun.table for noun in NOUNS if noun.table != "patient"])
def test_any_entry_comes_back_equal(
    case_book: Logbook, tmp_path_factory: pytest.TempPathFactory, table: str
) -> None:
    """Whatever the store accepts: the csv files hold it."""
    whole = case_book.patient(case_book.find("zhang-2024") or "")
    assert whole is not None

    @settings(max_examples=3, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(entity=entities(table, whole))
    def check(entity: Any) -> None:
        try:
            case_book.do(Add((entity,), accepted=frozenset({"after-today", "before-birth"})))
        except Refused:
            assume(False)
        folder = tmp_path_factory.mktemp("entry")
        try:
            export(case_book, folder / "sdtm", "zhang-2024")
            again = new_book(folder / "store.db")
            plan = look(again, folder / "sdtm")
            again.close()
            assert plan.command is not None
            made = [each for each in plan.created if each.id == entity.id]
            stored = case_book.store.reader.get(table, entity.id)
            refused = [line for line in plan.lines if line.verdict is Verdict.REFUSED]
            # After today, or before birth: a person confirms it again.
            assert made == [stored], refused
        finally:
            case_book.undo()

    check()


def test_any_record_comes_back_equal(
    case_book: Logbook, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Also what no store would take: the tables lose nothing but what is on the list."""

    @settings(max_examples=10, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(record=records())
    def check(record: PatientRecord) -> None:
        folder = tmp_path_factory.mktemp("any")
        write_sdtm(Order(lambda _id: record, ("p",), 1, TODAY), folder, "x", unseen)
        (subject,) = subjects_of(find_tables(folder), "")
        found = own_proposals(subject, case_book)
        assert not [line for line in found.lines if line.verdict is Verdict.REFUSED]
        made = {proposal.entity.id: proposal.entity for proposal in found.found}
        entities = {getattr(each, "id", ""): each for each in entities_of(record)}
        assert made == entities | {PATIENT: replace(record.patient, name="")}

    check()


def test_the_same_tables_again_change_nothing(
    cases: Logbook, empty: Logbook, tmp_path: Path
) -> None:
    export(cases, tmp_path / "sdtm")
    take_in(empty, tmp_path / "sdtm")
    revision = empty.revision
    plan = look(empty, tmp_path / "sdtm")
    assert plan.command is None
    assert plan.count(Verdict.NEW) == plan.count(Verdict.ASKED) == 0
    assert plan.count(Verdict.THERE) > 100
    assert empty.revision == revision


def test_one_undo_takes_all_of_it_back(cases: Logbook, empty: Logbook, tmp_path: Path) -> None:
    export(cases, tmp_path / "sdtm")
    take_in(empty, tmp_path / "sdtm")
    assert empty.n_patients() == 3
    empty.undo()
    assert empty.n_patients() == 0


def test_a_store_that_went_on_is_asked_before_it_is_set_back(
    cases: Logbook, tmp_path: Path
) -> None:
    export(cases, tmp_path / "sdtm", "zhang-2024")
    record = cases.patient(cases.find("zhang-2024") or "")
    assert record is not None
    lab = record.labs[0]
    cases.do(Amend(replace(lab, note="repeated"), seen=lab))
    cases.do(Amend(replace(record.visits[0], note="seen again"), seen=record.visits[0]))
    plan = look(cases, tmp_path / "sdtm")
    asked = [line for line in plan.lines if line.verdict is Verdict.ASKED]
    assert not any(line.reading.startswith("lab") for line in asked)  # an empty cell takes nothing
    assert plan.count(Verdict.NEW) == 0


def test_sources_stay_as_they_were(book: Logbook, empty: Logbook, tmp_path: Path) -> None:
    patient = a_patient("P-1", source=Source(SourceKind.IMPORTED, "old.csv", "row 3"))
    book.do(Add((patient,)))
    export(book, tmp_path / "sdtm")
    take_in(empty, tmp_path / "sdtm")
    back = empty.patient(patient.id)
    assert back is not None
    assert back.patient == patient


def test_a_long_note_goes_on_in_further_qualifiers(
    book: Logbook, empty: Logbook, tmp_path: Path
) -> None:
    note = " ".join(f"word{n}" for n in range(900))
    patient = a_patient("P-1", note=note)
    book.do(Add((patient,)))
    export(book, tmp_path / "sdtm")
    rows = [row for row in rows_of(tmp_path / "sdtm" / "suppdm.csv") if "NOTE" in row["QNAM"]]
    assert [row["QNAM"] for row in rows[:3]] == ["HCNOTE", "HCNOTE1", "HCNOTE2"]
    assert all(len(row["QVAL"].encode()) <= 200 for row in rows)
    take_in(empty, only(tmp_path / "sdtm", ".xpt", tmp_path / "xpt") / "dm.xpt")
    back = empty.patient(patient.id)
    assert back is not None
    assert back.patient.note == note


@pytest.mark.parametrize(
    "text",
    ["=1+1", "'=1+1", "+1+1", "-2+3", "@SUM(A1)", "＝1+1", "a,=1", "-5.5", "''x", 'in "quotes"'],
)
def test_a_text_that_could_run_comes_back_as_it_was(
    book: Logbook, empty: Logbook, tmp_path: Path, text: str
) -> None:
    patient = a_patient("P-1", note=text)
    book.do(Add((patient,)))
    export(book, tmp_path / "sdtm")
    cells = [row["QVAL"] for row in rows_of(tmp_path / "sdtm" / "suppdm.csv")]
    assert not any(cell[:1] in {"=", "+", "@", "＝"} for cell in cells)
    take_in(empty, tmp_path / "sdtm")
    back = empty.patient(patient.id)
    assert back is not None
    assert back.patient.note == text


def test_a_cell_that_was_spoilt_is_named(cases: Logbook, empty: Logbook, tmp_path: Path) -> None:
    export(cases, tmp_path / "sdtm", "zhang-2024")
    path = tmp_path / "sdtm" / "lb.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("2022-07", "2022-77"), "utf-8")
    plan = look(empty, tmp_path / "sdtm")
    assert plan.count(Verdict.REFUSED) >= 1
    refused = [line for line in plan.lines if line.verdict is Verdict.REFUSED]
    assert all(line.place.startswith("LB row") for line in refused)
    assert empty.n_patients() == 0


def test_under_another_code_it_is_another_patient(
    cases: Logbook, tmp_path: Path, empty: Logbook
) -> None:
    export(cases, tmp_path / "sdtm", "zhang-2024")
    take_in(empty, tmp_path / "sdtm")
    for path in (tmp_path / "sdtm").glob("*.csv"):
        path.write_text(path.read_text("utf-8").replace("zhang-2024", "other"), "utf-8")
    supplement = tmp_path / "sdtm" / "suppdm.csv"
    patient_id = cases.find("zhang-2024") or ""
    supplement.write_text(supplement.read_text("utf-8").replace(patient_id, an_id()), "utf-8")
    plan = take_in(empty, tmp_path / "sdtm")
    assert plan.count(Verdict.REFUSED) == plan.count(Verdict.ASKED) == 0
    assert empty.n_patients() == 2
    one, other = (shown(empty, code) for code in ("zhang-2024", "other"))
    assert len(one["measurements"]) == len(other["measurements"])


def test_a_record_with_other_keys_is_known_by_what_it_says(
    cases: Logbook, empty: Logbook, tmp_path: Path
) -> None:
    load_cases(empty)  # each store gives the published cases keys of its own
    export(cases, tmp_path / "sdtm")
    plan = look(empty, tmp_path / "sdtm")
    assert plan.command is None
    assert plan.count(Verdict.THERE) > 100


def test_what_the_record_has_otherwise_is_asked(cases: Logbook, tmp_path: Path) -> None:
    export(cases, tmp_path / "sdtm", "zhang-2024")
    record = cases.patient(cases.find("zhang-2024") or "")
    assert record is not None
    lab = next(lab for lab in record.labs if lab.value is not None)
    cases.do(Amend(replace(lab, unit="ug/L", note="repeated"), seen=lab))
    asked = [
        line for line in look(cases, tmp_path / "sdtm").lines if line.verdict == "please check"
    ]
    assert [line.why for line in asked] == ["The record would change: unit ug/L to ng/mL."]


def test_the_export_names_the_study(cases: Logbook, tmp_path: Path) -> None:
    order = Order(cases.patient, [cases.patients()[0].id], 1, TODAY, study="ONC1")
    write_sdtm(order, tmp_path, "x", unseen)
    assert rows_of(tmp_path / "dm.csv")[0]["USUBJID"] == "ONC1-fonc-2024"
    with pytest.raises(Refused, match="plain letters"):
        write_sdtm(replace(order, study="研究"), tmp_path, "x", unseen)
