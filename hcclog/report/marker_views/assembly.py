"""What the views of a marker have in common: their lanes over the days of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.report.course.arrangement import arranged
from hcclog.report.course.build import first_view, not_drawn, whole_extent
from hcclog.report.course.figure import CourseFigure, NoteLane

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hcclog.report.course.figure import Lane
    from hcclog.report.course.material import Material
    from hcclog.report.course.options import CourseOptions
    from hcclog.report.marker_views.kinds import MarkerView


def over_days(material: Material, view: MarkerView, lanes: Iterable[Lane | None]) -> CourseFigure:
    """Return a figure of the lanes that there are, over the days of the record."""
    found = [lane for lane in lanes if lane is not None]
    lost = not_drawn(material)
    every, shown = chosen([*found, lost] if lost else found, material.options)
    home = first_view(material, every)
    material.memory.end()
    return CourseFigure(
        material.record.patient.code,
        material.axis(),
        shown,
        home,
        whole_extent(material, home, every),
        tuple(dict.fromkeys(material.unplaced)),
        every,
        material.options.heights,
        view.value,
    )


def chosen(
    lanes: Sequence[Lane], options: CourseOptions
) -> tuple[tuple[Lane, ...], tuple[Lane, ...]]:
    """Return all lanes in the user's order, and those of them that are shown."""
    every = arranged(lanes, options.order)
    return every, tuple(lane for lane in every if lane.key not in options.hidden)


def note_lane(notes: Iterable[str]) -> NoteLane | None:
    """Return the lane of some sentences, each once; None without any."""
    said = tuple(dict.fromkeys(note for note in notes if note))
    return NoteLane("notes", "Notes", "", said) if said else None
