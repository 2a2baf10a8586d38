"""Work beside the window: one at a time, watched, ended; its faults are told where faults are."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from threading import Event, current_thread, main_thread

import pytest
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add
from hcclog.commands.refused import Refused
from hcclog.exchange.progress import Advance
from hcclog.logbook import Logbook
from hcclog.store.stamp import Change
from hcclog.ui.desk import Desk
from hcclog.ui.drafting import VISIT, DraftKeeper
from hcclog.ui.long_work import Job, LongWork
from tests.books import a_patient


class Told:
    """Keeps what a desk and a piece of work say."""

    def __init__(self, desk: Desk, work: LongWork) -> None:
        self.refused: list[str] = []
        self.told: list[str] = []
        self.steps: list[tuple[int, int]] = []
        desk.refused.connect(lambda sentence, _field: self.refused.append(sentence))
        desk.told.connect(self.told.append)
        work.progressed.connect(lambda done, of: self.steps.append((done, of)))


@pytest.fixture
def desk(cases: Logbook) -> Desk:
    return Desk(cases)


@pytest.fixture
def work(qtbot: QtBot, desk: Desk) -> Iterator[LongWork]:
    made = LongWork(desk)
    yield made
    made.end_now()


def idle(qtbot: QtBot, work: LongWork) -> None:
    qtbot.waitUntil(lambda: work.job is None)


def test_the_result_comes_in_the_windows_thread(qtbot: QtBot, desk: Desk, work: LongWork) -> None:
    threads: list[bool] = []
    codes: list[str] = []

    def read(book: Logbook, advanced: Advance) -> list[str]:
        threads.append(current_thread() is main_thread())
        advanced(1, 1)
        return [each.code for each in book.patients()]

    def done(found: list[str]) -> None:
        threads.append(current_thread() is main_thread())
        codes.extend(found)

    told = Told(desk, work)
    before = sys.getswitchinterval()
    assert work.start(Job("Reading", read, done))
    idle(qtbot, work)
    assert threads == [False, True]
    assert codes == ["fonc-2024", "ikeda-2021", "zhang-2024"]
    assert told.steps == [(1, 1)]
    assert sys.getswitchinterval() == before


def test_what_is_written_beside_is_undone_in_the_window(
    qtbot: QtBot, desk: Desk, work: LongWork
) -> None:
    command = Add((a_patient("P-1"),))

    def write(book: Logbook, _advanced: Advance) -> Change:
        return book.do(command)

    work.start(Job("Writing", write, lambda c: desk.take_change(c, "Written"), writes=True))
    idle(qtbot, work)
    assert desk.logbook.find("P-1") is not None
    assert desk.undo()
    assert desk.logbook.find("P-1") is None


def test_nothing_else_is_written_meanwhile_and_a_draft_waits(
    qtbot: QtBot, desk: Desk, work: LongWork
) -> None:
    go_on = Event()
    told = Told(desk, work)
    job = Job("Writing", lambda _book, _advanced: go_on.wait(20), lambda _ok: None, writes=True)
    work.start(job)
    patient_id = desk.logbook.find("zhang-2024") or ""
    keeper = DraftKeeper(desk, VISIT, patient_id, lambda: '{"begun": "", "typed": {}}', work)
    keeper.touch()
    assert not desk.do(Add((a_patient("P-1"),)))
    assert told.refused == ["Writing goes on; nothing else is written until it ends."]
    assert desk.record(patient_id) is not None
    go_on.set()
    idle(qtbot, work)
    qtbot.waitUntil(lambda: len(desk.logbook.drafts()) == 1)
    assert desk.do(Add((a_patient("P-1"),)))


def test_a_write_that_is_cancelled_leaves_the_store_as_it_was(
    qtbot: QtBot, desk: Desk, work: LongWork
) -> None:
    written = Event()

    def write(book: Logbook, advanced: Advance) -> None:
        with book.store.write(book.stamp(), "many", "do", "") as transaction:
            transaction.create(a_patient("P-1"))
            written.set()
            while True:
                advanced(1, 2)

    told = Told(desk, work)
    revision = desk.logbook.revision
    work.start(Job("Writing", write, lambda _none: None, writes=True))
    assert written.wait(20)
    work.cancel()
    idle(qtbot, work)
    assert desk.logbook.revision == revision
    assert told.told == ["Writing was cancelled; nothing of it is left."]
    assert desk.held == ""


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Refused("Row 3 has no date."), "Row 3 has no date."),
        (OSError(28, "No space left on device", "/x/y"), "/x/y: No space left on device."),
    ],
    ids=["a refusal", "the disk"],
)
def test_a_fault_that_is_not_ours_is_one_sentence(
    qtbot: QtBot, desk: Desk, work: LongWork, fault: Exception, said: str
) -> None:
    def fail(_book: Logbook, _advanced: Advance) -> None:
        raise fault

    told = Told(desk, work)
    work.start(Job("Reading", fail, lambda _none: None))
    idle(qtbot, work)
    assert told.refused == [said]


def test_one_piece_of_work_at_a_time(qtbot: QtBot, desk: Desk, work: LongWork) -> None:
    go_on = Event()
    told = Told(desk, work)
    assert work.start(Job("One", lambda _book, _advanced: go_on.wait(20), lambda _ok: None))
    assert not work.start(Job("Two", lambda _book, _advanced: True, lambda _ok: None))
    assert told.refused == ["One goes on still; wait for it, or cancel it."]
    go_on.set()
    idle(qtbot, work)
