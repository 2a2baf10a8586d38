"""Add a response series with the roles of its lesions, and change both: each in one entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hcclog.commands.base import Add, Amend
from hcclog.commands.labels import label_of
from hcclog.commands.refused import Refused

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.response import ResponseSeries, SeriesLesion
    from hcclog.store.transaction import Transaction


def add_series(series: ResponseSeries, roles: tuple[SeriesLesion, ...]) -> Add:
    """Return the command that adds a series with its roles; one undo takes all of it back."""
    return Add((series, *roles), title=f"Add {label_of(series)}")


@dataclass(frozen=True, slots=True)
class ChangeSeries:
    """Give a series another label, line or baseline, and its lesions other roles.

    Attributes:
        series: The series as it shall be.
        roles: All of its roles as they shall be; one that is missing here is taken out.
        seen: The series as it was when the change began.
        seen_roles: Its roles as they were then.
    """

    series: ResponseSeries
    roles: tuple[SeriesLesion, ...]
    seen: ResponseSeries
    seen_roles: tuple[SeriesLesion, ...]
    reason: str = ""

    @property
    def label(self) -> str:
        """What is corrected."""
        return f"Correct {label_of(self.series)}"

    def apply(self, transaction: Transaction) -> None:
        """Check and write series and roles; what stays the same leaves no trace.

        Raises:
            Refused: Somebody changed them since they were seen, or the new ones cannot be.
        """
        record = transaction.record(self.series.patient_id)
        if record is None:
            msg = "This patient is no longer in the store."
            raise Refused(msg)
        before = self._roles_before(record)
        kept = {role.id for role in self.roles}
        for role in before:
            if role.id not in kept:
                transaction.void("series_lesion", role.id)
        Amend(self.series, seen=self.seen).apply(transaction)
        known = {role.id for role in before}
        for role in self.roles:
            command = Amend(role) if role.id in known else Add((role,))
            command.apply(transaction)

    def _roles_before(self, record: PatientRecord) -> tuple[SeriesLesion, ...]:
        """Return the roles in the store; refuse where they are not those that were seen."""
        if any(role.series_id != self.series.id for role in self.roles):
            msg = "A role belongs to its own series; give the lesion a role in this one."
            raise Refused(msg, "series_id")
        before = tuple(r for r in record.series_lesions if r.series_id == self.series.id)
        if set(before) != set(self.seen_roles) and set(before) != set(self.roles):
            name = self.seen.label
            raise Refused(
                f"The roles of {name} were changed elsewhere since you opened it; look at both."
            )
        return before
