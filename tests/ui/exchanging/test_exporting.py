"""An export from the key to the files: watched, cancelled, refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add
from hcclog.logbook import Logbook
from hcclog.ui.exchanging.exchange import Exchange, exchange_of
from hcclog.ui.exchanging.export_dialog import ExportDialog
from hcclog.ui.exchanging.export_done import ExportDone
from hcclog.ui.exchanging.text_review import TextReview
from hcclog.ui.main_window import MainWindow
from hcclog.ui.screenshots import settle
from tests.books import a_lab, a_patient
from tests.ui.exchanging import writers

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(
    own_formats: None, cases: Logbook, open_window: Callable[[Logbook], MainWindow]
) -> MainWindow:
    opened = open_window(cases)
    # Where a test leaves work behind, its window closes without a question.
    opened.desk.choose = lambda _sentence, _readings: 0
    return opened


def asked_for(window: MainWindow, name: str, target: Path) -> ExportDialog:
    """Open the dialog by its key, and choose a format and a place."""
    QTest.keyClick(window, KEY.Key_X, CTRL | SHIFT)
    dialog = window.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    assert dialog.isVisible()
    dialog.what.setCurrentIndex(dialog.what.findData(name))
    dialog.target.line.setText(str(target))
    return dialog


def press(dialog: ExportDialog) -> None:
    QTest.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)


def exchange(window: MainWindow) -> Exchange:
    return exchange_of(window)


def until_idle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: exchange(window).work.job is None)


def summary(qtbot: QtBot, window: MainWindow) -> ExportDone:
    until_idle(qtbot, window)
    found = [each for each in window.findChildren(ExportDone) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def lines(done: ExportDone) -> tuple[list[str], list[str]]:
    """Return what the summary lists: files, and what is not held."""

    def of(model: object) -> list[str]:
        strings: list[str] = model.stringList()  # type: ignore[attr-defined]
        return strings

    return of(done.files.model()), of(done.not_held.model())


def choose_everybody(dialog: ExportDialog) -> None:
    dialog.audience.setCurrentIndex(dialog.audience.count() - 1)


def test_a_patient_is_exported_and_what_is_not_held_is_said(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    target = tmp_path / "out.txt"
    press(asked_for(window, "plain", target))
    done = summary(qtbot, window)
    assert target.read_text(encoding="utf-8") == "fonc-2024"
    assert lines(done) == (["out.txt"], ["fonc-2024: the colour of the hair is not held."])
    assert done.folder == tmp_path
    QTest.keyClick(done, KEY.Key_Escape)
    assert not exchange(window).bar.isVisible()


def test_all_patients_go_out_in_the_order_of_their_codes(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = asked_for(window, "plain", tmp_path / "all.txt")
    choose_everybody(dialog)
    dialog.target.line.setText(str(tmp_path / "all.txt"))
    press(dialog)
    summary(qtbot, window)
    written = (tmp_path / "all.txt").read_text(encoding="utf-8").split()
    assert written == ["fonc-2024", "ikeda-2021", "zhang-2024"]


def test_those_whom_the_list_found_can_be_meant(window: MainWindow) -> None:
    window.patients.search.setText("ikeda")
    dialog = exchange(window).export()
    words = [dialog.audience.itemText(n) for n in range(dialog.audience.count())]
    assert words == [
        "This patient: fonc-2024",
        "1 patient in the list, found by “ikeda”",
        "All 3 patients",
    ]
    assert dialog.audience.itemData(1).ids() == (window.desk.logbook.find("ikeda-2021"),)


def test_whoever_looks_at_the_cohort_means_it(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_.show_cohort.trigger()
    cohort = window.rooms.cohort
    assert cohort is not None
    qtbot.waitUntil(lambda: not cohort.work.is_running)
    dialog = exchange(window).export()
    assert dialog.audience.itemText(0) == "3 patients of the cohort as filtered"
    assert len(dialog.audience.itemData(0).ids()) == 3


@pytest.mark.parametrize("by_key", [True, False], ids=["Escape", "a click on Cancel"])
def test_an_export_that_is_cancelled_half_way_leaves_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, by_key: bool
) -> None:
    dialog = asked_for(window, "waiting", tmp_path / "out.txt")
    choose_everybody(dialog)
    dialog.target.line.setText(str(tmp_path / "out.txt"))
    press(dialog)
    bar = exchange(window).bar
    assert writers.half_written.wait(10)
    qtbot.waitUntil(lambda: bar.facts.text() == "0 of 3 patients")
    assert bar.isVisible()
    assert bar.words.text() == "Writing out.txt…"
    # The window is in use meanwhile.
    window.page.tabs.show_tab(2)
    if by_key:
        window.activateWindow()
        bar.cancel_button.setFocus()
        QTest.keyClick(bar.cancel_button, KEY.Key_Escape)
    else:
        QTest.mouseClick(bar.cancel_button, Qt.MouseButton.LeftButton)
    writers.go_on.set()
    until_idle(qtbot, window)
    assert list(tmp_path.glob("*.txt")) == list(tmp_path.glob(".hcclog*")) == []
    assert window.line.told.text() == "Writing out.txt was cancelled; nothing of it is left."
    assert not bar.isVisible()


@pytest.mark.catalogue("X-05")
def test_a_full_disk_is_said_in_the_dialog_and_nothing_stays(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = asked_for(window, "refused", tmp_path / "out.txt")
    press(dialog)
    until_idle(qtbot, window)
    assert dialog.isVisible()
    place = tmp_path / "out.txt"
    assert dialog.refusal.text() == f"{place} does not take the export: No space left on device."
    assert list(tmp_path.glob("*.txt")) == []


def test_a_fault_of_ours_goes_where_faults_go(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    with qtbot.captureExceptions() as caught:
        press(asked_for(window, "faulty", tmp_path / "out.txt"))
        until_idle(qtbot, window)
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]
    assert list(tmp_path.glob("*.txt")) == []


@pytest.mark.catalogue("X-05")
def test_what_is_there_is_replaced_only_after_a_second_press(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    target = tmp_path / "out.txt"
    target.write_text("dear to me", encoding="utf-8")
    dialog = asked_for(window, "plain", target)
    press(dialog)
    assert dialog.refusal.text() == "out.txt is there already. Replace writes over it."
    assert target.read_text(encoding="utf-8") == "dear to me"
    assert dialog.export_button.text() == "&Replace"
    press(dialog)
    summary(qtbot, window)
    assert target.read_text(encoding="utf-8") == "fonc-2024"


def test_an_answer_for_one_file_is_none_for_another(window: MainWindow, tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text("dear to me", encoding="utf-8")
    dialog = asked_for(window, "plain", tmp_path / "one.txt")
    press(dialog)
    dialog.target.line.setText(str(tmp_path / "two.txt"))
    press(dialog)
    assert dialog.refusal.text() == "two.txt is there already. Replace writes over it."
    assert (tmp_path / "two.txt").read_text(encoding="utf-8") == "dear to me"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Say where the export goes: a folder and a name."),
        ("out.txt", "Say the whole path, beginning with the folder it is in."),
        ("{}/nowhere/out.txt", "The folder {}/nowhere does not exist."),
        ("{}", "{} is a folder; add a name for the file."),
    ],
    ids=["nothing", "a bare name", "a folder that is not there", "a folder for a file"],
)
def test_a_place_that_cannot_be_is_refused_in_words(
    window: MainWindow, tmp_path: Path, name: str, said: str
) -> None:
    dialog = asked_for(window, "plain", tmp_path)
    dialog.target.line.setText(name.format(tmp_path))
    press(dialog)
    assert dialog.refusal.text() == said.format(tmp_path)
    assert exchange(window).work.job is None


@pytest.mark.catalogue("X-06")
def test_the_proposed_name_is_the_code_and_never_the_name(
    qtbot: QtBot, book: Logbook, open_window: Callable[[Logbook], MainWindow]
) -> None:
    book.do(Add((a_patient("../../con:7", name="Zbigniewska"),)))
    dialog = exchange(open_window(book)).export()
    proposed = Path(dialog.target.line.text())
    assert proposed.name == "con-7.xlsx"
    assert "Zbigniewska" not in dialog.target.line.text()


def test_another_format_keeps_the_name_that_was_typed(window: MainWindow, tmp_path: Path) -> None:
    dialog = asked_for(window, "xlsx", tmp_path / "mine.xlsx")
    dialog.what.setCurrentIndex(dialog.what.findData("fhir"))
    assert dialog.target.line.text() == str(tmp_path / "mine.json")


def test_closing_the_window_under_the_work_asks_first(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    press(asked_for(window, "waiting", tmp_path / "out.txt"))
    assert writers.half_written.wait(10)
    asked: list[str] = []

    def stay(sentence: str, _readings: object) -> None:
        asked.append(sentence)

    window.desk.choose = stay
    window.close()
    assert window.isVisible()
    assert asked == ["Writing out.txt goes on still. What of it is done so far is not kept."]
    window.desk.choose = lambda _sentence, _readings: 0
    window.close()
    assert not window.isVisible()
    assert list(tmp_path.glob("*.txt")) == []


def test_a_second_export_waits_its_turn(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    press(asked_for(window, "waiting", tmp_path / "one.txt"))
    assert writers.half_written.wait(10)
    second = exchange(window).export()
    second.what.setCurrentIndex(second.what.findData("plain"))
    second.target.line.setText(str(tmp_path / "two.txt"))
    press(second)
    assert second.isVisible()
    assert second.refusal.text() == "Writing one.txt goes on still; wait for it, or cancel it."
    assert not (tmp_path / "two.txt").exists()


def test_who_is_changed_while_it_is_written_is_named(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    press(asked_for(window, "waiting", tmp_path / "out.txt"))
    assert writers.half_written.wait(10)
    patient = window.desk.record()
    assert patient is not None
    assert window.desk.do(Add((a_lab(patient.patient),)))
    writers.go_on.set()
    done = summary(qtbot, window)
    said = [label.text() for label in done.findChildren(QLabel)]
    assert "Changed while it was written: fonc-2024. Export anew." in said


def test_a_deidentified_export_holds_no_code_and_says_what_was_taken_out(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = asked_for(window, "plain", tmp_path / "out.txt")
    QTest.mouseClick(dialog.leaving.switch, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert dialog.leaving.dates.isVisible()
    dialog.target.line.setText(str(tmp_path / "out.txt"))
    press(dialog)
    done = summary(qtbot, window)
    assert "fonc" not in (tmp_path / "out.txt").read_text(encoding="utf-8")
    model = done.taken_out.model()
    assert model.index(0, 0).data().startswith("Dates are days from day 0:")


def test_a_deidentified_export_is_not_named_by_the_code(window: MainWindow) -> None:
    dialog = exchange(window).export()
    assert Path(dialog.target.line.text()).name == "fonc-2024.xlsx"
    dialog.leaving.switch.setChecked(True)
    assert Path(dialog.target.line.text()).name == "patient-2026-11-21.xlsx"


def test_free_texts_are_looked_at_line_by_line(qtbot: QtBot, window: MainWindow) -> None:
    dialog = exchange(window).export()
    dialog.leaving.switch.setChecked(True)
    QTest.mouseClick(dialog.leaving.review_button, Qt.MouseButton.LeftButton)
    until_idle(qtbot, window)
    review = dialog.findChild(TextReview)
    assert isinstance(review, TextReview)
    assert review.kept() == frozenset()
    n = review.model.rowCount()
    assert n > 3
    review.view.setFocus()
    QTest.keyClick(review.view, KEY.Key_Space)
    assert review.counts.text() == f"{n} texts: 1 kept, {n - 1} dropped."
    QTest.mouseClick(review.keep_button, Qt.MouseButton.LeftButton)
    assert len(dialog.leaving.choice().kept) == 1
    # What was kept of one patient is not kept of another.
    choose_everybody(dialog)
    assert dialog.leaving.choice().kept == frozenset()


def test_a_format_that_can_hold_nothing_of_a_patient_says_so(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    press(asked_for(window, "dicom-sr", tmp_path / "out"))
    done = summary(qtbot, window)
    said = [label.text() for label in done.findChildren(QLabel)]
    assert "No file was written: there is nothing that this format could hold." in said
    assert not done.open_button.isEnabled()
    assert lines(done)[1]


@pytest.mark.parametrize("width", [1440, 900, 720], ids=["wide", "narrow", "at 200 percent"])
def test_what_enters_and_leaves_is_in_a_menu_at_every_width(window: MainWindow, width: int) -> None:
    window.resize(width, 600)
    settle()
    buttons = {each.text(): each for each in window.bar.findChildren(QToolButton)}
    menu = buttons["&File"].menu()
    words = [each.text() for each in menu.actions()][:4]
    assert words == ["Import…", "Import a folder…", "Export…", "Report…"]
    in_view = [each for each in buttons["&View"].menu().actions() if each.menu() is menu]
    assert [each.isVisible() for each in in_view] == [not buttons["&File"].isVisible()]
    assert window.bar.rect().contains(window.bar.add_labs.geometry())


def is_in_sight(widget: QWidget) -> bool:
    """Tell whether a widget is seen from edge to edge."""
    return widget.visibleRegion().boundingRect() == widget.rect()


def test_the_dialog_grows_with_what_it_asks_and_says(window: MainWindow) -> None:
    dialog = exchange(window).export()
    settle()
    dialog.leaving.switch.setChecked(True)
    settle()
    assert is_in_sight(dialog.target.line)
    assert is_in_sight(dialog.leaving.said)
    dialog.say("Nothing was written: " + "what was taken out would have gone out; " * 12)
    settle()
    assert is_in_sight(dialog.audience)
    assert is_in_sight(dialog.target.line)
    assert is_in_sight(dialog.refusal)


def test_the_place_has_a_key(window: MainWindow) -> None:
    dialog = exchange(window).export()
    settle()
    QTest.keyClick(dialog, KEY.Key_W, Qt.KeyboardModifier.AltModifier)
    assert dialog.target.line.hasFocus()


def test_the_look_through_the_files_can_be_cancelled(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = asked_for(window, "xlsx", tmp_path / "out.xlsx")
    dialog.leaving.switch.setChecked(True)
    dialog.target.line.setText(str(tmp_path / "out.xlsx"))
    bar, seen = exchange(window).bar, []

    def look(_done: int, of: int) -> None:
        # A bar without an end says that the files are looked through.
        if of == 0:
            seen.append(bar.progress.maximum())
            bar.cancel()

    exchange(window).work.progressed.connect(look)
    press(dialog)
    until_idle(qtbot, window)
    assert seen
    assert set(seen) == {0}
    assert not list(tmp_path.glob("out*"))
