"""Signatures bound to what was signed; one patient erased, and the chain whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from hcclog.commands.base import Add, Amend, Command, Retract
from hcclog.commands.refused import Refused
from hcclog.commands.roles import NotPermitted
from hcclog.commands.signing import MEANINGS, RECORD, VISIT, Target
from hcclog.domain.acts import Act
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.visit import Visit
from hcclog.logbook import Logbook
from hcclog.store.errors import TooSoon
from hcclog.store.keys import read_envelope
from tests.books import Clock, Stamps, a_lab, a_patient, an_id, file_of, new_book
from tests.signed import PASSWORD, protect_with_two, signed_in

NAME, CODE, VALUE = "Zbigniewska", "KRK-4711", "54321.987"


@pytest.fixture
def protected(tmp_path: Path) -> Path:
    """A protected store: Dr Chen is oncologist and administrator, Ha is a nurse."""
    path = tmp_path / "store.db"
    new_book(path).close()
    protect_with_two(path)
    return path


def with_visit(book: Logbook) -> tuple[Target, Target, Visit]:
    """Add a patient and a visit with a result; return what can be signed."""
    patient = a_patient(CODE, name=NAME)
    book.do(Add((patient,)))
    visit = Visit(an_id(), patient.id, ClinicalDate.parse("2026-11-20"), ecog=1)
    book.do(Add((visit, a_lab(patient, VALUE, "2026-11-20"))))
    book.do(Add((a_lab(patient, "7.1", "2026-10-01"),)))
    return (
        Target(patient.id, VISIT, visit.id),
        Target(patient.id, RECORD, patient.id),
        visit,
    )


@pytest.mark.catalogue("A-08")
def test_a_signature_says_who_when_what_and_why(protected: Path) -> None:
    book = signed_in(protected, "Dr Chen")
    target, _, _ = with_visit(book)

    book.sign(target, MEANINGS[1], PASSWORD)

    (signature,) = book.signatures(target.patient_id)
    assert (signature.signer, signature.meaning) == ("Dr Chen", MEANINGS[1])
    assert signature.revision == 3
    assert signature.is_current
    assert datetime.fromisoformat(signature.at_utc).tzinfo == UTC
    book.close()


@pytest.mark.catalogue("A-08")
@pytest.mark.parametrize("password", ["", "wrong password", f"{PASSWORD} "])
def test_a_wrong_password_signs_nothing_and_makes_the_next_wait(
    protected: Path, password: str
) -> None:
    book = signed_in(protected, "Dr Chen")
    target, _, _ = with_visit(book)

    with pytest.raises(Refused, match="password is wrong"):
        book.sign(target, "I approve this", password)
    assert read_envelope(protected).failures.n == 1
    book.stamp = replace_clock(book)
    with pytest.raises(TooSoon):
        book.sign(target, "I approve this", PASSWORD)
    assert book.signatures(target.patient_id) == ()
    book.close()


def replace_clock(book: Logbook) -> Stamps:
    """Return stamps of the moment of the wrong password."""
    last = read_envelope(file_of(book).path or Path()).failures.last_at
    clock = Clock(datetime.fromisoformat(last))
    clock.now = clock.now.replace(microsecond=0)
    return replace(Stamps(author="Dr Chen"), clock=StandStill(clock.now))


class StandStill(Clock):
    """A clock that does not go on."""

    def __call__(self) -> datetime:
        """Return the time."""
        return self.now


@pytest.mark.parametrize(
    "password",
    [
        pytest.param(PASSWORD, id="A-03 with her password"),
        pytest.param("wrong password", id="A-03 with a wrong one, which is not tried"),
    ],
)
def test_a_nurse_signs_nothing_and_the_refusal_is_on_record(protected: Path, password: str) -> None:
    chen = signed_in(protected, "Dr Chen")
    target, _, _ = with_visit(chen)
    chen.close()
    book = signed_in(protected, "Ha")

    with pytest.raises(NotPermitted, match="may not sign: that takes the role oncologist"):
        book.sign(target, "I approve this", password)
    assert [event.act for event in book.store.reader.events(target.patient_id)] == [Act.REFUSED]
    assert read_envelope(protected).failures.n == 0
    book.close()


def test_who_is_not_signed_in_signs_nothing(book: Logbook) -> None:
    target, _, _ = with_visit(book)

    with pytest.raises(Refused, match="protect the store first"):
        book.sign(target, "I approve this", PASSWORD)


SINCE = [
    pytest.param((), [False, False], id="A-09 and stays so"),
    pytest.param(("undo",), [True, True], id="A-09 and is taken back: it says what was signed"),
    pytest.param(("undo", "redo"), [False, False], id="A-09 and is taken back and brought again"),
]


@pytest.mark.parametrize(("then", "current"), SINCE)
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(
            lambda visit: Amend(replace(visit, weight_kg=Decimal("61.5")), "typed late"),
            id="A-09 a visit that is corrected",
        ),
        pytest.param(lambda visit: Retract("visit", visit.id), id="A-09 a visit that is retracted"),
    ],
)
def test_a_signature_is_of_what_was_signed(
    protected: Path,
    change: Callable[[Visit], Command],
    then: tuple[str, ...],
    current: list[bool],
) -> None:
    book = signed_in(protected, "Dr Chen")
    target, whole, visit = with_visit(book)
    book.sign(target, "I approve this", PASSWORD)
    book.sign(whole, "I have reviewed this", PASSWORD)

    book.do(change(visit))
    for step in then:
        getattr(book, step)()

    assert [one.is_current for one in book.signatures(target.patient_id)] == current
    assert [one.revision for one in book.signatures(target.patient_id)] == [3, 3]
    book.close()


@pytest.mark.catalogue("A-09")
def test_what_is_added_and_taken_back_leaves_the_signature_on_a_record(protected: Path) -> None:
    book = signed_in(protected, "Dr Chen")
    _, whole, _ = with_visit(book)
    book.sign(whole, "I have reviewed this", PASSWORD)
    patient = book.patient(whole.patient_id)
    assert patient is not None

    book.do(Add((a_lab(patient.patient, "9.9", "2026-11-21"),)))
    assert [one.is_current for one in book.signatures(whole.patient_id)] == [False]
    book.undo()
    assert [one.is_current for one in book.signatures(whole.patient_id)] == [True]
    book.close()


@pytest.mark.catalogue("A-09")
def test_what_was_not_saved_with_the_visit_leaves_its_signature_as_it_is(protected: Path) -> None:
    book = signed_in(protected, "Dr Chen")
    target, whole, _ = with_visit(book)
    book.sign(target, "I approve this", PASSWORD)
    book.sign(whole, "I have reviewed this", PASSWORD)
    patient = book.patient(target.patient_id)
    assert patient is not None

    book.do(Add((a_lab(patient.patient, "9.9", "2026-11-21"),)))

    assert [one.is_current for one in book.signatures(target.patient_id)] == [True, False]
    book.close()


def test_an_erased_patient_is_nowhere_and_the_chain_is_whole(book: Logbook, tmp_path: Path) -> None:
    target, _, visit = with_visit(book)
    other = a_patient("P-2")
    book.do(Add((other, a_lab(other))))
    book.do(Amend(replace(visit, note=f"{NAME} feels well"), f"heard from {NAME}"))
    book.keep_draft("visit", target.patient_id, NAME)
    backup = book.store.back_up("by-hand")

    erased = book.erase(target.patient_id, "wish of the patient")

    assert erased.backups == (backup,)
    assert book.patient(target.patient_id) is None
    assert book.find(CODE) is None
    assert book.patient(other.id) is not None
    assert book.store.check() == []
    assert book.drafts() == ()
    plain = tmp_path / "plain.db"
    plain.touch()
    raw = file_of(book).raw
    raw.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
    raw.execute("SELECT sqlcipher_export('plain')").fetchall()
    raw.execute("DETACH DATABASE plain")
    held = plain.read_bytes()
    assert b"P-2" in held
    for word in (NAME, CODE, VALUE):
        assert word.encode() not in held


def test_an_erasure_is_on_record_and_cannot_be_taken_back(book: Logbook) -> None:
    target, _, _ = with_visit(book)

    book.erase(target.patient_id, "wish of the patient")

    (event,) = book.store.reader.events(target.patient_id)
    assert (event.act, event.told["reason"]) == (Act.ERASE, "wish of the patient")
    assert book.undo_label == ""
    with pytest.raises(Refused):
        book.undo()


def test_a_patient_who_was_retracted_before_is_erased_too(book: Logbook) -> None:
    target, _, _ = with_visit(book)
    book.do(Retract("patient", target.patient_id, f"doubled {NAME}"))

    book.erase(target.patient_id, "wish of the patient")

    assert all(change.payload is None for change in book.store.reader.changes())
    assert all(not entry.label + entry.reason for entry in book.store.reader.entries())
    assert book.store.check() == []


@pytest.mark.parametrize(
    ("patient", "reason"),
    [("", "wish"), ("nobody", "wish"), ("right", "  "), ("right", "x" * 201)],
    ids=["no patient", "a patient nobody knows", "no reason", "a reason without end"],
)
def test_an_erasure_is_refused_whole(book: Logbook, patient: str, reason: str) -> None:
    target, _, _ = with_visit(book)

    with pytest.raises(Refused):
        book.erase(target.patient_id if patient == "right" else patient, reason)
    assert book.patient(target.patient_id) is not None
    assert book.store.reader.events() == ()


def test_values_that_vanish_without_an_erasure_are_told(book: Logbook) -> None:
    target, _, _ = with_visit(book)
    raw = file_of(book).raw
    raw.execute("DROP TRIGGER change_no_update")
    raw.execute(
        "UPDATE change SET payload = NULL, salt = NULL WHERE patient_id = ?", (target.patient_id,)
    )

    assert any("no erasure is on record" in fault for fault in book.store.check())
