"""Which test of the catalogue a laboratory's name means."""

from __future__ import annotations

from dataclasses import dataclass

from hcclog.catalogue import analytes
from hcclog.catalogue.analytes import Analyte
from hcclog.catalogue.names import fold
from hcclog.entry.lab_values import catalogue_unit, lone_unit
from hcclog.entry.paste.kinds import parted_name
from hcclog.exchange.lab_files.mapping import Mapping


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name as it was read.

    Attributes:
        test: None where it is refused, or not taken.
        unit: Of values that carry none.
        fault: Why it is refused; empty where it is known or left out.
    """

    test: Analyte | None = None
    unit: str = ""
    fault: str = ""


class LabNames:
    """Knows the laboratory's own names first, then those of the catalogue.

    Attributes:
        unknown: Names that neither knows, in the order in which they came.
    """

    def __init__(self, mapping: Mapping) -> None:
        """Take the mapping with the laboratory's own names."""
        self._own = {fold(each.name): each for each in mapping.tests}
        self._leaves_unknown = mapping.leaves_unknown
        self._usual_units = mapping.usual_units
        self._known: dict[str, KnownName] = {}
        self.unknown: dict[str, None] = {}

    def read(self, text: str) -> KnownName:
        """Return what a name means."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._read(text)
        return known

    def _read(self, text: str) -> KnownName:
        own = self._own.get(fold(text))
        if own is not None:
            test = analytes.analyte_or_none(own.analyte)
            if own.analyte and test is None:
                return KnownName(fault=f"{text} was said to be {own.analyte}, which is no test.")
            return self._known_as(test, own.unit)
        name, unit = parted_name(text)
        test = analytes.find_analyte(name)
        return self._known_as(test, unit) if test is not None else self._unknown(text, name)

    def _unknown(self, text: str, name: str) -> KnownName:
        if not text:
            return KnownName(fault="Which test? Its name is missing.")
        self.unknown[text] = None
        possible = analytes.possible_analytes(name)
        if possible:
            names = ", ".join(each.short for each in possible)
            return KnownName(fault=f"{text} can be several tests: {names}. Say which.")
        if self._leaves_unknown:
            return KnownName()
        return KnownName(fault=f"{text!r} is not a test that the catalogue knows.")

    def _known_as(self, test: Analyte | None, unit: str) -> KnownName:
        if test is None:
            return KnownName()
        usual = catalogue_unit(test) if self._usual_units else ""
        return KnownName(test, unit or lone_unit(test) or usual)
