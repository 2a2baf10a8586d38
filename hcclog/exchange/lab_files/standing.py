"""How the results of a table stand to the record of their patient, and to each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hcclog.domain.chronology import Chronology
from hcclog.entry.lab_words import result_words
from hcclog.entry.questions.dates import date_questions
from hcclog.entry.questions.labs import each_with_company, is_rival, out_of_line, says_the_same
from hcclog.exchange.incoming.plan import Verdict

if TYPE_CHECKING:
    from hcclog.domain.dates import ClinicalDate
    from hcclog.domain.labs import LabResult
    from hcclog.entry.clerk import Clerk
    from hcclog.exchange.lab_files.rows import Found

_MOST_A_DAY = 100
_MOST_NAMED = 5
_Day = tuple[str, str]


def stand(clerk: Clerk, found: Sequence[Found]) -> None:
    """Say of each result of one patient what becomes of it.

    Args:
        clerk: With the record as it stands.
        found: The results that could be read, in the order of the file.
    """
    _Standing(clerk).judge(found)


class _Standing:
    def __init__(self, clerk: Clerk) -> None:
        # Whether a date can be asks for no result, and a patient can have many of both.
        self._clerk = replace(clerk, record=replace(clerk.record, labs=()))
        self._chronology = Chronology(clerk.record)
        self._labs = clerk.record.labs
        self._there: dict[_Day, list[LabResult]] = {}
        self._dates: dict[ClinicalDate, list[str]] = {}
        self._days: dict[int, tuple[ClinicalDate, str]] = {}
        for lab in self._labs:
            self._there.setdefault(self._day_of(lab), []).append(lab)

    def judge(self, found: Sequence[Found]) -> None:
        fresh: dict[str, Found] = {}
        by_day: dict[_Day, list[Found]] = {}
        for each in found:
            lab = each.lab
            if lab is None or self._is_placeless(each, lab.on):
                continue
            there = self._already(lab, by_day.setdefault(self._day_of(lab), []))
            if there:
                each.verdict, each.why = Verdict.THERE, there
            elif len(by_day[self._day_of(lab)]) == _MOST_A_DAY:
                each.verdict, each.lab = Verdict.REFUSED, None
                each.why = f"The file has more than {_MOST_A_DAY} results of this test and day."
            else:
                by_day[self._day_of(lab)].append(each)
                fresh[lab.id] = each
        for each, sentences in self._doubts(fresh, by_day):
            each.verdict, each.why = Verdict.ASKED, " ".join(dict.fromkeys(sentences))

    def _is_placeless(self, each: Found, when: ClinicalDate) -> bool:
        if self._chronology.span(when) is None:
            each.verdict, each.lab = Verdict.REFUSED, None
            each.why = f"This patient has no day 0, so {when.form} has no place."
            return True
        return False

    def _already(self, lab: LabResult, before: Sequence[Found]) -> str:
        """Return where the same result stands already; empty where it is new."""
        for other in self._there.get(self._day_of(lab), ()):
            if says_the_same(lab, other) and is_rival(lab, other):
                return "This result is already in the record."
        for each in before:
            if each.lab and says_the_same(lab, each.lab) and is_rival(lab, each.lab):
                return f"It stands here twice: {each.place} says the same."
        return ""

    def _doubts(
        self, fresh: dict[str, Found], by_day: dict[_Day, list[Found]]
    ) -> Iterator[tuple[Found, list[str]]]:
        """Yield the results that are unlikely, and why, test by test."""
        for labs in self._by_test(fresh).values():
            for lab, company in each_with_company(labs, self._chronology):
                if lab.id not in fresh:
                    continue
                doubts = out_of_line(lab, company, self._chronology)
                sentences = [
                    *self._about_date(lab),
                    *(each.sentence for each in doubts),
                    *self._about_day(lab, by_day[self._day_of(lab)]),
                ]
                if sentences:
                    yield fresh[lab.id], sentences

    def _by_test(self, fresh: dict[str, Found]) -> dict[str, list[LabResult]]:
        """Return the new results by test, and those of the same tests that are there."""
        tests: dict[str, list[LabResult]] = {}
        for each in fresh.values():
            if each.lab:
                tests.setdefault(each.lab.analyte, []).append(each.lab)
        for lab in self._labs:
            if lab.analyte in tests:
                tests[lab.analyte].append(lab)
        return tests

    def _about_date(self, lab: LabResult) -> list[str]:
        if lab.on not in self._dates:
            self._dates[lab.on] = [each.sentence for each in date_questions(self._clerk, lab)]
        return self._dates[lab.on]

    def _about_day(self, lab: LabResult, beside: Sequence[Found]) -> Iterator[str]:
        rivals = [other for other in self._there.get(self._day_of(lab), ()) if is_rival(lab, other)]
        if rivals:
            words = " and ".join(result_words(other) for other in rivals)
            yield f"The record has {words} of that day; both would be kept."
        others = [
            each
            for each in beside
            if each.lab and each.lab.id != lab.id and is_rival(lab, each.lab)
        ]
        if others:
            rows = " and ".join(each.place for each in others[:_MOST_NAMED])
            if len(others) > _MOST_NAMED:
                rows += f" and {len(others) - _MOST_NAMED} more"
            yield f"Of the same day {rows} says otherwise; both would be kept."

    def _day_of(self, lab: LabResult) -> _Day:
        """Return day and test, by which results are compared; dates of a column are few."""
        known = self._days.get(id(lab.on))
        if known is None:
            known = self._days[id(lab.on)] = lab.on, str(lab.on.form)
        return known[1], lab.analyte
