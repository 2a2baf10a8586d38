"""What a lesion's newest reading says: disease seen, gone, or not known."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.lesion import LesionState
from hcclog.rules.criteria import NODE_NORMAL_MM
from hcclog.rules.scores.score import Input
from hcclog.rules.words import limit

if TYPE_CHECKING:
    from decimal import Decimal

    from hcclog.domain.assessment import Assessment
    from hcclog.domain.lesion import Lesion, Measurement
    from hcclog.rules.scores.observed import RecordAt


class Seen(StrEnum):
    """What a reading says of a lesion."""

    PRESENT = "present"
    GONE = "gone"
    EQUIVOCAL = "equivocal"
    UNKNOWN = "not evaluable"


_BY_STATE = {
    LesionState.ABSENT: Seen.GONE,
    LesionState.MERGED: Seen.GONE,
    LesionState.EQUIVOCAL: Seen.EQUIVOCAL,
    LesionState.NOT_EVALUABLE: Seen.UNKNOWN,
}


class Sighting(NamedTuple):
    """One lesion at one assessment."""

    lesion: Lesion
    assessment: Assessment
    measurement: Measurement

    @property
    def size_mm(self) -> Decimal | None:
        """The diameter that counts: a node's short axis, else the longest one, in mm."""
        if self.lesion.nodal:
            return self.measurement.short_axis_mm
        return self.measurement.longest_mm

    @property
    def seen(self) -> Seen:
        """What the reading says."""
        if self.measurement.state in _BY_STATE:
            return _BY_STATE[self.measurement.state]
        if self.size_mm is None:
            return Seen.PRESENT
        least = NODE_NORMAL_MM if self.lesion.nodal else 0
        is_there = self.size_mm >= least if self.lesion.nodal else self.size_mm > least
        return Seen.PRESENT if is_there else Seen.GONE

    @property
    def words(self) -> str:
        """Label and size, such as ``R1 22 mm``."""
        size = "" if self.size_mm is None else f" {limit(self.size_mm)}"
        return f"{self.lesion.label}{size}"

    def input(self, at: RecordAt) -> Input:
        """Return the reading as the input of a stage."""
        size, state = self.size_mm, self.measurement.state
        value = f"{size:f}" if size is not None else str(state or "present")
        unit = "mm" if size is not None else ""
        on = self.assessment.on
        date = at.chronology.label(on)
        key = self.measurement.id
        return Input(self.lesion.label, value, unit, on, date, "measurement", key)


def sightings(at: RecordAt, lesion: Lesion) -> list[Sighting]:
    """Return the readings of a lesion at or before the day, in order of time."""
    assessments = {a.id: a for a in at.record.assessments if at.holds(a.on)}
    found = [
        Sighting(lesion, assessments[m.assessment_id], m)
        for m in at.record.measurements
        if m.lesion_id == lesion.id and m.assessment_id in assessments
    ]
    return sorted(found, key=lambda each: at.day(each.assessment.on))
