"""Whoever cannot see the window, or uses no mouse, has the same window."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add
from hcclog.domain.adverse_event import AdverseEvent
from hcclog.domain.assessment import Assessment
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.lesion import Lesion, Measurement
from hcclog.domain.patient import Patient
from hcclog.domain.record import NOUN_OF_TABLE
from hcclog.domain.visit import Visit
from hcclog.entry.paste.layout import Subject
from hcclog.entry.paste.splitting import block_from_text
from hcclog.logbook import Logbook
from hcclog.report.course.build import course_figure
from hcclog.report.course.picture import CoursePicture
from hcclog.ui.application import make_window
from hcclog.ui.attesting.erase_dialog import EraseDialog
from hcclog.ui.attesting.sign_dialog import sign_record
from hcclog.ui.backing_up.ask_who import AskWho
from hcclog.ui.cohort.page import CohortPage
from hcclog.ui.cohort.plots import PLOTS
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.choice import Choice
from hcclog.ui.dialogs.confirm import Confirm
from hcclog.ui.dialogs.entry_dialog import EntryDialog
from hcclog.ui.dialogs.export_picture import ExportPicture
from hcclog.ui.dialogs.keys import Keys
from hcclog.ui.dialogs.lab_grid import LabGridDialog
from hcclog.ui.dialogs.lab_stack import LabStack
from hcclog.ui.dialogs.merge_lesion import MergeLesion
from hcclog.ui.dialogs.move_entry import MoveEntry
from hcclog.ui.dialogs.new_assessment import NewAssessment
from hcclog.ui.dialogs.new_lesion import NewLesion
from hcclog.ui.dialogs.new_patient import EditPatient, NewPatient
from hcclog.ui.dialogs.new_series import NewSeries
from hcclog.ui.dialogs.paste_preview import PastePreview
from hcclog.ui.dialogs.settings import Settings
from hcclog.ui.dialogs.source import SourceOfEntries
from hcclog.ui.dialogs.split_lesion import SplitLesion
from hcclog.ui.fields.new_name import NewName
from hcclog.ui.forms.nouns import FORMS
from hcclog.ui.main_window import MainWindow
from hcclog.ui.panels.tabs import TABS
from hcclog.ui.pictured_files import FILES
from hcclog.ui.pictured_people import PAGES, PEOPLE
from hcclog.ui.screenshots import settle
from tests.books import a_lab, a_patient, an_id, book_of_cases, new_book

INPUTS = (
    QLineEdit,
    QAbstractSpinBox,
    QComboBox,
    QAbstractButton,
    QAbstractItemView,
    QSlider,
    QTextEdit,
    QPlainTextEdit,
)
PARTS_OF_INPUTS = (QAbstractSpinBox, QComboBox, QAbstractItemView)
CODES = ("zhang-2024", "fonc-2024", "ikeda-2021")
# Each would be drawn bold or fetch a file where it is taken for markup.
HOSTILE = '<b>Meier</b> <img src="file:///etc/hostname">'


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Logbook]:
    """A store with the three cases."""
    opened = book_of_cases(tmp_path / "store.db")
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot: QtBot, book: Logbook) -> MainWindow:
    made = make_window(book)
    made.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    qtbot.addWidget(made)
    made.show()
    settle()
    return made


def show(window: MainWindow, code: str, tab: int) -> None:
    """Show one tab of one patient."""
    found = window.desk.logbook.find(code)
    assert found is not None
    window.desk.choose_patient(found)
    window.page.tabs.show_tab(tab)
    settle()


def focusable_inputs(root: QWidget) -> list[QWidget]:
    """Return what the keyboard can reach and a person can use."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if isinstance(widget, INPUTS)
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisibleTo(root)
        and not isinstance(widget.parent(), PARTS_OF_INPUTS)
    ]


def spoken_name(widget: QWidget) -> str:
    """Return what a screen reader says; of a combo box that is its value, so ask the widget."""
    if isinstance(widget, (QComboBox, QAbstractItemView)):
        return widget.accessibleName()
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def chain_of(window: QWidget) -> list[QWidget]:
    """Return what Tab can go through in a window."""
    chain: list[QWidget] = []
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window and widget not in chain:
        chain.append(widget)
        widget = widget.nextInFocusChain()
    return [each for each in chain if each.focusPolicy() & Qt.FocusPolicy.TabFocus]


def letters_of(window: QWidget) -> list[str]:
    """Return the underlined letters of the buttons in sight."""
    shown = [each for each in window.findChildren(QAbstractButton) if each.isVisible()]
    words = [each.text().replace("&&", "") for each in shown]
    return [found[1].casefold() for text in words if (found := re.search("&(.)", text))]


def nameless(root: QWidget) -> list[str]:
    """Return the inputs that no screen reader could announce."""
    return [repr(w) for w in focusable_inputs(root) if not spoken_name(w).strip()]


def tips(model: QAbstractItemModel) -> Iterator[str]:
    """Yield every tip of a table."""
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            tip = model.index(row, column).data(Qt.ItemDataRole.ToolTipRole)
            if tip:
                yield str(tip)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("tab", range(len(TABS)), ids=[tab.title for tab in TABS])
def test_every_input_has_a_name(window: MainWindow, code: str, tab: int) -> None:
    show(window, code, tab)
    assert len(focusable_inputs(window)) > 5
    assert nameless(window) == []


@pytest.mark.parametrize("tab", range(len(TABS)), ids=[tab.title for tab in TABS])
def test_the_keyboard_reaches_every_input(window: MainWindow, tab: int) -> None:
    show(window, "zhang-2024", tab)
    chain = chain_of(window)
    unreached = [w for w in focusable_inputs(window) if w.isEnabled() and w not in chain]
    by_click_only = [
        w for w in focusable_inputs(window) if not w.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert unreached == []
    assert by_click_only == []


@pytest.fixture
def cohort(qtbot: QtBot, window: MainWindow) -> CohortPage:
    """Return the cohort's page with all patients read."""
    window.actions_.show_cohort.trigger()
    page = window.rooms.cohort
    assert page is not None
    qtbot.waitUntil(lambda: not page.work.is_running)
    page.plots.left_out.button.setChecked(True)
    settle()
    return page


PLOT_TITLES = [plot.title for plot in PLOTS]


@pytest.mark.parametrize("plot", range(len(PLOTS)), ids=PLOT_TITLES)
def test_every_input_of_the_cohort_has_a_name_and_a_place_in_the_chain(
    window: MainWindow, cohort: CohortPage, plot: int
) -> None:
    cohort.plots.tabs.setCurrentIndex(plot)
    settle()
    assert len(focusable_inputs(cohort)) > 12
    assert nameless(cohort) == []
    chain = {id(each) for each in chain_of(window)}
    reachable = [w for w in focusable_inputs(window) if w.isEnabled() and w.isVisible()]
    assert [repr(w) for w in reachable if id(w) not in chain] == []


@pytest.mark.parametrize("plot", range(len(PLOTS)), ids=PLOT_TITLES)
def test_tab_goes_through_the_cohort_as_one_reads(
    window: MainWindow, cohort: CohortPage, plot: int
) -> None:
    cohort.plots.tabs.setCurrentIndex(plot)
    settle()
    for side in (cohort.filters, cohort.plots):
        own = [each for each in chain_of(window) if side.isAncestorOf(each)]
        seen = [each for each in own if each.isVisible() and each.isEnabled()]
        places = [QRect(each.mapTo(side, QPoint()), each.size()) for each in seen]
        wrong = [
            (repr(seen[n]), repr(seen[n + 1]))
            for n, (one, other) in enumerate(pairwise(places))
            if not is_read_before(one, other)
        ]
        assert wrong == []


def test_every_button_beside_the_cohort_has_a_letter_of_its_own(
    window: MainWindow, cohort: CohortPage
) -> None:
    letters = letters_of(window)
    assert {"n", "v", "a", "x"} <= set(letters)
    assert sorted(letters) == sorted(set(letters))


def test_a_plot_of_the_cohort_says_what_it_shows(cohort: CohortPage) -> None:
    cohort.plots.tabs.setCurrentIndex(PLOT_TITLES.index("Swimmer"))
    assert cohort.plots.canvas.accessibleName() == "Courses and responses, RECIST 1.1"
    assert "3 patients" in cohort.plots.canvas.accessibleDescription()


def test_the_cohort_has_room_on_a_small_screen_at_200_percent(
    window: MainWindow, cohort: CohortPage
) -> None:
    window.resize(SMALL)
    for plot in range(len(PLOTS)):
        cohort.plots.tabs.setCurrentIndex(plot)
        settle()
        assert window.size() == SMALL
        for part in (cohort.filters, cohort.head, cohort.plots.bar, cohort.plots.bar.export):
            assert window.rect().contains(QRect(part.mapTo(window, QPoint()), part.size()))


def paste_preview(desk: Desk) -> PastePreview:
    """Return the preview of a block with a result that is refused."""
    clerk = desk.clerk()
    assert clerk is not None
    block = block_from_text("Date\tAFP\n03/04/2024\t5.51\n2024-05-01\t1,089\n")
    return PastePreview(desk, clerk, block, Subject.LABS)


def a_course(desk: Desk) -> CoursePicture:
    """Return the chosen patient's course over a part of its days."""
    record, timeline = desk.record(), desk.timeline()
    assert record is not None
    assert timeline is not None
    figure = course_figure(record, timeline)
    return CoursePicture(figure, (figure.home[0], sum(figure.home) / 2))


def dialogs(desk: Desk) -> list[QDialog]:
    """Return every dialog of the window."""
    record = desk.record()
    assert record is not None
    return [
        ExportPicture(a_course(desk), desk),
        LabGridDialog(desk),
        LabStack(desk),
        NewAssessment(desk),
        NewAssessment(desk, assessment=record.assessments[-1]),
        MergeLesion(desk, record.lesions[0]),
        SplitLesion(desk, record.lesions[0]),
        NewLesion(desk),
        NewPatient(desk),
        NewSeries(desk),
        NewSeries(desk, is_blank=True),
        SourceOfEntries(desk),
        MoveEntry(desk, record.labs[0]),
        sign_record(desk),
        EraseDialog(desk),
        *(EntryDialog(desk, table) for table in FORMS if table != "patient"),
        Choice("1,089?", ("1.089", "1089")),
        paste_preview(desk),
        EditPatient(desk),
        Settings(desk),
        AskWho(),
        NewName("procedures"),
        NewName("sites"),
        Confirm("Retract AFP 5.51", ["1 value hangs on it."], needs_reason=True),
        *(made for _, build in (*FILES, *PEOPLE) if (made := build(desk)) is not None),
        *corrections(desk),
    ]


def corrections(desk: Desk) -> Iterator[QDialog]:
    """Yield the form of the first entry of each table."""
    record = desk.record()
    assert record is not None
    for table in FORMS:
        part = getattr(record, NOUN_OF_TABLE[table].attribute)
        if isinstance(part, tuple) and part:
            yield EntryDialog(desk, table, part[0])


def test_every_input_of_a_dialog_has_a_name(qtbot: QtBot, window: MainWindow) -> None:
    show(window, "zhang-2024", 2)
    for dialog in dialogs(window.desk):
        qtbot.addWidget(dialog)
        assert focusable_inputs(dialog) != []
        assert nameless(dialog) == []


@pytest.mark.parametrize("build", [each for _, each in PAGES], ids=[name for name, _ in PAGES])
def test_every_input_at_the_door_has_a_name_and_a_place_in_the_chain(
    qtbot: QtBot, build: Callable[[], QWidget]
) -> None:
    page = build()
    qtbot.addWidget(page)
    page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    page.resize(SMALL)
    page.show()
    settle()
    inputs = focusable_inputs(page)
    assert inputs != []
    assert nameless(page) == []
    chain = chain_of(page)
    assert [each for each in inputs if each.isEnabled() and each not in chain] == []
    assert sorted(letters_of(page)) == sorted(set(letters_of(page)))


def in_tab_order(dialog: QDialog) -> list[QWidget]:
    """Return what Tab goes through, from the first input on."""
    found: list[QWidget] = []
    widget = dialog.nextInFocusChain()
    while widget is not None and widget is not dialog:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled():
            found.append(widget)
        widget = widget.nextInFocusChain()
    own = [each for each in found if each.isVisible() and each.focusProxy() is None]
    # Of the parts of a row of buttons the platform chooses the order.
    return [each for each in own if not isinstance(each.parent(), QDialogButtonBox)]


def is_read_before(first: QRect, second: QRect) -> bool:
    """Return whether one place is above another, or at the left in the same line."""
    if first.right() < second.left() and second.top() <= first.top() <= second.bottom():
        # A column of fields is read before the page beside it.
        return True
    if first.center().y() < second.top() or second.center().y() < first.top():
        return first.top() <= second.top()
    return first.left() <= second.left()


def test_tab_goes_as_one_reads(qtbot: QtBot, window: MainWindow) -> None:
    show(window, "zhang-2024", 2)
    for dialog in dialogs(window.desk):
        qtbot.addWidget(dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        dialog.show()
        settle()
        chain = in_tab_order(dialog)
        places = [QRect(each.mapTo(dialog, QPoint()), each.size()) for each in chain]
        wrong = [
            (dialog.windowTitle(), chain[n].accessibleName(), chain[n + 1].accessibleName())
            for n, (one, other) in enumerate(pairwise(places))
            if not is_read_before(one, other)
        ]
        assert wrong == []
        dialog.hide()


def test_every_field_of_a_form_has_a_letter_of_its_own(qtbot: QtBot, window: MainWindow) -> None:
    show(window, "zhang-2024", 2)
    doubled = {}
    for table in FORMS:
        dialog = EntryDialog(window.desk, table)
        qtbot.addWidget(dialog)
        shown = [field for field in dialog.entry if field.isVisibleTo(dialog)]
        letters = [m[1].casefold() for f in shown if (m := re.search("&(.)", f.words))]
        twice = {letter for letter in letters if letters.count(letter) > 1}
        if twice:
            doubled[table] = twice
    assert doubled == {}


@pytest.mark.parametrize("tab", range(len(TABS)), ids=[tab.title for tab in TABS])
def test_every_button_of_the_window_has_a_letter_of_its_own(window: MainWindow, tab: int) -> None:
    """Of two buttons with one letter a key would press neither."""
    show(window, "zhang-2024", tab)
    letters = letters_of(window)
    assert {"n", "v"} <= set(letters)
    assert sorted(letters) == sorted(set(letters))


# A screen of 1440 x 900 at 200 %: what a dialog needs at least must have room in it.
SMALL = QSize(720, 450)


def test_every_dialog_has_room_on_a_small_screen_at_200_percent(
    qtbot: QtBot, window: MainWindow
) -> None:
    show(window, "zhang-2024", 2)
    for dialog in dialogs(window.desk):
        qtbot.addWidget(dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        dialog.show()
        settle()
        least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
        assert least.boundedTo(SMALL) == least, dialog.windowTitle()
        dialog.resize(SMALL)
        settle()
        assert dialog.size() == SMALL
        for button in dialog.findChildren(QDialogButtonBox):
            assert dialog.rect().contains(QRect(button.mapTo(dialog, QPoint()), button.size()))
        dialog.hide()


def test_f1_shows_every_key(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_.shortcuts.trigger()
    keys = window.findChild(Keys)
    assert isinstance(keys, Keys)
    shown = {key for _, lines in keys.groups for key, _ in lines}
    native = QKeySequence.SequenceFormat.NativeText
    wanted = {action.shortcut().toString(native) for action in window.actions_.all()} - {""}
    assert wanted <= shown
    assert len(wanted) == sum(not a.shortcut().isEmpty() for a in window.actions_.all())
    assert nameless(keys) == []


@pytest.mark.parametrize("code", [*CODES, "empty-1"])
def test_every_input_of_a_visit_has_a_name_and_a_place_in_the_chain(
    book: Logbook, window: MainWindow, code: str
) -> None:
    book.do(Add((a_patient("empty-1"),)))
    show(window, code, 1)
    window.page.below.open_visit()
    page = window.page.below.visit
    assert page is not None
    page.form.imaging.modality.box.setCurrentIndex(1)
    settle()
    chain = page.form.inputs()
    assert len(focusable_inputs(page)) > 15
    assert nameless(page) == []
    buttons = {page.save_button, page.leave_button, page.form.general.on.button}
    assert [w for w in focusable_inputs(page) if w not in chain and w not in buttons] == []


def test_the_chart_says_what_it_shows(window: MainWindow) -> None:
    show(window, "zhang-2024", 1)
    chart = window.page.course.chart
    assert chart is not None
    assert "zhang-2024" in chart.accessibleName()
    assert "53.43" in chart.accessibleDescription()


def hostile_record(book: Logbook) -> Patient:
    """Log a patient whose every text is markup."""
    patient = a_patient(HOSTILE, name=HOSTILE, note=HOSTILE, day_zero_label=HOSTILE)
    on = ClinicalDate.parse("2021-10")
    assessment = Assessment(an_id(), patient.id, on, findings=HOSTILE)
    lesion = Lesion(an_id(), patient.id, HOSTILE, "liver", HOSTILE, note=HOSTILE)
    size = Measurement(an_id(), patient.id, assessment.id, lesion.id, Decimal(20), note=HOSTILE)
    event = AdverseEvent(an_id(), patient.id, "proteinuria", 3, start_on=on, note=HOSTILE)
    visit = Visit(an_id(), patient.id, on, 1, note=HOSTILE, author=HOSTILE)
    lab = a_lab(patient, note=HOSTILE, laboratory=HOSTILE)
    book.do(Add((patient, assessment, lesion, size, event, visit, lab), reason=HOSTILE))
    return patient


@pytest.mark.catalogue("T-09", "G-03")
@pytest.mark.parametrize("tab", range(len(TABS)), ids=[tab.title for tab in TABS])
def test_what_a_person_typed_is_never_read_as_markup(
    qtbot: QtBot, book: Logbook, window: MainWindow, tab: int
) -> None:
    patient = hostile_record(book)
    window.desk.choose_patient(patient.id)
    window.page.tabs.show_tab(tab)
    settle()
    labels = [label for label in window.findChildren(QLabel) if label.text()]
    assert any("<b>" in label.text() for label in labels)
    rich = [
        label.text()
        for label in labels
        if label.textFormat() is not Qt.TextFormat.PlainText
        and not isinstance(label.parent(), QLineEdit)
    ]
    assert rich == []


@pytest.mark.catalogue("T-09")
@pytest.mark.parametrize("tab", range(len(TABS)), ids=[tab.title for tab in TABS])
def test_no_tip_is_read_as_markup(
    qtbot: QtBot, book: Logbook, window: MainWindow, tab: int
) -> None:
    patient = hostile_record(book)
    window.desk.choose_patient(patient.id)
    window.page.tabs.show_tab(tab)
    settle()
    window.grab()
    view = window.page.tabs.page(tab).findChild(QAbstractItemView)
    assert isinstance(view, QAbstractItemView)
    shown = [*tips(view.model()), *(w.toolTip() for w in window.findChildren(QWidget))]
    assert [tip for tip in shown if "<b>" in tip or "<img" in tip] == []


@pytest.mark.catalogue("P-06")
@pytest.mark.parametrize("tab", range(len(TABS) - 1), ids=[tab.title for tab in TABS[:-1]])
def test_a_patient_of_whom_nothing_is_known_opens_and_says_what_is_missing(
    book: Logbook, window: MainWindow, tab: int
) -> None:
    patient = a_patient("empty-1")
    book.do(Add((patient,)))
    window.desk.choose_patient(patient.id)
    window.page.tabs.show_tab(tab)
    settle()
    page = window.page.tabs.page(tab)
    said = [label.text() for label in page.findChildren(QLabel, "empty") if label.isVisible()]
    assert len(said) == 1
    assert said[0].endswith(".")


def test_a_store_without_patients_says_so(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    empty = new_book(tmp_path / "empty.db")
    made = make_window(empty)
    made.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    qtbot.addWidget(made)
    made.show()
    settle()
    assert "No patient is logged yet." in {
        label.text() for label in made.findChildren(QLabel) if label.isVisible()
    }
    assert nameless(made) == []
    empty.close()


def test_tab_goes_through_a_patient_in_reading_order(
    cases: Logbook, open_window: Callable[[Logbook], MainWindow]
) -> None:
    window = open_window(cases)
    settle()
    bar = window.page.course.bar.findChildren(QToolButton)
    chart, slider = window.page.course.chart, window.page.course.slider
    assert chart is not None
    assert slider is not None
    (edit,) = window.page.header.findChildren(QAbstractButton)
    wanted = [window.patients.view, edit, *bar, chart, slider, window.page.tabs.bar]
    chain: list[QWidget] = []
    at = window.nextInFocusChain()
    while at is not None and at is not window:
        chain += [at] if at in wanted and at.isVisible() else []
        at = at.nextInFocusChain()
    assert chain == [widget for widget in wanted if widget.isVisible()]
