"""Where a value comes from."""

from dataclasses import dataclass
from enum import StrEnum


class SourceKind(StrEnum):
    """How a value came into the record."""

    ENTERED = "entered"
    IMPORTED = "imported"
    CASE_REPORT = "case report"


@dataclass(frozen=True, slots=True)
class Source:
    """The origin of one value.

    Attributes:
        kind: Entered by a person, imported from a file, or taken from a published case report.
        document: The file's name or the paper's DOI.
        place: Line of the file, or section and paragraph or figure of the paper.
        derived: True where the value follows from what is printed by arithmetic.
    """

    kind: SourceKind = SourceKind.ENTERED
    document: str = ""
    place: str = ""
    derived: bool = False


ENTERED = Source()
