"""Makes the form of a noun: most are their fields; some show or say more."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from hcclog.ui.forms.course_form import CourseForm
from hcclog.ui.forms.event_form import EventForm
from hcclog.ui.forms.kind_form import procedure_form, statement_form
from hcclog.ui.forms.noun_form import NounForm
from hcclog.ui.forms.nouns import FORMS

_OF_TABLE: Mapping[str, Callable[[Collection[str]], NounForm]] = {
    "course": CourseForm,
    "procedure": procedure_form,
    "statement": statement_form,
    "adverse_event": EventForm,
}


def make_form(table: str, only: Collection[str] = ()) -> NounForm:
    """Return the form of a noun.

    Args:
        table: The noun's table.
        only: Where some fields are named, the others are folded away.
    """
    made = _OF_TABLE.get(table)
    return NounForm(FORMS[table], only=only) if made is None else made(only)
