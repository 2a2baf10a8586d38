"""What a person chooses for a de-identified export, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hcclog.domain.record import NOUN_OF_TABLE, PatientRecord


class DateMode(StrEnum):
    """What becomes of dates."""

    DAYS = "days"
    SHIFT = "shift"


@dataclass(frozen=True, slots=True, order=True)
class FreeText:
    """Words of a record that a person wrote: dropped, unless somebody looked and kept them.

    Attributes:
        table: Table of the entity.
        field: Field that holds it; of a date or a source, ``on.label`` or ``source.document``.
        text: The words.
    """

    table: str
    field: str
    text: str

    @property
    def place(self) -> str:
        """Where they stand, in words: ``lab result, source document``."""
        return (
            f"{NOUN_OF_TABLE[self.table].label}, {self.field.replace('.', ' ').replace('_', ' ')}"
        )


@dataclass(frozen=True, slots=True)
class Choices:
    """How records are de-identified.

    Attributes:
        secret: Of the store; codes, ids and shifts follow from it, and it never leaves.
        dates: Days from a day 0, or shifted dates.
        kept: Texts that a person looked at and lets go out.
    """

    secret: bytes
    dates: DateMode = DateMode.DAYS
    kept: frozenset[FreeText] = frozenset()


@dataclass(frozen=True, slots=True)
class Deidentified:
    """A record that may leave.

    Attributes:
        record: Under its new code, with new ids and days.
        removed: What was taken out, a sentence each; they name nobody.
        dropped: The texts that were taken out.
    """

    record: PatientRecord
    removed: tuple[str, ...]
    dropped: frozenset[FreeText]
