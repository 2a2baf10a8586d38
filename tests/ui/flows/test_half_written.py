"""The store refuses while something is saved: nothing half-written, nothing lost, and again later.

The faults are the database's own: a file that it may not change, and one that it may not let grow.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.record import PatientRecord
from hcclog.domain.visit import Visit
from hcclog.entry.paste.layout import Subject
from hcclog.entry.paste.splitting import block_from_text
from hcclog.logbook import Logbook
from hcclog.store.errors import DiskFull
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.entry_dialog import EntryDialog
from hcclog.ui.dialogs.lab_grid import LabGridDialog
from hcclog.ui.dialogs.lab_stack import LabStack
from hcclog.ui.dialogs.new_patient import NewPatient
from hcclog.ui.dialogs.paste_preview import PastePreview
from hcclog.ui.panels.lab_entry import LabEntry
from hcclog.ui.panels.lesion_panel import LesionPanel
from hcclog.ui.theme import Theme
from hcclog.ui.visit.page import VisitPage
from tests.books import an_id, file_of
from tests.entry.visit.visits import under_treatment
from tests.ui.desks import add_record, chosen
from tests.ui.keyboard import CTRL, Keyboard
from tests.ui.panels.worksheets import editor, type_over

# Without a display a list of completions cannot come to the front; it is there all the same.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
BLOCK = "Date\tTest\tValue\tUnit\n2026-11-02\tAFP\t55.1\tng/mL\n2026-11-02\tALT\t45\tU/L\n"
# More visits than this find room in no store that may not grow.
MOST_FILLERS = 500


class Typed(NamedTuple):
    """Something that is typed and not saved yet.

    Attributes:
        save: Presses what saves it.
        texts: What stands in its inputs.
        said: Where a refusal is read.
    """

    save: Callable[[], None]
    texts: Callable[[], object]
    said: QLabel


@pytest.fixture
def desk(book: Logbook) -> Desk:
    """A patient in the middle of a treatment."""
    add_record(book, under_treatment())
    return chosen(book, "example-01")


@dataclass(frozen=True)
class Seat:
    """Where a person sits.

    Attributes:
        host: The window below the dialogs, which are gone when they are closed.
    """

    qtbot: QtBot
    desk: Desk
    host: QWidget

    def show(self, widget: QWidget) -> Keyboard:
        """Show a widget that has the keyboard."""
        widget.setParent(self.host, widget.windowFlags() | Qt.WindowType.Window)
        widget.show()
        widget.activateWindow()
        self.qtbot.waitUntil(widget.isActiveWindow)
        return Keyboard(widget)


@pytest.fixture
def seat(qtbot: QtBot, desk: Desk, theme: Theme) -> Seat:
    assert theme
    host = QWidget()
    qtbot.addWidget(host)
    return Seat(qtbot, desk, host)


def lab_row(seat: Seat) -> Typed:
    entry = LabEntry(seat.desk)
    keys = seat.show(entry)
    entry.start()
    keys.press(TAB)
    keys.write("afp")
    keys.press(ENTER)
    keys.write("55.1")
    texts = lambda: [field.text() for field in entry.fields()]  # noqa: E731 - one of a kind
    return Typed(lambda: keys.press(ENTER), texts, entry.refusal)


def lab_grid(seat: Seat) -> Typed:
    dialog = LabGridDialog(seat.desk)
    keys = seat.show(dialog)
    for value in ("55.1", "130"):
        keys.write(value)
        keys.press(ENTER)
    seat.qtbot.waitUntil(lambda: dialog.view.state() is not dialog.view.State.EditingState)
    grid = dialog.grid

    def texts() -> object:
        return [[str(grid.index(r, 1).data()) for r in range(grid.rowCount())], grid.n_typed]

    return Typed(lambda: keys.press(ENTER, CTRL), texts, dialog.refusal)


def lab_stack(seat: Seat) -> Typed:
    dialog = LabStack(seat.desk)
    keys = seat.show(dialog)
    keys.write("example-01")
    keys.press(ENTER)
    keys.write("55.1")
    keys.press(ENTER)
    keys.write("130")
    texts = lambda: (dialog.code.text(), dialog.lines.words("", ""))  # noqa: E731
    return Typed(lambda: keys.press(ENTER, CTRL), texts, dialog.refusal)


def visit(seat: Seat) -> Typed:
    clerk = seat.desk.clerk()
    assert clerk is not None
    page = VisitPage(seat.desk, clerk)
    keys = seat.show(page)
    more = {"labs/afp/value": "55.1", "events/1/term": "Hypertension", "events/1/grade": "2"}
    page.form.retype(page.form.typed() | more)
    page.take_focus()
    keys.press(Qt.Key.Key_End)
    keys.press(TAB)
    return Typed(lambda: keys.press(ENTER, CTRL), page.form.typed, page.refusal)


def form(seat: Seat) -> Typed:
    dialog = EntryDialog(seat.desk, "course")
    keys = seat.show(dialog)
    for text in ("regorafenib", "80 mg", "daily", "2026-11-02"):
        keys.write(text)
        keys.press(TAB)
    return Typed(lambda: keys.press(ENTER, CTRL), dialog.entry.typed, dialog.refusal)


def correction(seat: Seat) -> Typed:
    dialog = EntryDialog(seat.desk, "course", record_of(seat.desk).courses[0])
    keys = seat.show(dialog)
    dialog.entry.fields["dose"].setFocus()
    keys.press(Qt.Key.Key_A, CTRL)
    keys.write("4 mg")
    return Typed(lambda: keys.press(ENTER, CTRL), dialog.entry.typed, dialog.refusal)


def patient(seat: Seat) -> Typed:
    dialog = NewPatient(seat.desk)
    keys = seat.show(dialog)
    keys.write("P-9")
    return Typed(lambda: keys.press(ENTER), dialog.entry.typed, dialog.refusal)


def worksheet(seat: Seat) -> Typed:
    panel = LesionPanel(seat.desk)
    seat.show(panel)
    panel.view.setFocus()
    type_over(panel, "T1", 6, "43.0")

    def texts() -> object:
        seat.qtbot.waitUntil(lambda: panel.view.indexWidget(panel.view.currentIndex()) is not None)
        return editor(panel).text()

    def save() -> None:
        line = editor(panel)
        QTest.keyClick(line, ENTER)
        index = panel.view.currentIndex()
        seat.qtbot.waitUntil(lambda: panel.view.indexWidget(index) is not line)

    return Typed(save, texts, panel.refusal)


def paste(seat: Seat) -> Typed:
    clerk = seat.desk.clerk()
    assert clerk is not None
    dialog = PastePreview(seat.desk, clerk, block_from_text(BLOCK), Subject.LABS)
    keys = seat.show(dialog)
    texts = lambda: [result.entity for result in dialog.table.accepted()]  # noqa: E731
    return Typed(lambda: keys.press(ENTER, CTRL), texts, dialog.refusal)


PATHS: dict[str, Callable[[Seat], Typed]] = {
    "the row for results": lab_row,
    "the grid of results": lab_grid,
    "the stack of slips": lab_stack,
    "a whole visit": visit,
    "a form": form,
    "a correction": correction,
    "a new patient": patient,
    "a cell of the worksheet": worksheet,
    "a pasted block": paste,
}


def may_not_change(book: Logbook) -> Callable[[], object]:
    """Let the database refuse every change."""
    raw = file_of(book).raw
    raw.execute("PRAGMA query_only=ON")
    return lambda: raw.execute("PRAGMA query_only=OFF")


def may_not_grow(book: Logbook) -> Callable[[], object]:
    """Let the database find no room, once what room there is has been taken."""
    raw = file_of(book).raw
    (n_most,) = raw.execute("PRAGMA max_page_count").fetchone() or (0,)
    raw.execute("PRAGMA max_page_count=1")
    patient_id = under_treatment().patient.id
    day = ClinicalDate.parse("2026-01")
    fillers = (Visit(an_id(), patient_id, day, note="x") for _ in range(MOST_FILLERS))
    with pytest.raises(DiskFull):
        deque((book.do(Add((filler,))) for filler in fillers), maxlen=0)
    return lambda: raw.execute(f"PRAGMA max_page_count={n_most}")


FAULTS = {"S-05: read-only": may_not_change, "S-03: disk full": may_not_grow}


def record_of(desk: Desk) -> PatientRecord:
    record = desk.record()
    assert record is not None
    return record


def all_there(book: Logbook) -> tuple[Any, ...]:
    """Return all that the store holds, read anew."""
    reader = book.store.reader
    found = [reader.record(each.id) for each in reader.patients("", 10)]
    return (*found, reader.n_entries(), reader.changes()[-1].hash)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("path", PATHS)
def test_what_is_typed_stands_while_the_store_refuses_and_is_saved_later(
    seat: Seat, path: str, fault: str
) -> None:
    desk, book = seat.desk, seat.desk.logbook
    mend = FAULTS[fault](book)
    desk.reread(desk.patient_id)
    typed = PATHS[path](seat)
    before, texts = all_there(book), typed.texts()
    typed.save()
    assert all_there(book) == before
    assert typed.said.isVisible()
    assert typed.said.text().endswith((".", "again."))
    assert typed.texts() == texts
    mend()
    typed.save()
    assert book.revision == before[-2] + 1
    assert all_there(book)[:-2] != before[:-2]
