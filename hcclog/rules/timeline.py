"""All responses of one record: every series by each criteria, computed beside reported."""

from __future__ import annotations

from decimal import localcontext
from typing import TYPE_CHECKING

from hcclog.catalogue.drugs import find_drug
from hcclog.domain.chronology import Chronology
from hcclog.domain.response import Criteria
from hcclog.rules.criteria import RULES
from hcclog.rules.readings import EXACT
from hcclog.rules.series import RecordView
from hcclog.rules.series_response import Judgement
from hcclog.rules.verdict import Finding, Timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hcclog.domain.record import PatientRecord
    from hcclog.rules.criteria import CriteriaRules

COMPUTED = (Criteria.RECIST_1_1, Criteria.MRECIST, Criteria.IRECIST)
_FOR_ALL = (Criteria.RECIST_1_1, Criteria.MRECIST)
# Agents under which a tumour may grow before it responds, which iRECIST was made for.
CHECKPOINT_INHIBITORS = ("anti-PD-1", "anti-PD-L1", "anti-CTLA-4")


def criteria_for(record: PatientRecord) -> tuple[Criteria, ...]:
    """Return the criteria that a record is shown by: iRECIST where a checkpoint inhibitor is given.

    Source: Seymour 2017, which is for trials of immunotherapeutics.
    """
    found = (find_drug(course.agent) for course in record.courses)
    immune = any(drug is not None and drug.drug_class in CHECKPOINT_INHIBITORS for drug in found)
    return COMPUTED if immune else _FOR_ALL


def timeline(
    record: PatientRecord,
    criteria: Iterable[Criteria] = _FOR_ALL,
    rules: Mapping[Criteria, CriteriaRules] = RULES,
) -> Timeline:
    """Return every series of a record as judged by each of the criteria.

    Args:
        record: One patient.
        criteria: Which to compute, in the order in which they are returned.
        rules: What they mean; a trial's own switches go here.

    Raises:
        KeyError: One of the criteria has no rules.
    """
    chronology = Chronology(record)
    with localcontext(EXACT):
        source = RecordView(record, chronology)
        views = source.views()
        responses = tuple(
            Judgement(source, n, views, rules[key]).response()
            for key in criteria
            for n in range(len(views))
        )
    return Timeline(chronology, responses, lambda: _findings(source))


def _findings(source: RecordView) -> Iterator[Finding]:
    """Yield what keeps parts of the record out of every series, and what contradicts itself."""
    # Loaded where findings are read: the first picture of a patient does without them.
    from hcclog.rules.contradictions.find import contradictions

    yield from _left_out(source)
    yield from contradictions(source.record, source.chronology)


def _left_out(source: RecordView) -> Iterator[Finding]:
    from hcclog.rules.series_due import due_baselines

    record, chronology = source.record, source.chronology
    for assessment in source.unplaced:
        label = chronology.label(assessment.on)
        yield Finding(f"The assessment of {label} has no place in time and is in no series.")
    if record.assessments and not record.series:
        yield Finding("There is no response series, so no response is computed.")
    yield from (Finding(due.sentence) for due in due_baselines(source))
    for report in record.reported_responses:
        if report.assessment_id is None and report.category is not None:
            rests = f"rests on {report.basis}" if report.basis else "belongs to no assessment"
            when = chronology.label(report.on)
            yield Finding(
                f"The {report.category.value} reported on {when} {rests}: there is nothing "
                "computed to compare it with."
            )
