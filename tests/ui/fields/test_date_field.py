"""The field for a date, by keys and clicks: what was understood, the calendar, the steps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView, QToolButton
from pytestqt.qtbot import QtBot

from hcclog.commands.refused import Refused
from hcclog.domain.dates import ClinicalDate
from hcclog.logbook import Logbook
from hcclog.ui.dialogs.entry_dialog import EntryDialog
from hcclog.ui.fields.calendar_popup import CalendarPopup
from hcclog.ui.fields.date_field import DateField
from hcclog.ui.theme import Choice, Theme
from tests.dated_record import clerk
from tests.ui.desks import chosen

_KEY = Qt.Key
_ALT, _SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


def field_of(
    qtbot: QtBot, *, relative: bool = False, optional: bool = False, compact: bool = False
) -> DateField:
    """Return a field that is shown, with the record of `tests.dated_record`."""
    field = DateField("on", "&Date", optional=optional, compact=compact)
    qtbot.addWidget(field)
    field.offer(clerk(relative=relative))
    field.resize(420, 80)
    field.show()
    field.activateWindow()
    qtbot.waitUntil(field.isActiveWindow)
    field.line.setFocus()
    return field


def popup_of(field: DateField) -> CalendarPopup:
    """Return the calendar that is open."""
    popup = field.findChild(CalendarPopup)
    assert isinstance(popup, CalendarPopup)
    assert popup.isVisible()
    return popup


def days_of(popup: CalendarPopup) -> QTableView:
    """Return the days of the calendar, which take the keys."""
    view = popup.calendar.findChild(QTableView)
    assert isinstance(view, QTableView)
    return view


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("14.10.2021", "14 Oct 2021"),
        ("10/2021", "October 2021, day not known"),
        ("sorafenib 1 + 3w", "2021-04-22 ± 3 days (sorafenib 1 + 3 weeks)"),
        ("03/04/2021", "2021-04-03 or 2021-03-04?"),
        ("t", "21 Nov 2026"),
    ],
    ids=["a day", "a month", "counted from an event", "two readings", "today in one letter"],
)
def test_what_was_understood_is_said_while_one_types(qtbot: QtBot, typed: str, said: str) -> None:
    field = field_of(qtbot)
    QTest.keyClicks(field.line, typed)
    assert field.understood.isHidden()
    qtbot.waitUntil(lambda: field.understood.text() == said)
    assert field.understood.isVisible()
    assert field.line.accessibleDescription() == said


def test_what_is_half_typed_or_taken_away_says_nothing(qtbot: QtBot) -> None:
    field = field_of(qtbot)
    QTest.keyClicks(field.line, "2021")
    field.say_understood()
    assert field.understood.isVisible()
    QTest.keyClicks(field.line, "-13")
    assert field.understood.isHidden()
    field.say_understood()
    assert field.understood.isHidden()


def test_a_refusal_stands_alone_until_something_else_is_typed(qtbot: QtBot) -> None:
    field = field_of(qtbot)
    QTest.keyClicks(field.line, "03/04/2021")
    with pytest.raises(Refused) as refused:
        field.value(clerk())
    field.refuse(refused.value.sentence)
    assert field.refusal.isVisible()
    assert field.understood.isHidden()
    field.say_understood()
    assert field.understood.isHidden()
    assert field.line.text() == "03/04/2021"
    QTest.keyClick(field.line, _KEY.Key_Backspace)
    assert field.refusal.isHidden()


def test_without_a_record_nothing_is_said_offered_or_opened(qtbot: QtBot) -> None:
    field = DateField("on", "&Date")
    qtbot.addWidget(field)
    field.show()
    QTest.keyClicks(field.line, "l")
    QTest.keyClick(field.line, _KEY.Key_F4)
    QTest.keyClick(field.line, _KEY.Key_Up)
    field.say_understood()
    assert field.line.text() == "l"
    assert field.understood.isHidden()
    assert field.button.isHidden()
    assert field.findChild(CalendarPopup) is None


def test_a_field_that_may_stay_empty_is_no_date(qtbot: QtBot) -> None:
    assert field_of(qtbot, optional=True).value(clerk()) is None
    with pytest.raises(Refused, match="A date is needed"):
        field_of(qtbot).value(clerk())


STEPS = [
    pytest.param("2021-10-14", _KEY.Key_Up, False, "2021-10-15", id="a day later"),
    pytest.param("14.10.2021", _KEY.Key_Down, False, "2021-10-13", id="a day earlier"),
    pytest.param("2021-12-31", _KEY.Key_Up, False, "2022-01-01", id="over the year's end"),
    pytest.param("2021-01-31", _KEY.Key_Up, True, "2021-02-28", id="a month later, a short one"),
    pytest.param("2021-01-15", _KEY.Key_Down, True, "2020-12-15", id="a month earlier"),
    pytest.param("2199-12-31", _KEY.Key_Up, False, "2199-12-31", id="not beyond what is read"),
    pytest.param("1901-01-01", _KEY.Key_Down, True, "1901-01-01", id="nor before it"),
    pytest.param("2021-10", _KEY.Key_Up, False, "2021-10", id="a month has no next day"),
    pytest.param('2021-10-14 "x"', _KEY.Key_Up, False, '2021-10-14 "x"', id="a label is kept"),
    pytest.param("week 4", _KEY.Key_Up, False, "week 4", id="a week has no next day"),
    pytest.param("20", _KEY.Key_Up, False, "20", id="what is no date stays"),
    pytest.param("", _KEY.Key_Up, False, "", id="nothing stays nothing"),
]


@pytest.mark.parametrize(("typed", "key", "shift", "text"), STEPS)
def test_up_and_down_shift_a_full_date(
    qtbot: QtBot, typed: str, key: Qt.Key, shift: bool, text: str
) -> None:
    field = field_of(qtbot)
    QTest.keyClicks(field.line, typed)
    QTest.keyClick(field.line, key, _SHIFT if shift else Qt.KeyboardModifier.NoModifier)
    assert field.line.text() == text


def test_a_step_counts_as_typed(qtbot: QtBot) -> None:
    field = field_of(qtbot)
    QTest.keyClicks(field.line, "2021-10-14")
    with qtbot.waitSignal(field.edited):
        QTest.keyClick(field.line, _KEY.Key_Up)
    assert field.understood.text() == "15 Oct 2021"


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(_KEY.Key_F4, Qt.KeyboardModifier.NoModifier), (_KEY.Key_Down, _ALT)],
    ids=["F4", "Alt+Down"],
)
def test_the_calendar_is_opened_and_used_with_the_keyboard(
    qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    field = field_of(qtbot)
    QTest.keyClicks(field.line, "2021-10-14")
    QTest.keyClick(field.line, key, modifier)
    popup = popup_of(field)
    assert popup.calendar.selectedDate() == QDate(2021, 10, 14)
    assert popup.calendar.firstDayOfWeek() == Qt.DayOfWeek.Monday
    QTest.keyClick(days_of(popup), _KEY.Key_Right)
    QTest.keyClick(days_of(popup), _KEY.Key_Down)
    with qtbot.waitSignal(field.edited):
        QTest.keyClick(days_of(popup), _KEY.Key_Return)
    assert field.line.text() == "2021-10-22"
    assert popup.isHidden()
    assert field.understood.text() == "22 Oct 2021"


def test_the_calendar_is_left_with_escape_and_nothing_is_chosen(qtbot: QtBot) -> None:
    field = field_of(qtbot)
    QTest.keyClicks(field.line, "2021-10")
    QTest.mouseClick(field.button, Qt.MouseButton.LeftButton)
    popup = popup_of(field)
    assert popup.calendar.selectedDate() == QDate(2021, 10, 1)
    QTest.keyClick(days_of(popup), _KEY.Key_Escape)
    assert popup.isHidden()
    assert field.line.text() == "2021-10"


def test_the_calendar_opens_at_today_and_marks_it(qtbot: QtBot) -> None:
    field = field_of(qtbot)
    today = QDate(2026, 11, 21)
    field.open_calendar()
    popup = popup_of(field)
    assert popup.calendar.selectedDate() == today
    assert popup.calendar.dateTextFormat(today).fontUnderline()
    assert not popup.calendar.dateTextFormat(today.addDays(1)).fontUnderline()
    QTest.keyClick(days_of(popup), _KEY.Key_PageUp)
    assert popup.calendar.monthShown() == 10
    QTest.keyClick(days_of(popup), _KEY.Key_T)
    assert popup.calendar.selectedDate() == today
    popup.close()


def test_a_day_is_chosen_with_the_mouse_and_days_to_come_can_be(qtbot: QtBot) -> None:
    field = field_of(qtbot)
    QTest.keyClicks(field.line, "2030-01-01")
    QTest.mouseClick(field.button, Qt.MouseButton.LeftButton)
    popup = popup_of(field)
    following = popup.calendar.findChild(QToolButton, "qt_calendar_nextmonth")
    assert isinstance(following, QToolButton)
    QTest.mouseClick(following, Qt.MouseButton.LeftButton)
    assert (popup.calendar.yearShown(), popup.calendar.monthShown()) == (2030, 2)
    view = days_of(popup)
    # Row 0 holds the names of the days; February 2030 begins on a Friday.
    index = view.model().index(1, 4)
    assert index.data() == 1
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center()
    )
    assert field.line.text() == "2030-02-01"


def test_where_days_are_counted_there_is_no_calendar(qtbot: QtBot) -> None:
    field = field_of(qtbot, relative=True)
    assert field.button.isHidden()
    assert field.line.placeholderText().startswith("day 84")
    QTest.keyClick(field.line, _KEY.Key_F4)
    assert field.findChild(CalendarPopup) is None
    QTest.keyClicks(field.line, "month 3")
    qtbot.waitUntil(lambda: field.understood.text() == "day 91 ± 15")


def test_an_event_is_completed_from_the_record(qtbot: QtBot) -> None:
    field = field_of(qtbot)
    QTest.keyClicks(field.line, "end of so")
    offered = field.line.completer().popup()
    assert offered is not None
    qtbot.waitUntil(offered.isVisible)
    QTest.keyClick(offered, _KEY.Key_Down)
    QTest.keyClick(offered, _KEY.Key_Return)
    assert field.line.text() == "end of sorafenib 1"
    assert offered.isHidden()
    QTest.keyClicks(field.line, " + 2w")
    assert str(field.value(clerk())) == "course:s1:end + 2 weeks"


def test_a_shown_date_reads_back_and_says_nothing_of_itself(qtbot: QtBot) -> None:
    field = field_of(qtbot)
    when = ClinicalDate.parse("course:s1:start + 3 weeks # at the restart")
    field.show_value(when, clerk())
    assert field.typed() == 'sorafenib 1 + 3 weeks "at the restart"'
    assert field.value(clerk()) == when
    assert field.understood.isHidden()
    field.show_value(None, clerk())
    assert field.is_empty


def test_a_compact_field_says_it_in_the_line_where_there_is_room(qtbot: QtBot) -> None:
    field = field_of(qtbot, compact=True)
    height = field.sizeHint().height()
    QTest.keyClicks(field.line, "2021-10")
    qtbot.waitUntil(lambda: field.line.toolTip() == "October 2021, day not known")
    assert field.understood.isVisible()
    assert field.understood.geometry().right() < field.line.width()
    assert field.sizeHint().height() == height
    field.resize(150, 80)
    qtbot.waitUntil(field.understood.isHidden)
    assert field.line.toolTip() == "October 2021, day not known"


def test_the_calendar_stays_on_the_screen(qtbot: QtBot) -> None:
    field = field_of(qtbot)
    room = field.screen().availableGeometry()
    field.move(room.bottomRight() - QPoint(100, 40))
    field.open_calendar()
    popup = popup_of(field)
    assert room.contains(popup.geometry().topLeft())
    assert popup.geometry().bottom() <= field.line.mapToGlobal(QPoint(0, 0)).y()
    popup.close()


def test_the_icon_takes_the_colours_of_the_theme(qtbot: QtBot, theme: Theme) -> None:
    field = field_of(qtbot)

    def darkest() -> int:
        picture = field.button.icon().pixmap(24, 24).toImage()
        shades = (picture.pixelColor(x, y) for x in range(24) for y in range(24))
        return min(shade.lightness() for shade in shades if shade.alpha() == 255)

    light = darkest()
    theme.choose(Choice.DARK)
    dark = darkest()
    theme.choose(Choice.LIGHT)
    assert dark > light
    assert darkest() == light


def test_a_form_offers_its_record_to_its_dates(qtbot: QtBot, cases: Logbook) -> None:
    dialog = EntryDialog(chosen(cases, "zhang-2024"), "visit")
    qtbot.addWidget(dialog)
    dialog.show()
    field = dialog.entry.fields["on"]
    assert isinstance(field, DateField)
    QTest.keyClicks(field.line, "lenvatinib 2 + 1w")
    qtbot.waitUntil(lambda: "lenvatinib 2 + 1 week" in field.understood.text())
    assert field.button.isVisible()


def test_every_part_of_the_calendar_has_a_name(qtbot: QtBot) -> None:
    field = field_of(qtbot)
    assert field.line.accessibleName() == "Date"
    assert field.button.accessibleName() == "Calendar for Date"
    field.open_calendar()
    popup = popup_of(field)
    assert popup.calendar.accessibleName() == "Calendar"
    arrows = [
        popup.calendar.findChild(QToolButton, f"qt_calendar_{n}month") for n in ("prev", "next")
    ]
    assert [arrow.accessibleName() for arrow in arrows if arrow] == ["Earlier", "Later"]
    QTest.keyClick(days_of(popup), _KEY.Key_Escape)
