"""The form of a course: says when the agent was given before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hcclog.catalogue.drugs import find_drug
from hcclog.commands.refused import Refused
from hcclog.entry.asking import no_choice
from hcclog.entry.orders import parted_order
from hcclog.rules.rechallenge import given_before, rechallenge_sentence
from hcclog.ui.fields.text_field import LineField
from hcclog.ui.forms.noun_form import NounForm
from hcclog.ui.forms.therapy import COURSE

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk


class CourseForm(NounForm):
    """Reads a course, and recognises a rechallenge while it is typed.

    A whole order typed at the agent is put into the three fields that it speaks of.
    """

    def __init__(self, only: Collection[str] = ()) -> None:
        super().__init__(COURSE, only=only)
        self._clerk: Clerk | None = None
        agent = self.fields["agent"]
        if isinstance(agent, LineField):
            agent.line.setPlaceholderText("its name, or all at once: lenvatinib 8 mg daily")
            agent.line.editingFinished.connect(self._part_order)

    def offer(self, clerk: Clerk) -> None:
        super().offer(clerk)
        self._clerk = replace(clerk, choose=no_choice)

    def _part_order(self) -> None:
        """Put dose and schedule where they belong, unless something stands there."""
        agent, dose, schedule = (self.fields[name] for name in ("agent", "dose", "every_days"))
        if self._clerk is None or not (dose.is_empty and schedule.is_empty):
            return
        order = parted_order(self._clerk, agent.typed())
        if order is not None:
            for field, words in zip((agent, dose, schedule), order, strict=True):
                field.retype(words)
            self.edited.emit()

    def note(self, clerk: Clerk, seen: Any) -> str:
        quiet = replace(clerk, choose=no_choice)
        agent, start_on = self._quietly("agent", quiet), self._quietly("start_on", quiet)
        drug = find_drug(str(agent)) if agent else None
        if drug is None or start_on is None:
            return ""
        chronology = clerk.chronology
        found = given_before(clerk.record, chronology, drug.code, start_on)
        own = seen.id if seen is not None else ""
        earlier = [course for course in found if course.id != own]
        return rechallenge_sentence(drug.name, earlier, chronology)

    def _quietly(self, name: str, clerk: Clerk) -> Any:
        """Return what a field says; None while it is not finished."""
        try:
            return self.fields[name].value(clerk)
        except Refused:
            return None
