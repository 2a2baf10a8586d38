"""A process that is killed in the middle of writing loses nothing that it acknowledged."""

from __future__ import annotations

import random
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from hcclog.domain.ids import IdFactory
from hcclog.logbook import Logbook
from hcclog.store.lock import holder_of
from hcclog.store.opening import open_store
from tests.books import Clock, Stamps, a_patient, file_of, new_book
from tests.children import first_line, start
from tests.commands.words import add
from tests.kills import import_results, killed, make_new, save_results_for_ever
from tests.storms import n_storms

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of Unix")
N_KILLS = n_storms(40)
N_IMPORTS = n_storms(12)
N_RESULTS = 4000
N_MADE = n_storms(20)


@dataclass(frozen=True)
class Ward:
    """A store with one patient, closed."""

    path: Path
    patient_id: str


@pytest.fixture
def ward(tmp_path: Path) -> Ward:
    """A store with one patient, closed."""
    book = new_book(tmp_path / "store.db")
    patient = a_patient()
    add(book, patient)
    book.close()
    return Ward(tmp_path / "store.db", patient.id)


@pytest.mark.catalogue("S-01")
def test_forty_kills_lose_nothing_acknowledged_and_leave_no_half(ward: Ward) -> None:
    chance = random.Random(7)
    moments = [chance.uniform(0, 0.1) for _ in range(N_KILLS)]
    told = killed(save_results_for_ever, moments, ward.path)
    acknowledged = {line for lines in told for line in lines}
    book = new_book(ward.path)
    record = book.patient(ward.patient_id)
    assert record is not None
    stored = [lab.id for lab in record.labs]
    assert len(acknowledged) > N_KILLS
    assert acknowledged <= set(stored)
    assert len(stored) % 2 == 0, "a pair was stored by half"
    # Each kill may have come between the commit and its telling, once.
    assert len(stored) <= 2 * (len(acknowledged) + N_KILLS)
    assert book.revision == 1 + len(stored) // 2
    assert book.store.check() == []
    book.close()


@pytest.mark.catalogue("K-02", "S-13")
def test_a_store_whose_holder_is_killed_opens_at_once(ward: Ward) -> None:
    """Nothing is waited for, nothing asked, and nothing has to be removed by hand."""
    with start(save_results_for_ever, ward.path, 0) as writer:
        assert first_line(writer) == "open"
        acknowledged = first_line(writer)
        writer.send_signal(signal.SIGKILL)
    before = set(ward.path.parent.iterdir())

    book = new_book(ward.path)
    holder = holder_of(ward.path)
    assert holder is not None
    assert holder.pid != writer.pid
    record = book.patient(ward.patient_id)
    assert record is not None
    assert acknowledged in {lab.id for lab in record.labs}
    assert not file_of(book).read_only
    book.close()
    assert set(ward.path.parent.iterdir()) == before


@pytest.mark.catalogue("S-07")
def test_a_store_whose_making_is_killed_is_made_at_the_next_start(tmp_path: Path) -> None:
    """Neither half a store nor one that is said to be missing."""
    chance = random.Random(7)
    moments = [chance.uniform(0, 0.5) for _ in range(N_MADE)]
    told = killed(make_new, moments, tmp_path)

    for n, said in enumerate(told):
        path, clock = tmp_path / str(n) / "store.db", Clock()
        was_there = path.exists()
        book = Logbook(open_store(str(path), IdFactory(clock.in_ms), clock), Stamps(clock=clock))
        assert book.store.is_new is not was_there
        assert was_there or said != ["done"]
        add(book, a_patient())
        assert book.store.check() == []
        book.close()
        left = {each.name for each in path.parent.iterdir() if each.stat().st_size}
        assert left == {"store.db", "store.keys"}


@pytest.mark.catalogue("I-09")
def test_an_import_that_is_killed_is_there_as_a_whole_or_not_at_all(ward: Ward) -> None:
    moments = [n % 12 * 0.08 for n in range(N_IMPORTS)]
    told = killed(import_results, moments, ward.path, N_RESULTS)
    n_done = told.count(["done"])
    book = new_book(ward.path)
    record = book.patient(ward.patient_id)
    assert record is not None
    assert len(record.labs) % N_RESULTS == 0, "a part of an import was stored"
    assert len(record.labs) >= n_done * N_RESULTS, "an import that was said to be done is gone"
    assert book.revision == 1 + len(record.labs) // N_RESULTS
    assert book.store.check() == []
    book.close()
