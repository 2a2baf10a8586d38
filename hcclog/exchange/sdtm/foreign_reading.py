"""One subject of a foreign file while it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from hcclog.domain.assessment import Assessment, Scan
from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.lesion import Lesion
from hcclog.domain.response import LesionRole
from hcclog.domain.sources import Source, SourceKind
from hcclog.exchange.sdtm.foreign_days import BadDay, Days, VisitGroup, Visits
from hcclog.exchange.sdtm.foreign_terms import BadCell
from hcclog.exchange.sdtm.found import FoundRow
from hcclog.exchange.sdtm.proposals import Proposal, Proposals
from hcclog.exchange.sdtm.terms import METHODS_READ

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord
    from hcclog.logbook import Logbook


class Reading:
    """What is known of a subject so far.

    Attributes:
        record: The patient as logged, or a new one of whom nothing is logged.
        found: What the rows propose.
        days: How its days are read.
        visits: The timepoints of the file.
        assessments: The assessment of each timepoint that has one.
        lesions: The lesions by their links.
        roles: Their roles, and where those stand.
    """

    def __init__(self, book: Logbook, record: PatientRecord, document: str, days: Days) -> None:
        """Take where new entries get their keys, and what is there."""
        self.book, self.record, self.days = book, record, days
        self.found = Proposals(record.patient.code)
        self.visits = Visits(days)
        self.assessments: dict[int, Assessment] = {}
        self.lesions: dict[str, Lesion] = {}
        self.roles: dict[str, tuple[FoundRow, LesionRole]] = {}
        self._document = document

    @property
    def patient_id(self) -> PatientId:
        """Whose rows they are."""
        return self.record.patient.id

    def new_id(self) -> EntityId:
        """Return a key for a new entry."""
        return EntityId(self.book.store.new_id())

    def source(self, row: FoundRow) -> Source:
        """Return where a row stands."""
        return Source(SourceKind.IMPORTED, self._document, row.at())

    def each(self, rows: Iterable[FoundRow], read: Callable[[FoundRow], None]) -> None:
        """Read rows one by one; what one does not say is refused at its place."""
        for row in rows:
            try:
                read(row)
            except BadDay as bad:
                self.found.refuse(row.at(f"{row.dataset}DTC"), str(bad))
            except BadCell as bad:
                self.found.refuse(row.at(bad.column), str(bad))

    def group_of(self, row: FoundRow) -> VisitGroup:
        """Return the timepoint of a row.

        Raises:
            BadDay: Its date cannot be read.
            BadCell: Nothing says when it was.
        """
        group = self.visits.group_of(row)
        if group is None:
            raise BadCell(f"{row.dataset}DTC", "The row has neither date, study day nor visit.")
        method = row.of("METHOD").strip().upper()
        if method:
            group.methods.setdefault(method)
        flags = {row.of("LOBXFL").strip().upper(), row.of("BLFL").strip().upper()}
        group.is_baseline |= "Y" in flags
        return group

    def assessment_of(self, row: FoundRow) -> tuple[VisitGroup, Assessment]:
        """Return the timepoint of a row and its assessment: that of the record, or a new one.

        Raises:
            BadDay: Its date cannot be read.
            BadCell: The timepoint has no date.
        """
        group = self.group_of(row)
        known = self.assessments.get(id(group))
        if known is None:
            known = self.assessments[id(group)] = self._assessment(group, row)
        return group, known

    def _assessment(self, group: VisitGroup, row: FoundRow) -> Assessment:
        when = group.on
        if when is None:
            raise BadCell(f"{row.dataset}DTC", f"{group.name} has no date in any of its rows.")
        same = (a for a in self.record.assessments if str(a.on.form) == str(when.form))
        there = next(same, None)
        reading = f"assessment of {when.form}, {group.name}"
        if there is not None:
            self.found.found.append(Proposal(group.place, there, there, reading=reading))
            return there
        new = Assessment(self.new_id(), self.patient_id, when, source=self.source(row))
        self.found.found.append(Proposal(group.place, new, None, group.doubt(), reading))
        self._scans(group, new, row)
        return new

    def _scans(self, group: VisitGroup, assessment: Assessment, row: FoundRow) -> None:
        for method in group.methods:
            modality = METHODS_READ.get(method)
            if modality is None:
                self.found.leave(row.dataset, method, "it is no modality that is known here")
                continue
            source = assessment.source
            scan = Scan(self.new_id(), self.patient_id, assessment.id, modality, source=source)
            self.found.found.append(
                Proposal(group.place, scan, reading=f"scan: {modality.value}, {group.name}")
            )
