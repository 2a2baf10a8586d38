"""Few records are kept, each as it was read until it is let go."""

from hcclog.commands.base import Add
from hcclog.domain.response import Criteria
from hcclog.logbook import Logbook
from hcclog.ui.read_records import MOST_RECORDS, ReadRecords
from tests.books import a_lab, a_patient

PREFERRED = (Criteria.MRECIST,)


def test_few_records_are_kept(book: Logbook) -> None:
    book.do(Add(tuple(a_patient(f"P-{n}") for n in range(MOST_RECORDS + 5))))
    read = ReadRecords(book)
    for patient in book.patients("", MOST_RECORDS + 5):
        assert read.record(patient.id) is not None
    assert len(read._records) == MOST_RECORDS


def test_a_record_stays_as_it_was_read_until_it_is_let_go(empty_patient: Logbook) -> None:
    (patient,) = empty_patient.patients()
    read = ReadRecords(empty_patient)
    before = read.record(patient.id)
    empty_patient.do(Add((a_lab(patient),)))
    assert read.record(patient.id) is before
    read.let_go(patient.id)
    after = read.record(patient.id)
    assert after is not None
    assert len(after.labs) == 1


def test_a_patient_is_judged_once_and_again_when_asked(measured: Logbook) -> None:
    (patient,) = measured.patients()
    read = ReadRecords(measured)
    first = read.timeline(patient.id, PREFERRED)
    assert first is not None
    assert read.timeline(patient.id, PREFERRED) is first
    read.judge_again()
    again = read.timeline(patient.id, PREFERRED)
    assert again is not None
    assert again is not first


def test_of_nobody_there_is_nothing_to_judge(book: Logbook) -> None:
    read = ReadRecords(book)
    assert read.record("nobody") is None
    assert read.timeline("nobody", PREFERRED) is None
