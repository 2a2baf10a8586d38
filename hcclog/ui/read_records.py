"""Records that views have read, and what the rules say of them, until something is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.response import Criteria
    from hcclog.logbook import Logbook
    from hcclog.rules.verdict import Timeline

MOST_RECORDS = 64


class ReadRecords:
    """Reads each patient once for each revision of the store, and judges each once."""

    def __init__(self, logbook: Logbook) -> None:
        """Take where the records are read."""
        self._logbook = logbook
        self._records: dict[str, PatientRecord | None] = {}
        self._timelines: dict[str, Timeline] = {}

    def record(self, patient_id: str) -> PatientRecord | None:
        """Return the record of a patient; None where there is no such patient."""
        if patient_id not in self._records:
            # Few are kept: a list of many patients reads each as it is scrolled by.
            while len(self._records) >= MOST_RECORDS:
                self.let_go(next(iter(self._records)))
            self._records[patient_id] = self._logbook.patient(patient_id)
        return self._records[patient_id]

    def timeline(self, patient_id: str, preferred: tuple[Criteria, ...]) -> Timeline | None:
        """Return what the rules say of a patient, the preferred criteria first."""
        record = self.record(patient_id)
        if record is None:
            return None
        if patient_id not in self._timelines:
            from hcclog.entry.preferences import in_order
            from hcclog.rules.timeline import criteria_for, timeline

            criteria = in_order(criteria_for(record), preferred)
            self._timelines[patient_id] = timeline(record, criteria)
        return self._timelines[patient_id]

    def let_go(self, patient_id: str) -> None:
        """Read a patient anew the next time."""
        self._records.pop(patient_id, None)
        self._timelines.pop(patient_id, None)

    def judge_again(self) -> None:
        """Ask the rules anew of every patient, for other criteria come first."""
        self._timelines.clear()
