"""What stands for an entry in a view that does not show the entry itself.

A size is drawn at its imaging, a line of therapy at its first course: selecting one marks the
other, so that what is selected is marked everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hcclog.domain.record import NOUN_OF_TABLE, REFERENCES

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord

Mark = tuple[str, str]
# In the order in which they are tried.
_STANDS_FOR = (
    "assessment_id",
    "baseline_assessment_id",
    "course_id",
    "procedure_id",
    "reported_response_id",
    "series_id",
    "line_id",
)


def kin(record: PatientRecord | None, mark: Mark) -> Iterator[Mark]:
    """Yield an entry, then what may stand for it, the nearest first."""
    yield mark
    entity = _entity(record, mark)
    if record is None or entity is None:
        return
    if mark[0] == "line_of_therapy":
        yield from (("course", course.id) for course in record.courses if course.line_id == mark[1])
    for name in _STANDS_FOR:
        other = getattr(entity, name, None)
        if other is not None:
            yield REFERENCES[name], other


def _entity(record: PatientRecord | None, mark: Mark) -> Any:
    noun = NOUN_OF_TABLE.get(mark[0])
    if record is None or noun is None or noun.attribute == "patient":
        return None
    return next((each for each in getattr(record, noun.attribute) if each.id == mark[1]), None)
