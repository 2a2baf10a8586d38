"""How many tumours there are in the liver, and how large the largest is.

Read off the newest assessment that looked at the liver, or off what a clinician stated, whichever
is newer. What is known in part stays in part: "more than 6", or "one of 40 mm and others", decides.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.lesion import LesionKind, LesionState
from hcclog.domain.quantities import Comparator
from hcclog.rules import words
from hcclog.rules.scores.disease import Seen, Sighting, sightings
from hcclog.rules.scores.interval import ANY, Interval, at_least, exactly, from_to
from hcclog.rules.scores.observed import compared
from hcclog.rules.scores.score import Input
from hcclog.rules.scores.tables import MOST_TOO_SMALL_MM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.domain.assessment import Assessment
    from hcclog.domain.dates import ClinicalDate
    from hcclog.domain.staging import Staging
    from hcclog.rules.scores.observed import RecordAt

LIVER = "liver"
_TUMOURS = (LesionKind.MASS, LesionKind.INFILTRATIVE, LesionKind.OTHER)
_LEAST_OF_SEVERAL = 2


class Burden(NamedTuple):
    """The tumours in the liver at one moment.

    Attributes:
        n_tumours: What their number can be.
        largest_mm: What the size of the largest can be, in mm.
        words: Number and sizes, with the date.
        is_infiltrative: True where one is recorded as infiltrative.
    """

    on: ClinicalDate
    n_tumours: Interval
    largest_mm: Interval
    words: str
    inputs: tuple[Input, ...]
    is_infiltrative: bool = False
    findings: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """True where number and largest size are exact."""
        return self.n_tumours.exact is not None and self.largest_mm.exact is not None


def burden(at: RecordAt) -> Burden | None:
    """Return the newest that is known; where both are of one time, what is known in full."""
    seen, stated = _imaged(at), _stated(at)
    if seen is None or stated is None:
        return seen or stated
    if at.surely_before(seen.on, stated.on):
        return stated
    if at.surely_before(stated.on, seen.on):
        return seen
    chosen = stated if stated.complete and not seen.complete else seen
    if seen.n_tumours.meets(stated.n_tumours) and seen.largest_mm.meets(stated.largest_mm):
        return chosen
    told = f"Imaging shows {seen.words}, the staging states {stated.words}."
    return chosen._replace(findings=(*chosen.findings, told))


def _stated(at: RecordAt) -> Burden | None:
    """Return what the newest staging with a number or a size states."""
    stagings = [
        staging
        for staging in at.record.stagings
        if (staging.n_tumours is not None or staging.largest_mm is not None)
        and at.holds(staging.on)
    ]
    if not stagings:
        return None
    staging = max(stagings, key=lambda each: at.day(each.on))
    date = at.chronology.label(staging.on)
    inputs = tuple(_staged_inputs(at, staging))
    number = "" if staging.n_tumours is None else _n_tumours(str(staging.n_tumours))
    size = "" if staging.largest_mm is None else f"the largest {words.limit(staging.largest_mm)}"
    told = ", ".join(part for part in (number, size) if part)
    return Burden(
        staging.on,
        ANY if staging.n_tumours is None else exactly(staging.n_tumours),
        ANY if staging.largest_mm is None else exactly(staging.largest_mm),
        f"{told} as stated ({date})",
        inputs,
    )


def _staged_inputs(at: RecordAt, staging: Staging) -> Iterator[Input]:
    if staging.n_tumours is not None:
        yield at.observed("number of tumours", staging.n_tumours, staging).input
    if staging.largest_mm is not None:
        yield at.observed("largest tumour", staging.largest_mm, staging, ucum="mm").input


def _imaged(at: RecordAt) -> Burden | None:
    """Return what the newest assessment that looked at the liver shows."""
    lesions = [
        lesion
        for lesion in at.record.lesions
        if lesion.organ == LIVER and lesion.kind in _TUMOURS and not lesion.benign
    ]
    read = [readings for lesion in lesions if (readings := sightings(at, lesion))]
    if not read:
        return None
    newest = max((readings[-1].assessment for readings in read), key=lambda a: at.day(a.on))
    here = [each for readings in read for each in readings if each.assessment is newest]
    unread = [
        readings[-1]
        for readings in read
        if readings[-1].assessment is not newest and readings[-1].seen is not Seen.GONE
    ]
    return _Imaging(at, newest, here, unread).burden()


class _Imaging:
    """One assessment of the liver: what was read there, and what was not read any more."""

    def __init__(
        self, at: RecordAt, assessment: Assessment, here: list[Sighting], unread: list[Sighting]
    ) -> None:
        self.at = at
        self.assessment = assessment
        self.present = [each for each in here if each.seen is Seen.PRESENT]
        self.equivocal = [each for each in here if each.seen is Seen.EQUIVOCAL]
        self.unknown = [each for each in here if each.seen is Seen.UNKNOWN]
        self.unread = unread

    def burden(self) -> Burden:
        """Return number and largest size as far as they are known."""
        return Burden(
            self.assessment.on,
            self._number(),
            self._largest(),
            self._words(),
            tuple(self._inputs()),
            any(each.lesion.kind is LesionKind.INFILTRATIVE for each in self.present),
            tuple(self._findings()),
        )

    def _number(self) -> Interval:
        if self.assessment.n_lesions is not None:
            return _count(self.assessment.n_lesions, self.assessment.n_lesions_comparator)
        least = sum(_LEAST_OF_SEVERAL if s.lesion.multiple else 1 for s in self.present)
        return at_least(least) if self._is_open() else exactly(least)

    def _is_open(self) -> bool:
        """True where there may be more than what is labelled."""
        several = any(each.lesion.multiple for each in self.present)
        return several or bool(self.unknown or self.unread)

    def _largest(self) -> Interval:
        sizes = [each.size_mm for each in self.present if each.size_mm is not None]
        low = max(sizes, default=None)
        labelled = self._number().exact == len(self.present)
        if self._is_open() or not labelled or not self.present:
            return ANY if low is None else at_least(low)
        highs = [_most_mm(each) for each in self.present]
        high = None if None in highs else max(each for each in highs if each is not None)
        return Interval(Fraction(low or 0), high)

    def _words(self) -> str:
        date = self.at.chronology.label(self.assessment.on)
        n = self.assessment.n_lesions
        if n is not None:
            told = compared(self.assessment.n_lesions_comparator)
            number = _n_tumours(f"{told}{n}")
        else:
            count = str(int(self._number().low or 0))
            number = _n_tumours(f"{'at least ' if self._is_open() else ''}{count}")
        names = words.joined([each.words for each in self.present])
        return f"{number}{': ' if names else ''}{names} ({date})"

    def _inputs(self) -> Iterator[Input]:
        n, on = self.assessment.n_lesions, self.assessment.on
        if n is not None:
            value = f"{compared(self.assessment.n_lesions_comparator)}{n}"
            date, key = self.at.chronology.label(on), self.assessment.id
            yield Input("number of tumours", value, "", on, date, "assessment", key)
        yield from (each.input(self.at) for each in self.present)

    def _findings(self) -> Iterator[str]:
        date = self.at.chronology.label(self.assessment.on)
        for each in self.equivocal:
            yield f"{each.lesion.label} is equivocal on {date} and is not counted."
        if self.unknown:
            yield f"{_labels(self.unknown)} could not be evaluated on {date}."
        if self.unread and self.assessment.n_lesions is None:
            yield (
                f"{_labels(self.unread)} had no reading on {date}: what is gone by then is to be "
                "recorded as absent, so that the number of tumours is known."
            )
        least = sum(not each.lesion.multiple for each in self.present)
        if not self._number().meets(at_least(least)):
            yield f"On {date} {least} tumours were read, more than were counted."


def _most_mm(sighting: Sighting) -> Fraction | None:
    """Return how large a lesion is at most; None where no size is known."""
    if sighting.size_mm is not None:
        return Fraction(sighting.size_mm)
    is_small = sighting.measurement.state is LesionState.TOO_SMALL
    return Fraction(MOST_TOO_SMALL_MM) if is_small else None


def _count(n: int, comparator: Comparator) -> Interval:
    """Return what a count of lesions can be."""
    if comparator is Comparator.EQUAL:
        return exactly(n)
    if comparator in {Comparator.LESS, Comparator.LESS_OR_EQUAL}:
        return from_to(0, n - 1 if comparator is Comparator.LESS else n)
    return at_least(n + 1 if comparator is Comparator.GREATER else n)


def _n_tumours(number: str) -> str:
    return f"{number} tumour{'' if number == '1' else 's'}"


def _labels(sighted: list[Sighting]) -> str:
    return words.joined([each.lesion.label for each in sighted])
