"""Files of FHIR beside a store: our own come back, others' results come in, all else is said."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hcclog.commands.base import Add, Amend, Retract
from hcclog.commands.refused import Refused
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.patient import Patient, Sex
from hcclog.exchange.fhir.json_text import json_text
from hcclog.exchange.fhir.reading import read
from hcclog.exchange.incoming.kinds import Wish
from hcclog.exchange.incoming.plan import Plan, Verdict
from hcclog.exchange.progress import Cancelled, unseen
from hcclog.exchange.record_json import record_json
from hcclog.logbook import Logbook
from hcclog.store.codec import to_payload
from tests.books import a_lab, a_patient, an_id, new_book
from tests.exchange.fhir.bundles import CODES, bundle_of, case, case_bundle
from tests.exchange.fhir.observations import an_observation, quantity
from tests.report.samples import measured_case
from tests.ui.desks import add_record

Planned = Callable[..., Plan]


@pytest.fixture
def planned(book: Logbook, tmp_path: Path) -> Planned:
    """Read a content as a file."""

    def call(content: Any, patient: str = "", into: Logbook = book) -> Plan:
        path = tmp_path / "labs.json"
        path.write_text(json_text(content), encoding="utf-8")
        return read(path, into, Wish(patient=patient), unseen)

    return call


def do(book: Logbook, plan: Plan) -> None:
    """Write what a plan would."""
    assert plan.command is not None
    book.do(plan.command)


def told(plan: Plan) -> list[tuple[str, Verdict]]:
    """Return place and verdict of each line."""
    return [(line.place, line.verdict) for line in plan.lines]


@pytest.mark.parametrize("code", CODES)
def test_x09_a_case_comes_back_equal_and_twice_changes_nothing(
    code: str, book: Logbook, planned: Planned
) -> None:
    plan = planned(case_bundle(code))
    assert {line.verdict for line in plan.lines} == {Verdict.NEW}
    do(book, plan)
    record = book.patient(case(code).patient.id)
    assert record is not None
    assert record_json(record) == record_json(case(code))
    again = planned(case_bundle(code))
    assert {line.verdict for line in again.lines} == {Verdict.THERE}
    assert again.command is None


def test_a_measured_patient_comes_back_equal(book: Logbook, planned: Planned) -> None:
    measured = measured_case()
    do(book, planned(bundle_of(measured)))
    record = book.patient(measured.patient.id)
    assert record is not None
    assert record_json(record) == record_json(measured)


def test_one_undo_takes_all_of_it_back(book: Logbook, planned: Planned) -> None:
    do(book, planned(case_bundle("zhang-2024")))
    book.undo()
    assert book.n_patients() == 0


@pytest.mark.parametrize("code", CODES)
def test_a_record_with_other_ids_is_there_already(
    code: str, cases: Logbook, planned: Planned
) -> None:
    plan = planned(case_bundle(code))
    assert {line.verdict for line in plan.lines} == {Verdict.THERE}
    assert plan.command is None


def test_what_was_corrected_since_is_shown_as_a_change(book: Logbook, planned: Planned) -> None:
    do(book, planned(case_bundle("zhang-2024")))
    [lab] = [each for each in case("zhang-2024").labs if each.value == Decimal("9.86")]
    book.do(Amend(_with(lab, value=Decimal("9.87"), as_typed="9.87"), reason="a slip"))
    plan = planned(case_bundle("zhang-2024"))
    [line] = [each for each in plan.lines if each.verdict is Verdict.CHANGED]
    assert line.why == "value 9.87 to 9.86, as_typed 9.87 to 9.86"
    do(book, plan)
    record = book.patient(case("zhang-2024").patient.id)
    assert record is not None
    assert record_json(record) == record_json(case("zhang-2024"))


def test_what_was_retracted_since_would_come_back(book: Logbook, planned: Planned) -> None:
    do(book, planned(case_bundle("zhang-2024")))
    lab = case("zhang-2024").labs[0]
    book.do(Retract("lab_result", lab.id, reason="a slip"))
    plan = planned(case_bundle("zhang-2024"))
    assert [line.reading for line in plan.lines if line.verdict is Verdict.NEW] == [
        "AFP 9.86 ng/mL, 2020-11"
    ]
    do(book, plan)
    assert planned(case_bundle("zhang-2024")).command is None


def test_what_the_record_has_beyond_the_file_stays(book: Logbook, planned: Planned) -> None:
    do(book, planned(case_bundle("zhang-2024")))
    more = a_lab(case("zhang-2024").patient, "12", "2023-02")
    book.do(Add((more,)))
    plan = planned(case_bundle("zhang-2024"))
    assert plan.command is None
    assert "What the record holds beyond the file stays as it is." in plan.notes


def test_new_entries_come_to_the_patient_who_is_there(cases: Logbook, planned: Planned) -> None:
    record = case("zhang-2024")
    other = a_lab(record.patient, "12", "2023-02")
    plan = planned(bundle_of(_with(record, labs=(*record.labs, other))))
    assert plan.count(Verdict.NEW) == 1
    do(cases, plan)
    there = cases.patient(cases.find("zhang-2024") or "")
    assert there is not None
    assert len(there.labs) == len(record.labs) + 1
    assert there.labs[-1].patient_id == there.patient.id


def _with(entity: Any, **values: Any) -> Any:
    from dataclasses import replace

    return replace(entity, **values)


def test_an_edited_bundle_writes_nothing(book: Logbook, planned: Planned) -> None:
    bundle = deepcopy(case_bundle("zhang-2024"))
    for entry in bundle["entry"]:
        if "valueQuantity" in entry["resource"]:
            entry["resource"]["valueQuantity"]["value"] = 1
            break
    plan = planned(bundle)
    assert (plan.command, plan.count(Verdict.REFUSED)) == (None, 1)


def test_a_bundle_of_another_form_is_refused(planned: Planned) -> None:
    bundle = deepcopy(case_bundle("zhang-2024"))
    bundle["meta"]["tag"][0]["code"] = "2"
    with pytest.raises(Refused, match="written by another version of hcclog"):
        planned(bundle)


def test_a_bundle_is_of_the_patient_that_was_named(planned: Planned) -> None:
    plan = planned(case_bundle("zhang-2024"), "ikeda-2021")
    assert plan.command is None
    assert plan.lines[-1].why == "The bundle is of zhang-2024, and not of ikeda-2021."


def test_dates_to_come_are_asked(book: Logbook, planned: Planned) -> None:
    patient = a_patient("P-1")
    record = _with(case("zhang-2024"), patient=patient)
    lab = a_lab(patient, "5.51", "2031-01-01")
    plain = {name: () for name in record.__slots__ if name != "patient"}
    plan = planned(bundle_of(_with(record, **{**plain, "labs": (lab,)})))
    assert [line.verdict for line in plan.lines] == [Verdict.NEW, Verdict.ASKED]
    assert plan.lines[1].why == "2031-01-01 lies after today."


def test_what_the_store_would_refuse_is_said_before(book: Logbook, planned: Planned) -> None:
    record = case("zhang-2024")
    doubled = _with(record.lesions[0], id=an_id(), organ="lung")
    plan = planned(bundle_of(_with(record, lesions=(*record.lesions, doubled))))
    assert plan.command is None
    [line] = [each for each in plan.lines if each.verdict is Verdict.REFUSED]
    assert (line.reading, book.revision) == ("lesion R1", 0)
    assert "R1" in line.why


def a_bundle(*resources: dict[str, Any]) -> dict[str, Any]:
    """Return a bundle of others."""
    return {"resourceType": "Bundle", "type": "searchset",
            "entry": [{"resource": each} for each in resources]}  # fmt: skip


def person(code: str, name: str = "p") -> dict[str, Any]:
    """Return a patient of another program."""
    return {"resourceType": "Patient", "id": name, "identifier": [{"value": code}]}


def of(name: str, **changes: Any) -> dict[str, Any]:
    """Return a result of a patient of the file."""
    return an_observation(subject={"reference": f"Patient/{name}"}, **changes)


@pytest.fixture
def patient(book: Logbook) -> Patient:
    """A patient P-1 in the store."""
    found = a_patient("P-1")
    book.do(Add((found,)))
    return found


def test_a_result_is_taken_once(book: Logbook, patient: Patient, planned: Planned) -> None:
    content = a_bundle(person("P-1"), of("p"), of("p"))
    plan = planned(content)
    assert told(plan) == [
        ("entry 1", Verdict.THERE), ("entry 2", Verdict.NEW), ("entry 3", Verdict.THERE),
    ]  # fmt: skip
    do(book, plan)
    record = book.patient(patient.id)
    assert record is not None
    assert [(str(lab.on), lab.value, lab.source.place) for lab in record.labs] == [
        ("2021-10-14", Decimal("5.51"), "entry 2")
    ]
    again = planned(content)
    assert (again.command, {line.verdict for line in again.lines}) == (None, {Verdict.THERE})


def test_one_observation_as_a_file(patient: Patient, planned: Planned) -> None:
    plan = planned(an_observation(), "P-1")
    assert (told(plan), plan.lines[0].patient) == ([("the resource", Verdict.NEW)], "P-1")


def test_i14_a_bundle_of_many_kinds_is_told_line_by_line(
    patient: Patient, planned: Planned
) -> None:
    plan = planned(
        a_bundle(
            person("P-1"),
            {"resourceType": "Unheard"},
            of("p", valueQuantity={"value": 5}),
            of("p", code={"coding": [{"system": "urn:x", "code": "1"}]}),
            of("p", valueQuantity=quantity(5, comparator="<")),
            of("p", status="preliminary"),
        )
    )
    assert [line.verdict for line in plan.lines] == [
        Verdict.THERE, Verdict.LEFT, Verdict.REFUSED, Verdict.LEFT, Verdict.NEW, Verdict.ASKED,
    ]  # fmt: skip
    assert plan.lines[4].reading == "AFP < 5 ng/mL, 2021-10-14"
    assert all(line.why for line in plan.lines[1:4])


def test_i14_two_patients_each_get_their_own(
    book: Logbook, patient: Patient, planned: Planned
) -> None:
    book.do(Add((a_patient("P-2"),)))
    plan = planned(a_bundle(person("P-1", "a"), person("P-2", "b"), of("b"), of("a")))
    assert [line.patient for line in plan.lines] == ["P-1", "P-2", "P-2", "P-1"]
    assert plan.count(Verdict.NEW) == 2


STRANGERS: dict[str, tuple[tuple[dict[str, Any], ...], str, str]] = {
    "a patient whom the store does not have": (
        (person("X-9"), of("p")), "", "No patient of the store has an identifier of it",
    ),
    "another patient than was named": (
        (person("P-2"), of("p")), "P-1", "The file is of P-2, and not of P-1",
    ),
    "two patients where one was named": (
        (person("P-1", "a"), person("P-2", "b"), of("b")), "P-1", "of more patients than P-1",
    ),
    "nobody": ((an_observation(),), "", "does not say which patient it is of"),
    "a patient who is not in the file": (
        (person("P-1"), of("elsewhere")), "", "(Patient/elsewhere) is not in the file",
    ),
    "two who are not in the file": ((of("a"), of("b")), "P-1", "are of 2 patients"),
    "a name that the store does not have": ((an_observation(),), "X-9", "no patient X-9"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "named", "why"), STRANGERS.values(), ids=STRANGERS.keys())
def test_whose_a_result_is_is_never_guessed(
    content: tuple[dict[str, Any], ...], named: str, why: str, book: Logbook, planned: Planned
) -> None:
    for code in ("P-1", "P-2"):
        book.do(Add((a_patient(code),)))
    plan = planned(a_bundle(*content), named)
    assert any(why in line.why for line in plan.lines if line.verdict is Verdict.REFUSED)


def test_a_patient_without_identifiers_is_the_one_who_was_named(
    patient: Patient, planned: Planned
) -> None:
    stranger = {"resourceType": "Patient", "id": "p"}
    assert planned(a_bundle(stranger, of("p")), "P-1").count(Verdict.NEW) == 1


PERSONS: dict[str, tuple[dict[str, Any], str, Verdict, str]] = {
    "the same person": (
        {"gender": "male", "birthDate": "1961-02-03"}, "", Verdict.THERE, "",
    ),
    "a birth date that says more": ({"birthDate": "1961-02"}, "", Verdict.THERE, ""),
    "another sex": ({"gender": "female"}, "", Verdict.ASKED, "It says female, the record says"),
    "another birth date": ({"birthDate": "1962"}, "", Verdict.ASKED, "It says born 1962"),
    "another in both": (
        {"gender": "female", "birthDate": "1962"}, "", Verdict.REFUSED, "This is somebody else",
    ),
    "another number than the named one": (
        {"identifier": [{"value": "MRN-9"}]}, "P-7", Verdict.ASKED,
        "Its identifier is MRN-9; you said P-7.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("said", "named", "verdict", "why"), PERSONS.values(), ids=PERSONS)
def test_who_a_file_is_of_is_compared_with_the_record(
    said: dict[str, Any], named: str, verdict: Verdict, why: str, book: Logbook, planned: Planned
) -> None:
    born = ClinicalDate.parse("1961-02-03")
    book.do(Add((a_patient("P-7", sex=Sex.MALE, birth_on=born),)))
    plan = planned(a_bundle({**person("P-7"), **said}, of("p")), named)
    line, result = plan.lines
    assert (line.verdict, why in line.why, bool(line.why)) == (verdict, True, bool(why))
    is_refused = verdict is Verdict.REFUSED
    assert result.verdict is (Verdict.REFUSED if is_refused else Verdict.NEW)


def test_what_is_unlikely_is_asked(book: Logbook, patient: Patient, planned: Planned) -> None:
    book.do(Add((a_lab(patient, "5.51", "2021-09-14"),)))
    plan = planned(a_bundle(person("P-1"), of("p", valueQuantity=quantity(5510))))
    assert plan.lines[1].verdict is Verdict.ASKED
    assert plan.lines[1].why


def test_a_preliminary_result_stays_known_as_one(patient: Patient, planned: Planned) -> None:
    note = [{"text": "haemolytic"}]
    plan = planned(a_bundle(person("P-1"), of("p", status="preliminary", note=note)))
    (lab,) = plan.command.created  # type: ignore[union-attr]
    assert lab.note == "haemolytic The laboratory calls it preliminary."


def test_n14_a_jump_within_the_file_is_asked_at_the_later_result(
    patient: Patient, planned: Planned
) -> None:
    later = of(
        "p", effectiveDateTime="2021-11-14", valueQuantity=quantity(Decimal("5.51"), "ug/mL")
    )
    plan = planned(a_bundle(person("P-1"), later, of("p")))
    assert [line.verdict for line in plan.lines[1:]] == [Verdict.ASKED, Verdict.NEW]


def test_d06_a_result_of_tomorrow_is_asked(patient: Patient, planned: Planned) -> None:
    plan = planned(a_bundle(person("P-1"), of("p", effectiveDateTime="2026-11-22")))
    assert (plan.lines[1].verdict, plan.lines[1].why) == (
        Verdict.ASKED,
        "2026-11-22 lies after today.",
    )


BROKEN: dict[str, tuple[Any, str]] = {
    "a list": ([], "is no FHIR resource"),
    "an object of another kind": ({"a": 1}, "resourceType is missing"),
    "an empty bundle": (a_bundle(), "a bundle without any entry"),
    "an entry that is a number": ({"resourceType": "Bundle", "entry": [5]}, "entry 1: there is no"),
    "an entry without a resource": ({"resourceType": "Bundle", "entry": [{}]}, "entry 1: there is"),
    "entries that are no list": ({"resourceType": "Bundle", "entry": 5}, "entry is no list"),
    "I-15: 100,000 entries": (
        {"resourceType": "Bundle", "entry": [{}] * 100_000}, "100000 entries; 50000 are the most",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "why"), BROKEN.values(), ids=BROKEN.keys())
def test_a_file_that_is_broken_is_refused(content: Any, why: str, planned: Planned) -> None:
    with pytest.raises(Refused) as refusal:
        planned(content)
    assert refusal.value.sentence.startswith("labs.json")
    assert why in refusal.value.sentence


def test_who_gives_up_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    def give_up(_done: int, _of: int) -> None:
        raise Cancelled

    book = new_book(tmp_path / "other.db")
    path = tmp_path / "labs.json"
    path.write_text(json_text(case_bundle("zhang-2024")), encoding="utf-8")
    with pytest.raises(Cancelled):
        read(path, book, Wish(), give_up)
    assert book.revision == 0
    book.close()


def test_a_date_counted_from_an_entry_follows_it_to_its_other_id(
    book: Logbook, planned: Planned
) -> None:
    record = measured_case()
    add_record(book, _with(record, labs=()))
    course = record.courses[0]
    when = ClinicalDate.parse(f"course:{course.id}:start + 3 months")
    lab = _with(a_lab(record.patient, "7"), on=when)
    do(book, planned(bundle_of(_with(record, labs=(lab,)))))
    there = book.patient(record.patient.id)
    assert there is not None
    assert to_payload(there.labs[0])["on"] == str(when)
