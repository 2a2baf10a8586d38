"""Questions about who a patient is: a likely double, a code of two scripts."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from hcclog.domain.chronology import DaySpan, calendar_span
from hcclog.domain.text_reading import search_key
from hcclog.entry.questions.question import Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.domain.patient import Patient
    from hcclog.entry.clerk import Clerk

# Letters of these look alike; a Chinese or Japanese code with Latin letters is nothing unusual.
_LOOK_ALIKE = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")


def patient_questions(clerk: Clerk, patient: Patient) -> Iterator[Question]:
    """Yield what is unlikely about a patient; a correction is asked only of what it changes."""
    before = clerk.record.patient
    known = before.id == patient.id
    if not known or before.code != patient.code:
        yield from _mixed_scripts(patient.code)
    same_person = (search_key(before.name), before.birth_on) == (
        search_key(patient.name),
        patient.birth_on,
    )
    if not (known and same_person):
        yield from _doubles(clerk, patient)


def scripts_of(text: str) -> dict[str, str]:
    """Return the scripts of a text that can be taken for each other, with the letters of each."""
    found: dict[str, str] = {}
    for letter in text:
        script = unicodedata.name(letter, "").partition(" ")[0]
        if script in _LOOK_ALIKE:
            found[script] = found.get(script, "") + letter
    return found


def _mixed_scripts(code: str) -> Iterator[Question]:
    scripts = scripts_of(code)
    if len(scripts) > 1:
        said = " and ".join(f"{letters} ({name.title()})" for name, letters in scripts.items())
        yield Question(
            "mixed-scripts", "code", f"The code {code} mixes letters that look alike: {said}."
        )


def _doubles(clerk: Clerk, patient: Patient) -> Iterator[Question]:
    """Ask about each patient of this name whose birth does not speak against it."""
    own = _birth(patient)
    for other in clerk.namesakes(patient.name):
        span = _birth(other)
        if other.id == patient.id or (own and span and not own.overlaps(span)):
            continue
        born = f"born {other.birth_on}" if span else "with no birth date"
        words = f"Possible double: {other.name}, {born}, is already logged as {other.code}."
        yield Question("double", "name", words, needs_reason=True)


def _birth(patient: Patient) -> DaySpan | None:
    """Return the days of a birth; it is compared between records, whatever their axis."""
    form = patient.birth_on.calendar if patient.birth_on is not None else None
    return calendar_span(form) if form is not None else None
