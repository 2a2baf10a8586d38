"""A new lesion, one more row of the worksheet: what it is, its role, and its size where found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from hcclog.catalogue.sites import find_site
from hcclog.commands.refused import Refused
from hcclog.domain.ids import EntityId
from hcclog.domain.lesion import Lesion, LesionKind
from hcclog.domain.ordering import oldest_first
from hcclog.domain.response import LesionRole, SeriesLesion
from hcclog.entry.sizes import HELP, measured
from hcclog.ui.dialogs.fitted_area import FittedArea
from hcclog.ui.dialogs.form import FormDialog, align_labels, filled
from hcclog.ui.entering import enter, read_by
from hcclog.ui.forms import entries
from hcclog.ui.forms.making import make_form

if TYPE_CHECKING:
    from hcclog.domain.response import ResponseSeries
    from hcclog.entry.clerk import Clerk
    from hcclog.ui.desk import Desk
    from hcclog.ui.fields.field import Field

_LETTERS = {LesionRole.TARGET: "T", LesionRole.NEW: "L"}
_OTHERS = "N"
_NODES = "lymph node"
_WIDTH, _HEIGHT = 520, 664


class NewLesion(FormDialog):
    """Asks for role, place, kind, and the size at the assessment where it was found.

    Attributes:
        entry: What the lesion is.
        role: What it is in the series.
        found_at: The assessment where it was measured first.
        first_size: Its size there, as one types it into a cell.
        label: The label, as it is typed.
        site: The site, as it is typed.
    """

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, assessment_id: str = ""
    ) -> None:
        """Make a form.

        Args:
            desk: Where it is written.
            parent: The window.
            assessment_id: Where the lesion was found; empty for the baseline of the last series.
        """
        super().__init__(desk, "New lesion", "Add lesion", parent)
        self.resize(_WIDTH, _HEIGHT)
        self._label_is_typed = self._role_is_chosen = False
        self._add_course(assessment_id)
        self.entry = make_form("lesion")
        self.label, self.site = self._line("label"), self._line("site")
        self.column.insertWidget(1, FittedArea(self.entry), 1)
        align_labels(self.form, self.entry.rows)
        clerk = desk.clerk()
        if clerk is not None:
            self.entry.offer(clerk)
            self.entry.fields["organ"].show_value("liver", clerk)
        self.label.textEdited.connect(self._label_typed)
        self.site.textEdited.connect(self._place_typed)
        completer = self.site.completer()
        if completer is not None:
            completer.activated.connect(self._place_typed)
        self.entry.fields["organ"].edited.connect(self._suggest_kind)
        self.entry.finished.connect(self.accept)
        self.role.activated.connect(self._role_chosen)
        self.role.currentIndexChanged.connect(self._suggest_label)
        self.found_at.currentIndexChanged.connect(self._suggest_role)
        self.series.currentIndexChanged.connect(self._suggest_role)
        self._suggest_role()
        self._suggest_label()
        (self.first_size if assessment_id else self.label).setFocus()

    def commit(self) -> bool:
        self.entry.settle()
        entities = read_by(self.desk, self._entities)
        return entities is not None and enter(self.desk, entities)

    def _add_course(self, assessment_id: str) -> None:
        """Add what the lesion is in its series, and its first size."""
        clerk = self.desk.clerk()
        places = list(entries.assessments(clerk)) if clerk is not None else []
        self.role = filled(QComboBox(), [(role.value, role) for role in LesionRole])
        series = self._series()
        self.series = filled(QComboBox(), [(s.label, s.id) for s in series], len(series) - 1)
        self.found_at = filled(QComboBox(), [("not measured yet", None), *places])
        self.found_at.setCurrentIndex(max(0, self.found_at.findData(assessment_id or None)))
        self.first_size = QLineEdit()
        self.first_size.setPlaceholderText("42.0, 42x31, 42.0/38.0, p…")
        self.first_size.setToolTip(HELP)
        self.add_row("Seri&es", self.series)
        self.add_row("Fo&und at", self.found_at)
        self.add_row("Si&ze there", self.first_size)
        self.add_row("&Role", self.role)
        self.series.setEnabled(bool(series))
        self.role.setEnabled(bool(series))

    def _line(self, name: str) -> QLineEdit:
        line = self.entry.fields[name].focusProxy()
        if not isinstance(line, QLineEdit):
            msg = f"{name} is typed in one line"
            raise TypeError(msg)
        return line

    def _entities(self, clerk: Clerk) -> tuple[Any, ...]:
        patient_id, values = clerk.record.patient.id, self.entry.read(clerk)
        lesion = Lesion(EntityId(clerk.new_id()), patient_id, **values)
        found: list[Any] = [lesion]
        series_id = self.series.currentData()
        if series_id is not None:
            own, role = EntityId(clerk.new_id()), LesionRole(self.role.currentData())
            found.append(SeriesLesion(own, patient_id, EntityId(str(series_id)), lesion.id, role))
        text, place = self.first_size.text().strip(), self.found_at.currentData()
        if text and place is None:
            raise Refused("At which assessment was this size measured? Choose it above the size.")
        if text:
            found.append(measured(clerk, lesion, str(place), text))
        return tuple(found)

    def _series(self) -> list[ResponseSeries]:
        record, timeline = self.desk.record(), self.desk.timeline()
        if record is None or timeline is None:
            return []
        of_id = {series.baseline_assessment_id: series for series in record.series}
        ordered = oldest_first(record.assessments, timeline.chronology)
        return [of_id[a.id] for a in ordered if a.id in of_id]

    def _role_chosen(self) -> None:
        self._role_is_chosen = True

    def _suggest_role(self) -> None:
        """Propose new where it was found after the baseline, else target."""
        if self._role_is_chosen:
            return
        series = next((s for s in self._series() if s.id == self.series.currentData()), None)
        place = self.found_at.currentData()
        after = series is not None and place not in {None, series.baseline_assessment_id}
        role = LesionRole.NEW if after else LesionRole.TARGET
        self.role.setCurrentIndex(list(LesionRole).index(role))

    def _label_typed(self) -> None:
        self._label_is_typed = bool(self.label.text())

    def _suggest_label(self) -> None:
        record = self.desk.record()
        if record is not None and not self._label_is_typed:
            taken = {lesion.label for lesion in record.lesions}
            letter = _LETTERS.get(LesionRole(self.role.currentData()), _OTHERS)
            number = next(n for n in range(1, len(taken) + 2) if f"{letter}{n}" not in taken)
            self.label.setText(f"{letter}{number}")

    def _place_typed(self) -> None:
        """A place that is known says its organ: S8 lies in the liver."""
        place = find_site(self.site.text())
        clerk = self.desk.clerk()
        if place is not None and clerk is not None:
            self.entry.fields["organ"].show_value(place.organ, clerk)
            self._suggest_kind()

    def _suggest_kind(self) -> None:
        """A lymph node is a node; what was chosen for another organ stays."""
        clerk = self.desk.clerk()
        if clerk is None:
            return
        kind: Field = self.entry.fields["kind"]
        nodal, was = self.entry.fields["organ"].value(clerk) == _NODES, kind.value(clerk)
        if nodal or was is LesionKind.NODE:
            kind.show_value(LesionKind.NODE if nodal else LesionKind.MASS, clerk)

    def _show_refusal(self, sentence: str, field: str = "") -> None:
        if not self.entry.refuse(Refused(sentence, field)):
            super()._show_refusal(sentence)
