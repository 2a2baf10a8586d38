"""What is unlikely in tables from elsewhere: the same questions as at the keyboard."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hcclog.commands.lifting import AFTER_TODAY, BEFORE_BIRTH
from hcclog.domain.labs import LabResult
from hcclog.domain.lesion import Measurement
from hcclog.domain.record import NOUN_OF_CLASS, PatientRecord
from hcclog.entry.clerk import Clerk
from hcclog.entry.questions.find import questions

if TYPE_CHECKING:
    from hcclog.exchange.sdtm.foreign_reading import Reading

_FOUND_BY_TRIAL = frozenset({AFTER_TODAY, BEFORE_BIRTH})


def ask(reading: Reading) -> None:
    """Ask about each new measurement and result that is unlikely beside the others."""
    book, found = reading.book, reading.found
    clerk = Clerk(_with_all(reading), book.stamp().today, book.store.new_id)
    for n, proposal in enumerate(found.found):
        entity = proposal.entity
        if proposal.seen is not None or not isinstance(entity, Measurement | LabResult):
            continue
        asked = [each for each in questions(clerk, (entity,)) if each.key not in _FOUND_BY_TRIAL]
        if asked:
            sentences = " ".join(question.sentence for question in asked)
            found.found[n] = replace(proposal, why=f"{proposal.why} {sentences}".strip())


def _with_all(reading: Reading) -> PatientRecord:
    """Return the record as it would be."""
    new: dict[str, list[Any]] = {}
    patient = reading.record.patient
    for proposal in reading.found.found:
        noun = NOUN_OF_CLASS[type(proposal.entity)]
        if noun.attribute == "patient":
            patient = proposal.entity
        elif proposal.seen is None:
            new.setdefault(noun.attribute, []).append(proposal.entity)
    parts = {name: (*getattr(reading.record, name), *held) for name, held in new.items()}
    return replace(reading.record, patient=patient, **parts)
