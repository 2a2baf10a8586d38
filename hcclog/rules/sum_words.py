"""The sentences on a sum of diameters, with the numbers that decided it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hcclog.rules import words
from hcclog.rules.criteria import HoldResponse

if TYPE_CHECKING:
    from hcclog.rules.criteria import CriteriaRules


class SumWords:
    """How one set of criteria tells of sums; changes in percent are as `change_percent` gives them.

    Attributes:
        subject: How a sentence begins, such as ``Viable sum``, with a space behind.
    """

    def __init__(self, rules: CriteriaRules) -> None:
        """Put the thresholds into words."""
        name, least = rules.sum_name, rules.progression_mm
        self.subject = f"{name[0].upper()}{name[1:]} "
        self._response = words.threshold_percent(rules.response_at)
        self._growth = words.threshold_percent(rules.progression_at)
        self._growth_mm = "" if least is None else f"+{words.limit(least)}"
        self._least_mm = least or Decimal(0)
        self._response_at, self._growth_at = rules.response_at, rules.progression_at
        is_confirmed = rules.hold_response is HoldResponse.CONFIRMED
        self._held = "partial response confirmed on" if is_confirmed else "partial response of"

    def sum_is(self, sum_mm: Decimal) -> str:
        """Return the beginning of a sentence, such as ``Sum 70.3 mm is``."""
        return f"{self.subject}{words.mm(sum_mm)} is"

    def from_baseline(self, sum_mm: Decimal, change_pct: Decimal, baseline_mm: Decimal) -> str:
        """Return how a sum stands to the baseline, without an end."""
        change = words.shown_percent(change_pct, self._response_at)
        baseline = words.mm(baseline_mm)
        return f"{self.subject}{words.mm(sum_mm)} is {change} from the baseline {baseline}"

    def over_nadir(self, nadir_mm: Decimal, label: str) -> str:
        """Return with what a growth is compared; `label` is the date of the nadir."""
        return f"over the nadir {words.mm(nadir_mm)} of {label}"

    def grown(self, start: str, change_pct: Decimal, change_mm: Decimal, nadir: str) -> str:
        """Return why a sum is progression; `start` ends before the numbers."""
        needs = f"{self._growth} and {self._growth_mm}" if self._growth_mm else self._growth
        growth = f"{self._percent(change_pct)} and {self._mm(change_mm)}"
        return f"{start} {growth} {nadir} (needs {needs})."

    def partial(self, start: str) -> str:
        """Return why a sum is a partial response."""
        return f"{start} (needs {self._response})."

    def held(self, start: str, since: str) -> str:
        """Return why a partial response is held; `since` is its date."""
        return f"{start}; the {self._held} {since} is held until progression."

    def stable(self, start: str, over: str) -> str:
        """Return why a sum is stable; `over` says how far it is from progression, if it grew."""
        more = f", and {over}" if over else ""
        return f"{start}, short of {self._response}{more}."

    def below_percent(self, change_pct: Decimal, nadir: str) -> str:
        """Return how far a growth is from progression by percent."""
        return f"{self._percent(change_pct)} {nadir}, below {self._growth}"

    def below_mm(self, change_pct: Decimal, change_mm: Decimal, nadir: str) -> str:
        """Return how far a growth that is enough by percent is from progression by mm."""
        growth = f"{self._percent(change_pct)} but only {self._mm(change_mm)}"
        return f"{growth} {nadir}, below {self._growth_mm}"

    def _percent(self, change_pct: Decimal) -> str:
        return words.shown_percent(change_pct, self._growth_at)

    def _mm(self, change_mm: Decimal) -> str:
        return f"{words.rounded(change_mm, self._least_mm)} mm"
