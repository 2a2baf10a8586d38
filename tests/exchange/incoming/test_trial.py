"""What would be refused is known before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcclog.commands.base import Add
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.visit import Visit
from hcclog.exchange.incoming.trial import trial
from hcclog.exchange.progress import Cancelled, unseen
from hcclog.logbook import Logbook
from tests.books import a_lab, a_patient, an_id

PATIENT = a_patient("T-1")


def visit(on: str, ecog: int = 1) -> Add:
    return Add((Visit(an_id(), PATIENT.id, ClinicalDate.parse(on), ecog),))


def test_each_step_is_judged_and_nothing_stays(book: Logbook) -> None:
    steps = [Add((PATIENT,)), visit("2024-02-03"), visit("2027-01-01"), visit("2024", ecog=9)]
    found = trial(book, steps, unseen)
    assert [None if each is None else each.is_final for each in found] == [None, None, False, True]
    assert book.revision == 0
    assert book.find("T-1") is None
    assert book.store.check() == []


def test_a_step_may_build_on_one_before(book: Logbook) -> None:
    steps = [Add((PATIENT,)), Add((a_lab(PATIENT),))]
    assert trial(book, steps, unseen) == [None, None]
    assert trial(book, steps[1:], unseen) != [None]


def test_who_gives_up_leaves_the_store_as_it_was(book: Logbook, tmp_path: Path) -> None:
    def give_up(done: int, _of: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        trial(book, [Add((PATIENT,)), visit("2024")], give_up)
    assert book.revision == 0
