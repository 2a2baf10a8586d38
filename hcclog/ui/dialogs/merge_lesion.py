"""Two lesions that are no longer told apart: which took which in, when, and how large it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from hcclog.entry.sizes import HELP, measurement_at, size_text
from hcclog.entry.splitting import merged
from hcclog.ui.dialogs.form import FormDialog, filled
from hcclog.ui.entering import read_by
from hcclog.ui.forms import entries
from hcclog.ui.revising import Revision, revise

if TYPE_CHECKING:
    from hcclog.domain.lesion import Lesion
    from hcclog.entry.clerk import Clerk
    from hcclog.entry.splitting import Changed
    from hcclog.ui.desk import Desk


class MergeLesion(FormDialog):
    """Asks which lesion took another in.

    Attributes:
        into: The lesion that it merged into.
        at: The assessment where that was seen.
        typed_size: How large the merged lesion is there, as one types it into a cell.
    """

    def __init__(
        self, desk: Desk, lesion: Lesion, assessment_id: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, f"{lesion.label} merged into another lesion", "Save", parent)
        self._lesion = lesion
        clerk = desk.clerk()
        others = clerk.record.lesions if clerk is not None else ()
        self.into = filled(QComboBox(), [(x.label, x.id) for x in others if x.id != lesion.id])
        self.at = filled(QComboBox(), list(entries.assessments(clerk)) if clerk else [])
        place = self.at.findData(assessment_id)
        self.at.setCurrentIndex(place if place >= 0 else self.at.count() - 1)
        self.typed_size = QLineEdit()
        self.typed_size.setPlaceholderText("42.0, 42x31, 42.0/38.0…")
        self.typed_size.setToolTip(HELP)
        self.add_row("Merged &into", self.into)
        self.add_row("&Seen at", self.at)
        self.add_row("Size of the &merged lesion", self.typed_size)
        self.into.currentIndexChanged.connect(self._show_size)
        self.at.currentIndexChanged.connect(self._show_size)
        self._show_size()

    def commit(self) -> bool:
        changes = read_by(self.desk, self._changes)
        if changes is None:
            return False
        added = [new for new, seen in changes if seen is None]
        corrected = [(new, seen) for new, seen in changes if seen is not None]
        title = f"{self._lesion.label} merged into {self.into.currentText()}"
        return revise(self.desk, title, Revision(added, corrected))

    def _changes(self, clerk: Clerk) -> list[Changed]:
        from hcclog.commands.refused import Refused

        into = next((x for x in clerk.record.lesions if x.id == self.into.currentData()), None)
        if into is None or self.at.currentData() is None:
            raise Refused("A merge needs another lesion and an assessment; add them first.")
        return merged(clerk, self._lesion, into, str(self.at.currentData()), self.typed_size.text())

    def _show_size(self) -> None:
        """Show what is measured of the other lesion there."""
        record = self.desk.record()
        if record is None:
            return
        into = next((x for x in record.lesions if x.id == self.into.currentData()), None)
        seen = into and measurement_at(record, into.id, str(self.at.currentData()))
        labels: dict[str, str] = {each.id: each.label for each in record.lesions}
        self.typed_size.setText(size_text(seen, into, labels) if into and seen else "")
