"""The dialogs that the pictures show, filled so that there is something to see."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog

from hcclog.domain.record import NOUN_OF_TABLE
from hcclog.entry.paste.layout import Subject
from hcclog.entry.paste.splitting import block_from_text
from hcclog.ui.attesting.erase_dialog import EraseDialog
from hcclog.ui.attesting.sign_dialog import sign_record
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.confirm import Confirm
from hcclog.ui.dialogs.entry_dialog import EntryDialog
from hcclog.ui.dialogs.export_picture import ExportPicture
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
from hcclog.ui.pictured_files import FILES
from hcclog.ui.pictured_people import PEOPLE

_FORMS = ("course", "procedure", "adverse_event", "staging", "statement")
_PASTED = """Date\tTest\tResult\tUnit\tReference\tRemark
2024-01-15\tAFP\t512,4\tng/mL\t0-8,4\t
2024-01-15\tPIVKA-II\t1,204\tmAU/mL\t< 40\t
2024-02-12\tAlbumin\t38\tg/L\t35-52\tfasting
2024-02-31\tAFP\t61\tng/mL\t0-8,4\t
2024-03-18\tBilirubin\tnot done\tumol/L\t< 21\t
2024-03-18\tINR\t1.1\t\t\t
2024-03-18\tINR\t1.1\t\t\t
03/04/2024\tAFP\t88.1\tng/mL\t0-8,4\t
"""


def _pasted(desk: Desk) -> QDialog:
    """Return the preview of a pasted block."""
    clerk = desk.clerk()
    if clerk is None:
        raise LookupError(desk.patient_id)
    return PastePreview(desk, clerk, block_from_text(_PASTED), Subject.LABS)


def _correct_assessment(desk: Desk) -> QDialog | None:
    record = desk.record()
    last = record.assessments[-1:] if record is not None else ()
    return NewAssessment(desk, assessment=last[0]) if last else None


def _of_a_lesion(kind: type[MergeLesion | SplitLesion], desk: Desk) -> QDialog | None:
    record = desk.record()
    return kind(desk, record.lesions[0]) if record is not None and record.lesions else None


def _entry_form(desk: Desk, table: str) -> QDialog:
    return EntryDialog(desk, table)


def _question(_desk: Desk) -> QDialog:
    """Return a question before something unlikely is written."""
    sentence = "AFP 51 000 ng/mL lies outside what AFP can be expected in: 0 to 50000 ng/mL."
    return Confirm("Add AFP 51 000 ng/mL", (sentence,), needs_reason=True)


def _moved(desk: Desk) -> QDialog | None:
    record = desk.record()
    return MoveEntry(desk, record.labs[0]) if record is not None and record.labs else None


def _crash(_desk: Desk) -> QDialog:
    """Return what is shown of a fault of the program."""
    from hcclog.ui.crash import CrashBox

    lines = "ERROR hcclog crashed error=KeyError\n  KeyError\n    hcclog/ui/desk.py:120 in record"
    return CrashBox(lines, Path("hcclog.log"))


def _export(desk: Desk) -> QDialog | None:
    """Return the dialog that saves the course, in black and white so that the arrows are seen."""
    from hcclog.report.course.build import course_figure
    from hcclog.report.course.picture import CoursePicture

    record, timeline = desk.record(), desk.timeline()
    if record is None or timeline is None:
        return None
    dialog = ExportPicture(CoursePicture(course_figure(record, timeline)), desk)
    dialog.look.setCurrentIndex(2)
    return dialog


# Name of the picture, and what opens the dialog; nothing where the patient has nothing to show.
DIALOGS: tuple[tuple[str, Callable[[Desk], QDialog | None]], ...] = (
    ("save picture", _export),
    ("new assessment", NewAssessment),
    ("correct assessment", _correct_assessment),
    ("new lesion", NewLesion),
    ("merged lesion", partial(_of_a_lesion, MergeLesion)),
    ("split lesion", partial(_of_a_lesion, SplitLesion)),
    ("lab grid", LabGridDialog),
    ("lab stack", LabStack),
    ("new patient", NewPatient),
    ("edit patient", EditPatient),
    ("moved result", _moved),
    ("settings", Settings),
    ("new name", lambda _desk: NewName("drugs", "ABC-1234")),
    ("question", _question),
    ("fault of the program", _crash),
    ("baseline", NewSeries),
    ("source of entries", SourceOfEntries),
    ("pasted", _pasted),
    ("sign", sign_record),
    ("erase", EraseDialog),
    *FILES,
    *PEOPLE,
    *((f"new {NOUN_OF_TABLE[table].label}", partial(_entry_form, table=table)) for table in _FORMS),
)
