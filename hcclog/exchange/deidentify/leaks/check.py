"""Let files leave in which nobody of the store is found, and hold back others."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from hcclog.commands.refused import Refused
from hcclog.exchange.deidentify.leaks.find import leaks
from hcclog.exchange.deidentify.leaks.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from hcclog.domain.record import PatientRecord
    from hcclog.exchange.deidentify.deidentifier import Deidentifier

_MOST_TOLD = 3


class LeakCheck:
    """Looks through an export's files before they leave.

    Attributes:
        notes: What was not looked for, a sentence each; known after a look.
    """

    def __init__(
        self,
        everybody: Callable[[], Iterable[PatientRecord]],
        deidentifier: Deidentifier,
        today: date,
    ) -> None:
        """Take all records of the store, and what was done to those that leave."""
        self._everybody = everybody
        self._deidentifier = deidentifier
        self._today = today
        self.notes: tuple[str, ...] = ()

    def __call__(self, paths: Iterable[Path]) -> None:
        """Let files leave.

        Raises:
            Refused: Something of the store was found in them.
        """
        terms = Terms()
        for record in self._everybody():
            terms.add_patient(record, self._deidentifier.choices.dates)
        terms.add_texts(self._deidentifier.dropped)
        terms.leave_out(self._today)
        self.notes = terms.notes()
        found = leaks(paths, terms)
        if found:
            told = "; ".join(str(leak) for leak in found[:_MOST_TOLD])
            more = f"; and {len(found) - _MOST_TOLD} more" if len(found) > _MOST_TOLD else ""
            raise Refused(f"Nothing was written: {told}{more} would have gone out.")
