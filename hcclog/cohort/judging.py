"""One line of therapy by one set of criteria: changes, best responses, endpoints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from hcclog.cohort.summary import Best, Change, EndpointSummary, Judged, Responded
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.day_spans import DaySpan
from hcclog.domain.response import Category
from hcclog.rules.endpoints.endpoint import endpoint
from hcclog.rules.endpoints.facts import LineFacts
from hcclog.rules.endpoints.rules import ENDPOINT_RULES, EndpointKey
from hcclog.rules.endpoints.switches import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.rules.best_response.best import BestResponse
    from hcclog.rules.endpoints.endpoint import Endpoint
    from hcclog.rules.endpoints.endpoints import LineEndpoints
    from hcclog.rules.endpoints.events import Moment, RecordEvents
    from hcclog.rules.verdict import SeriesResponse, Timeline

# What comes after these counts for no best change: the treatment had failed.
FINAL = frozenset({Category.PD, Category.ICPD})
_ANY_RESPONSE = replace(DEFAULT, confirmed_response=False)
_DOR = next(rule for rule in ENDPOINT_RULES if rule.key is EndpointKey.DOR)


Since = Callable[[ClinicalDate], DaySpan | None]


def judged_line(
    events: RecordEvents, result: Timeline, found: LineEndpoints, since: Since
) -> Judged:
    """Return a line of therapy as judged by the criteria of its endpoints.

    Args:
        events: Of the record.
        result: Its responses.
        found: The line.
        since: Days from the start of the patient's first line to a date.
    """
    responses = result.of(found.criteria)
    facts = LineFacts(events, found.line, responses, found.criteria, _ANY_RESPONSE)
    own = [each for each in responses if each.series.line_id == found.line.id]
    measured = [each for each in own if _has_sum(each)]
    changes = tuple(_changes(facts, (measured or own)[0], since)) if own else ()
    return Judged(
        criteria=found.criteria,
        has_series=bool(own),
        n_series=len(own),
        changes=changes,
        why_no_change=_why_no_change(facts, changes, is_measured=bool(measured)),
        best=_best(found.best, found.best_at, since),
        confirmed=_best(found.best_confirmed, found.best_confirmed_at, since),
        endpoints=tuple(_endpoint(each, since) for each in found.endpoints),
        any_response=_endpoint(endpoint(_DOR, facts), since),
        responded=_responded(facts, since),
    )


def _has_sum(response: SeriesResponse) -> bool:
    baseline = next((point for point in response.timepoints if point.is_baseline), None)
    return baseline is not None and bool(baseline.total.mm) and baseline.total.complete


def _changes(facts: LineFacts, response: SeriesResponse, since: Since) -> Iterator[Change]:
    """Yield the assessments after the baseline that are of the line, in order of time."""
    baseline: Moment | None = None
    up_to_progression = _up_to_progression(facts)
    counts = True
    for point in response.timepoints:
        on = point.assessment.on
        moment = facts.events.moment("assessment", point.assessment.id, on, "the assessment")
        if moment is None or point.is_baseline:
            baseline = moment
            continue
        too_early = facts.start is not None and facts.days(facts.start, moment).middle <= 0
        if baseline is None or too_early:
            continue
        if facts.next_line is not None and facts.surely_before(facts.next_line, moment):
            break
        yield Change(
            point.assessment.id,
            moment.label,
            facts.days(baseline, moment),
            since(moment.on),
            point.change_from_baseline,
            point.overall.value,
            counts and point.assessment.id in up_to_progression,
            tuple(r.category for r in point.reported if r.category is not None),
        )
        counts = counts and point.overall.value not in FINAL


def _up_to_progression(facts: LineFacts) -> frozenset[str]:
    """Return the assessments up to the first progression, whichever series of the line has it."""
    final = (n for n, answer in enumerate(facts.answers, 1) if answer.category in FINAL)
    return frozenset(answer.assessment_id for answer in facts.answers[: next(final, None)])


def _why_no_change(facts: LineFacts, changes: tuple[Change, ...], *, is_measured: bool) -> str:
    if not facts.has_series:
        return "No response series belongs to the line."
    if not changes:
        return "No assessment lies after its baseline and its start."
    if not is_measured:
        return "Its baseline has no sum of target lesions to compare with."
    known = [each for each in changes if each.change is not None]
    if not known:
        return "No later assessment has a complete sum of its target lesions."
    if not any(each.counts for each in known):
        return "Its complete sums of target lesions all follow its progression."
    return ""


def _responded(facts: LineFacts, since: Since) -> Responded | None:
    first = facts.response
    if first is None:
        return None
    category = next(answer.category for answer in facts.counted if answer.moment is first)
    return Responded(category, first.label, since(first.on))


def _best(found: BestResponse | None, at: Moment | None, since: Since) -> Best | None:
    if found is None:
        return None
    return Best(found.value, since(at.on) if at else None, found.sentence, found.could_be)


def _endpoint(found: Endpoint, since: Since) -> EndpointSummary:
    return EndpointSummary(
        found.key,
        found.days,
        found.event,
        found.sentence,
        found.findings,
        since(found.end.on) if found.end else None,
    )
