"""A backup restored from the window: confirmed by a click, what was there kept, the window anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add
from hcclog.entry.visit.drafts import VISIT
from hcclog.logbook import Logbook
from hcclog.store.errors import StoreError
from hcclog.store.people import protect
from hcclog.store.restore_pending import KEPT
from hcclog.store.thinning import BY_HAND, DAILY, backups_of
from hcclog.ui.backing_up.ask_who import AskWho
from hcclog.ui.backing_up.confirm_restore import ConfirmRestore
from hcclog.ui.backing_up.dialog import BackupList
from hcclog.ui.backing_up.listing import size_words
from hcclog.ui.backing_up.opening import open_backups, open_list
from hcclog.ui.backing_up.restore_page import RestorePage
from hcclog.ui.backing_up.restoring import RestoreInWindow
from hcclog.ui.exchanging.exchange import exchange_of
from hcclog.ui.main_window import MainWindow
from hcclog.ui.reopening import Makers, OpenBook, Opener
from hcclog.ui.theme import Theme
from tests.books import Clock, a_patient, new_book

DRAFT = '{"begun": "2026-11-21", "typed": {"on": "2026-11-20"}}'


def furnish(window: MainWindow, theme: Theme, open_book: OpenBook) -> Logbook | None:
    """Fill a window as the program does."""
    try:
        book = open_book()
    except StoreError as error:
        window.say(error.sentence)
        return None
    window.furnish(book, theme)
    window.fill()
    return book


class Scene:
    """A window that opens its store by itself."""

    def __init__(self, qtbot: QtBot, theme: Theme, path: Path) -> None:
        self.qtbot, self.path = qtbot, path
        self.window = MainWindow()
        qtbot.addWidget(self.window)
        clock = Clock()
        clock.now = clock.now.replace(hour=15)
        makers = Makers(clock, lambda: f"epoch-{clock():%H%M%S}")
        filled = partial(furnish, self.window, theme)
        self.opener = Opener(self.window, lambda: new_book(path), filled, makers)
        self.opener.open()
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    @property
    def book(self) -> Logbook:
        assert self.opener.book is not None
        return self.opener.book

    @property
    def kept(self) -> list[Path]:
        return list(self.path.parent.glob(f"{KEPT}*"))

    def press(self, button: QPushButton) -> None:
        self.qtbot.waitUntil(button.isEnabled)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def ask_for_the_oldest(self, dialog: BackupList | None) -> ConfirmRestore:
        """Ask to restore the last of the list, and return the question."""
        assert dialog is not None
        for _ in range(dialog.view.model().rowCount()):
            QTest.keyClick(dialog.view, Qt.Key.Key_Down)
        self.press(dialog.restore_button)
        self.qtbot.waitUntil(lambda: dialog.findChild(ConfirmRestore) is not None, timeout=20_000)
        question = dialog.findChild(ConfirmRestore)
        assert isinstance(question, ConfirmRestore)
        return question

    def restore_the_oldest(self, dialog: BackupList | None) -> None:
        """Restore the last of the list, and wait until the window is filled anew."""
        question = self.ask_for_the_oldest(dialog)
        with self.qtbot.waitSignal(self.opener.opened, timeout=30_000):
            self.press(question.restore_button)
        told = self.window.line.told
        self.qtbot.waitUntil(lambda: told.text().startswith("The store is that of "))


@pytest.fixture
def scene(qtbot: QtBot, theme: Theme, empty_patient: Logbook, tmp_path: Path) -> Iterator[Scene]:
    """A window on a store with two patients, of which the backup of the day holds one."""
    empty_patient.store.back_up(DAILY)
    empty_patient.do(Add((a_patient("P-2"),)))
    empty_patient.close()
    made = Scene(qtbot, theme, tmp_path / "store.db")
    yield made
    made.opener.let_go()


def test_the_store_becomes_what_it_was_and_the_window_shows_it(scene: Scene) -> None:
    scene.restore_the_oldest(open_list(scene.window))
    assert scene.book.find("P-2") is None
    assert scene.book.find("empty-01") is not None
    model = scene.window.patients.model
    assert [model.patient_at(n).code for n in range(model.rowCount())] == ["empty-01"]  # type: ignore[union-attr]
    (kept,) = scene.kept
    assert str(kept) in scene.window.line.told.text()
    assert new_book(kept / "store.db").find("P-2") is not None


def test_who_waits_sees_how_far_it_is(scene: Scene) -> None:
    seen: list[RestorePage] = []
    said: list[str] = []
    question = scene.ask_for_the_oldest(open_list(scene.window))

    def look() -> None:
        page = scene.window.centralWidget()
        if isinstance(page, RestorePage) and page not in seen:
            seen.append(page)
            said.append(page.facts.text())
            restore = scene.opener.findChild(RestoreInWindow)
            assert isinstance(restore, RestoreInWindow)
            restore._stepped.connect(lambda _step: said.append(page.facts.text()))

    timer = QTimer(interval=0)
    timer.timeout.connect(look)
    timer.start()
    with scene.qtbot.waitSignal(scene.opener.opened, timeout=30_000):
        scene.press(question.restore_button)
    timer.stop()
    size = size_words(backups_of(scene.path)[0].manifest.n_bytes)
    assert len(seen) == 1
    assert list(dict.fromkeys(said)) == [
        "The backup is looked through.",
        f"{size} of {size} copied.",
        "The copy is put in the place of the store.",
    ]


def test_a_copy_of_many_parts_is_counted(qtbot: QtBot) -> None:
    page = RestorePage(10_000_000_000, 4_000_000_000)
    qtbot.addWidget(page)
    assert (page.progress.minimum(), page.progress.maximum()) == (0, 0)
    shown = []
    for step in ("backup verified", "copying", "copying", "copying", "copied"):
        page.follow(step)
        shown.append((page.progress.value(), page.progress.maximum(), page.facts.text()))
    assert shown[1:4] == [
        (4_000_000, 10_000_000, "4000.0 MB of 10000.0 MB copied."),
        (8_000_000, 10_000_000, "8000.0 MB of 10000.0 MB copied."),
        (10_000_000, 10_000_000, "10000.0 MB of 10000.0 MB copied."),
    ]
    assert page.progress.maximum() == 0
    assert page.progress.accessibleDescription() == page.facts.text()


def test_the_restored_store_can_be_written_and_undone_by_key(scene: Scene) -> None:
    before = set(scene.window.actions())
    scene.restore_the_oldest(open_list(scene.window))
    assert before.isdisjoint(scene.window.actions())
    assert scene.window.desk.do(Add((a_patient("P-3"),)))
    scene.window.activateWindow()
    scene.qtbot.waitUntil(scene.window.isActiveWindow)
    QTest.keyClick(scene.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert scene.book.find("P-3") is None
    assert scene.book.store.check() == []


def test_it_can_be_done_again_and_back(scene: Scene) -> None:
    scene.book.store.back_up(BY_HAND)
    scene.restore_the_oldest(open_list(scene.window))
    dialog = open_list(scene.window)
    assert dialog is not None
    scene.press(dialog.restore_button)  # the newest
    scene.qtbot.waitUntil(lambda: dialog.findChild(ConfirmRestore) is not None, timeout=20_000)
    question = dialog.findChild(ConfirmRestore)
    assert isinstance(question, ConfirmRestore)
    with scene.qtbot.waitSignal(scene.opener.opened, timeout=30_000):
        scene.press(question.restore_button)
    assert scene.book.find("P-2") is not None
    assert len(scene.kept) == 2


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Return, Qt.Key.Key_Escape], ids=["Enter goes back", "Escape goes back"]
)
def test_only_a_deliberate_click_restores(scene: Scene, key: Qt.Key) -> None:
    question = scene.ask_for_the_oldest(open_list(scene.window))
    scene.qtbot.waitUntil(question.back_button.hasFocus)
    QTest.keyClick(question.back_button, key)
    scene.qtbot.waitUntil(lambda: not question.isVisible())
    assert scene.book.find("P-2") is not None
    assert scene.kept == []


def test_the_question_says_what_will_be_gone_and_what_is_kept(scene: Scene) -> None:
    question = scene.ask_for_the_oldest(open_list(scene.window))
    said = " ".join(label.text() for label in question.findChildren(QLabel))
    assert "The store becomes what it was today " in said
    assert "1 entry of the store is not in it and will no longer be in the store." in said
    assert "nothing is deleted" in said


def test_what_was_begun_and_not_saved_is_there_again(scene: Scene) -> None:
    patient_id = scene.book.find("empty-01") or ""
    scene.book.keep_draft(VISIT, patient_id, DRAFT)
    scene.restore_the_oldest(open_list(scene.window))
    assert scene.book.find("P-2") is None
    assert [(d.patient_id, d.payload) for d in scene.book.drafts()] == [(patient_id, DRAFT)]


def test_a_restore_that_fails_leaves_the_store_and_says_why(scene: Scene) -> None:
    question = scene.ask_for_the_oldest(open_list(scene.window))
    for backup in backups_of(scene.path):
        backup.path.write_bytes(bytes(backup.path.stat().st_size))
    with scene.qtbot.waitSignal(scene.opener.opened, timeout=30_000):
        scene.press(question.restore_button)
    told = scene.window.line.told
    scene.qtbot.waitUntil(lambda: told.text().startswith("Nothing was restored. "))
    assert scene.book.find("P-2") is not None


@pytest.mark.catalogue("S-11")
@pytest.mark.parametrize("ruin", ["damaged", "gone"])
def test_a_store_that_cannot_be_opened_is_restored_from_its_page(scene: Scene, ruin: str) -> None:
    scene.opener.let_go("closed")
    if ruin == "damaged":
        scene.path.write_bytes(bytes(scene.path.stat().st_size))
    else:
        scene.path.unlink()
    assert not scene.opener.open()
    scene.restore_the_oldest(open_backups(scene.window, scene.path))
    assert scene.book.find("empty-01") is not None
    assert scene.book.find("P-2") is None


def test_without_its_store_no_backup_can_be_made(scene: Scene) -> None:
    scene.opener.let_go("closed")
    dialog = open_backups(scene.window, scene.path)
    assert dialog is not None
    assert not dialog.new_button.isEnabled()
    assert not dialog.place.choose_button.isEnabled()
    assert dialog.restore_button.isEnabled()
    dialog.reject()


def test_a_window_that_was_handed_its_store_says_how_to_go_on(
    qtbot: QtBot, empty_patient: Logbook, open_window: Callable[[Logbook], MainWindow]
) -> None:
    empty_patient.store.back_up(DAILY)
    dialog = open_list(open_window(empty_patient))
    assert dialog is not None
    QTest.mouseClick(dialog.restore_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.refusal.isVisible, timeout=20_000)
    assert dialog.refusal.text().endswith("restore from the command line.")


def test_what_was_entered_after_the_backup_is_salvaged_by_hand(scene: Scene) -> None:
    scene.restore_the_oldest(open_list(scene.window))
    dialog = open_list(scene.window)
    assert dialog is not None
    assert [dialog.salvage.kept.itemText(n) for n in range(dialog.salvage.kept.count())] == [
        folder.name for folder in scene.kept
    ]
    scene.press(dialog.salvage.salvage_button)
    importing = exchange_of(scene.window).importing
    scene.qtbot.waitUntil(lambda: importing.dialog is not None, timeout=20_000)
    shown = importing.dialog
    assert shown is not None
    assert shown.windowTitle() == f"Salvage from {scene.kept[0].name}"
    assert not shown.kind.isVisible()
    assert shown.table.rowCount() == 1
    scene.press(shown.add_button)
    work = exchange_of(scene.window).work
    scene.qtbot.waitUntil(lambda: work.job is None and importing.dialog is None, timeout=20_000)
    patient = scene.book.patient(scene.book.find("P-2") or "")
    assert patient is not None
    assert patient.patient.source.is_salvaged
    assert scene.window.desk.undo()
    assert scene.book.find("P-2") is None


def test_where_no_restore_kept_anything_nothing_is_offered(scene: Scene) -> None:
    dialog = open_list(scene.window)
    assert dialog is not None
    assert not dialog.salvage.isVisible()


PASSWORD = "correct horse battery"


def sign_in(scene: Scene, asked: AskWho, _code: str) -> None:
    QTest.keyClicks(asked.page.name, "Ada")
    QTest.keyClicks(asked.page.password.line, PASSWORD)
    QTest.keyClick(asked.page.password.line, Qt.Key.Key_Return)


def sign_in_at_the_second_try(scene: Scene, asked: AskWho, code: str) -> None:
    QTest.keyClicks(asked.page.name, "Ada")
    QTest.keyClicks(asked.page.password.line, "wrong")
    QTest.keyClick(asked.page.password.line, Qt.Key.Key_Return)
    scene.qtbot.waitUntil(lambda: "wrong" in asked.page.password.refusal.text(), timeout=20_000)
    # After a wrong password the next one waits a second; the code need not.
    give_the_code(scene, asked, code)


def give_the_code(scene: Scene, asked: AskWho, code: str) -> None:
    scene.press(asked.page.code_button)
    QTest.keyClicks(asked.code.line, code)
    QTest.keyClick(asked.code.line, Qt.Key.Key_Return)


@pytest.mark.catalogue("B-10")
@pytest.mark.parametrize(
    "enter",
    [sign_in, give_the_code, sign_in_at_the_second_try],
    ids=["by password", "by the recovery code", "after a wrong password"],
)
def test_a_protected_backup_is_restored_by_who_signs_in(
    scene: Scene, enter: Callable[[Scene, AskWho, str], None]
) -> None:
    scene.opener.let_go("closed")
    code = protect(scene.path, "Ada", PASSWORD)[1]
    scene.path.unlink()
    dialog = open_backups(scene.window, scene.path)
    assert dialog is not None
    scene.press(dialog.restore_button)
    scene.qtbot.waitUntil(lambda: dialog.findChild(AskWho) is not None, timeout=20_000)
    asked = dialog.findChild(AskWho)
    assert isinstance(asked, AskWho)
    enter(scene, asked, code)
    scene.qtbot.waitUntil(lambda: dialog.findChild(ConfirmRestore) is not None, timeout=20_000)
    question = dialog.findChild(ConfirmRestore)
    assert isinstance(question, ConfirmRestore)
    scene.press(question.restore_button)
    # The window cannot open it: nobody has signed in to the store itself.
    scene.qtbot.waitUntil(scene.path.exists, timeout=20_000)
    scene.qtbot.waitUntil(lambda: says_password(scene.window), timeout=20_000)


def says_password(window: MainWindow) -> bool:
    """Tell whether the window says that a password is needed."""
    return any("protected by a password" in label.text() for label in window.findChildren(QLabel))
