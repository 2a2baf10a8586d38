"""Likely doubles and codes of two scripts are asked about; twins and namesakes can both exist."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hcclog.commands.base import Add
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.patient import Patient
from hcclog.domain.record import PatientRecord
from hcclog.entry.clerk import Clerk
from hcclog.entry.questions.find import questions
from hcclog.logbook import Logbook
from tests.books import TODAY, a_patient, an_id

BORN = "1951-03-04"


def clerk_of(book: Logbook, patient: Patient) -> Clerk:
    """Return who asks about a patient as he is before what is typed."""
    return Clerk(PatientRecord(patient), TODAY, an_id, namesakes=book.namesakes)


def born(day: str) -> ClinicalDate | None:
    return ClinicalDate.parse(day) if day else None


def asked(book: Logbook, patient: Patient) -> list[str]:
    """Return the keys of what is asked about a new patient."""
    return [q.key for q in questions(clerk_of(book, a_patient("blank")), [patient])]


@pytest.mark.catalogue("P-02", "T-01")
@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ("José Álvarez", "Jose\u0301 A\u0301lvarez"),
        ("Strasse", "STRASSE"),
        ("Straße", "STRASSE"),
        ("Ä. Meier", "ä.  meier"),
        ("Anna  Meier", "anna meier"),
        ('O\'Brien "Bob"; DROP TABLE patient;--', 'o\'brien "bob"; drop table patient;--'),
        ("100% \\ _", "100% \\ _"),
        ("张伟", "张伟"),
        ("محمد علي", "محمد علي"),
    ],
    ids=[
        "the marks stand apart",
        "capitals",
        "a sharp s",
        "case of an umlaut and spaces",
        "doubled spaces",
        "letters that SQL reads",
        "letters that LIKE reads",
        "Chinese",
        "Arabic",
    ],
)
def test_one_name_in_two_spellings_is_a_likely_double(
    book: Logbook, known: str, typed: str
) -> None:
    book.do(Add((a_patient("A-1", name=known, birth_on=born(BORN)),)))
    assert asked(book, a_patient("A-2", name=typed, birth_on=born(BORN))) == ["double"]


@pytest.mark.parametrize(
    ("known", "typed", "keys"),
    [
        (BORN, BORN, ["double"]),
        (BORN, "1951", ["double"]),
        (BORN, "1951-03-05", []),
        (BORN, "1952", []),
        (BORN, "", ["double"]),
        ("", "", ["double"]),
    ],
    ids=[
        "one day",
        "the year of that day",
        "another day",
        "another year",
        "one birth is not known",
        "no birth is known",
    ],
)
def test_births_that_differ_are_two_persons(
    book: Logbook, known: str, typed: str, keys: list[str]
) -> None:
    book.do(Add((a_patient("A-1", name="Anna Meier", birth_on=born(known)),)))
    assert asked(book, a_patient("A-2", name="Anna Meier", birth_on=born(typed))) == keys


@pytest.mark.parametrize("name", ["", "Meier", "Anna", "a Meier"])
def test_a_part_of_a_name_is_another_name(book: Logbook, name: str) -> None:
    book.do(Add((a_patient("A-1", name="Anna Meier"),)))
    assert asked(book, a_patient("A-2", name=name)) == []


@pytest.mark.catalogue("P-03")
def test_what_was_answered_once_is_not_asked_again(book: Logbook) -> None:
    one, two = (a_patient(code, name="Anna Meier", birth_on=born(BORN)) for code in ("A-1", "A-2"))
    book.do(Add((one, two)))
    clerk = clerk_of(book, two)
    assert questions(clerk, [replace(two, cirrhosis=True)]) == ()
    assert [q.key for q in questions(clerk, [replace(two, birth_on=None)])] == ["double"]


@pytest.mark.catalogue("T-11")
@pytest.mark.parametrize(
    ("code", "n_asked"),
    [("\u0410B-17", 1), ("AB-17", 0), ("АВ-17", 0), ("张-AB17", 0), ("αAB", 1), ("17-4", 0)],
    ids=["Cyrillic and Latin", "Latin", "Cyrillic", "Chinese and Latin", "Greek", "digits"],
)
def test_letters_that_look_alike_are_asked_about(book: Logbook, code: str, n_asked: int) -> None:
    found = questions(clerk_of(book, a_patient("blank")), [a_patient(code)])
    assert [q.key for q in found] == ["mixed-scripts"] * n_asked
    assert all("Latin" in q.sentence for q in found)
