"""Long work in turns: it goes on by itself, tells how far it is, and can be stopped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from hcclog.store.errors import StoreError
from hcclog.ui.cohort.gathering import Gathering


class DiskGone(StoreError):
    """The disk went away."""

    says = "The disk is gone."


def counted(n: int, done: list[int]) -> Iterator[tuple[int, int]]:
    """Yield steps and remember each."""
    for step in range(1, n + 1):
        done.append(step)
        yield step, n


def test_all_steps_are_done_in_order_and_told(qtbot: QtBot) -> None:
    work, done, told = Gathering(), list[int](), list[tuple[int, int]]()
    work.progressed.connect(lambda n, of: told.append((n, of)))
    with qtbot.waitSignal(work.finished):
        work.start(lambda: counted(5, done))
        assert work.is_running
    assert done == [1, 2, 3, 4, 5]
    assert told == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]
    assert not work.is_running


def test_what_is_cancelled_goes_no_further(qtbot: QtBot) -> None:
    work, done = Gathering(), list[int]()
    work.progressed.connect(lambda n, _of: work.cancel() if n == 2 else None)
    with qtbot.assertNotEmitted(work.finished, wait=30):
        work.start(lambda: counted(1000, done))
    assert done == [1, 2]
    assert not work.is_running


def test_a_second_start_takes_the_place_of_the_first(qtbot: QtBot) -> None:
    work, first, second = Gathering(), list[int](), list[int]()
    with qtbot.waitSignal(work.finished):
        work.start(lambda: counted(1000, first))
        work.start(lambda: counted(2, second))
    assert (first, second) == ([], [1, 2])


def test_a_store_that_cannot_be_read_ends_it_with_its_sentence(qtbot: QtBot) -> None:
    def breaking() -> Iterator[tuple[int, int]]:
        yield 1, 3
        raise DiskGone

    work = Gathering()
    with qtbot.waitSignal(work.failed) as failed, qtbot.assertNotEmitted(work.finished):
        work.start(breaking)
    assert failed.args == ["The disk is gone."]
    assert not work.is_running


@pytest.mark.catalogue("G-01")
def test_the_window_works_between_the_turns(qtbot: QtBot) -> None:
    """Endless work, and still what waits for its turn gets it."""
    work, done = Gathering(), list[int]()
    work.start(lambda: counted(10**9, done))
    qtbot.wait(20)
    assert work.is_running
    work.cancel()
    n_done = len(done)
    qtbot.wait(5)
    assert len(done) == n_done > 0
