"""A baseline: which imaging begins a response series, and what each lesion is in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from hcclog.commands.series import ChangeSeries, add_series
from hcclog.domain.ids import EntityId
from hcclog.domain.ordering import oldest_first
from hcclog.domain.response import ResponseSeries, SeriesLesion
from hcclog.report.entity_words import place_words
from hcclog.rules.series_due import imaging_words
from hcclog.rules.series_proposal import breaches, free_label, proposals, proposed_roles
from hcclog.ui.dialogs.findings_box import FindingsBox
from hcclog.ui.dialogs.form import FormDialog, filled
from hcclog.ui.dialogs.role_grid import RoleGrid, RoleRow
from hcclog.ui.labels import wrapped_label
from hcclog.ui.models.lesion_table import size_cell
from hcclog.ui.text import sentence_case

if TYPE_CHECKING:
    from hcclog.domain.assessment import Assessment
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.response import LesionRole
    from hcclog.rules.series_proposal import SeriesProposal
    from hcclog.ui.desk import Desk

_WIDTH, _HEIGHT, _LEAST_WIDTH = 820, 620, 680
_NO_IMAGING = "A baseline needs imaging; add an assessment first."


def newest_proposal(desk: Desk) -> SeriesProposal | None:
    """Return the last baseline that is proposed for the chosen patient; None without one."""
    record, timeline = desk.record(), desk.timeline()
    if record is None or timeline is None:
        return None
    return next(reversed(proposals(record, timeline.chronology)), None)


class NewSeries(FormDialog):
    """Asks for label, imaging and line of a series, and for a role of each lesion.

    Attributes:
        grid: The lesions with their roles.
        findings: What speaks against the choice; it is said, and never refused.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        proposal: SeriesProposal | None = None,
        series: ResponseSeries | None = None,
        is_blank: bool = False,
    ) -> None:
        title = "New baseline" if series is None else "Change the baseline"
        super().__init__(desk, title, "Add baseline" if series is None else "Save", parent)
        self._series = series
        wanted = series is None and proposal is None and not is_blank
        self._proposal = newest_proposal(desk) if wanted else proposal
        self._series_id = series.id if series is not None else EntityId(desk.new_id())
        self._touched: set[str] = set()
        self._seen_roles = self._roles_of(series)
        self._known = {role.lesion_id: role for role in self._seen_roles}
        self.setMinimumWidth(_LEAST_WIDTH)
        self.resize(_WIDTH, _HEIGHT)
        self._add_fields()
        self.reasons = wrapped_label("", "muted")
        self.grid = RoleGrid()
        self.findings = FindingsBox("What speaks against these roles")
        for place, widget in enumerate((self.reasons, self.grid, self.findings), start=1):
            self.column.insertWidget(place, widget, 1 if widget is self.grid else 0)
        self.baseline.currentIndexChanged.connect(self._show_lesions)
        self.grid.chosen.connect(self._role_chosen)
        self._show_lesions()

    def commit(self) -> bool:
        series, roles = self._series_now(), self._roles_now()
        if series is None:
            self.desk.refuse(_NO_IMAGING, "baseline_assessment_id")
            return False
        if self._series is None:
            return self.desk.do(add_series(series, roles))
        return self.desk.do(ChangeSeries(series, roles, self._series, self._seen_roles))

    def _add_fields(self) -> None:
        self.label = QLineEdit(self._first_label())
        self.baseline = filled(QComboBox(), self._imaging())
        self.line = filled(QComboBox(), self._lines())
        first = self._series or self._proposal
        if first is not None:
            self.line.setCurrentIndex(max(0, self.line.findData(first.line_id)))
        self.baseline.setCurrentIndex(self._first_baseline())
        self.add_row("&Label", self.label)
        self.add_row("&Imaging", self.baseline)
        self.add_row("Line of &therapy", self.line)

    def _first_label(self) -> str:
        record = self.desk.record()
        if self._series is not None or self._proposal is not None:
            return (self._series or self._proposal).label  # type: ignore[union-attr]  # one is there
        return free_label(record, f"series {1 + len(record.series)}") if record is not None else ""

    def _first_baseline(self) -> int:
        """Return the place of the series' own imaging or of the proposed one, else of the last."""
        if self._series is not None:
            return self.baseline.findData(self._series.baseline_assessment_id)
        if self._proposal is not None:
            return self.baseline.findData(self._proposal.baseline.id)
        return self.baseline.count() - 1

    def _imaging(self) -> list[tuple[str, object]]:
        record, timeline = self.desk.record(), self.desk.timeline()
        if record is None or timeline is None:
            return []
        begun = {s.baseline_assessment_id: s for s in record.series if s.id != self._series_id}
        choices: list[tuple[str, object]] = []
        for one in oldest_first(record.assessments, timeline.chronology):
            words = sentence_case(imaging_words(record, timeline.chronology, one))
            taken = f" (baseline of “{begun[one.id].label}”)" if one.id in begun else ""
            choices.append((f"{words}{taken}", one.id))
        return choices

    def _lines(self) -> list[tuple[str, object]]:
        record = self.desk.record()
        lines = sorted(record.lines, key=lambda line: line.number) if record is not None else []
        return [("none", None), *((f"line {line.number}", line.id) for line in lines)]

    def _roles_of(self, series: ResponseSeries | None) -> tuple[SeriesLesion, ...]:
        record = self.desk.record()
        if series is None or record is None:
            return ()
        return tuple(role for role in record.series_lesions if role.series_id == series.id)

    def _chosen_imaging(self, record: PatientRecord) -> Assessment | None:
        wanted = self.baseline.currentData()
        return next((one for one in record.assessments if one.id == wanted), None)

    def _show_lesions(self) -> None:
        """Show sizes and proposed roles at the chosen imaging; what a person chose stays."""
        record, timeline = self.desk.record(), self.desk.timeline()
        here = self._chosen_imaging(record) if record is not None else None
        if record is None or timeline is None or here is None:
            self.grid.show_rows(())
        else:
            kept = {key: role for key, role in self.grid.roles().items() if key in self._touched}
            sizes = {m.lesion_id: m for m in record.measurements if m.assessment_id == here.id}
            rows = []
            for one in proposed_roles(record, timeline.chronology, here):
                cell = size_cell(sizes.get(one.lesion.id), one.lesion, new=False)
                size = "/".join(part for part in (cell.text, cell.after) if part)
                role = kept.get(one.lesion.id, self._first_role(one.lesion.id, one.role))
                place = place_words(one.lesion)
                rows.append(RoleRow(one.lesion.id, one.lesion.label, place, size, role, one.reason))
            self.grid.show_rows(rows)
        self._say_reasons(here)
        self._say_findings()

    def _first_role(self, lesion_id: EntityId, proposed: LesionRole | None) -> LesionRole | None:
        """Return the role that a lesion has in the series, or the proposed one in a new series."""
        if self._series is None:
            return proposed
        known = self._known.get(lesion_id)
        return known.role if known is not None else None

    def _say_reasons(self, here: Assessment | None) -> None:
        proposal = self._proposal
        shown = proposal is not None and here is not None and proposal.baseline.id == here.id
        self.reasons.setText(" ".join(proposal.reasons) if proposal is not None and shown else "")
        self.reasons.setVisible(shown)

    def _role_chosen(self, lesion_id: str) -> None:
        self._touched.add(lesion_id)
        self._say_findings()

    def _say_findings(self) -> None:
        record, timeline, series = self.desk.record(), self.desk.timeline(), self._series_now()
        found: tuple[str, ...] = ()
        if record is not None and timeline is not None and series is not None:
            found = breaches(record, timeline.chronology, series, self._roles_now())
        self.findings.say(found)

    def _series_now(self) -> ResponseSeries | None:
        """Return the series as it stands in the form; None where there is no imaging."""
        record = self.desk.record()
        here = self._chosen_imaging(record) if record is not None else None
        if record is None or here is None:
            return None
        line = self.line.currentData()
        line_id = EntityId(str(line)) if line is not None else None
        label = self.label.text().strip()
        if self._series is not None:
            baseline = here.id
            return replace(
                self._series, label=label, baseline_assessment_id=baseline, line_id=line_id
            )
        return ResponseSeries(self._series_id, record.patient.id, label, here.id, line_id)

    def _roles_now(self) -> tuple[SeriesLesion, ...]:
        """Return the roles that are chosen, as changes of those that are there."""
        record = self.desk.record()
        if record is None:
            return ()
        roles = []
        for key, role in self.grid.roles().items():
            if role is None:
                continue
            lesion_id = EntityId(key)
            if lesion_id not in self._known:
                self._known[lesion_id] = SeriesLesion(
                    EntityId(self.desk.new_id()),
                    record.patient.id,
                    self._series_id,
                    lesion_id,
                    role,
                )
            roles.append(replace(self._known[lesion_id], role=role))
        return tuple(roles)
