"""The results of the day: the tests of last time, empty and in that order, and others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from hcclog.catalogue.analytes import find_analyte
from hcclog.entry.lab_defaults import with_known_range
from hcclog.entry.lab_ranges import range_text
from hcclog.entry.labs import default_unit
from hcclog.entry.visit.before import last_results
from hcclog.entry.visit.words import LabLine
from hcclog.ui.fields.catalogue_field import CatalogueField
from hcclog.ui.fields.shelves import ANALYTES
from hcclog.ui.fields.text_field import TextField
from hcclog.ui.text import lab_value
from hcclog.ui.visit.line import Line, hint
from hcclog.ui.visit.section import FreeLines, Section

if TYPE_CHECKING:
    from hcclog.domain.labs import LabResult
    from hcclog.entry.clerk import Clerk

_TEST, _VALUE, _UNIT = 130, 250, 220


class LabSection(Section):
    """One line a test."""

    def __init__(self, clerk: Clerk) -> None:
        super().__init__("Labs of the day")
        self._clerk = clerk
        self._known: dict[str, Line] = {}
        for lab in last_results(clerk.record, clerk.chronology):
            self._add_known(lab.analyte, lab)
        if not self._known:
            self.tell("No result is logged yet; name the tests.")
        self._free = FreeLines("labs/free", self._free_line)
        self.add_free(self._free)

    def retype(self, typed: Mapping[str, str]) -> set[str]:
        """Put in what a draft kept; a test that was asked for then is asked for again."""
        for path in typed:
            code = path.split("/")[1] if path.startswith("labs/") else ""
            if code and code != "free" and code not in self._known:
                self._add_known(code, None)
        return super().retype(typed)

    def words(self) -> tuple[LabLine, ...]:
        """Return every line."""
        known = (
            LabLine(code, code, line.text("value"), asked=True)
            for code, line in self._known.items()
        )
        free = (
            LabLine(line.place.removeprefix("labs/"), line.text("test"), line.text("value"))
            for line in self._free.lines
        )
        return (*known, *free)

    def _add_known(self, code: str, last: LabResult | None) -> None:
        """Add a test with its last value as a hint; one of a draft comes before the free lines."""
        test = find_analyte(code)
        name = test.short if test is not None else code
        unit = default_unit(self._clerk, test) if test is not None else ""
        line = Line(f"labs/{code}")
        line.say(name, _TEST)
        value = TextField("value", f"{name} in {unit}" if unit else name)
        if last is not None:
            hint(value, f"{lab_value(last)} · {self._clerk.chronology.label(last.on)}")
        line.add(value, _VALUE)
        line.say(" · ".join(filter(None, (unit, self._range_words(last)))), _UNIT, "muted")
        line.end()
        self.add(line)
        self._known[code] = line

    def _range_words(self, last: LabResult | None) -> str:
        """Return the range that a result of today gets: the last one of its laboratory."""
        test = find_analyte(last.analyte) if last is not None else None
        if last is None or test is None:
            return ""
        blank = replace(
            last,
            reference_low=None,
            reference_high=None,
            unit=default_unit(self._clerk, test),
            laboratory=self._clerk.preferences.laboratory,
        )
        return range_text(with_known_range(self._clerk, blank))

    def _free_line(self, place: str) -> Line:
        line = Line(place)
        test = CatalogueField("test", "Another test", ANALYTES)
        hint(test, "another test")
        value = TextField("value", "Value of the other test")
        hint(value, "value and unit")
        line.add(test, _TEST)
        line.add(value, _VALUE)
        line.end()
        return line
