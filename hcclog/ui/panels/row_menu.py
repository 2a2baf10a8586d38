"""What can be done with a row of a table: corrected, retracted, and what happens in a course."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from hcclog.commands.moving import can_move
from hcclog.domain.acts import Act
from hcclog.domain.therapy import Course
from hcclog.ui.dialogs import opening
from hcclog.ui.entering import take_out
from hcclog.ui.forms.nouns import FORMS

if TYPE_CHECKING:
    from hcclog.ui.choosing import Mark
    from hcclog.ui.desk import Desk
    from hcclog.ui.dialogs.entry_dialog import EntryDialog

_COURSE: tuple[tuple[str, Callable[[Desk, Course, QWidget], EntryDialog | None]], ...] = (
    ("&Dose change…", opening.change_dose),
    ("&Hold…", opening.hold_course),
    ("&Restart…", opening.restart_course),
    ("&Stop…", opening.stop_course),
    ("Re&challenge…", opening.rechallenge),
)


def fill_row_menu(
    menu: QMenu, desk: Desk, mark: Mark, parent: QWidget, *, retractable: bool = True
) -> None:
    """Put in what can be done with an entry: nothing where nothing may be written."""
    entity = opening.entry_of(desk, mark)
    if entity is None:
        return
    if desk.logbook.may_write(mark[0]):
        _add_writing(menu, desk, (mark, entity), parent, retractable=retractable)
        menu.addSeparator()
    menu.addAction("&History of this\tCtrl+H", lambda: show_history(desk, mark))


def show_history(desk: Desk, mark: Mark) -> None:
    """Show who changed an entry, when, from what to what and why."""
    desk.choose_mark(*mark)
    desk.history_wanted.emit()


def _add_writing(
    menu: QMenu, desk: Desk, one: tuple[Mark, object], parent: QWidget, *, retractable: bool
) -> None:
    mark, entity = one
    if mark[0] in FORMS:
        menu.addAction("C&orrect…", lambda: opening.correct_entry(desk, mark, parent.window()))
    if retractable:
        menu.addAction("Re&tract…", lambda: take_out(desk, *mark))
    record = desk.record()
    if record is not None and can_move(record, entity):
        menu.addAction("Move to another &patient…", lambda: _move(desk, entity, parent))
    if mark[0] == "visit" and desk.logbook.person is not None and desk.logbook.may(Act.SIGN):
        menu.addAction("Si&gn…", lambda: _sign(desk, mark, parent))
    course = _course_of(desk, entity)
    if course is not None:
        _add_course(menu, desk, course, parent)


def _move(desk: Desk, entity: object, parent: QWidget) -> None:
    from hcclog.ui.dialogs.move_entry import MoveEntry

    MoveEntry(desk, entity, parent.window()).open()


def _sign(desk: Desk, mark: Mark, parent: QWidget) -> None:
    from hcclog.ui.attesting.sign_dialog import sign_visit

    sign_visit(desk, mark, parent.window())


def _add_course(menu: QMenu, desk: Desk, course: Course, parent: QWidget) -> None:
    """Offer what happens in a course."""
    menu.addSeparator()
    for words, make in _COURSE:
        action = menu.addAction(words)
        action.triggered.connect(lambda _on, made=make: _open(desk, course, made, parent))
        action.setEnabled(_is_possible(desk, course, words))


def _course_of(desk: Desk, entity: object) -> Course | None:
    """Return the course itself, or that of a hold or a dose step."""
    if isinstance(entity, Course):
        return entity
    found = opening.entry_of(desk, ("course", getattr(entity, "course_id", None) or ""))
    return found if isinstance(found, Course) else None


def _is_possible(desk: Desk, course: Course, words: str) -> bool:
    if words == "&Restart…":
        return opening.open_hold(desk, course) is not None
    return words != "&Stop…" or course.end_on is None


def _open(
    desk: Desk,
    course: Course,
    make: Callable[[Desk, Course, QWidget], EntryDialog | None],
    parent: QWidget,
) -> None:
    dialog = make(desk, course, parent.window())
    if dialog is not None:
        dialog.open()
