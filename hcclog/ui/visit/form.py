"""All sections of a visit, from top to bottom: what is typed, and where a refusal stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hcclog.entry.visit.places import typed_at
from hcclog.entry.visit.words import VisitWords
from hcclog.ui.labels import wrapped_label
from hcclog.ui.visit.events import EventSection, ReportSection
from hcclog.ui.visit.general import GeneralSection
from hcclog.ui.visit.imaging import ImagingSection
from hcclog.ui.visit.labs import LabSection
from hcclog.ui.visit.sums import points_of_day
from hcclog.ui.visit.treatment import TreatmentSection

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk
    from hcclog.ui.fields.field import Field
    from hcclog.ui.visit.line import Line
    from hcclog.ui.visit.section import Section

_SAME_DAY = "visit day"


class VisitForm(QWidget):
    """The sections.

    Signals:
        edited: A person changed a field.
        grown: Fields came or went, so the order of the keyboard is another.
    """

    edited = Signal()
    grown = Signal()

    def __init__(self, clerk: Clerk, author: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clerk = clerk
        self.general = GeneralSection(clerk, author)
        self.labs = LabSection(clerk)
        self.imaging = ImagingSection(clerk)
        self.treatment = TreatmentSection(clerk)
        self.events = EventSection()
        self.report = ReportSection()
        self.sections: tuple[Section, ...] = (
            self.general,
            self.labs,
            self.imaging,
            self.treatment,
            self.events,
            self.report,
        )
        self.unplaced = wrapped_label("", "finding")
        self.unplaced.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.unplaced)
        for section in self.sections:
            column.addWidget(section)
            section.edited.connect(self._edited)
            section.grown.connect(self._grown)
        column.addStretch(1)
        self.imaging.taken_changed.connect(self._taken_changed)
        self._hint_days()

    def words(self) -> VisitWords:
        """Return everything that is typed, as the reader takes it."""
        courses, agents = self.treatment.words()
        return VisitWords(
            **self.general.words(),
            labs=self.labs.words(),
            imaging=self.imaging.words(),
            courses=courses,
            agents=agents,
            events=self.events.words(),
            report=self.report.words(),
        )

    def typed(self) -> dict[str, str]:
        """Return what is typed by path, for a draft."""
        return {path: text for each in self.sections for path, text in each.typed().items()}

    def retype(self, typed: Mapping[str, str]) -> None:
        """Put in what a draft kept; what has no field any more is shown above the form."""
        empty = {path: "" for path in self.typed() if path not in typed}
        found: set[str] = set()
        for section in self.sections:
            found |= section.retype({**empty, **typed})
        lost = [text for path, text in typed.items() if path not in found]
        self.unplaced.setText(
            "Typed before for an entry that is no longer in the record: " + ", ".join(lost) + "."
        )
        self.unplaced.setVisible(bool(lost))
        self._taken_changed(self.imaging.was_taken)
        self._grown()
        self.refresh()

    def lines(self) -> Iterator[Line]:
        """Yield every line in the order of the keyboard."""
        for section in self.sections:
            yield from section.lines()

    def inputs(self) -> list[QWidget]:
        """Return every input in the order of the keyboard."""
        fields = (field for line in self.lines() for field in line.fields.values())
        return [widget for field in fields if (widget := field.focusProxy()) is not None]

    def refuse(self, path: str, sentence: str) -> Field | None:
        """Say a refusal at its field; None where the page has no such place."""
        place, _, name = typed_at(path).rpartition("/")
        same = [line for line in self.lines() if line.place == place]
        # The visit itself has two lines, and a place may have lost its line.
        line = next((each for each in same if name in each.fields), same[0] if same else None)
        return line.refuse(name, sentence) if line is not None else None

    def settle(self) -> None:
        """Take all refusals away."""
        for line in self.lines():
            line.settle()

    def refresh(self) -> None:
        """Compute the sums from what is typed."""
        points = points_of_day(self._clerk, self.imaging.words(), self.general.day_words())
        self.imaging.sums.show_points(points)

    def _edited(self) -> None:
        self._hint_days()
        self.refresh()
        self.edited.emit()

    def _grown(self) -> None:
        self._hint_days()
        self.grown.emit()

    def _taken_changed(self, was_taken: bool) -> None:
        self.report.show_taken(taken=was_taken)
        self.refresh()

    def _hint_days(self) -> None:
        words = self.general.day_words() or _SAME_DAY
        self.treatment.hint_day(words)
        self.events.hint_day(words)
