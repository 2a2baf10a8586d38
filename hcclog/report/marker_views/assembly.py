"""What the views of a marker have in common: their lanes over the days of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.report.course.build import first_view, whole_extent
from hcclog.report.course.figure import CourseFigure, NoteLane

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hcclog.report.course.figure import Lane
    from hcclog.report.course.material import Material


def over_days(material: Material, kind: str, lanes: Iterable[Lane | None]) -> CourseFigure:
    """Return a figure of the lanes that there are, over the days of the record."""
    drawn = tuple(lane for lane in lanes if lane is not None)
    home = first_view(material, drawn)
    material.memory.end()
    return CourseFigure(
        material.record.patient.code,
        material.axis(),
        drawn,
        home,
        whole_extent(material, home, drawn),
        tuple(dict.fromkeys(material.unplaced)),
        drawn,
        material.options.heights,
        kind,
    )


def note_lane(notes: Iterable[str]) -> NoteLane | None:
    """Return the lane of some sentences, each once; None without any."""
    said = tuple(dict.fromkeys(note for note in notes if note))
    return NoteLane("notes", "", "", said) if said else None
