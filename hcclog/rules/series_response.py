"""One series by one set of criteria, put into the words and numbers that every view shows."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hcclog.domain.assessment import Modality
from hcclog.domain.response import Category
from hcclog.rules import reasons, target_reasons, words
from hcclog.rules.answers import answers
from hcclog.rules.findings import reading_findings
from hcclog.rules.measurability import measurability
from hcclog.rules.new_lesion import NO
from hcclog.rules.reported import compare
from hcclog.rules.verdict import (
    Finding,
    NewLesionVerdict,
    SeriesResponse,
    SumOfDiameters,
    Timepoint,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from hcclog.domain.assessment import Assessment
    from hcclog.domain.response import ReportedResponse
    from hcclog.rules.answers import Answer
    from hcclog.rules.criteria import CriteriaRules
    from hcclog.rules.response import Judged
    from hcclog.rules.series import RecordView, SeriesView
    from hcclog.rules.target import TargetFacts


class Judgement:
    """One series of a record by one set of criteria, on its way to a `SeriesResponse`."""

    def __init__(
        self, source: RecordView, n: int, views: Sequence[SeriesView], rules: CriteriaRules
    ) -> None:
        """Take the series of position `n` among those of the record."""
        self._source, self._rules, self._view = source, rules, views[n]
        self._follow_up = views[n].follow_up
        start = self._view.assessments[0]
        self._ends_earlier = any(start in view.assessments for view in views[:n])

    def response(self) -> SeriesResponse:
        """Return baseline and later assessments, in order of time."""
        baseline, found = answers(self._follow_up, self._rules)
        timepoints = (self._baseline(baseline), *(self._timepoint(one) for one in found))
        clause = self._rules.clauses
        findings = [Finding(text, clause.baseline) for text in self._follow_up.findings]
        breaches = measurability(self._follow_up, self._rules, self._view.baseline_scans)
        findings += [Finding(text, clause.measurable) for text in breaches]
        return SeriesResponse(self._view.series, self._rules.key, timepoints, tuple(findings))

    def _baseline(self, facts: TargetFacts) -> Timepoint:
        clause = self._rules.clauses.baseline
        assessment = self._view.assessments[0]
        # Where one series ends the next begins; what was reported there belongs to the first.
        reported = () if self._ends_earlier else self._reported(assessment)
        unsure = self._follow_up.overlaps.get(0, [])
        order = reasons.order_reason(self._follow_up.points, 0, unsure)
        sentence = " ".join([target_reasons.baseline_reason(facts), *order])
        verdict = Verdict(Category.NOT_APPLICABLE, sentence, clause, _numbers(facts))
        here = "This is the baseline."
        return Timepoint(
            assessment=assessment,
            span=self._source.chronology.span(assessment.on),
            is_baseline=True,
            total=_total(facts),
            target=verdict,
            non_target=Verdict(Category.NOT_APPLICABLE, here, clause),
            new_lesion=NewLesionVerdict(NO, here, clause),
            overall=verdict,
            reported=reported,
            difference="This is the baseline, which has no response." if reported else "",
            order_unsure=0 in self._follow_up.overlaps,
            findings=_as_findings(reading_findings(0, self._follow_up, self._rules)),
        )

    def _timepoint(self, answer: Answer) -> Timepoint:
        judged, k, facts = answer.judged, answer.judged.k, answer.judged.target
        assessment = self._view.assessments[k]
        reported = self._reported(assessment)
        overall = Verdict(answer.overall, answer.why, answer.clause, _numbers(facts))
        agrees, difference = compare(reported, overall.value, overall.sentence)
        complete = facts.now.complete
        return Timepoint(
            assessment=assessment,
            span=self._source.chronology.span(assessment.on),
            is_baseline=False,
            total=_total(facts),
            target=self._target(answer),
            non_target=self._non_target(answer),
            new_lesion=self._new_lesion(judged),
            overall=overall,
            change_from_baseline=_change(facts.now.sum_mm, facts.baseline_mm) if complete else None,
            change_from_nadir=_change(facts.now.sum_mm, facts.nadir_mm) if complete else None,
            change_from_nadir_mm=_difference(facts) if complete else None,
            nadir_mm=Fraction(facts.nadir_mm) if facts.nadir_mm is not None else None,
            nadir_at=self._nadir_at(facts),
            reported=reported,
            agrees=agrees,
            difference=difference,
            order_unsure=k in self._follow_up.overlaps,
            findings=_as_findings(self._findings(answer)),
        )

    def _target(self, answer: Answer) -> Verdict:
        judged, rule = answer.judged, answer.judged.target_rule
        sentence = target_reasons.target_reason(judged.target, rule)
        clause = getattr(self._rules.clauses, rule.clause)
        return Verdict(answer.target, sentence, clause, _numbers(judged.target))

    def _non_target(self, answer: Answer) -> Verdict:
        judged, points = answer.judged, self._follow_up.points
        sentence = reasons.non_target_reason(
            judged.non_target, judged.non_target_rule, points, judged.k
        )
        return Verdict(answer.non_target, sentence, self._rules.clauses.non_target)

    def _new_lesion(self, judged: Judged) -> NewLesionVerdict:
        facts = judged.new
        sightings = facts.certain or facts.open
        return NewLesionVerdict(
            facts.value,
            reasons.new_reason(facts, self._follow_up.points, judged.k),
            self._rules.clauses.new_lesion,
            tuple(sighting.track.label for sighting in sightings),
        )

    def _nadir_at(self, facts: TargetFacts) -> Assessment | None:
        return self._view.assessments[facts.nadir_at] if facts.nadir_mm is not None else None

    def _reported(self, assessment: Assessment) -> tuple[ReportedResponse, ...]:
        reports = self._source.record.reported_responses
        return tuple(report for report in reports if report.assessment_id == assessment.id)

    def _findings(self, answer: Answer) -> Iterator[str]:
        yield from answer.findings
        k, points = answer.judged.k, self._follow_up.points
        before, here = self._modalities(k - 1), self._modalities(k)
        if before and here and not before & here:
            yield (
                f"Modality changed from {words.joined(sorted(before))} to "
                f"{words.joined(sorted(here))} between {points[k - 1].label} and {points[k].label}."
            )

    def _modalities(self, k: int) -> set[str]:
        assessment_id = self._view.assessments[k].id
        scans = [scan for scan in self._source.record.scans if scan.assessment_id == assessment_id]
        return {scan.modality.value for scan in scans if scan.modality is not Modality.NOT_STATED}


def _as_findings(sentences: Iterator[str]) -> tuple[Finding, ...]:
    return tuple(Finding(sentence) for sentence in sentences)


def _total(facts: TargetFacts) -> SumOfDiameters:
    now = facts.now
    measured = now.n_targets > len(now.unmeasured)
    return SumOfDiameters(Fraction(now.sum_mm) if measured else None, now.complete)


def _change(now: Decimal, then: Decimal | None) -> Fraction | None:
    return (Fraction(now) - Fraction(then)) / Fraction(then) if then else None


def _difference(facts: TargetFacts) -> Fraction | None:
    return None if facts.nadir_mm is None else Fraction(facts.now.sum_mm - facts.nadir_mm)


def _numbers(facts: TargetFacts) -> tuple[tuple[str, Fraction], ...]:
    """Return the numbers behind a verdict, by name; those that exist."""
    known = {
        "sum_mm": facts.now.sum_mm if facts.now.n_targets > len(facts.now.unmeasured) else None,
        "baseline_mm": facts.baseline_mm,
        "nadir_mm": facts.nadir_mm,
    }
    return tuple((name, Fraction(value)) for name, value in known.items() if value is not None)
