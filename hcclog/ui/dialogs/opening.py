"""Opens the forms of entries that are there, and of what happens next in a course."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hcclog.domain.ordering import oldest_first
from hcclog.domain.record import NOUN_OF_TABLE, REFERENCES
from hcclog.report.naming import drug_name
from hcclog.ui.dialogs.entry_dialog import EntryDialog, Purpose
from hcclog.ui.entering import entry_at
from hcclog.ui.forms.nouns import FORMS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hcclog.domain.chronology import Chronology
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.therapy import Course, Hold
    from hcclog.ui.choosing import Mark
    from hcclog.ui.desk import Desk


def entry_of(desk: Desk, mark: Mark | None) -> Any:
    """Return the entry that a mark names; None without one, and for the patient himself."""
    return None if mark is None or mark[0] == "patient" else entry_at(desk, *mark)


def correct_entry(desk: Desk, mark: Mark, parent: QWidget) -> EntryDialog | None:
    """Open the form of an entry; None where it has none, or nothing may be written."""
    entity = entry_of(desk, mark)
    if entity is None or mark[0] not in FORMS or not desk.logbook.may_write(mark[0]):
        return None
    dialog = EntryDialog(desk, mark[0], entity, parent=parent)
    dialog.open()
    return dialog


def given_by(desk: Desk, table: str) -> dict[str, Any]:
    """Return what a new entry takes from the one that is selected, such as its course."""
    record, chosen = desk.record(), entry_of(desk, desk.mark)
    if record is None or chosen is None or desk.mark is None:
        return {}
    columns = NOUN_OF_TABLE[table].columns
    given: dict[str, Any] = {}
    for name, parent in REFERENCES.items():
        if name in columns and name != "patient_id":
            found = chosen.id if parent == desk.mark[0] else getattr(chosen, name, None)
            given |= {name: found} if found is not None else {}
    course = next((c for c in record.courses if c.id == given.get("course_id")), None)
    if table == "dose_step" and course is not None:
        given |= last_unit(record, course, clerk_days(desk))
    return given


def clerk_days(desk: Desk) -> Chronology | None:
    """Return the days of the chosen patient's dates."""
    clerk = desk.clerk()
    return None if clerk is None else clerk.chronology


def last_unit(record: PatientRecord, course: Course, days: Chronology | None) -> dict[str, Any]:
    """Return unit and basis of the dose that a course was given in last."""
    steps = [step for step in record.dose_steps if step.course_id == course.id]
    ordered = oldest_first(steps, days) if days is not None else steps
    last = [course, *ordered][-1]
    return {"dose_unit": last.dose_unit, "dose_basis": last.dose_basis}


def open_hold(desk: Desk, course: Course) -> Hold | None:
    """Return the last hold of a course that has no end; None where none is open."""
    record, days = desk.record(), clerk_days(desk)
    if record is None or days is None:
        return None
    holds = [h for h in record.holds if h.course_id == course.id]
    still = [h for h in oldest_first(holds, days) if h.end_on is None and h.n_days is None]
    return still[-1] if still else None


def change_dose(desk: Desk, course: Course, parent: QWidget) -> EntryDialog:
    """Return the form of a change of dose in a course."""
    record = desk.record()
    unit = last_unit(record, course, clerk_days(desk)) if record is not None else {}
    purpose = _purpose(desk, course, ("Dose change of", "Add"), "on", "dose", "reason")
    given = {"course_id": course.id, **unit}
    return EntryDialog(desk, "dose_step", given=given, parent=parent, purpose=purpose)


def hold_course(desk: Desk, course: Course, parent: QWidget) -> EntryDialog:
    """Return the form of a hold of a course."""
    purpose = _purpose(desk, course, ("Hold of", "Add"), "start_on", "end_on", "reason")
    given = {"course_id": course.id}
    return EntryDialog(desk, "hold", given=given, parent=parent, purpose=purpose)


def restart_course(desk: Desk, course: Course, parent: QWidget) -> EntryDialog | None:
    """Return the form that ends the open hold of a course; None where none is open."""
    hold = open_hold(desk, course)
    if hold is None:
        return None
    purpose = _purpose(desk, course, ("Restart", "Restart"), "end_on")
    return EntryDialog(desk, "hold", hold, parent=parent, purpose=purpose)


def stop_course(desk: Desk, course: Course, parent: QWidget) -> EntryDialog:
    """Return the form that ends a course."""
    purpose = _purpose(desk, course, ("Stop", "Stop"), "end_on", "stop_reason")
    return EntryDialog(desk, "course", course, parent=parent, purpose=purpose)


def rechallenge(desk: Desk, course: Course, parent: QWidget) -> EntryDialog:
    """Return the form of a later course of the same agent."""
    asked = ("agent", "dose", "every_days", "start_on", "line_id")
    purpose = _purpose(desk, course, ("Rechallenge with", "Add"), *asked)
    given = {"agent": course.agent, "dose_unit": course.dose_unit, "route": course.route}
    return EntryDialog(desk, "course", given=given, parent=parent, purpose=purpose)


def _purpose(desk: Desk, course: Course, words: tuple[str, str], *only: str) -> Purpose:
    """Return what a form is for: its verb and its button, and the fields that are asked."""
    name, days = drug_name(course.agent), clerk_days(desk)
    about = name
    if days is not None:
        end = f" to {days.label(course.end_on)}" if course.end_on is not None else ", goes on"
        about = f"{name}, {days.label(course.start_on)}{end}"
    return Purpose(f"{words[0]} {name}", words[1], only, about)
