"""The lock: everything is covered, the store is let go of, and the same person goes on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add
from hcclog.domain.acts import Act
from hcclog.domain.people import Role
from hcclog.exchange.progress import Advance
from hcclog.logbook import Logbook
from hcclog.store.entrance import Credentials, enter
from hcclog.store.errors import PasswordNeeded, StoreError
from hcclog.store.lock import Holder, hold
from hcclog.store.locked import LockedFile
from hcclog.store.restoring import looked_through
from hcclog.store.thinning import AT_LOCKING, backups_folder, backups_of
from hcclog.ui.clipboard_care import care_for_clipboard
from hcclog.ui.dialogs.entry_dialog import EntryDialog
from hcclog.ui.long_work import Job, LongWork
from hcclog.ui.main_window import MainWindow
from hcclog.ui.panels.keeping_editor import KeepingEditor
from hcclog.ui.panels.lab_panel import LabPanel
from hcclog.ui.signing_in.locker import Locker
from hcclog.ui.signing_in.sign_in_page import SignInPage
from hcclog.ui.signing_in.system_lock import TO_SLEEP
from hcclog.ui.signing_in.watch import LOOK_MS, Clocks
from tests.books import NOW, a_patient, file_of, new_book
from tests.people import ANNA, MEIER, add, open_as, protect, sign_in
from tests.report.samples import measured_case
from tests.ui.desks import add_record

CODE = measured_case().patient.code


@dataclass
class FakeClocks:
    """Two clocks in seconds that a test moves."""

    steady: float = 1000.0
    wall: float = 5000.0

    def pass_by(self, seconds: float) -> None:
        """Let time pass on both."""
        self.steady += seconds
        self.wall += seconds

    def handed_in(self) -> Clocks:
        """Return them as the lock takes them."""
        return Clocks(lambda: self.steady, lambda: self.wall)


@dataclass
class Room:
    """A window in which meier is signed in, and its lock."""

    path: Path
    window: MainWindow
    clocks: FakeClocks
    book: Logbook
    renewed: list[tuple[Logbook, Credentials]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.locker = Locker(
            self.window,
            lambda credentials: open_as(self.path, credentials),
            lambda book, credentials: self.renewed.append((book, credentials)),
            self.clocks.handed_in(),
        )

    @property
    def page(self) -> SignInPage:
        assert self.locker.page is not None
        return self.locker.page

    def wait_until_let_go(self, qtbot: QtBot) -> None:
        qtbot.waitUntil(lambda: isinstance(self.book.store.backend, LockedFile))

    def type_password(self, password: str, name: str = "") -> None:
        """Sign in at the cover by keys."""
        if name:
            self.page.name.setText("")
            QTest.keyClicks(self.page.name, name)
        self.page.password.line.clear()
        QTest.keyClicks(self.page.password.line, password)
        QTest.keyClick(self.page.password.line, Qt.Key.Key_Return)

    def acts(self) -> list[str]:
        """Return what is on record."""
        return [event.act for event in self.book.store.reader.events()]


def is_covered(room: Room) -> bool:
    """Return whether the lock lies over the window."""
    return room.locker.is_locked


def seen() -> list[QWidget]:
    """Return the windows that are on the screen."""
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if widget.isVisible() and not widget.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    ]


def words_on_screen() -> str:
    """Return every word that anybody could read in our windows, their titles included."""
    found = []
    for window in seen():
        for widget in (window, *window.findChildren(QWidget)):
            if widget.isVisible():
                said = [getattr(widget, name, str)() for name in ("text", "windowTitle")]
                found += [str(word) for word in said]
    return " ".join(found)


@pytest.fixture
def room(
    qtbot: QtBot, tmp_path: Path, open_window: Callable[[Logbook], MainWindow]
) -> Iterator[Room]:
    """A window on a protected store with one patient."""
    path = tmp_path / "store.db"
    made = new_book(path)
    add_record(made, measured_case())
    protect(made)
    add(made, "anna", Role.NURSE)
    made.close()
    book = sign_in(path, "meier", MEIER)
    window = open_window(book)
    opened = Room(path, window, FakeClocks(), book)
    yield opened
    opened.locker.watch.stop()
    opened.locker._letting_go.stop()
    if opened.locker.cover is not None:
        opened.locker.cover.lift(with_windows=False)
    for other, _ in opened.renewed:
        other.close()
    book.close()


def test_an_open_store_never_locks(
    qtbot: QtBot, measured: Logbook, open_window: Callable[[Logbook], MainWindow]
) -> None:
    clocks = FakeClocks()
    window = open_window(measured)
    locker = Locker(window, lambda _c: measured, lambda _b, _c: None, clocks.handed_in())
    assert not locker.watch.is_on
    clocks.pass_by(100_000)
    locker.watch.look()
    locker.lock()
    assert not locker.is_locked
    assert not window.actions_.lock.isVisible()


@pytest.mark.catalogue("A-04")
def test_who_is_there_is_not_locked_out_and_who_is_gone_is_within_a_second(
    room: Room, qtbot: QtBot
) -> None:
    limit = 10 * 60
    room.clocks.pass_by(limit - 1)
    QTest.keyClick(room.window, Qt.Key.Key_Shift)
    room.clocks.pass_by(limit - 1)
    QTest.mouseMove(room.window, QPoint(50, 50))
    QTest.mouseMove(room.window, QPoint(60, 60))
    QTest.qWait(2 * LOOK_MS)
    room.clocks.pass_by(limit - 1)
    room.locker.watch.look()
    assert not room.locker.is_locked
    room.clocks.pass_by(1)
    with qtbot.waitSignal(room.locker.locked, timeout=1000):
        pass
    assert LOOK_MS <= 500


@pytest.mark.catalogue("A-04", "L-09", "L-07")
def test_dialogs_menus_tips_and_questions_are_covered_with_the_window(
    room: Room, qtbot: QtBot
) -> None:
    window = room.window
    window.setWindowTitle("hcclog")
    dialog = EntryDialog(window.desk, "lab_result", parent=window)
    dialog.open()
    loose = QDialog()
    loose.setWindowTitle(CODE)
    loose.show()
    menu = QMenu(CODE, window)
    menu.addAction(CODE)
    menu.popup(QPoint(10, 10))
    QToolTip.showText(QPoint(20, 20), CODE, window)
    assert CODE in words_on_screen()
    room.locker.lock("asked for")
    qtbot.waitUntil(lambda: seen() == [window])
    assert CODE not in words_on_screen()
    assert window.windowTitle() == "hcclog"
    picture = window.grab().toImage()
    cover = room.locker.cover
    assert cover is not None
    assert picture == _picture_of(cover, window)
    loose.deleteLater()


def _picture_of(cover: QWidget, window: MainWindow) -> object:
    assert cover.geometry() == window.rect()
    return window.grab(cover.geometry()).toImage()


@pytest.mark.catalogue("A-04")
def test_a_question_that_waits_for_an_answer_is_answered_by_going_back(
    room: Room, qtbot: QtBot
) -> None:
    answers = []
    box = QMessageBox(room.window)
    box.setText(CODE)
    QTimer.singleShot(100, lambda: room.locker.lock("asked for"))
    answers.append(box.exec())
    assert room.locker.is_locked
    assert seen() == [room.window]
    room.wait_until_let_go(qtbot)
    assert len(answers) == 1


@pytest.mark.catalogue("A-04")
def test_the_same_person_finds_the_same_place_and_the_same_form(room: Room, qtbot: QtBot) -> None:
    window = room.window
    window.page.tabs.show_tab(2)
    dialog = EntryDialog(window.desk, "lab_result", parent=window)
    dialog.open()
    field = dialog.findChildren(QLineEdit)[0]
    QTest.keyClicks(field, "61.2")
    typed = field.text()
    patient, tab = window.desk.patient_id, window.page.tabs.bar.currentIndex()
    room.locker.lock("asked for")
    room.wait_until_let_go(qtbot)
    room.type_password(MEIER)
    assert not room.locker.is_locked
    qtbot.waitUntil(dialog.isVisible)
    assert field.text() == typed
    assert (window.desk.patient_id, window.page.tabs.bar.currentIndex()) == (patient, tab)
    assert window.page.isVisible()
    assert CODE in words_on_screen()
    assert window.desk.logbook.patients()
    assert window.desk.held == ""
    assert room.acts()[-2:] == [Act.LOCK, Act.SIGN_IN]


def begin_a_row(room: Room) -> Callable[[], list[str]]:
    """Type half a result into the row for new ones; return what reads the row."""
    room.window.start_lab_entry()
    page = room.window.page.tabs.page(1)
    assert isinstance(page, LabPanel)
    QTest.keyClicks(page.entry.test, "AFP")
    QTest.keyClicks(page.entry.value, "61.")
    return lambda: [field.text() for field in page.entry.fields()]


def begin_a_cell(tab: int, column: int) -> Callable[[Room], Callable[[], list[str]]]:
    """Return what types half a value into a cell of a table."""

    def begin(room: Room) -> Callable[[], list[str]]:
        room.window.page.tabs.show_tab(tab)
        table = room.window.page.tabs.page(tab).findChild(KeepingEditor)
        assert table is not None
        index = table.model().index(0, column)
        table.setCurrentIndex(index)
        table.edit(index)
        (editor,) = editors_in(table)
        editor.clear()
        QTest.keyClicks(editor, "3")
        return lambda: [each.text() for each in editors_in(table)]

    return begin


def editors_in(table: KeepingEditor) -> list[QLineEdit]:
    """Return the editors that are open in a table."""
    return [each for each in table.findChildren(QLineEdit) if each.isVisible()]


@pytest.mark.parametrize(
    "begin",
    [
        pytest.param(begin_a_row, id="A-04 the row for new results"),
        pytest.param(begin_a_cell(1, 2), id="A-04 a cell of the results"),
        pytest.param(begin_a_cell(2, 3), id="A-04 a size in the worksheet"),
    ],
)
def test_what_is_half_typed_is_neither_taken_nor_lost(
    room: Room, qtbot: QtBot, begin: Callable[[Room], Callable[[], list[str]]]
) -> None:
    typed = begin(room)
    before, revision = typed(), room.book.revision
    assert any(before)
    room.locker.lock("nobody there")
    assert "A form was left open with what was typed by meier" in room.page.note.text()
    room.wait_until_let_go(qtbot)
    room.type_password(MEIER)
    assert not room.locker.is_locked
    assert typed() == before
    assert room.book.revision == revision
    # Who goes on is watched again.
    assert room.locker.watch.is_on


@pytest.mark.catalogue("A-04", "S-18")
def test_the_draft_of_a_visit_is_kept_by_the_lock(room: Room, qtbot: QtBot) -> None:
    window = room.window
    window.page.below.open_visit()
    visit = window.page.below.visit
    assert visit is not None
    visit.form.retype(visit.form.typed() | {"labs/afp/value": "61.2"})
    first = visit.form.inputs()[0]
    QTest.keyClick(first, Qt.Key.Key_End)
    QTest.keyClick(first, Qt.Key.Key_Space)
    room.locker.lock("asked for")
    room.wait_until_let_go(qtbot)
    again = sign_in(room.path, "meier", MEIER)
    (draft,) = again.drafts()
    again.close()
    assert "61.2" in draft.payload
    room.type_password(MEIER)
    assert visit.form.typed()["labs/afp/value"] == "61.2"


def test_the_key_and_the_file_are_let_go_of(room: Room, qtbot: QtBot) -> None:
    key = file_of(room.book).envelope.raw_key
    room.locker.lock("asked for")
    room.wait_until_let_go(qtbot)
    backend = file_of(room.book)
    with pytest.raises(PasswordNeeded):
        _ = backend.envelope.raw_key
    assert key[:64] not in repr(room.book.store)
    with pytest.raises(StoreError, match="The store is locked"):
        room.book.patients()
    hold(room.path, Holder("anna", "ward", 1, NOW)).release()


@pytest.mark.catalogue("A-01")
def test_a_wrong_password_leaves_it_locked(room: Room, qtbot: QtBot) -> None:
    room.locker.lock("asked for")
    room.wait_until_let_go(qtbot)
    room.type_password("wrong one")
    assert room.locker.is_locked
    assert room.page.password.refusal.text() == "The name or the password is wrong."
    assert CODE not in words_on_screen()


def test_for_somebody_else_the_window_is_furnished_anew(room: Room, qtbot: QtBot) -> None:
    EntryDialog(room.window.desk, "lab_result", parent=room.window).open()
    room.locker.lock("asked for")
    room.wait_until_let_go(qtbot)
    assert "A form was left open with what was typed by meier" in room.page.note.text()
    room.type_password(ANNA, name="anna")
    ((opened, credentials),) = room.renewed
    assert opened.person is not None
    assert (opened.person.name, credentials.name) == ("anna", "anna")
    assert CODE not in words_on_screen()


def write_meanwhile(book: Logbook) -> None:
    """Add a patient."""
    book.do(Add((a_patient("P-2"),)))


def erase_meanwhile(book: Logbook) -> None:
    """Erase the patient whom the window shows: no entry of the journal says so."""
    (patient,) = book.patients()
    book.erase(patient.id, "wish of the patient")


def begin_anew_meanwhile(book: Logbook) -> None:
    """Do what a restore does: the journal may be as long as before, and another one."""
    with file_of(book).executing() as (execute, _query):
        execute("UPDATE store_meta SET value = 'another' WHERE key = ?", ("epoch",))


@pytest.mark.parametrize(
    "meanwhile",
    [
        pytest.param(write_meanwhile, id="S-12 somebody wrote"),
        pytest.param(erase_meanwhile, id="S-12 somebody erased"),
        pytest.param(begin_anew_meanwhile, id="S-12 somebody restored"),
    ],
)
def test_what_became_another_store_behind_the_lock_is_read_anew(
    room: Room, qtbot: QtBot, meanwhile: Callable[[Logbook], None]
) -> None:
    room.locker.lock("asked for")
    room.wait_until_let_go(qtbot)
    other = sign_in(room.path, "meier", MEIER)
    meanwhile(other)
    other.close()
    room.type_password(MEIER)
    ((opened, _),) = room.renewed
    assert opened.person is not None
    assert CODE not in words_on_screen()


@pytest.mark.catalogue("A-06")
@pytest.mark.parametrize("ends", ["finishes", "is cancelled"])
def test_long_work_goes_on_under_the_cover_and_shows_nothing(
    room: Room, qtbot: QtBot, ends: str
) -> None:
    window, may_end = room.window, threading.Event()
    work = LongWork(window.desk, window)
    shown: list[QMessageBox] = []

    def report(_book: Logbook, tell: Advance) -> str:
        for n in range(10_000):
            tell(n, 10_000)
            if may_end.wait(0.01):
                return CODE
        return ""

    def done(words: str) -> None:
        box = QMessageBox(window)
        box.setText(words)
        box.open()
        shown.append(box)

    assert work.start(Job("Writing the report", report, done))
    room.locker.lock("asked for")
    assert CODE not in words_on_screen()
    QTest.qWait(200)
    assert not isinstance(room.book.store.backend, LockedFile)
    if ends == "finishes":
        may_end.set()
    else:
        work.cancel()
    room.wait_until_let_go(qtbot)
    assert work.job is None
    assert seen() == [window]
    assert CODE not in words_on_screen()
    room.type_password(MEIER)
    assert [box.isVisible() for box in shown] == [True] * len(shown)


@pytest.mark.catalogue("A-06")
def test_the_same_person_may_come_back_while_work_goes_on_and_nobody_else(
    room: Room, qtbot: QtBot
) -> None:
    may_end = threading.Event()
    work = LongWork(room.window.desk, room.window)
    job = Job("Writing", lambda _book, _tell: may_end.wait(30), lambda _r: None)
    assert work.start(job)
    room.locker.lock("asked for")
    room.type_password(ANNA, name="anna")
    assert is_covered(room)
    assert "has not ended" in room.page.password.refusal.text()
    room.type_password(MEIER, name="meier")
    assert not is_covered(room)
    may_end.set()
    qtbot.waitUntil(lambda: work.job is None)
    assert room.acts()[-2:] == [Act.LOCK, Act.SIGN_IN]


@pytest.mark.catalogue("D-09")
@pytest.mark.parametrize("seconds", [-3600, -1], ids=["D-09 an hour back", "D-09 a second back"])
def test_a_clock_that_is_put_back_neither_locks_nor_keeps_open(
    room: Room, qtbot: QtBot, seconds: int
) -> None:
    room.clocks.wall += seconds
    room.locker.watch.look()
    assert not room.locker.is_locked
    room.clocks.pass_by(10 * 60)
    with qtbot.waitSignal(room.locker.locked, timeout=1000):
        pass


@pytest.mark.catalogue("A-05")
def test_a_machine_that_slept_wakes_up_locked(room: Room, qtbot: QtBot) -> None:
    room.clocks.pass_by(30)
    room.clocks.wall += 120
    with qtbot.waitSignal(room.locker.locked, timeout=1000):
        pass
    room.wait_until_let_go(qtbot)
    told = open_as(room.path, Credentials("meier", MEIER))
    event = next(e for e in reversed(told.store.reader.events()) if e.act == Act.LOCK)
    told.close()
    assert event.told == {"why": "the machine slept"}


@pytest.mark.catalogue("L-06")
@pytest.mark.parametrize("kept", [False, True], ids=["ours", "another program's"])
def test_the_clipboard_forgets_what_was_copied_here(room: Room, kept: bool) -> None:
    care_for_clipboard()
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("AFP 61.2 ng/mL")
    if kept:
        # As another program would: nothing of ours is in it.
        care_for_clipboard().let_stay("a shopping list")
        clipboard.setText("a shopping list")
    room.locker.lock("asked for")
    assert clipboard.text() == ("a shopping list" if kept else "")


def test_no_key_and_no_drop_reaches_what_is_covered(room: Room, qtbot: QtBot) -> None:
    window = room.window
    entries = window.desk.logbook.revision
    room.locker.lock("asked for")
    for keys in ("Ctrl+Z", "Ctrl+N", "Ctrl+F", "Alt+1", "Ctrl+2"):
        QTest.keySequence(window, keys)
    assert seen() == [window]
    room.wait_until_let_go(qtbot)
    room.type_password(MEIER)
    assert window.desk.logbook.revision == entries
    assert window.page.below.visit is None


def test_the_lock_is_pressed_and_the_minutes_are_set(room: Room) -> None:
    from dataclasses import replace

    desk = room.window.desk
    desk.set_preferences(replace(desk.preferences, lock_after_minutes=1))
    room.clocks.pass_by(59)
    room.locker.watch.look()
    assert not room.locker.is_locked
    room.clocks.pass_by(1)
    room.locker.watch.look()
    assert room.locker.is_locked


def backed_up(room: Room) -> list[tuple[str, int]]:
    """Return the reason of each backup, and how many patients it holds."""
    found = [each.manifest for each in backups_of(room.path)]
    return [(one.why, one.content.counts["patient"]) for one in found]


def write(room: Room, code: str) -> None:
    """Write something that no backup holds."""
    assert room.window.desk.do(Add((a_patient(code),)))


def come_back(room: Room, qtbot: QtBot) -> None:
    """Wait until the store is let go of, and sign in again."""
    room.wait_until_let_go(qtbot)
    room.type_password(MEIER)
    assert not room.locker.is_locked


def test_what_is_new_is_backed_up_when_nobody_is_there_any_more(room: Room, qtbot: QtBot) -> None:
    credentials = Credentials("meier", MEIER)
    write(room, "P-2")
    room.clocks.pass_by(10 * 60)
    with qtbot.waitSignal(room.locker.locked, timeout=1000):
        pass
    come_back(room, qtbot)
    assert backed_up(room) == [(AT_LOCKING, 2)]
    made = backups_of(room.path)[0].path
    assert looked_through(room.path, made, lambda path: enter(path, credentials, NOW))
    room.locker.lock("asked for")
    come_back(room, qtbot)
    assert len(backed_up(room)) == 1
    write(room, "P-3")
    room.locker.lock("asked for")
    come_back(room, qtbot)
    # Of one hour the last is enough.
    assert backed_up(room) == [(AT_LOCKING, 3)]


def test_the_bar_says_the_backup_of_the_lock_to_who_comes_back(room: Room, qtbot: QtBot) -> None:
    write(room, "P-2")
    room.locker.lock("asked for")
    come_back(room, qtbot)
    assert room.window.line.backups.text().startswith("Backup today")


def test_what_was_imported_under_the_cover_is_in_the_backup_of_the_lock(
    room: Room, qtbot: QtBot
) -> None:
    may_end = threading.Event()

    def work(book: Logbook, _tell: Advance) -> object:
        assert may_end.wait(30)
        return book.do(Add((a_patient("P-2"),)))

    done = partial(room.window.desk.take_change, words="Imported")
    job = Job("Importing", work, done, writes=True)
    assert LongWork(room.window.desk, room.window).start(job)
    room.locker.lock("asked for")
    QTest.qWait(200)
    may_end.set()
    room.wait_until_let_go(qtbot)
    assert backed_up(room) == [(AT_LOCKING, 2)]


@pytest.mark.parametrize("is_locked", [False, True], ids=["open till now", "locked already"])
def test_a_machine_that_goes_to_sleep_waits_for_no_backup(
    room: Room, qtbot: QtBot, is_locked: bool
) -> None:
    write(room, "P-2")
    _slow_down(room)
    if is_locked:
        with qtbot.waitSignal(room.window.line.keeper.making):
            room.locker.lock("asked for")
    room.locker.lock(TO_SLEEP)
    room.wait_until_let_go(qtbot)
    assert backed_up(room) == []


def test_who_takes_over_waits_for_no_backup(room: Room, qtbot: QtBot) -> None:
    write(room, "P-2")
    _slow_down(room)
    with qtbot.waitSignal(room.window.line.keeper.making):
        room.locker.lock("asked for")
    room.type_password(ANNA, name="anna")
    ((opened, _),) = room.renewed
    assert opened.person is not None
    assert opened.person.name == "anna"
    assert list(backups_folder(room.path).iterdir()) == []


@pytest.mark.catalogue("B-04")
def test_a_backup_that_fails_at_the_lock_keeps_no_key_and_is_made_afterwards(
    room: Room, qtbot: QtBot
) -> None:
    folder, keeper = backups_folder(room.path), room.window.line.keeper
    folder.write_text("a file in its place")
    write(room, "P-2")
    room.locker.lock("asked for")
    room.wait_until_let_go(qtbot)
    keeper.try_again()
    room.type_password(MEIER)
    assert room.window.line.backups.text().startswith("▲ Backup failed")
    folder.unlink()
    keeper.try_again()
    qtbot.waitUntil(lambda: backed_up(room) == [(AT_LOCKING, 2)])
    qtbot.waitUntil(lambda: keeper.standing.fault == "")


def _slow_down(room: Room) -> None:
    """Let each step of a backup wait, in its thread, until the backup is given up."""
    keeper = room.window.line.keeper
    wait = lambda: keeper._given_up.wait(30)  # noqa: E731 - one use
    keeper._stepped.connect(wait, Qt.ConnectionType.DirectConnection)
