"""The Kaplan-Meier estimate of one group, by scipy, with its band and its median.

Sources: Kaplan and Meier 1958; the band is the pointwise 95 % band on the log(-log) scale
(Kalbfleisch and Prentice 2002, 1.4) with Greenwood's variance; the interval of the median holds the
days whose band holds one half (Brookmeyer and Crowley 1982).
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from hcclog.cohort.views import Estimate, Step, SurvivalCurve

if TYPE_CHECKING:
    from collections.abc import Sequence

METHOD = (
    "Kaplan-Meier estimate with its pointwise 95 % band on the log(-log) scale; the median is the "
    "first day on which the estimate is one half or less, its interval holds the days whose band "
    "holds one half (Brookmeyer and Crowley 1982). The band is not defined before the first event "
    "and where the estimate is 0."
)
_LEVEL = 0.95
_HALF = 0.5 + 1e-12  # products of shares may miss one half by their last digit


def survival_curve(group: str, days: Sequence[float], events: Sequence[bool]) -> SurvivalCurve:
    """Return the estimate of one group.

    Args:
        group: What the group is called.
        days: How long each was followed.
        events: True where that ended in an event, False where it is censored.
    """
    n, n_events = len(days), sum(events)
    begin = Step(0.0, 1.0, None, None, n, 0, 0)
    if not n:
        return SurvivalCurve(group, (begin,), Estimate(None, None, None), 0, 0)
    steps = (begin, *_steps(days, events))
    return SurvivalCurve(group, steps, _median(steps), n, n_events)


def _steps(days: Sequence[float], events: Sequence[bool]) -> list[Step]:
    """Return the estimate at each day on which something ended."""
    import numpy as np

    ended, times = np.array(events, dtype=bool), np.array(days, dtype=float)
    at, shares, low, high = _estimate(times, ended)
    n_events = _n_at(at, times[ended])
    n_all = _n_at(at, times)
    n_at_risk = n_all[::-1].cumsum()[::-1]
    columns = (shares, low, high, n_at_risk, n_events, n_all - n_events)
    return [
        Step(day, share, _known(least), _known(most), *counts)
        for day, share, least, most, *counts in zip(
            at.tolist(), *(column.tolist() for column in columns), strict=True
        )
    ]


def _estimate(times: Any, ended: Any) -> tuple[Any, Any, Any, Any]:
    """Return the days, the shares and their band, by scipy."""
    from scipy.stats import CensoredData, ecdf

    with warnings.catch_warnings():
        # It warns that the band is not defined where nothing or everything has happened.
        warnings.simplefilter("ignore", RuntimeWarning)
        found = ecdf(CensoredData.right_censored(times, ~ended)).sf
        band = found.confidence_interval(_LEVEL, method="log-log")
    return found.quantiles, found.probabilities, band.low.probabilities, band.high.probabilities


def _n_at(at: Any, times: Any) -> Any:
    """Return how many of the times are each of the days."""
    import numpy as np

    return np.bincount(np.searchsorted(at, times), minlength=len(at))


def _known(limit: float) -> float | None:
    return None if limit != limit else limit  # noqa: PLR0124 - not a number is no limit


def _median(steps: Sequence[Step]) -> Estimate:
    """Read off the median and its interval: where estimate and band come down to one half."""
    return Estimate(
        next((step.days for step in steps if step.share <= _HALF), None),
        next((s.days for s in steps if s.low is not None and s.low <= _HALF), None),
        next((s.days for s in steps if s.high is not None and s.high <= _HALF), None),
    )
