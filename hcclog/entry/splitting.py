"""Lesions that merge or fall apart: what is written for each of them, in one command.

A lesion that merged counts as 0 and the one that took it in with its whole diameter; the parts of
one that fell apart are added (Eisenhauer 2009, 4.4.1).
"""

from __future__ import annotations

from dataclasses import replace
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

from hcclog.commands.refused import Refused
from hcclog.domain.ids import EntityId
from hcclog.domain.lesion import LesionState, Measurement
from hcclog.domain.response import SeriesLesion
from hcclog.domain.text_reading import code_key
from hcclog.entry.sizes import measured, measurement_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hcclog.domain.lesion import Lesion
    from hcclog.domain.record import PatientRecord
    from hcclog.entry.clerk import Clerk

Changed = tuple[Any, Any | None]
_FEWEST_PARTS = 2


def merged(
    clerk: Clerk, lesion: Lesion, into: Lesion, assessment_id: str, text: str
) -> list[Changed]:
    """Return the measurements of a lesion that merged and of the one that took it in.

    Args:
        clerk: With the record.
        lesion: The lesion that is no longer told apart.
        into: The lesion that it merged into.
        assessment_id: Where that was seen.
        text: The size of the merged lesion, as one types it; empty leaves what is there.

    Returns:
        Each measurement with what it was; None for a new one.

    Raises:
        Refused: They are one and the same, or the text is no size.
    """
    if lesion.id == into.id:
        raise Refused(f"{lesion.label} cannot merge into itself.", "other_lesion_id")
    seen = measurement_at(clerk.record, lesion.id, assessment_id)
    state = replace(
        seen or _empty(clerk, lesion, assessment_id),
        longest_mm=None,
        short_axis_mm=None,
        viable_mm=None,
        trend=None,
        state=LesionState.MERGED,
        other_lesion_id=into.id,
    )
    found: list[Changed] = [(state, seen)]
    if text.strip():
        size = measured(clerk, into, assessment_id, text)
        found.append((size, measurement_at(clerk.record, into.id, assessment_id)))
    return found


def split(
    clerk: Clerk, lesion: Lesion, assessment_id: str, parts: Sequence[tuple[str, str]]
) -> list[Any]:
    """Return the parts of a lesion as new lesions, each with its size and the role of the whole.

    Args:
        clerk: With the record.
        lesion: The lesion that fell apart.
        assessment_id: Where that was seen.
        parts: Label and size of each, as typed; a size may be empty.

    Raises:
        Refused: There are too few, or a size cannot be read.
    """
    named = [(label.strip(), text) for label, text in parts if label.strip()]
    own = measurement_at(clerk.record, lesion.id, assessment_id) is not None
    if len(named) + own < _FEWEST_PARTS:
        msg = f"{lesion.label} falls into two parts at least; give each a label."
        raise Refused(msg, "label")
    found: list[Any] = []
    for label, text in named:
        part = replace(lesion, id=EntityId(clerk.new_id()), label=label, note="")
        found += [part, *_roles(clerk, lesion, part, assessment_id)]
        found.append(_part_size(clerk, lesion, part, assessment_id, text))
    return found


def part_labels(record: PatientRecord, label: str, n: int) -> list[str]:
    """Return labels that are free for the parts of a lesion: ``T1a``, ``T1b``."""
    taken = {code_key(lesion.label) for lesion in record.lesions}
    letters = (f"{label}{letter}" for letter in ascii_lowercase)
    free = [each for each in letters if code_key(each) not in taken]
    return free[:n]


def _empty(clerk: Clerk, lesion: Lesion, assessment_id: str) -> Measurement:
    own, patient_id = EntityId(clerk.new_id()), clerk.record.patient.id
    return Measurement(own, patient_id, EntityId(assessment_id), lesion.id)


def _part_size(
    clerk: Clerk, lesion: Lesion, part: Lesion, assessment_id: str, text: str
) -> Measurement:
    size = _empty(clerk, part, assessment_id)
    if text.strip():
        size = replace(measured(clerk, part, assessment_id, text), id=size.id)
    if size.state is not None:
        raise Refused(f"A part has a size or nothing yet; {text.strip()!r} is neither.")
    return replace(size, state=LesionState.SPLIT, other_lesion_id=lesion.id)


def _roles(
    clerk: Clerk, lesion: Lesion, part: Lesion, assessment_id: str
) -> Iterator[SeriesLesion]:
    """Yield the roles of the whole, in the series that its parts are seen in."""
    from hcclog.rules.series import RecordView

    record = clerk.record
    for view in RecordView(record, clerk.chronology).views():
        if all(each.id != assessment_id for each in view.assessments):
            continue
        for role in record.series_lesions:
            if (role.series_id, role.lesion_id) == (view.series.id, lesion.id):
                own = EntityId(clerk.new_id())
                yield SeriesLesion(own, part.patient_id, role.series_id, part.id, role.role)
