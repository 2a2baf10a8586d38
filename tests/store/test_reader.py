"""Patients are found by name on both databases, whatever its spelling."""

from __future__ import annotations

import pytest

from hcclog.commands.base import Add
from hcclog.logbook import Logbook
from tests.books import a_patient

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
