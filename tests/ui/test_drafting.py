"""Drafts: whatever ends the program, what was typed is offered again, whole."""

from __future__ import annotations

import re
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hcclog.logbook import Logbook
from hcclog.ui.drafting import packed, unpacked
from hcclog.ui.main_window import MainWindow
from hcclog.ui.visit.draft_bar import DraftBar
from hcclog.ui.visit.page import VisitPage
from tests import children
from tests.books import file_of, new_book
from tests.ui.visit.half import TYPED
from tests.ui.visit.keys import CTRL, ENTER, begin, focused, page_of, press, treated

Opener = Callable[[Logbook], MainWindow]


@pytest.fixture
def window(book: Logbook, open_window: Opener) -> MainWindow:
    return open_window(treated(book))


def bar_of(window: MainWindow) -> DraftBar:
    bar = window.page.below.bar
    assert bar is not None
    return bar


def type_afp(page: VisitPage, value: str = "61.2") -> None:
    line = next(line for line in page.form.lines() if line.place == "labs/afp")
    line.fields["value"].setFocus()
    QTest.keyClicks(focused(), value)


def choose(window: MainWindow, code: str) -> None:
    window.desk.choose_patient(window.desk.logbook.find(code) or "")


def kept(book: Logbook) -> list[dict[str, str]]:
    """Return what the drafts of a store hold."""
    return [unpacked(draft.payload)[1] for draft in book.drafts()]


def test_what_is_typed_is_kept_a_moment_later(window: MainWindow, qtbot: QtBot) -> None:
    page = begin(window)
    type_afp(page)
    assert window.desk.logbook.drafts() == ()
    qtbot.waitUntil(lambda: bool(window.desk.logbook.drafts()))
    assert kept(window.desk.logbook) == [page.form.typed()]
    assert page.form.typed()["labs/afp/value"] == "61.2"


def test_what_is_typed_and_taken_back_leaves_no_draft(window: MainWindow) -> None:
    page = begin(window)
    type_afp(page)
    assert page.keep()
    assert len(window.desk.logbook.drafts()) == 1
    focused().clear()  # type: ignore[attr-defined]
    page.keeper.touch()
    assert page.keep()
    assert window.desk.logbook.drafts() == ()


@pytest.mark.parametrize("how", ["another patient", "a closed window", "the end of the session"])
def test_whatever_takes_the_page_away_keeps_the_draft(window: MainWindow, how: str) -> None:
    page = begin(window)
    type_afp(page)
    if how == "another patient":
        window.desk.choose_patient("")
    elif how == "a closed window":
        window.close()
    else:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.aboutToQuit.emit()
    assert [typed["labs/afp/value"] for typed in kept(window.desk.logbook)] == ["61.2"]


def test_who_comes_back_to_the_patient_is_offered_the_draft_and_goes_on(
    cases: Logbook, open_window: Opener
) -> None:
    window = open_window(treated(cases))
    type_afp(begin(window))
    choose(window, "zhang-2024")
    assert window.page.below.bar is None
    choose(window, "example-01")
    assert bar_of(window).isVisible()
    said = bar_of(window).words.text()
    assert re.fullmatch(r"A visit of 2026-11-21 was begun at 10:\d\d and not saved\.", said)
    bar_of(window).go_on.setFocus()
    press(Qt.Key.Key_Space)
    assert page_of(window).form.typed()["labs/afp/value"] == "61.2"
    assert not bar_of(window).isVisible()
    press(ENTER, CTRL)
    assert window.desk.logbook.drafts() == ()
    assert not bar_of(window).isVisible()
    record = window.desk.record()
    assert record is not None
    assert len(record.visits) == 2


@pytest.mark.parametrize(("answer", "n_left"), [(0, 0), (1, 1), (None, 1)])
def test_a_draft_is_discarded_only_when_asked_twice(
    window: MainWindow, answer: int | None, n_left: int
) -> None:
    type_afp(begin(window))
    window.page.below.show_tabs()
    window.desk.choose = lambda _sentence, _readings: answer
    bar_of(window).discard.click()
    assert len(window.desk.logbook.drafts()) == n_left
    assert bar_of(window).isVisible() is bool(n_left)


def test_at_the_start_it_is_told_whose_visits_wait(book: Logbook, open_window: Opener) -> None:
    treated(book)
    patient_id = book.find("example-01") or ""
    book.keep_draft("visit", patient_id, packed("2026-11-20 23:59", {"on": "2026-11-20"}))
    book.keep_draft("visit", "somebody who is gone", packed("2026-11-20 23:59", {}))
    window = open_window(book)
    assert window.line.told.text() == "Begun and not saved: a visit of example-01."
    assert "was begun on 2026-11-20 at 23:59" in bar_of(window).words.text()


def test_what_has_no_field_any_more_is_still_shown(book: Logbook, open_window: Opener) -> None:
    treated(book)
    patient_id = book.find("example-01") or ""
    typed = {"imaging/sizes/gone/size": "12.3", "labs/cea/value": "4", "on": "2026-11-21"}
    book.keep_draft("visit", patient_id, packed("2026-11-21 10:00", typed))
    page = begin(open_window(book))
    assert page.form.unplaced.isVisible()
    assert "12.3" in page.form.unplaced.text()
    assert page.form.typed()["labs/cea/value"] == "4"


@pytest.mark.parametrize("payload", ["", "{", "[]", '{"typed": 3}', '{"begun": "", "typed": 1}'])
def test_a_draft_that_cannot_be_read_is_an_empty_one(payload: str) -> None:
    assert unpacked(payload) == ("", {})


@contextmanager
def full_disk(book: Logbook) -> Iterator[None]:
    """Let the store grow no page more, as where a disk is full."""
    raw = file_of(book).raw
    row = raw.execute("PRAGMA page_count").fetchone()
    assert row is not None
    raw.execute(f"PRAGMA max_page_count={row[0]}")
    yield
    raw.execute("PRAGMA max_page_count=1000000")


@contextmanager
def refusing_disk(book: Logbook) -> Iterator[None]:
    """Let the system refuse to write beyond the end of the store."""
    path = book.store.backend.path
    assert path is not None
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        pytest.param(full_disk, "There is no room left on the disk", id="S-03: a full disk"),
        pytest.param(refusing_disk, "was not saved", id="S-04: a disk that refuses to write"),
    ],
)
def test_a_store_that_cannot_write_refuses_and_the_page_still_holds_everything(
    window: MainWindow, fault: Callable[[Logbook], AbstractContextManager[None]], says: str
) -> None:
    page = begin(window)
    page.form.general.note.retype("x" * 9_000)
    type_afp(page)
    typed = page.form.typed()
    record = window.desk.record()
    with fault(window.desk.logbook):
        press(ENTER, CTRL)
        assert page.form.typed() == typed
        assert says in page.refusal.text()
        assert page.refusal.isVisible()
        assert page.save_button.text() == "&Save again"
        assert window.desk.record() == record
    page.save_button.click()
    after = window.desk.record()
    assert after is not None
    assert after.visits[-1].note == "x" * 9_000
    assert str(after.labs[-1].value) == "61.2"
    assert window.desk.logbook.drafts() == ()


def test_s_03_a_draft_that_cannot_be_kept_stays_in_its_page(
    cases: Logbook, open_window: Opener
) -> None:
    window = open_window(treated(cases))
    page = begin(window)
    page.form.general.note.retype("x" * 9_000)
    type_afp(page)
    with full_disk(cases):
        assert not page.keep()
        assert "is not kept as a draft" in page.refusal.text()
        choose(window, "zhang-2024")
        choose(window, "example-01")
        assert bar_of(window).isVisible()
        QTest.keyClick(window, Qt.Key.Key_N, CTRL)
        assert page_of(window) is page
        assert page.form.typed()["note"] == "x" * 9_000
    assert page.keep()
    assert [typed["note"] for typed in kept(cases)] == ["x" * 9_000]


@pytest.mark.parametrize(("answer", "is_open"), [(1, True), (None, True), (0, False)])
def test_a_window_whose_visit_cannot_be_kept_closes_only_when_told_to(
    window: MainWindow, answer: int | None, is_open: bool
) -> None:
    page = begin(window)
    page.form.general.note.retype("x" * 9_000)
    window.desk.choose = lambda _sentence, _readings: answer
    with full_disk(window.desk.logbook):
        window.close()
        assert window.isVisible() is is_open
    assert page.form.typed()["note"] == "x" * 9_000


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A store with one patient under treatment, closed."""
    path = tmp_path / "store.db"
    treated(new_book(path)).close()
    return path


def begin_and_end(place: Path, ending: str, number: signal.Signals) -> int:
    """Type half a visit in another process, end it, and return how it ended."""
    with children.start(children.begin_a_visit, place, ending) as process:
        assert children.first_line(process) == "typed"
        process.send_signal(number)
        return process.wait(timeout=120)


def test_a_process_killed_in_the_middle_of_a_visit_offers_it_whole(
    place: Path, open_window: Opener
) -> None:
    assert begin_and_end(place, "kept", signal.SIGKILL) == -signal.SIGKILL
    book = new_book(place)
    window = open_window(book)
    assert bar_of(window).isVisible()
    page = begin(window)
    assert TYPED.items() <= page.form.typed().items()
    assert book.store.check() == []
    window.close()
    book.close()


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda number: number.name
)
def test_s_18_a_process_that_is_told_to_end_keeps_what_was_just_typed(
    place: Path, number: signal.Signals
) -> None:
    assert begin_and_end(place, "typed", number) == 128 + number
    book = new_book(place)
    (typed,) = kept(book)
    assert TYPED.items() <= typed.items()
    book.close()
