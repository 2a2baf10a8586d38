"""One imaging timepoint, a column of the worksheet: added, or corrected with its scans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget

from hcclog.commands.refused import Refused
from hcclog.domain.assessment import Assessment
from hcclog.domain.ids import EntityId
from hcclog.domain.ordering import oldest_first
from hcclog.domain.response import ResponseSeries
from hcclog.ui.dialogs.form import FormDialog, align_labels
from hcclog.ui.dialogs.image_drop import ImageDrop
from hcclog.ui.dialogs.image_facts import day_to_show, fill_scan, words_of
from hcclog.ui.dialogs.scan_rows import ScanRows
from hcclog.ui.entering import enter, read_by
from hcclog.ui.forms.making import make_form
from hcclog.ui.labels import wrapped_label
from hcclog.ui.revising import Revision, revise

if TYPE_CHECKING:
    from hcclog.domain.assessment import Scan
    from hcclog.domain.dates import ClinicalDate
    from hcclog.domain.record import PatientRecord
    from hcclog.entry.clerk import Clerk
    from hcclog.exchange.dicom.image import ImageFacts
    from hcclog.ui.desk import Desk

_WIDTH = 640


class NewAssessment(FormDialog):
    """Asks for date, scans and findings.

    Attributes:
        entry: Date, findings and how many lesions were counted.
        scans: A line for each scan.
        on: The date, as it is typed.
        taken: What a dropped image filled in.
    """

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, assessment: Assessment | None = None
    ) -> None:
        """Make a form.

        Args:
            desk: Where it is written.
            parent: The window.
            assessment: What is corrected; None for a new one.
        """
        self._seen = assessment
        is_new = assessment is None
        title = "New assessment" if is_new else "Correct assessment"
        super().__init__(desk, title, "Add assessment" if is_new else "Save", parent)
        self.setMinimumWidth(_WIDTH)
        self.entry = make_form("assessment")
        self.on: QLineEdit = self.entry.fields["on"].focusProxy()  # type: ignore[assignment]  # a field of one line
        self.scans = ScanRows()
        self.copied = wrapped_label("", "muted")
        self.taken = wrapped_label("", "muted")
        self.taken.hide()
        self.from_image = QPushButton("From an &image…")
        self.from_image.setToolTip("A DICOM image; it can be dropped on this form too")
        self.scans.tools.insertWidget(1, self.from_image)
        self.is_baseline = QCheckBox("&Baseline of a new response series")
        self.series_label = QLineEdit()
        for place, widget in enumerate((self.entry, self.copied, self.scans, self.taken)):
            self.column.insertWidget(place, widget)
        self.add_row("", self.is_baseline)
        self.is_baseline.setAccessibleName("Baseline of a new response series")
        self.add_row("Series &name", self.series_label)
        align_labels(self.entry.rows, self.form)
        self.form.setRowVisible(self.is_baseline, is_new)
        self.form.setRowVisible(self.series_label, is_new)
        self.is_baseline.toggled.connect(self.series_label.setEnabled)
        self.entry.finished.connect(self.accept)
        self.scans.finished.connect(self.accept)
        self._fill()
        self._proposed = self.on.text()
        self.dropping = ImageDrop(self)
        self.from_image.clicked.connect(self.dropping.ask)
        self.on.setFocus()
        self.on.selectAll()

    def commit(self) -> bool:
        self.entry.settle()
        self.scans.settle()
        if self._seen is not None:
            found = read_by(self.desk, self._revision)
            name = f"Correct the assessment of {self.on.text().strip()}"
            return found is not None and revise(self.desk, name, found)
        entities = read_by(self.desk, self._entities)
        if entities is None or not enter(self.desk, entities):
            return False
        self.desk.choose_mark("assessment", entities[0].id)
        return True

    def take_image(self, facts: ImageFacts) -> None:
        """Fill in what an image says; what it contradicts stays, and the contradiction is said."""
        clerk = self.desk.clerk()
        if clerk is None:
            return
        self.refusal.hide()
        self.entry.settle()
        is_proposed = self._seen is None and self.on.text() == self._proposed
        try:
            day = day_to_show(facts, self._typed_day(clerk), clerk, is_proposed=is_proposed)
        except Refused as refusal:
            self._show_refusal(refusal.sentence, refusal.field)
            return
        if day is not None:
            self.entry.fields["on"].show_value(day, clerk)
            self._proposed = self.on.text()
        fill_scan(facts, self.scans, clerk)
        is_all_new = all(row.study_uid for row in self.scans.rows)
        self.copied.setHidden(self.copied.isHidden() or is_all_new)
        self.taken.setText(words_of(facts, clerk))
        self.taken.show()

    def _typed_day(self, clerk: Clerk) -> ClinicalDate | None:
        try:
            day: ClinicalDate | None = self.entry.fields["on"].value(clerk)
        except Refused:
            return None
        return day

    def _fill(self) -> None:
        clerk = self.desk.clerk()
        if clerk is None:
            return
        record = clerk.record
        self.entry.offer(clerk)
        if self._seen is not None:
            self.entry.show_entity(self._seen, clerk)
            own = [scan for scan in record.scans if scan.assessment_id == self._seen.id]
            self.scans.correct(own, clerk)
            self.copied.hide()
            return
        if not clerk.is_relative:
            self.on.setText(clerk.today.isoformat())
        self.is_baseline.setChecked(not record.series)
        self.series_label.setText(_series_label(record))
        self.series_label.setEnabled(self.is_baseline.isChecked())
        self._propose_scans(clerk)

    def _propose_scans(self, clerk: Clerk) -> None:
        """Propose the scans of the last assessment that has some, and say so."""
        record, chronology = clerk.record, clerk.chronology
        of: dict[str, list[Scan]] = {}
        for scan in record.scans:
            of.setdefault(scan.assessment_id, []).append(scan)
        imaged = [a for a in oldest_first(record.assessments, chronology) if a.id in of]
        if imaged:
            self.scans.copy(of[imaged[-1].id], clerk)
            when = chronology.label(imaged[-1].on)
            self.copied.setText(f"The scans are proposed as they were on {when}.")
        else:
            self.scans.add_row()
        self.copied.setVisible(bool(imaged))

    def _entities(self, clerk: Clerk) -> tuple[Any, ...]:
        patient_id = clerk.record.patient.id
        values = self.entry.read(clerk)
        assessment = Assessment(EntityId(self.desk.new_id()), patient_id, **values)
        scans = [scan for scan, _ in self.scans.scans(clerk, assessment.id)]
        if not self.is_baseline.isChecked():
            return assessment, *scans
        label = self.series_label.text().strip() or _series_label(clerk.record)
        own = EntityId(self.desk.new_id())
        return assessment, *scans, ResponseSeries(own, patient_id, label, assessment.id)

    def _revision(self, clerk: Clerk) -> Revision:
        from dataclasses import replace

        if self._seen is None:
            return Revision()
        scans = self.scans.scans(clerk, self._seen.id)
        assessment = replace(self._seen, **self.entry.read(clerk))
        return Revision(
            added=[scan for scan, seen in scans if seen is None],
            corrected=[(assessment, self._seen), *((s, was) for s, was in scans if was)],
            gone=self.scans.removed(),
        )

    def _show_refusal(self, sentence: str, field: str = "") -> None:
        refusal = Refused(sentence, field)
        if not self.entry.refuse(refusal) and not self.scans.refuse(refusal):
            super()._show_refusal(sentence)


def _series_label(record: PatientRecord) -> str:
    from hcclog.rules.series_proposal import free_label

    return free_label(record, f"series {1 + len(record.series)}")
