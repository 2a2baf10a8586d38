"""New baselines that are proposed: the imaging, and a role for each lesion with the reason for it.

Nothing is written: a person looks at a proposal, changes what is wrong in it, and saves it.
Sources: Eisenhauer 2009, 3.1 and 4.2 (measurable; the largest lesions; 5 targets, 2 an organ).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.response import LesionRole
from hcclog.rules import words
from hcclog.rules.criteria import MRECIST, RECIST_1_1
from hcclog.rules.measurability import least_mm, measurability
from hcclog.rules.role_rules import Candidate, role_rule
from hcclog.rules.series import RecordView
from hcclog.rules.series_due import due_baselines
from hcclog.rules.sums import axis_of, diameter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hcclog.domain.assessment import Assessment
    from hcclog.domain.chronology import Chronology
    from hcclog.domain.ids import EntityId
    from hcclog.domain.lesion import Lesion
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.response import ResponseSeries, SeriesLesion
    from hcclog.rules.criteria import CriteriaRules

_MOST_LETTERS = 60


class RoleProposal(NamedTuple):
    """What one lesion would be in a series.

    Attributes:
        role: Target or non-target; None where it is left out.
        reason: Why, in a sentence.
    """

    lesion: Lesion
    role: LesionRole | None
    reason: str


class SeriesProposal(NamedTuple):
    """One response series that is due.

    Attributes:
        name: What it is for, such as ``for line 3``.
        label: A name that no series has yet.
        line_id: The line of therapy it belongs to; None without one.
        baseline: The imaging that it would begin with.
        roles: A proposal for each lesion of the record, in the order of entry.
        reasons: Why the baseline is due, why it is this one, and what is not certain.
    """

    name: str
    label: str
    line_id: EntityId | None
    baseline: Assessment
    roles: tuple[RoleProposal, ...]
    reasons: tuple[str, ...]


def proposals(record: PatientRecord, chronology: Chronology) -> tuple[SeriesProposal, ...]:
    """Return the response series that are due, in order of their baselines.

    One is due for each line of therapy to which no series belongs, and after each locoregional
    treatment where imaging follows with which no series begins.
    """
    source = RecordView(record, chronology)
    return tuple(
        SeriesProposal(
            due.name,
            free_label(record, due.label),
            due.line_id,
            due.baseline,
            _roles(source, due.baseline, RECIST_1_1),
            (due.sentence, *due.remarks),
        )
        for due in due_baselines(source)
        if due.baseline is not None
    )


def proposed_roles(
    record: PatientRecord, chronology: Chronology, baseline: Assessment
) -> tuple[RoleProposal, ...]:
    """Return each lesion of the record with the role that is proposed for it at a baseline."""
    source = RecordView(record, chronology)
    if baseline in source.placed:
        return _roles(source, baseline, RECIST_1_1)
    why = "has no proposed role: the imaging has no place in time"
    return tuple(RoleProposal(one, None, f"{one.label} {why}.") for one in record.lesions)


def breaches(
    record: PatientRecord,
    chronology: Chronology,
    series: ResponseSeries,
    roles: Sequence[SeriesLesion],
) -> tuple[str, ...]:
    """Return what speaks against a series with these roles, by any of the criteria.

    Args:
        record: The patient; it may hold the series already, which is then replaced.
        chronology: The days of its dates.
        series: The series, saved or not.
        roles: Its lesions' roles.
    """
    others = [one for one in record.series if one.id != series.id]
    kept = [role for role in record.series_lesions if role.series_id != series.id]
    whole = replace(record, series=(*others, series), series_lesions=(*kept, *roles))
    views = RecordView(whole, chronology).views()
    view = next((view for view in views if view.series.id == series.id), None)
    if view is None:
        return ("The baseline has no place in time, so nothing can be counted against it.",)
    found = list(view.follow_up.findings)
    said: set[str] = set()
    for rules in (RECIST_1_1, MRECIST):  # iRECIST measures as RECIST 1.1 does
        breached = measurability(view.follow_up, rules, view.baseline_scans)
        other = f"By {rules.name}: " if rules is not RECIST_1_1 else ""
        found += [one if rules.name in one else other + one for one in breached if one not in said]
        said.update(breached)
    return tuple(found)


def free_label(record: PatientRecord, wanted: str) -> str:
    """Return the label, with a number after it where a series of the patient has it already."""
    short = wanted if len(wanted) <= _MOST_LETTERS else f"{wanted[: _MOST_LETTERS - 1].rstrip()}…"
    taken = {series.label.casefold() for series in record.series}
    labels = (short, *(f"{short} {n}" for n in range(2, len(taken) + 2)))
    return next(label for label in labels if label.casefold() not in taken)


def _roles(
    source: RecordView, baseline: Assessment, rules: CriteriaRules
) -> tuple[RoleProposal, ...]:
    scans = source.scans(baseline)
    candidates = []
    for lesion in source.record.lesions:
        track = source.track(lesion, [baseline], {})
        reading = track.readings[0]
        size = diameter(reading, axis_of(track, rules)) if reading is not None else None
        least = least_mm(track, rules, scans)
        candidates.append(Candidate(track, lesion.benign, reading, size, least, rules))
    outcomes = dict(_chosen(candidates, rules))
    return tuple(
        RoleProposal(lesion, *outcomes.get(n) or role_rule(candidate).answer(candidate))
        for n, (lesion, candidate) in enumerate(zip(source.record.lesions, candidates, strict=True))
    )


def _chosen(
    candidates: list[Candidate], rules: CriteriaRules
) -> Iterator[tuple[int, tuple[LesionRole | None, str]]]:
    """Yield the measurable lesions by position: the largest are targets, while there is room."""
    sizes = {
        n: one.size_mm
        for n, one in enumerate(candidates)
        if one.size_mm is not None and role_rule(one).role is LesionRole.TARGET
    }
    organs: Counter[str] = Counter()
    for n in sorted(sizes, key=lambda n: (-sizes[n], n)):
        one = candidates[n]
        size, organ = words.mm(sizes[n]), one.organ
        if organs.total() >= rules.max_targets:
            room = f"there are {rules.max_targets} larger targets"
        elif organs[organ] >= rules.max_targets_an_organ:
            room = f"there are {rules.max_targets_an_organ} larger targets in its organ ({organ})"
        else:
            organs[organ] += 1
            yield n, role_rule(one).answer(one)
            continue
        yield n, (LesionRole.NON_TARGET, f"{one.label} is measurable ({size}), but {room} already.")
