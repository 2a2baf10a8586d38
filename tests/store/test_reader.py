"""Patients are found by name on both databases, whatever its spelling."""

from __future__ import annotations

import pytest

from hcclog.commands.base import Add
from hcclog.logbook import Logbook
from tests.books import a_lab, a_patient

NAMES = {
    "A-1": "José Álvarez",
    "A-2": "Maria José Álvarez",
    "A-3": "100% \\ _",
    "A-4": "100x y z",
    "A-5": "",
    "jose-alvarez": "",
}


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("jose\u0301  ALVAREZ", ["A-1"]),
        ("Álvarez", []),
        ("100% \\ _", ["A-3"]),
        ("", []),
        ("alvarez", []),
    ],
    ids=["in other spelling", "a part", "letters of LIKE", "no name", "a code that ends alike"],
)
def test_namesakes_have_the_whole_name(book: Logbook, name: str, codes: list[str]) -> None:
    book.do(Add(tuple(a_patient(code, name=each) for code, each in NAMES.items())))
    assert [patient.code for patient in book.namesakes(name)] == codes


FOUND = [
    pytest.param("jose\u0301 a", ["A-1", "A-2"], id="T-01 marks that stand apart"),
    pytest.param("JOSÉ Á", ["A-1", "A-2"], id="T-01 marks in one letter, in capitals"),
    pytest.param("strasse", ["S-1", "S-2"], id="T-10 a sharp s and two"),
    pytest.param("STRAßE", ["S-1", "S-2"], id="T-10 a sharp s among capitals"),
    pytest.param("ärzte", ["S-1"], id="T-10 an umlaut in capitals"),
    pytest.param("izmir", ["S-2"], id="T-10 a capital I with its dot"),
    pytest.param("100% \\", ["A-3"], id="T-08 letters of LIKE"),
    pytest.param("%", ["A-3"], id="Q-01 per cent"),
    pytest.param("_", ["A-3"], id="Q-01 a line below"),
    pytest.param("\\", ["A-3"], id="Q-01 a stroke"),
    pytest.param("' OR 1=1 --", [], id="Q-01 SQL"),
    pytest.param("(a+)+$", ["(a+)+$"], id="Q-04 a pattern that never ends"),
    pytest.param('"', ['q"'], id="Q-04 a quote"),
    pytest.param("NEAR(", [], id="Q-04 a word of full text"),
    pytest.param("*", [], id="Q-04 a star"),
    pytest.param("a*" * 5_000, [], id="Q-04 5,000 stars"),
    pytest.param("%" * 26_000, [], id="Q-05 more than the database takes for a pattern"),
    pytest.param(" ".join(f"term{n}" for n in range(10_000)), [], id="Q-05 10,000 terms"),
    pytest.param("\U0001f600" * 60_000, [], id="Q-05 60,000 emoji"),
]


@pytest.mark.parametrize(("text", "codes"), FOUND)
def test_a_search_is_literal_whatever_the_spelling_and_the_length(
    book: Logbook, text: str, codes: list[str]
) -> None:
    others = {"S-1": "Straße ÄRZTE", "S-2": "STRASSE İzmir", "(a+)+$": "", 'q"': ""}
    book.do(Add(tuple(a_patient(code, name=each) for code, each in {**NAMES, **others}.items())))
    assert sorted(patient.code for patient in book.patients(text)) == sorted(codes)
    assert book.n_patients(text) == len(codes)
    assert book.namesakes(text) == ()


@pytest.mark.parametrize(
    "column",
    ["(select count(*) from sqlite_master)", "1; drop table lab_result", "payload --", ""],
    ids=["Q-02 a query", "Q-02 an order", "Q-02 a remark", "Q-02 nothing"],
)
def test_a_column_that_is_none_never_reaches_the_database(book: Logbook, column: str) -> None:
    book.do(Add((a_patient("A-1"), a_patient("A-2"))))
    assert book.store.reader.changes(column, ()) == book.store.reader.changes()


def test_who_changed_since_a_change_is_known(book: Logbook) -> None:
    first, second = a_patient("A-1"), a_patient("A-2")
    reader = book.store.reader
    assert (reader.n_changes(), reader.patients_changed_since(0)) == (0, ())
    book.do(Add((first,)))
    seen = reader.n_changes()
    assert (seen, reader.patients_changed_since(0)) == (1, (first.id,))
    book.do(Add((second, a_lab(second), a_lab(second, "7"))))
    assert reader.patients_changed_since(seen) == (second.id,)
    assert reader.patients_changed_since(reader.n_changes()) == ()
    book.undo()
    book.undo()
    assert sorted(reader.patients_changed_since(seen)) == sorted((first.id, second.id))


def test_the_ids_of_all_patients_stand_in_the_order_of_the_list(book: Logbook) -> None:
    assert book.store.reader.patient_ids() == ()
    book.do(Add(tuple(a_patient(code, name=each) for code, each in NAMES.items())))
    listed = [patient.id for patient in book.patients()]
    assert list(book.store.reader.patient_ids()) == listed
    assert len(listed) == len(NAMES)


@pytest.mark.catalogue("Q-05")
def test_many_are_asked_for_in_parts(book: Logbook) -> None:
    patient = a_patient("A-1")
    labs = tuple(a_lab(patient) for _ in range(1203))
    book.do(Add((patient, *labs)))
    ids = [lab.id for lab in labs]
    reader = book.store.reader
    heads = reader.heads([*ids, "nobody"])
    assert list(heads) == ids
    assert reader.heads([]) == {}
    assert reader.present("lab_result", [*ids, "nobody"]) == frozenset(ids)
    assert reader.some("lab_result", [*ids, "nobody"]) == dict(zip(ids, labs, strict=True))
    assert len(reader.payloads(list(heads.values()))) == len(ids)


def test_the_head_of_an_entity_is_its_newest_change(book: Logbook) -> None:
    patient = a_patient("A-1")
    book.do(Add((patient,)))
    book.undo()
    last = book.store.reader.last_change(patient.id)
    assert last is not None
    assert book.store.reader.heads([patient.id]) == {patient.id: last.id}
