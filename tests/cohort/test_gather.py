"""Summaries of a whole logbook: one by one, and again only for whom something changed."""

from __future__ import annotations

from itertools import islice

from hcclog.cohort.gather import Gatherer, gather
from hcclog.cohort.summarise import summarise
from hcclog.commands.base import Add
from hcclog.logbook import Logbook
from tests.books import a_lab, a_patient

CODES = ["fonc-2024", "ikeda-2021", "zhang-2024"]


def done(gatherer: Gatherer) -> list[tuple[int, int]]:
    """Run all steps and return what they told."""
    return [(step.n_done, step.n_to_do) for step in gatherer.steps()]


def test_every_patient_is_summed_up_in_order_of_the_codes(cases: Logbook) -> None:
    gatherer = Gatherer(cases)
    assert done(gatherer) == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert [patient.code for patient in gatherer.summaries] == CODES
    record = cases.patient(cases.find("zhang-2024") or "")
    assert record is not None
    assert gatherer.summaries[2] == summarise(record)


def test_nothing_is_read_again_where_nothing_changed(cases: Logbook) -> None:
    gatherer = Gatherer(cases)
    done(gatherer)
    before = gatherer.summaries
    assert done(gatherer) == [(0, 0)]
    assert all(one is other for one, other in zip(gatherer.summaries, before, strict=True))


def test_one_new_value_costs_one_patient(cases: Logbook) -> None:
    gatherer = Gatherer(cases)
    done(gatherer)
    before = gatherer.summaries
    record = cases.patient(cases.find("zhang-2024") or "")
    assert record is not None
    cases.do(Add((a_lab(record.patient, on="2023-06"),)))
    assert done(gatherer) == [(0, 1), (1, 1)]
    same = [one is other for one, other in zip(gatherer.summaries, before, strict=True)]
    assert same == [True, True, False]
    cases.undo()
    assert done(gatherer) == [(0, 1), (1, 1)]
    assert gatherer.summaries == before


def test_a_run_that_was_left_goes_on_where_it_was(cases: Logbook) -> None:
    gatherer = Gatherer(cases)
    assert [step.n_done for step in islice(gatherer.steps(), 2)] == [0, 1]
    assert (len(gatherer.summaries), gatherer.is_complete) == (1, False)
    assert done(gatherer) == [(0, 2), (1, 2), (2, 2)]
    assert [patient.code for patient in gatherer.summaries] == CODES
    assert gatherer.is_complete


def test_who_came_and_who_went_is_seen(cases: Logbook) -> None:
    gatherer = Gatherer(cases)
    done(gatherer)
    cases.do(Add((a_patient("aaa-1"),)))
    assert done(gatherer) == [(0, 1), (1, 1)]
    assert [patient.code for patient in gatherer.summaries] == ["aaa-1", *CODES]
    cases.undo()
    assert done(gatherer) == [(0, 0)]
    assert [patient.code for patient in gatherer.summaries] == CODES


def test_a_change_while_it_runs_is_read_at_the_next_run(cases: Logbook) -> None:
    gatherer = Gatherer(cases)
    for step in gatherer.steps():
        if step.n_done == 3:
            record = cases.patient(cases.find("fonc-2024") or "")
            assert record is not None
            cases.do(Add((a_lab(record.patient),)))
    assert done(gatherer) == [(0, 1), (1, 1)]


def test_what_is_forgotten_is_summed_up_again(cases: Logbook) -> None:
    gatherer = Gatherer(cases)
    done(gatherer)
    gatherer.forget()
    assert gatherer.summaries == ()
    assert done(gatherer)[-1] == (3, 3)


def test_a_logbook_of_nobody(book: Logbook) -> None:
    assert gather(book) == ()


def test_patients_come_by_their_codes(book: Logbook) -> None:
    for n in (3, 0, 10, 4, 1):
        book.do(Add((a_patient(f"P-{n}"),)))
    assert [patient.code for patient in gather(book)] == [p.code for p in book.patients()]
