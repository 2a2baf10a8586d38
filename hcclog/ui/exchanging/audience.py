"""Whose records are meant: one patient, those in a list, those of the cohort, all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hcclog.ui.text import plural

if TYPE_CHECKING:
    from hcclog.ui.desk import Desk
    from hcclog.ui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Audience:
    """Some patients.

    Attributes:
        words: As a list of choices says it.
        ids: Returns their ids, by code.
        code: The code, where it is one patient.
        is_everybody: True where the whole store is meant.
    """

    words: str
    ids: Callable[[], tuple[str, ...]]
    code: str = ""
    is_everybody: bool = False


def audiences(desk: Desk, found: str = "", cohort: tuple[str, ...] = ()) -> list[Audience]:
    """Return who can be meant, the likeliest first.

    Args:
        desk: Knows the patients, and who is chosen.
        found: What the patient list is searched for.
        cohort: Ids of those whom the cohort's filter lets in; empty where nobody was looked at.
    """
    book = desk.logbook
    offered = []
    record = desk.record()
    if record is not None:
        one = record.patient
        offered.append(Audience(f"This patient: {one.code}", lambda: (one.id,), one.code))
    n_all = book.n_patients()
    if found:
        n = book.n_patients(found)
        words = f"{plural(n, 'patient')} in the list, found by “{found}”"
        offered.append(Audience(words, lambda: _found(desk, found)))
    if cohort:
        offered.append(
            Audience(f"{plural(len(cohort), 'patient')} of the cohort as filtered", lambda: cohort)
        )
    everybody = f"All {plural(n_all, 'patient')}" if n_all else "Nobody is logged yet"
    offered.append(Audience(everybody, book.store.reader.patient_ids, is_everybody=True))
    return offered


def offered_in(window: MainWindow) -> list[Audience]:
    """Return who can be meant as the window stands."""
    cohort = window.rooms.cohort
    ids = cohort.patient_ids() if cohort is not None else ()
    offered = audiences(window.desk, window.patients.search.text().strip(), ids)
    if cohort is not None and window.rooms.currentWidget() is cohort:
        # Whoever looks at the cohort means it.
        offered.sort(key=lambda each: "cohort" not in each.words)
    return offered


def _found(desk: Desk, text: str) -> tuple[str, ...]:
    book = desk.logbook
    return tuple(each.id for each in book.patients(text, limit=max(book.n_patients(text), 1)))
