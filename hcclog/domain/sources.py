"""Where a value comes from."""

from dataclasses import dataclass, replace
from datetime import date
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

    @property
    def is_salvaged(self) -> bool:
        """True where it was read from a damaged store."""
        return _SALVAGED in self.document

    @property
    def short(self) -> str:
        """Where it comes from in few words: ``imported``, ``entered, salvaged``."""
        return f"{self.kind.value}, salvaged" if self.is_salvaged else self.kind.value

    @property
    def detail(self) -> str:
        """The place; of what was salvaged the document too, which says from where."""
        words = (self.document, self.place) if self.is_salvaged else (self.place,)
        return ", ".join(filter(None, words))


ENTERED = Source()
_SALVAGED = "salvaged from the store of "


def salvaged(source: Source, on: date) -> Source:
    """Return a source that says too that the value was read from a damaged store.

    Args:
        source: Where the value came from before.
        on: The day of the damaged store.
    """
    if source.is_salvaged:
        return source
    words = ", ".join(filter(None, (source.document, f"{_SALVAGED}{on.isoformat()}")))
    return replace(source, document=words)
