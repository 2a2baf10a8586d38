"""Whether a response was confirmed, and if not, what stood in the way.

Sources: Eisenhauer 2009, 4.4.3, 4.6 and Table 3. How many assessments may be not evaluable between
the two is a protocol's choice; one is usual.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.response import Category
from hcclog.rules.best_response.options import MOST_SD_BETWEEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.rules.best_response.facts import BestFacts


class Confirmation(NamedTuple):
    """What came of one response.

    Attributes:
        first: Position of the response.
        by: Position of the assessment that confirmed it; None where none did.
        n_ne: Assessments not evaluable between the two, or seen while waiting.
        reason: What stood in the way; empty where it was confirmed.
    """

    first: int
    by: int | None
    n_ne: int
    reason: str = ""


def confirmed_at(facts: BestFacts, category: Category) -> int | None:
    """Return the first response of a category that was confirmed."""
    found = (one.first for one in _all(facts, category) if one.by is not None)
    return next(found, None)


def _all(facts: BestFacts, category: Category) -> Iterator[Confirmation]:
    for position in facts.counted:
        if facts.category(position) is category:
            yield confirmation(facts, position)


def confirmation(facts: BestFacts, first: int) -> Confirmation:
    """Return what came of a response: CR needs CR, PR needs CR or PR, each late enough.

    Between the two nothing but the same responses and so many NE may stand; for PR one SD too
    where the switch allows it. A PR after a CR confirms nothing: disease was back.
    """
    names, waiting = facts.names, _Waiting(facts, first)
    for position in facts.after(first):
        category = facts.category(position)
        if category is Category.NE:
            waiting.n_ne += 1
        elif category is names.stable and waiting.may_pass_stable():
            waiting.n_sd += 1
        elif not waiting.agrees(category):
            return waiting.failed(f"{_at(facts, position)} followed")
        elif waiting.n_ne > facts.options.max_ne:
            return waiting.failed(_too_many_ne(waiting.n_ne, facts.options.max_ne))
        elif facts.far_enough(first, position):
            return Confirmation(first, position, waiting.n_ne)
        else:
            waiting.too_early = position
    return waiting.failed(waiting.reason_at_the_end())


class _Waiting:
    """A response that waits for its confirmation."""

    def __init__(self, facts: BestFacts, first: int) -> None:
        self._facts, self._first = facts, first
        self._complete_only = facts.category(first) is facts.names.complete
        self._was_complete = self._complete_only
        self.n_ne = self.n_sd = 0
        self.too_early: int | None = None

    def may_pass_stable(self) -> bool:
        """True where one more SD may stand between."""
        allowed = self._facts.options.sd_between and not self._complete_only
        return allowed and self.n_sd < MOST_SD_BETWEEN

    def agrees(self, category: Category) -> bool:
        """True for a response that is as good, and no PR after a CR."""
        if category is self._facts.names.complete:
            self._was_complete = True
            return True
        return category is self._facts.names.partial and not self._was_complete

    def failed(self, reason: str) -> Confirmation:
        """Return that nothing confirmed it."""
        return Confirmation(self._first, None, self.n_ne, reason)

    def reason_at_the_end(self) -> str:
        """Return why nothing confirmed it though nothing stood against it."""
        if self.too_early is not None:
            days = self._facts.days_in_words(self._first, self.too_early)
            least = self._facts.options.confirm_days
            return f"{_at(self._facts, self.too_early)} is {days} later, of at least {least}"
        return "only NE followed" if self.n_ne else "no assessment followed"


def _at(facts: BestFacts, position: int) -> str:
    return f"{facts.category(position).value} on {facts.assessed[position].label}"


def _too_many_ne(n_ne: int, most: int) -> str:
    return f"{n_ne} NE stand before the next response, of at most {most}"
