"""What is looked for: every name, code and day of a store, and what was taken out.

What cannot be told from a plain value or word is not looked for, and that is said.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from hcclog.domain.chronology import calendar_span
from hcclog.domain.dates import Between, Calendar, ClinicalDate, Form
from hcclog.domain.record import PatientRecord
from hcclog.exchange.deidentify.choices import DateMode, FreeText
from hcclog.exchange.deidentify.texts import entities_of
from hcclog.exchange.deidentify.words import plain_words, single_words

LONG_TEXT_LETTERS = 24
_SHORT_TERM_LETTERS = 6
_SHORT_NAME_LETTERS = 3
_SHORT_NUMBER_DIGITS = 5
_WORDS = re.compile(r"[^\W_]+")
_GAPS = re.compile(r"\s+")
_HEX = re.compile(r"[0-9a-f]+")


def folded(text: str) -> str:
    """Return a text as it is compared: without case, each letter and each gap in one way."""
    bare = text.lower() if text.isascii() else unicodedata.normalize("NFC", text).casefold()
    return _GAPS.sub(" ", bare)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must not be found.

    Attributes:
        what: What it is, such as ``the name of a patient``.
        text: As it is compared.
    """

    what: str
    text: str

    def is_in(self, page: str) -> bool:
        """True where a folded text holds it; a short one must stand by itself."""
        if self.text not in page:
            return False
        return not self._is_short or bool(_alone(self.text).search(page))

    @property
    def _is_short(self) -> bool:
        return len(self.text) < _SHORT_TERM_LETTERS or bool(_HEX.fullmatch(self.text))


def _alone(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![0-9a-z]){re.escape(text)}(?![0-9a-z])")


@dataclass(slots=True)
class Terms:
    """All that is looked for.

    Attributes:
        terms: Names, codes and texts.
        days: Ordinals of calendar days.
        months: Years and months, of dates that are known to the month.
        n_ordinary: How many names and codes cannot be told from a value or a word.
    """

    terms: set[Term] = field(default_factory=set)
    days: set[int] = field(default_factory=set)
    months: set[tuple[int, int]] = field(default_factory=set)
    n_ordinary: int = 0

    def add_patient(self, record: PatientRecord, mode: DateMode) -> None:
        """Look for the name, the code, the birth date, and where no calendar goes out every date.

        A shifted day can by chance be another day of the store, so shifted dates are not looked
        for, births excepted.
        """
        patient = record.patient
        self._add("the code of a patient", patient.code)
        self._add("the name of a patient", patient.name)
        for part in _WORDS.findall(patient.name):
            is_name = len(part) >= _SHORT_NAME_LETTERS and folded(part) not in single_words()
            if is_name and part != patient.name:
                self._add("part of the name of a patient", part)
        for scan in record.scans:
            self._add("a study of a patient", scan.study_uid)
        self._add_date(patient.birth_on, exact_only=mode is DateMode.SHIFT)
        if mode is DateMode.DAYS:
            for entity in entities_of(record):
                for name in entity.__slots__:
                    self._add_date(getattr(entity, name))

    def add_texts(self, texts: Iterable[FreeText]) -> None:
        """Look for the long ones among the texts that were taken out."""
        for each in texts:
            if len(each.text) >= LONG_TEXT_LETTERS:
                self.terms.add(Term(f"what was taken out ({each.place})", folded(each.text)))

    def leave_out(self, day: date) -> None:
        """Do not look for the day of the export, which files carry."""
        self.days.discard(day.toordinal())
        self.months.discard((day.year, day.month))

    def notes(self) -> tuple[str, ...]:
        """Return a sentence on what was not looked for, where there is any."""
        if not self.n_ordinary:
            return ()
        n = self.n_ordinary
        told = "plain words or short numbers, and could not be told from a value"
        return (f"Not looked for: {n} names or codes that are {told}.",)

    def _add(self, what: str, text: str) -> None:
        term = Term(what, folded(text.strip()))
        if not term.text or term in self.terms:
            return
        if _is_ordinary(term.text):
            self.n_ordinary += 1
        else:
            self.terms.add(term)

    def _add_date(self, when: object, *, exact_only: bool = False) -> None:
        if not isinstance(when, ClinicalDate):
            return
        for form in (when.form, when.within):
            for point in _calendars(form):
                if point.day is not None:
                    self.days.add(calendar_span(point).earliest)
                elif point.month is not None and not exact_only:
                    self.months.add((point.year, point.month))


def _calendars(form: Form | None) -> tuple[Calendar, ...]:
    points = (form.first, form.last) if isinstance(form, Between) else (form,)
    return tuple(point for point in points if isinstance(point, Calendar))


def _is_ordinary(text: str) -> bool:
    if text.isdigit():
        return len(text) < _SHORT_NUMBER_DIGITS
    return text in plain_words() or (text.isascii() and len(text) == 1)
