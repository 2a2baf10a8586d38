"""The form of a new lesion: role and label proposed, the first size in the same entry."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hcclog.domain.lesion import LesionKind
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import LesionRole
from hcclog.entry.sizes import measurement_at
from hcclog.logbook import Logbook
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.new_lesion import NewLesion
from hcclog.ui.screenshots import settle
from hcclog.ui.theme import Theme
from tests.ui.desks import chosen

# A list of names asks for the keyboard and the foreground, which a display in memory has not.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ENTER = Qt.Key.Key_Return


@pytest.fixture
def desk(measured: Logbook) -> Desk:
    return chosen(measured, "example-01")


def opened(desk: Desk, qtbot: QtBot, assessment_id: str = "") -> NewLesion:
    dialog = NewLesion(desk, assessment_id=assessment_id)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def record_of(desk: Desk) -> PatientRecord:
    record = desk.record()
    assert record is not None
    return record


@pytest.mark.parametrize(
    ("assessment_id", "role", "label"),
    [("", "target", "T4"), ("A0", "target", "T4"), ("A3", "new", "L1")],
    ids=["nowhere yet", "at the baseline", "after the baseline"],
)
def test_role_and_label_are_proposed(
    desk: Desk, qtbot: QtBot, assessment_id: str, role: str, label: str
) -> None:
    dialog = opened(desk, qtbot, assessment_id)
    assert (dialog.role.currentText(), dialog.label.text()) == (role, label)


def test_a_label_and_a_role_that_were_chosen_stay(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    dialog.label.selectAll()
    QTest.keyClicks(dialog.label, "X9")
    QTest.keyClick(dialog.role, Qt.Key.Key_Down)
    dialog.role.activated.emit(1)
    dialog.found_at.setCurrentIndex(dialog.found_at.count() - 1)
    assert (dialog.role.currentText(), dialog.label.text()) == ("non-target", "X9")


@pytest.mark.parametrize("role", list(LesionRole))
def test_every_role_has_a_label(desk: Desk, qtbot: QtBot, role: LesionRole) -> None:
    dialog = opened(desk, qtbot)
    dialog.role.setCurrentIndex(list(LesionRole).index(role))
    assert dialog.label.text() in {"T4", "N1", "L1"}


def test_a_lesion_is_written_with_role_and_first_size_in_one_entry(
    desk: Desk, qtbot: QtBot
) -> None:
    n = desk.logbook.store.reader.n_entries()
    dialog = opened(desk, qtbot, "A3")
    QTest.keyClicks(dialog.site, "right lower lobe")
    dialog.first_size.setFocus()
    QTest.keyClicks(dialog.first_size, "12.4x9")
    QTest.keyClick(dialog.first_size, ENTER)
    assert not dialog.isVisible()
    record = record_of(desk)
    new = next(each for each in record.lesions if each.label == "L1")
    size = measurement_at(record, new.id, "A3")
    assert size is not None
    assert (size.longest_mm, size.short_axis_mm) == (Decimal("12.4"), Decimal(9))
    roles = {each.lesion_id: each.role for each in record.series_lesions}
    assert roles[new.id] is LesionRole.NEW
    assert desk.logbook.store.reader.n_entries() == n + 1


@pytest.mark.parametrize(
    ("typed", "organ", "kind"),
    [("S8", "liver", LesionKind.MASS), ("porta hepatis", "lymph node", LesionKind.NODE)],
    ids=["a segment of the liver", "a node"],
)
def test_a_known_place_says_its_organ(
    desk: Desk, qtbot: QtBot, typed: str, organ: str, kind: LesionKind
) -> None:
    dialog, clerk = opened(desk, qtbot), desk.clerk()
    assert clerk is not None
    QTest.keyClicks(dialog.site, typed)
    assert dialog.entry.fields["organ"].value(clerk) == organ
    assert dialog.entry.fields["kind"].value(clerk) is kind


@pytest.mark.parametrize(
    ("size", "place", "words"),
    [
        ("12", 0, "At which assessment was this size measured?"),
        ("big", 1, "not a number"),
        ("0", 1, "entered as absent"),
    ],
    ids=["a size of nowhere", "a size in words", "0 mm"],
)
def test_what_cannot_be_is_said_and_kept(
    desk: Desk, qtbot: QtBot, size: str, place: int, words: str
) -> None:
    dialog = opened(desk, qtbot)
    dialog.found_at.setCurrentIndex(place)
    QTest.keyClicks(dialog.first_size, size)
    n = desk.logbook.store.reader.n_entries()
    QTest.keyClick(dialog.first_size, ENTER)
    assert dialog.isVisible()
    assert words in dialog.refusal.text()
    assert dialog.first_size.text() == size
    assert desk.logbook.store.reader.n_entries() == n


def test_a_label_that_is_taken_is_said_at_the_label(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    dialog.label.selectAll()
    QTest.keyClicks(dialog.label, "t1")
    QTest.keyClick(dialog.label, ENTER)
    assert dialog.isVisible()
    assert "t1 is taken" in dialog.entry.fields["label"].refusal.text()


def test_no_field_lies_below_the_bar_where_the_form_scrolls(
    desk: Desk, qtbot: QtBot, theme: Theme
) -> None:
    assert theme
    form = opened(desk, qtbot)
    form.resize(form.minimumSizeHint().width(), 400)
    settle()
    area = form.entry.parentWidget()
    assert area is not None
    assert area.height() < form.entry.height()
    assert form.entry.width() <= area.width()


def test_an_empty_label_is_refused_with_an_example(desk: Desk, qtbot: QtBot) -> None:
    form = opened(desk, qtbot)
    form.label.clear()
    form.accept()
    assert form.entry.fields["label"].refusal.text() == "Label is needed: a name such as T1."
