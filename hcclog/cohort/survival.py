"""Survival of a cohort: durations of its lines, in groups, as Kaplan-Meier curves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from hcclog.cohort import kaplan_meier
from hcclog.cohort.summary import EndpointSummary
from hcclog.cohort.views import LeftOut, Survival, SurvivalCurve
from hcclog.cohort.words import NO_LINE, agents, in_order, left_out
from hcclog.rules.endpoints.rules import ENDPOINT_RULES, EndpointKey, EndpointRule

if TYPE_CHECKING:
    from hcclog.cohort.filters import Row
    from hcclog.domain.response import Criteria

PLOTTED = (EndpointKey.PFS, EndpointKey.TTP, EndpointKey.OS, EndpointKey.DOR)
EVERYBODY = "all"
NOT_STATED = "not stated"
_PER_LINE = "Each line of therapy counts once."
_PER_PATIENT = (
    "Each patient counts once, from the start of the first chosen line whose start has a day."
)
_UNCERTAIN = "A duration between dates that are not known to the day counts with its middle."
_RESPONSES = {
    True: "It counts from the first response that was confirmed.",
    False: "It counts from the first response, confirmed or not.",
}


_ENDED_BY_DEATH = {EndpointKey.PFS, EndpointKey.DOR}
_CENSORED_DEATHS = "A patient who died on a day that is not known is censored before it ({})."


class Grouping(StrEnum):
    """By what curves are drawn apart."""

    NONE = "none"
    LINE = "line"
    AGENTS = "agents"
    BCLC = "BCLC"
    CNLC = "CNLC"
    CHILD_PUGH = "Child-Pugh"
    AETIOLOGY = "aetiology"
    SEX = "sex"


class Duration(NamedTuple):
    """How long one row was followed for an endpoint, and whether that ended in an event."""

    row: Row
    days: float
    event: bool
    exact: bool
    group: str


def survival(
    rows: Sequence[Row],
    key: EndpointKey,
    criteria: Criteria,
    *,
    group: Grouping = Grouping.NONE,
    confirmed: bool = True,
) -> Survival:
    """Return the curves of one endpoint.

    Overall survival counts each patient once, unless its curves are those of the lines.

    Args:
        rows: Lines of therapy.
        key: One of `PLOTTED`.
        criteria: By which response and progression are counted.
        group: By what curves are drawn apart.
        confirmed: Of the duration of response: whether the response was confirmed.
    """
    found, out = durations(rows, key, criteria, group=group, confirmed=confirmed)
    per_patient = _counts_patients(key, group)
    parts = [_PER_PATIENT if per_patient else _PER_LINE, _rule(key).meaning]
    if key is EndpointKey.DOR:
        parts.append(_RESPONSES[confirmed])
    if key in _ENDED_BY_DEATH and (n := sum(map(_is_censored_death, found))):
        parts.append(_CENSORED_DEATHS.format("1 line" if n == 1 else f"{n} lines"))
    return Survival(
        key.value,
        _rule(key).name,
        criteria,
        tuple(_curves(found, group)),
        out,
        " ".join((*parts, _UNCERTAIN, kaplan_meier.METHOD)),
        sum(not each.exact for each in found),
    )


def durations(
    rows: Sequence[Row],
    key: EndpointKey,
    criteria: Criteria,
    *,
    group: Grouping = Grouping.NONE,
    confirmed: bool = True,
) -> tuple[tuple[Duration, ...], tuple[LeftOut, ...]]:
    """Return the duration of each row, and the rows that have none with the reason."""
    chosen = _first_of_each(rows) if _counts_patients(key, group) else rows
    found: list[Duration] = []
    out: list[LeftOut] = []
    for row in chosen:
        endpoint = _endpoint(row, key, criteria, confirmed=confirmed)
        if isinstance(endpoint, str):
            out.append(left_out(row, endpoint))
        elif endpoint.days is None or endpoint.event is None:
            out.append(left_out(row, endpoint.sentence))
        else:
            days = endpoint.days
            name = _GROUPS[group](row)
            found.append(Duration(row, days.day, endpoint.event, days.exact, name))
    return tuple(found), in_order(out)


def _counts_patients(key: EndpointKey, group: Grouping) -> bool:
    return key is EndpointKey.OS and group is not Grouping.LINE


def _first_of_each(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield one row of each patient: the first whose start has a day, else the first."""
    first: dict[str, Row] = {}
    for row in rows:
        held = first.setdefault(row.patient.id, row)
        if not _has_start(held) and _has_start(row):
            first[row.patient.id] = row
    yield from first.values()


def _has_start(row: Row) -> bool:
    return row.line is not None and row.line.start is not None


def _endpoint(
    row: Row, key: EndpointKey, criteria: Criteria, *, confirmed: bool
) -> EndpointSummary | str:
    if row.line is None:
        return NO_LINE
    judged = row.line.by(criteria)
    found = judged.endpoint(key, confirmed=confirmed) if judged else None
    return found or f"It was not judged by {criteria.value}."


def _is_censored_death(one: Duration) -> bool:
    fate = one.row.patient.fate
    return not one.event and fate.alive is False and fate.death is None


def _curves(found: Iterable[Duration], group: Grouping) -> Iterator[SurvivalCurve]:
    of_group: dict[str, list[Duration]] = {}
    for each in found:
        of_group.setdefault(each.group, []).append(each)
    if group is Grouping.NONE:
        of_group.setdefault(EVERYBODY, [])
    for name in sorted(of_group, key=_order):
        held = of_group[name]
        days = [each.days for each in held]
        yield kaplan_meier.survival_curve(name, days, [each.event for each in held])


def _order(name: str) -> tuple[bool, int, str]:
    """Order groups by name, ``line 10`` after ``line 9``; those not stated last."""
    return name == NOT_STATED, len(name) if name.startswith("line ") else 0, name


def _rule(key: EndpointKey) -> EndpointRule:
    return next(rule for rule in ENDPOINT_RULES if rule.key is key)


def _causes(row: Row) -> str:
    return " + ".join(row.patient.aetiologies) or NOT_STATED


_GROUPS: dict[Grouping, Callable[[Row], str]] = {
    Grouping.NONE: lambda _row: EVERYBODY,
    Grouping.LINE: lambda row: f"line {row.line.number}" if row.line else NOT_STATED,
    Grouping.AGENTS: lambda row: agents(row.line.agents if row.line else ()),
    Grouping.BCLC: lambda row: _stage("BCLC", row.stage.bclc),
    Grouping.CNLC: lambda row: _stage("CNLC", row.stage.cnlc),
    Grouping.CHILD_PUGH: lambda row: _stage("Child-Pugh", row.stage.child_pugh),
    Grouping.AETIOLOGY: _causes,
    Grouping.SEX: lambda row: row.patient.sex.value,
}


def _stage(system: str, stage: str | None) -> str:
    return f"{system} {stage}" if stage else NOT_STATED
