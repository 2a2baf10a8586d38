"""Sums and categories of the imaging of the day, from what is typed so far; nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from hcclog.commands.refused import Refused
from hcclog.entry.dates import read_day
from hcclog.entry.visit.entry import provisional
from hcclog.entry.visit.imaging import readable_imaging
from hcclog.rules.timeline import criteria_for, timeline
from hcclog.ui.chips import ChipLabel
from hcclog.ui.labels import ElidedLabel, plain_tip, wrapped_label
from hcclog.ui.text import CRITERIA_NAMES, mm, percent, signed_mm

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk
    from hcclog.entry.visit.words import ImagingWords
    from hcclog.rules.verdict import Timepoint

_NAME = 90


class SumsView(QWidget):
    """One row for each of the criteria: sum, changes, category and why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sums")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(2, 1)
        self._rows: list[tuple[ElidedLabel, ChipLabel, QLabel]] = []

    def show_points(self, points: list[tuple[str, Timepoint]]) -> None:
        """Show the day's timepoints by the name of their criteria; none empties the view."""
        while len(self._rows) < len(points):
            self._rows.append(self._made_row(len(self._rows)))
        for n, (name, chip, words) in enumerate(self._rows):
            is_shown = n < len(points)
            for widget in (name, chip, words):
                widget.setVisible(is_shown)
            if is_shown:
                criteria, point = points[n]
                name.show_text(criteria)
                chip.show_category(None if point.is_baseline else point.overall.value)
                chip.setVisible(not point.is_baseline)
                chip.setToolTip(plain_tip(point.overall.sentence))
                words.setText(sum_words(point))

    def texts(self) -> list[str]:
        """Return what is shown, a row a line."""
        return [
            f"{name.text()} {chip.text()} {words.text()}"
            for name, chip, words in self._rows
            if not name.isHidden()
        ]

    def _made_row(self, n: int) -> tuple[ElidedLabel, ChipLabel, QLabel]:
        name, chip, words = ElidedLabel("strong"), ChipLabel(), wrapped_label("", "muted")
        name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        name.setFixedWidth(_NAME)
        self._grid.addWidget(name, n, 0)
        self._grid.addWidget(chip, n, 1)
        self._grid.addWidget(words, n, 2)
        return name, chip, words


def sum_words(point: Timepoint) -> str:
    """Return sum and changes on one line; without a sum the reason of the category."""
    parts = []
    if point.total.mm is not None:
        parts.append(f"sum {mm(point.total.mm)} mm" + ("" if point.total.complete else " so far"))
    if point.change_from_baseline is not None:
        parts.append(f"{percent(point.change_from_baseline)} from baseline")
    if point.change_from_nadir is not None:
        over = f"{percent(point.change_from_nadir)} ({signed_mm(point.change_from_nadir_mm)})"
        parts.append(f"{over} from nadir")
    return " · ".join(parts) or point.overall.sentence


def points_of_day(clerk: Clerk, imaging: ImagingWords, on: str) -> list[tuple[str, Timepoint]]:
    """Return how the rules judge the day as far as it is typed; nothing where it has no date."""
    try:
        day = read_day(clerk, on)
    except Refused:
        return []
    pieces = readable_imaging(clerk, imaging, day)
    if not pieces:
        return []
    record = provisional(clerk.record, pieces)
    wanted = pieces[0].entity.id
    return [
        (CRITERIA_NAMES[response.criteria], point)
        for response in timeline(record, criteria_for(record)).responses
        for point in response.timepoints
        if point.assessment.id == wanted
    ]
