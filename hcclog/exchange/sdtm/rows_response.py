"""Sums and responses of one subject: as computed by each criteria, and as reported.

What hcclog computed has RSDRVFL (TRDRVFL) Y and no evaluator; what a reader reported has RSEVAL
INVESTIGATOR and no such flag. RSCAT names the criteria of both.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from hcclog.domain.response import Category, Criteria
from hcclog.exchange.sdtm import fields
from hcclog.exchange.sdtm.holding import Held, cells_of, fitted, marked
from hcclog.exchange.sdtm.rows_tumours import in_mm
from hcclog.exchange.sdtm.subject import Row, Subject
from hcclog.exchange.sdtm.terms import CRITERIA, NEW_LESIONS, NOT_DONE, RS_TESTS, TR_TESTS
from hcclog.rules.endpoints.endpoints import LineEndpoints, endpoints
from hcclog.rules.timeline import criteria_for
from hcclog.rules.verdict import SeriesResponse, Timeline, Timepoint

WHY = Held("", "WHY", "Why, in words")
CLAUSE = Held("", "CLAUSE", "Clause that it rests on")
_PLACES = 4
# Our own sentences have typographic signs, which a transport file does not hold.
_PLAIN_SIGNS = str.maketrans(
    {"\u2212": "-", "\u2013": "-", "\u00d7": "x", "\u2265": ">=", "\u2264": "<="}
    | {"\u201c": '"', "\u201d": '"', "\u2019": "'"}
)
_SUMS = {
    Criteria.RECIST_1_1: ("SUMDIAM", "PCBSD", "PCNSD", "ACNSD"),
    Criteria.MRECIST: ("SUMVDIAM", "PCHGBL", "PCHGNAD", "ACHNAD"),
}
_STAGE_TESTS = {
    "bclc": ("BCLC", "BCLC Stage", "BCLC STAGING"),
    "cnlc": ("CNLC", "CNLC Stage", "CNLC STAGING"),
    "ecog": ("ECOG", "ECOG Performance Status", "ECOG"),
    "child_pugh_class": ("CPCLASS", "Child-Pugh Class", "CHILD-PUGH CLASSIFICATION"),
    "child_pugh_points": ("CPPOINTS", "Child-Pugh Points", "CHILD-PUGH CLASSIFICATION"),
    "vp": ("VPGRADE", "Portal Vein Tumor Thrombus Grade", "VP GRADE"),
    "vv": ("VVGRADE", "Hepatic Vein Tumor Thrombus Grade", "VV GRADE"),
}
STAGE_FIELDS = {test[0]: name for name, test in _STAGE_TESTS.items()}
NO_STAGE = "STAGING"


def computed(subject: Subject) -> None:
    """Add sums, changes and responses by each criteria, and the best response of each line."""
    criteria = criteria_for(subject.record)
    result = subject.timeline
    for response in result.responses:
        for point in response.timepoints:
            _sums(subject, response, point)
            if not point.is_baseline:
                _responses(subject, response, point)
    _best(subject, result, criteria)


def _sums(subject: Subject, response: SeriesResponse, point: Timepoint) -> None:
    tests = _SUMS.get(response.criteria)
    if tests is None or point.total.mm is None:
        return
    is_first = subject.links.series[response.series.id] == "S1"
    common = {
        "TRGRPID": subject.links.series[response.series.id],
        "TRLNKGRP": subject.links.groups[point.assessment.id],
        "TRLOBXFL": "Y" if point.is_baseline and is_first else "",
        "TRDRVFL": "Y",
        **subject.visit(point.assessment.id),
        "TRDTC": subject.dtc(point.assessment.on),
    }
    for test, result in zip(tests, _sum_results(point), strict=True):
        if result:
            subject.add("TR", {"TRTESTCD": test, "TRTEST": TR_TESTS[test], **common, **result})


def _sum_results(point: Timepoint) -> Iterator[Row]:
    whole = point.total.mm if point.total.complete else None
    if whole is None:
        yield {"TRSTAT": NOT_DONE, "TRREASND": "NOT ALL TARGETS MEASURED"}
    else:
        yield in_mm(_decimal(whole))
    for change in (point.change_from_baseline, point.change_from_nadir):
        yield {} if change is None else _percent(change)
    mm = point.change_from_nadir_mm
    yield {} if mm is None else in_mm(_decimal(mm))


def _percent(change: Fraction) -> Row:
    digits = format(_decimal(change * 100), "f")
    return {
        "TRORRES": digits,
        "TRORRESU": "%",
        "TRSTRESC": digits,
        "TRSTRESN": digits,
        "TRSTRESU": "%",
    }


def _decimal(value: Fraction) -> Decimal:
    """Return a fraction as a decimal: exactly where it ends, else with four places."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(exact) == value:
        return exact
    return Decimal(round(value * 10**_PLACES)).scaleb(-_PLACES)


def _responses(subject: Subject, response: SeriesResponse, point: Timepoint) -> None:
    common = {
        "RSGRPID": subject.links.series[response.series.id],
        "RSLNKGRP": subject.links.groups[point.assessment.id],
        "RSCAT": CRITERIA[response.criteria],
        "RSDRVFL": "Y",
        **subject.visit(point.assessment.id),
        "RSDTC": subject.dtc(point.assessment.on),
    }
    new = point.new_lesion
    found = (
        ("TRGRESP", _category(point.target.value), point.target),
        ("NTRGRESP", _category(point.non_target.value), point.non_target),
        ("NEWLPROG", NEW_LESIONS[new.value], new),
        ("OVRLRESP", _category(point.overall.value), point.overall),
    )
    for test, word, verdict in found:
        if word:
            _derived(subject, test, {**common, **_result(word)}, verdict.sentence, verdict.clause)


def _best(subject: Subject, result: Timeline, criteria: tuple[Criteria, ...]) -> None:
    for key in criteria:
        for line in endpoints(subject.record, result, key):
            if line.best is not None and _category(line.best.value):
                cells = {"RSGRPID": f"LINE {line.line.number}", "RSCAT": CRITERIA[key]}
                cells |= {
                    "RSDRVFL": "Y",
                    **_result(line.best.value.value),
                    **_best_on(subject, line),
                }
                _derived(subject, "BESTRESP", cells, line.best.why, line.best.clause)


def _best_on(subject: Subject, line: LineEndpoints) -> Row:
    return {"RSDTC": subject.dtc(line.best_at.on)} if line.best_at is not None else {}


def _derived(subject: Subject, test: str, cells: Row, sentence: str, clause: str) -> None:
    row = subject.add("RS", {"RSTESTCD": test, "RSTEST": RS_TESTS[test], **cells})
    why = sentence.translate(_PLAIN_SIGNS)
    subject.qualify("RS", row, (WHY, CLAUSE), {WHY.qnam: why, CLAUSE.qnam: clause})


def _category(value: Category) -> str:
    return "" if value is Category.NOT_APPLICABLE else value.value


def _result(word: str) -> Row:
    """Return the cells of a result; a grade or points in digits stand as a number too."""
    number = {"RSSTRESN": word} if word.isascii() and word.isdigit() else {}
    return {"RSORRES": word, "RSSTRESC": word, **number}


def reported(subject: Subject) -> None:
    """Add what readers concluded, as they said it."""
    for each in subject.record.reported_responses:
        said = each.category.value if each.category is not None else fitted(each.wording)
        more = {
            "RSTESTCD": "OVRLRESP",
            "RSTEST": RS_TESTS["OVRLRESP"],
            "RSCAT": CRITERIA[each.criteria],
            **_result(said),
            "RSEVAL": "INVESTIGATOR",
            **subject.visit(each.assessment_id),
        }
        row = subject.add_entity("RS", each, fields.REPORTED, more)
        if each.category is None:
            subject.qualify("RS", row, fields.REPORTED, {"CATEGO": marked("")})


def staged(subject: Subject) -> None:
    """Add stages and classes as a clinician gave them, a row each; the rest goes beside them."""
    shown = {each.qnam for each in fields.STAGING if each.name in fields.STAGES}
    for staging in subject.record.stagings:
        cells, qualifiers = cells_of(staging, fields.STAGING, subject.links)
        rows = [
            {"RSTESTCD": test, "RSTEST": name, "RSCAT": category, **_result(str(value))}
            for field, (test, name, category) in _STAGE_TESTS.items()
            if (value := getattr(staging, field)) is not None
        ]
        nothing = {"RSTESTCD": NO_STAGE, "RSTEST": "Staging", "RSSTAT": NOT_DONE}
        for n, result in enumerate(rows or [{**nothing, "RSREASND": "NO STAGE STATED"}]):
            common = {**cells, "RSEVAL": "INVESTIGATOR"}
            row = subject.add("RS", {**common, **result}, staging.id)
            if n == 0:
                rest = {name: text for name, text in qualifiers.items() if name not in shown}
                subject.qualify("RS", row, fields.STAGING, rest)
