"""The scans of one assessment: one line for each, with how, of what and in which slices."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hcclog.domain.assessment import Modality, Scan
from hcclog.domain.ids import EntityId
from hcclog.ui.fields.choice_field import ChoiceField, enum_choices
from hcclog.ui.fields.number_field import DecimalField
from hcclog.ui.fields.text_field import TextField
from hcclog.ui.labels import plain_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hcclog.commands.refused import Refused
    from hcclog.entry.clerk import Clerk
    from hcclog.ui.fields.field import Field

_TITLES = ("Modality", "Phases", "Region", "Slices, mm")
_PHASES, _REGION = 1, 2
_SLICES_WIDTH = 76


class ScanRow:
    """The fields of one scan.

    Attributes:
        seen: The scan that is corrected; None for a new one.
        study_uid: Its study in the archive of images; a dropped image says it.
        fields: By the name of the scan's field.
    """

    def __init__(self, number: int, seen: Scan | None = None) -> None:
        self.seen = seen
        self.study_uid = seen.study_uid if seen is not None else ""
        self.fields: dict[str, Field] = {
            "modality": ChoiceField("modality", "Modality", enum_choices(Modality, optional=False)),
            "phases": TextField("phases", "Phases", "arterial…"),
            "region": TextField("region", "Region", "liver…"),
            "slice_thickness_mm": DecimalField("slice_thickness_mm", "Slices", "mm"),
        }
        self.fields["slice_thickness_mm"].setMaximumWidth(_SLICES_WIDTH)
        self.remove = QPushButton("Remove")
        self.remove.setAccessibleName(f"Remove scan {number}")
        for field in self.fields.values():
            widget = field.focusProxy()
            if widget is not None:
                widget.setAccessibleName(f"{field.words}, scan {number}")
                # A file that is dropped goes to the form, and not into a field as text.
                widget.setAcceptDrops(False)

    @property
    def is_bare(self) -> bool:
        """True for a new scan of which nothing but the way is said."""
        said = [self.fields[name] for name in ("phases", "region", "slice_thickness_mm")]
        return self.seen is None and all(field.is_empty for field in said)

    def widgets(self) -> list[QWidget]:
        """Return what stands in its line."""
        return [*self.fields.values(), self.remove]

    def show_scan(self, scan: Scan, clerk: Clerk) -> None:
        """Show the values of a scan."""
        for name, field in self.fields.items():
            field.show_value(getattr(scan, name), clerk)

    def scan(self, clerk: Clerk, assessment_id: EntityId) -> Scan:
        """Return the scan as it stands in the fields.

        Raises:
            Refused: A field cannot be read.
        """
        values: dict[str, Any] = {name: each.value(clerk) for name, each in self.fields.items()}
        values["study_uid"] = self.study_uid
        if self.seen is not None:
            return replace(self.seen, **values)
        own, patient_id = EntityId(clerk.new_id()), clerk.record.patient.id
        return Scan(own, patient_id, assessment_id, **values)


class ScanRows(QWidget):
    """Any number of scans.

    Signals:
        finished: Enter was pressed in a field.
    """

    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ScanRow] = []
        self._removed: list[Scan] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(_PHASES, 2)
        self._grid.setColumnStretch(_REGION, 1)
        for column, title in enumerate(_TITLES):
            self._grid.addWidget(plain_label(title, "muted"), 0, column)
        self.add = QPushButton("Add a &scan")
        self.add.clicked.connect(self._add_and_go)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addLayout(self._grid)
        self.tools = QHBoxLayout()
        self.tools.addWidget(self.add)
        self.tools.addStretch(1)
        lines.addLayout(self.tools)

    def add_row(self, seen: Scan | None = None) -> ScanRow:
        """Add a line, for a scan that is there or for a new one."""
        place = self._grid.rowCount()
        row = ScanRow(len(self.rows) + 1, seen)
        for column, widget in enumerate(row.widgets()):
            self._grid.addWidget(widget, place, column, Qt.AlignmentFlag.AlignTop)
        for field in row.fields.values():
            field.finished.connect(self.finished)
        row.remove.clicked.connect(lambda: self.take_away(row))
        self.rows.append(row)
        self._order_tabs(row)
        return row

    def _order_tabs(self, row: ScanRow) -> None:
        """Let Tab reach a new line where it is read: before the button that adds the next."""
        before = self.add.previousInFocusChain()
        # Qt orders only what takes the focus.
        while before is not None and before.focusPolicy() is Qt.FocusPolicy.NoFocus:
            before = before.previousInFocusChain()
        for widget in [*(field.focusProxy() for field in row.fields.values()), row.remove]:
            if before is not None and widget is not None:
                QWidget.setTabOrder(before, widget)
            before = widget

    def take_away(self, row: ScanRow) -> None:
        """Take a line away; a scan that is in the record is retracted when the form is saved."""
        self.rows.remove(row)
        if row.seen is not None:
            self._removed.append(row.seen)
        for widget in row.widgets():
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.add.setFocus()

    def copy(self, scans: Sequence[Scan], clerk: Clerk) -> None:
        """Propose scans like others: the same ways, phases and slices, as new ones."""
        for scan in scans:
            self.add_row().show_scan(scan, clerk)

    def correct(self, scans: Sequence[Scan], clerk: Clerk) -> None:
        """Show scans that are in the record."""
        for scan in scans:
            self.add_row(scan).show_scan(scan, clerk)

    def scans(self, clerk: Clerk, assessment_id: EntityId) -> list[tuple[Scan, Scan | None]]:
        """Return each scan with what it was; None for a new one.

        Raises:
            Refused: A field cannot be read.
        """
        return [(row.scan(clerk, assessment_id), row.seen) for row in self.rows]

    def removed(self) -> list[tuple[str, str]]:
        """Return table and id of the scans that were taken away."""
        return [("scan", scan.id) for scan in self._removed]

    def refuse(self, refusal: Refused) -> bool:
        """Say a refusal at the first field of its name that does not read; False without one."""
        for row in self.rows:
            field = row.fields.get(refusal.field)
            if field is not None and (not field.is_empty or row is self.rows[-1]):
                field.refuse(refusal.sentence)
                field.setFocus()
                return True
        return False

    def settle(self) -> None:
        """Take all refusals away."""
        for row in self.rows:
            for field in row.fields.values():
                field.settle()

    def _add_and_go(self) -> None:
        self.add_row().fields["modality"].setFocus()
