"""The summaries of all patients of a logbook, one by one.

What was summed up is kept in memory and by nothing else: as long as the journal has no later change
of a patient, the summary of before is that of now. Nothing derived is stored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcclog.cohort.summarise import summarise
from hcclog.rules.timeline import COMPUTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hcclog.cohort.summary import PatientSummary
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.response import Criteria
    from hcclog.logbook import Logbook


class Progress(NamedTuple):
    """How many patients are done, of how many that are to do."""

    n_done: int
    n_to_do: int


class Gatherer:
    """Sums up the patients of one open logbook, and keeps what did not change.

    Attributes:
        criteria: By which responses are judged.
    """

    def __init__(
        self,
        book: Logbook,
        criteria: tuple[Criteria, ...] = COMPUTED,
        prepare: Callable[[PatientRecord], PatientRecord] | None = None,
    ) -> None:
        """Take the logbook, and what a record goes through before it is summed up.

        Nothing is read before `steps` is run.
        """
        self._book, self.criteria = book, criteria
        self._prepare = prepare or (lambda record: record)
        self._kept: dict[str, PatientSummary] = {}
        self._order: tuple[str, ...] = ()
        self._waiting: dict[str, None] = {}
        self._seen = 0

    @property
    def summaries(self) -> tuple[PatientSummary, ...]:
        """What is summed up so far, by the patients' codes."""
        return tuple(self._kept[key] for key in self._order if key in self._kept)

    @property
    def is_complete(self) -> bool:
        """True where every patient of the last look is summed up."""
        return not self._waiting

    def steps(self) -> Iterator[Progress]:
        """Sum up what is new or changed, a patient a step; stop asking to cancel.

        What is done stays done: the next run goes on where this one was left, and first looks what
        changed since.
        """
        self._look()
        n_done, n_to_do = 0, len(self._waiting)
        yield Progress(n_done, n_to_do)
        for patient_id in tuple(self._waiting):
            record = self._book.store.reader.record(patient_id)
            if record is not None:
                self._kept[patient_id] = summarise(self._prepare(record), self.criteria)
            del self._waiting[patient_id]
            n_done += 1
            yield Progress(n_done, n_to_do)

    def forget(self) -> None:
        """Forget every summary, where the rules or the catalogue changed under them."""
        self._kept, self._seen = {}, 0

    def _look(self) -> None:
        """Find out who is there, and who changed since the last look."""
        reader = self._book.store.reader
        seen = reader.n_changes()
        changed = set(reader.patients_changed_since(self._seen)) if self._kept else set()
        self._order = reader.patient_ids()
        self._kept = {
            key: self._kept[key] for key in self._order if key in self._kept and key not in changed
        }
        self._waiting = dict.fromkeys(key for key in self._order if key not in self._kept)
        self._seen = seen


def gather(book: Logbook, criteria: tuple[Criteria, ...] = COMPUTED) -> tuple[PatientSummary, ...]:
    """Return the summaries of all patients at once."""
    gatherer = Gatherer(book, criteria)
    for _progress in gatherer.steps():
        pass
    return gatherer.summaries
