"""Clerks for tests of pasted blocks."""

from dataclasses import replace
from typing import Any

from hcclog.domain.patient import Patient
from hcclog.domain.record import PatientRecord
from hcclog.entry.clerk import Clerk
from hcclog.entry.paste.choices import Choices
from hcclog.entry.paste.guessing import proposed
from hcclog.entry.paste.layout import Subject
from hcclog.entry.paste.preview import Preview
from hcclog.entry.paste.previewing import Previewer
from hcclog.entry.paste.splitting import block_from_text
from tests.books import TODAY, a_patient, an_id

PATIENT: Patient = a_patient("P-1")


def a_clerk(**parts: Any) -> Clerk:
    """Return a clerk of a record that holds these parts."""
    record = PatientRecord(parts.pop("patient", PATIENT))
    return Clerk(replace(record, **parts), TODAY, lambda: str(an_id()))


def read(
    clerk: Clerk, text: str, choices: Choices | None = None, subject: Subject = Subject.LABS
) -> Preview:
    """Return the preview of a text as it is proposed."""
    block = block_from_text(text)
    layout = proposed(clerk, block, subject)
    return Previewer(clerk).preview(block, layout, choices or Choices())
