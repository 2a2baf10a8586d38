"""Procedures: names, what is recorded of each, and whether it treats tumour at its place."""

from functools import cache
from typing import NamedTuple

from hcclog.catalogue.names import by_code, fold, name_index, starting_with
from hcclog.catalogue.reading import Entry, citations, document, names_of, of_code

FILE = "procedures.json"


class ProcedureKind(NamedTuple):
    """One kind of procedure.

    Attributes:
        code: Stable key, such as ``tace``.
        short: Name on a chart.
        kind: Group, such as ``ablation``.
        details: What is asked for: site, approach, agents, dose_gy, n_fractions.
        locoregional: Treats tumour at its place, so that a new baseline may be due (Lencioni and
            Llovet 2010: a lesion treated before counts by its viable part).
    """

    code: str
    name: str
    short: str
    kind: str
    details: tuple[str, ...]
    locoregional: bool
    synonyms: tuple[str, ...]
    note: str
    sources: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Code, names and synonyms of every language."""
        return (self.code, self.name, self.short, *self.synonyms)


def procedures() -> tuple[ProcedureKind, ...]:
    """Return all kinds of procedure in the order of the file."""
    return tuple(_by_code().values())


def procedure(code: str) -> ProcedureKind:
    """Return the kind of procedure with a code.

    Raises:
        UnknownCode: No kind has it.
    """
    return of_code(_by_code(), code, "procedure")


def find_procedure(text: str) -> ProcedureKind | None:
    """Return the kind of procedure that a name in any language stands for."""
    return _by_name().get(fold(text))


def search_procedures(prefix: str, limit: int = 10) -> tuple[ProcedureKind, ...]:
    """Return kinds of procedure by what was typed so far, best first."""
    return starting_with(prefix, procedures(), limit)


@cache
def _by_code() -> dict[str, ProcedureKind]:
    return by_code(_procedure(entry) for entry in document(FILE)["procedures"])


@cache
def _by_name() -> dict[str, ProcedureKind]:
    return name_index(procedures(), document(FILE)["ambiguous"])


def _procedure(entry: Entry) -> ProcedureKind:
    return ProcedureKind(
        code=entry["code"],
        name=entry["name"],
        short=entry["short"],
        kind=entry["kind"],
        details=tuple(entry["details"]),
        locoregional=entry["locoregional"],
        synonyms=names_of(entry),
        note=entry.get("note", ""),
        sources=citations(FILE, entry["source"]),
    )
