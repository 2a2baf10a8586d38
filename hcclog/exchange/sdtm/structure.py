"""The datasets that are written: their variables, labels and types (SDTM 2.0, SDTMIG 3.4)."""

from __future__ import annotations

from dataclasses import dataclass

from hcclog.exchange.sdtm.columns import SUPPLEMENT, TEXTS

MOST_BYTES = 200  # what a text of a transport file holds
MOST_LABEL = 40
MOST_NAME = 8


@dataclass(frozen=True, slots=True)
class Variable:
    """One column.

    Attributes:
        is_number: True where a transport file holds a number.
        terms: The list of controlled terms that it takes; empty where it takes any text.
        note: What hcclog puts there, where that is not plain.
    """

    name: str
    label: str
    is_number: bool = False
    terms: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Dataset:
    """One dataset; its columns in order."""

    name: str
    label: str
    variables: tuple[Variable, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(variable.name for variable in self.variables)


def _variable(line: str, prefix: str) -> Variable:
    name, label, kind, terms, note = (*line.split("|"), "", "", "")[:5]
    return Variable(name.replace("--", prefix), label, kind == "#", terms, note)


def _dataset(name: str, label: str, text: str) -> Dataset:
    lines = [line for line in text.split("\n") if line]
    prefix = name if len(name) == len("TU") else ""
    return Dataset(name, label, tuple(_variable(line, prefix) for line in lines))


def supplement_of(name: str) -> str:
    """Return the name of the dataset that holds what a dataset has no column for."""
    return f"SUPP{name}"


DATASETS = {name: _dataset(name, *told) for name, told in TEXTS.items()}
_WITH_SUPPLEMENT = ("DM", "TU", "TR", "RS", "LB", "CM", "PR", "AE", "DS", "VS", "CO")
DATASETS |= {
    supplement_of(name): _dataset(
        supplement_of(name), f"Supplemental Qualifiers for {name}", SUPPLEMENT
    )
    for name in _WITH_SUPPLEMENT
}
