"""Adverse events of the day, and the response that a reader reported."""

from __future__ import annotations

from hcclog.catalogue.adverse_events import ctcae_version
from hcclog.domain.response import Category, Criteria
from hcclog.entry.visit.words import EventLine, ReportWords
from hcclog.ui.fields.catalogue_field import CatalogueField, CatalogueListField
from hcclog.ui.fields.choice_field import ChoiceField
from hcclog.ui.fields.shelves import DRUGS, TERMS
from hcclog.ui.fields.text_field import TextField
from hcclog.ui.text import CRITERIA_NAMES
from hcclog.ui.visit.line import Line, hint
from hcclog.ui.visit.section import FreeLines, Section

_GRADES = [("grade", None), *((str(grade), grade) for grade in range(1, 6))]


class EventSection(Section):
    """One line an event."""

    def __init__(self) -> None:
        super().__init__(f"Adverse events\n(CTCAE {ctcae_version()})")
        self._free = FreeLines("events", self._line)
        self.add_free(self._free)

    def words(self) -> tuple[EventLine, ...]:
        """Return every line."""
        return tuple(
            EventLine(
                line.place.removeprefix("events/"),
                *(line.text(name) for name in ("term", "grade", "on", "agents")),
            )
            for line in self._free.lines
        )

    def hint_day(self, words: str) -> None:
        """Say that a date that is left empty is the day of the visit."""
        for line in self._free.lines:
            on = line.fields["on"]
            if isinstance(on, TextField):
                hint(on, words)

    def _line(self, place: str) -> Line:
        line = Line(place)
        term = CatalogueField("term", "Adverse event", TERMS)
        hint(term, "event, such as proteinuria")
        agents = CatalogueListField("agents", "Agents that may have caused it", DRUGS)
        hint(agents, "agents, separated by commas")
        line.add(term, 236)
        line.add(ChoiceField("grade", "Grade", _GRADES), 80)
        line.add(TextField("on", "Start of the event"), 110)
        line.add(agents)
        return line


class ReportSection(Section):
    """What a reader concluded from the imaging of the day."""

    def __init__(self) -> None:
        super().__init__("Reported response")
        self._absent = self.tell("A response is reported on imaging; choose that of the day.")
        line = self._line = Line("report")
        categories = [("category", None), *((each.value, each) for each in Category)]
        self.category = ChoiceField("category", "Reported category", categories)
        names = [(CRITERIA_NAMES[each], each) for each in Criteria if each is not _UNKNOWN]
        criteria = [(CRITERIA_NAMES[_UNKNOWN], None), *names]
        self.criteria = ChoiceField("criteria", "Criteria of the report", criteria)
        self.reader = TextField("reader", "Reader")
        hint(self.reader, "reader")
        for field, width in ((self.category, 180), (self.criteria, 180), (self.reader, 236)):
            line.add(field, width)
        line.end()
        self.add(line)
        self.show_taken(taken=False)

    def words(self) -> ReportWords:
        """Return what was reported."""
        category, criteria = self.category.chosen(), self.criteria.chosen()
        return ReportWords(str(category or ""), str(criteria or ""), self.reader.typed())

    def show_taken(self, *, taken: bool) -> None:
        """Ask only where there was imaging, or where something is typed."""
        asked = taken or not self._line.is_empty
        self._line.setVisible(asked)
        self._absent.setVisible(not asked)


_UNKNOWN = Criteria.NOT_STATED
