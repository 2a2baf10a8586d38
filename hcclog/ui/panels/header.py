"""The head of the patient page: code, and what one wants to know at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hcclog.domain.ordering import oldest_first
from hcclog.domain.patient import TimeAxis
from hcclog.report.entity_words import child_pugh_words
from hcclog.report.naming import drug_name, site_name
from hcclog.ui.labels import ElidedLabel, plain_tip
from hcclog.ui.text import SEX_WORDS, cause_words

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.staging import Staging
    from hcclog.rules.verdict import Timeline
    from hcclog.store.stamp import Change
    from hcclog.ui.desk import Desk

Fact = tuple[str, str]
_GAP = 16.0
_RIGHT = Qt.TextElideMode.ElideRight


class Header(QFrame):
    """Names the chosen patient.

    Attributes:
        line: Where what can be done with the patient is put behind the title.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._desk = desk
        self.title = ElidedLabel("title")
        self.facts = FactLine()
        self.line = QHBoxLayout()
        self.line.setSpacing(14)
        self.line.addWidget(self.title, 1)
        # The facts have the whole width: at the end stands the line of therapy of today.
        words = QVBoxLayout(self)
        words.setContentsMargins(18, 8, 14, 9)
        words.setSpacing(2)
        words.addLayout(self.line)
        words.addWidget(self.facts)
        desk.patient_chosen.connect(self.refresh)
        desk.changed.connect(self._changed)

    def refresh(self) -> None:
        """Show the chosen patient."""
        record, timeline = self._desk.record(), self._desk.timeline()
        if record is None or timeline is None:
            self.title.show_text("")
            self.facts.show_facts([])
            return
        patient = record.patient
        self.title.show_text(f"{patient.code}  {patient.name}".strip())
        self.facts.show_facts(patient_facts(record, timeline))

    def _changed(self, change: Change) -> None:
        if self._desk.patient_id in change.patient_ids:
            self.refresh()


def patient_facts(record: PatientRecord, timeline: Timeline) -> list[Fact]:
    """Return label and value of what is known; what is not is left out."""
    from hcclog.rules.summary import summary

    patient, facts = record.patient, summary(record, timeline)
    stagings = oldest_first(record.stagings, timeline.chronology)
    found = [(SEX_WORDS[patient.sex] or "Age", facts.age), ("", cause_words(patient))]
    if patient.cirrhosis is not None:
        found.append(("Cirrhosis", "yes" if patient.cirrhosis else "no"))
    found += _stage_facts(stagings)
    agents = " + ".join(drug_name(agent) for agent in facts.agents)
    found.append((f"Line {facts.line_number}" if facts.line_number else "Given", agents))
    if patient.time_axis is TimeAxis.RELATIVE:
        found.append(("Time axis", f"days from {patient.day_zero_label or 'day 0'}"))
    return [fact for fact in found if fact[1]]


def _stage_facts(stagings: list[Staging]) -> list[Fact]:
    """Return the newest statement of each kind."""

    def newest(name: str) -> str:
        values = [getattr(staging, name) for staging in stagings]
        return str(next((v for v in reversed(values) if v), ""))

    liver = next((w for s in reversed(stagings) if (w := child_pugh_words(s))), "")
    sites = next((s.extrahepatic_sites for s in reversed(stagings) if s.extrahepatic_sites), ())
    return [
        ("Child-Pugh", liver.removeprefix("Child-Pugh ")),
        ("BCLC", newest("bclc")),
        ("CNLC", newest("cnlc")),
        ("Extrahepatic", ", ".join(site_name(code) for code in sites)),
    ]


class FactLine(QWidget):
    """Labels in plain and values in bold, on one line that ends in an ellipsis."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: list[Fact] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_facts(self, facts: list[Fact]) -> None:
        """Show these facts."""
        self._facts = facts
        words = "   ".join(f"{label} {value}".strip() for label, value in facts)
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(words))
        self.update()

    def text(self) -> str:
        """Return all facts on one line."""
        return self.accessibleName()

    def sizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().height() + 3)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        x = 0.0
        for label, value in self._facts:
            for words, font in ((label, self.font()), (value, bold)):
                if words and x < self.width():
                    x += self._paint_words(painter, words, font, x) + _GAP / 4
            x += _GAP
        painter.end()

    def _paint_words(self, painter: QPainter, words: str, font: QFont, x: float) -> float:
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(words, _RIGHT, self.width() - x)
        painter.setFont(font)
        painter.drawText(round(x), round(metrics.ascent()) + 1, shown)
        return metrics.horizontalAdvance(shown)
