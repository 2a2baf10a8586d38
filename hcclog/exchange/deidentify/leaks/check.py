"""Let files leave in which nobody of the store is found, and hold back others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hcclog.commands.refused import Refused
from hcclog.exchange.deidentify.choices import DateMode
from hcclog.exchange.deidentify.leaks.find import Leak, leaks
from hcclog.exchange.deidentify.leaks.terms import LONG_TEXT_LETTERS, Terms, folded
from hcclog.exchange.progress import Advance, unseen

if TYPE_CHECKING:
    from datetime import date

    from hcclog.domain.record import PatientRecord
    from hcclog.exchange.deidentify.deidentifier import Deidentifier

OfNobody = Callable[[Path, str], object]
_MOST_TOLD = 3
_TEXTS = f"and texts of {LONG_TEXT_LETTERS} letters or more that were taken out"
_LOOKED = {
    DateMode.DAYS: "The files were searched for every name, code and date of the store but that "
    f"of today, {_TEXTS}; none was found.",
    DateMode.SHIFT: f"The files were searched for every name, code and birth date of the store, "
    f"{_TEXTS}; none was found. A shifted day can by chance be another day of the store, so "
    "other dates were not searched for.",
}


class LeakCheck:
    """Looks through an export's files before they leave.

    Attributes:
        notes: What was looked for and what was not, a sentence each; known after a look.
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
        self._of_nobody: OfNobody | None = None

    def beside(self, of_nobody: OfNobody) -> LeakCheck:
        """Return this check for a format that has words of its own, such as an example of a date.

        Args:
            of_nobody: Writes the format for no patient into a folder, named after a stem.
        """
        self._of_nobody = of_nobody
        return self

    def __call__(self, paths: Iterable[Path], advanced: Advance = unseen, /) -> None:
        """Let files leave.

        Raises:
            Refused: Something of the store was found in them.
            Cancelled: A person gave up.
        """
        terms = self._terms(advanced)
        self.notes = (_LOOKED[self._deidentifier.choices.dates], *terms.notes())
        made = list(paths)
        found = leaks(made, terms, advanced=advanced)
        if found and self._of_nobody is not None:
            found = leaks(made, terms, self._own_words(self._of_nobody, made[0].stem, terms))
        if found:
            told = "; ".join(str(leak) for leak in found[:_MOST_TOLD])
            more = f"; and {len(found) - _MOST_TOLD} more" if len(found) > _MOST_TOLD else ""
            raise Refused(f"Nothing was written: {told}{more} would have gone out.")

    def _terms(self, advanced: Advance) -> Terms:
        """Return what is looked for, of everybody in the store."""
        terms, choices = Terms(), self._deidentifier.choices
        for record in self._everybody():
            advanced(0, 0)
            terms.add_patient(record, choices.dates)
        # A person looked at the words and let them go out, wherever else they stand.
        let_out = {folded(each.text) for each in choices.kept}
        dropped = self._deidentifier.dropped
        terms.add_texts(each for each in dropped if folded(each.text) not in let_out)
        terms.leave_out(self._today)
        return terms

    def _own_words(self, of_nobody: OfNobody, stem: str, terms: Terms) -> frozenset[Leak]:
        """Return what a file of nobody holds of what is looked for, by its place."""
        with TemporaryDirectory(prefix="hcclog-") as name:
            of_nobody(Path(name), stem)
            files = sorted(each for each in Path(name).rglob("*") if each.is_file())
            return frozenset(leaks(files, terms))
