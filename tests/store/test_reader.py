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
