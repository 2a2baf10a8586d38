"""The rules as a book to read: every ordered list and every threshold, in the order of use.

Nothing is decided here. A page is made from the very lists and thresholds that decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcclog.rules import course_book, words
from hcclog.rules.criteria import (
    BASELINE_DAYS,
    IRECIST,
    MARKER_DAYS,
    RESPONSE_MARKERS,
    RULES,
    CriteriaRules,
)
from hcclog.rules.irecist.rules import IMMUNE_RULES
from hcclog.rules.irecist.signs import SIGNS
from hcclog.rules.non_target import NON_TARGET_RULES
from hcclog.rules.overall import OVERALL_ROWS
from hcclog.rules.record_book import record_pages
from hcclog.rules.role_rules import ROLE_RULES
from hcclog.rules.target import TARGET_RULES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from hcclog.domain.response import Category


class Line(NamedTuple):
    """One rule or threshold.

    Attributes:
        name: What it is called.
        answer: Its answer or its value; empty where the meaning says it.
        meaning: What it says, in a sentence.
        clause: Where it stands.
    """

    name: str
    answer: str
    meaning: str
    clause: str = ""


class Page(NamedTuple):
    """One list of rules; where it is ordered, the first that holds answers."""

    title: str
    lines: tuple[Line, ...]
    ordered: bool = True


def pages() -> tuple[Page, ...]:
    """Return the whole book."""
    thresholds = (
        Page(f"{rules.name}: thresholds", tuple(_thresholds(rules)), ordered=False)
        for rules in RULES.values()
    )
    rest = (
        Page(title, tuple(Line(*told) for told in lines), ordered=ordered)
        for title, lines, ordered in record_pages()
    )
    return (*thresholds, *_response_pages(), *_course_pages(), *rest)


def _course_pages() -> Iterator[Page]:
    thresholds = tuple(Line(*told) for told in course_book.best_response_thresholds())
    yield Page("Best overall response: thresholds", thresholds, ordered=False)
    for confirmed, name in ((False, "without"), (True, "with")):
        rules = course_book.best_response_rules(confirmed=confirmed)
        title = f"Best overall response {name} confirmation"
        yield Page(title, tuple(Line(*told) for told in rules))
    for title, lines in course_book.endpoint_pages():
        yield Page(title, tuple(Line(*told) for told in lines), ordered=False)


def _response_pages() -> Iterator[Page]:
    clauses = RULES[IRECIST.key].clauses
    yield Page(
        "Roles that are proposed at a new baseline",
        tuple(
            Line(r.name, r.role.value if r.role else "left out", r.meaning, clauses.measurable)
            for r in ROLE_RULES
        ),
    )
    yield Page(
        "Targets at one assessment",
        tuple(
            Line(r.name, r.category.value, r.meaning, getattr(clauses, r.clause))
            for r in TARGET_RULES
        ),
    )
    yield Page(
        "Non-targets at one assessment",
        tuple(
            Line(r.name, r.category.value, r.meaning, clauses.non_target) for r in NON_TARGET_RULES
        ),
    )
    yield Page(
        "Overall response at one assessment",
        tuple(
            Line(r.name, r.overall.value, r.meaning, getattr(clauses, r.clause))
            for r in OVERALL_ROWS
        ),
    )
    clause = IRECIST.immune.clause if IRECIST.immune else ""
    yield Page(
        "iRECIST: after RECIST 1.1",
        tuple(Line(r.name, _called(r.category), r.meaning, clause) for r in IMMUNE_RULES),
    )
    yield Page(
        "iRECIST: what confirms a progression",
        tuple(Line(sign.name, "", sign.meaning, clause) for sign in SIGNS),
        ordered=False,
    )


def _called(category: Category | None) -> str:
    return category.value if category is not None else "as RECIST 1.1, with an i"


def _thresholds(rules: CriteriaRules) -> Iterator[Line]:
    clause = rules.clauses
    yield Line(
        "partial response",
        words.threshold_percent(rules.response_at),
        f"The {rules.sum_name} against the baseline, or less.",
        clause.target,
    )
    growth = words.threshold_percent(rules.progression_at)
    if rules.progression_mm is not None:
        growth += f" and +{words.limit(rules.progression_mm)}"
    yield Line(
        "progression", growth, f"The {rules.sum_name} against the nadir, or more.", clause.target
    )
    for name, size, meaning in _sizes(rules):
        yield Line(name, words.limit(size), meaning, clause.measurable)
    yield Line(
        "number of targets",
        f"{rules.max_targets}, {rules.max_targets_an_organ} an organ",
        "At most; all nodes are one organ.",
        clause.measurable,
    )
    yield Line(
        "a held partial response",
        rules.hold_response.value,
        "Which partial responses stay while the sum rises, short of progression.",
        clause.held,
    )
    yield Line(
        "confirmation of a response",
        f"{rules.confirm_days} days, {rules.max_ne_between} NE between",
        "From a response to the one that confirms it, at least; and what may stand between.",
        clause.held,
    )
    yield Line(
        "normal tumour markers",
        "required" if rules.require_normal_markers else "a finding",
        f"For a complete response: {', '.join(RESPONSE_MARKERS)}, each by its own upper limit, "
        f"in the {MARKER_DAYS} days up to the assessment.",
        clause.non_target,
    )
    yield Line(
        "age of a baseline",
        f"{BASELINE_DAYS} days",
        "Before the start of treatment, at most; an older one is proposed with a remark.",
        clause.baseline,
    )
    if rules.immune is not None:
        immune = rules.immune
        days = f"{immune.confirm_days} to {immune.confirm_by_days} days"
        yield Line(
            "confirmation of progression",
            days,
            "Later ones count too, with a finding.",
            immune.clause,
        )
        yield Line(
            "further growth",
            f"+{words.limit(immune.growth_mm)}",
            "A sum of targets or of new targets, counted from the unconfirmed progression.",
            immune.clause,
        )


def _sizes(rules: CriteriaRules) -> Iterator[tuple[str, Decimal, str]]:
    yield "least target", rules.lesion_target_mm, "Longest diameter of a target that is no node."
    yield "least nodal target", rules.node_target_mm, "Short axis."
    yield "normal node", rules.node_normal_mm, "A node with a shorter short axis is no disease."
    if rules.portal_node_mm is not None:
        yield "node at the porta hepatis", rules.portal_node_mm, "Malignant from this short axis."
    yield "too small to measure", rules.too_small_mm, "Counted for a lesion that is seen."
    yield "on a chest film", rules.xray_target_mm, "Least diameter of a target seen there only."
    yield "thick slices", rules.slice_mm, "From thicker ones a target measures twice the slice."
    if rules.nodule_mm is not None:
        yield "new liver nodule", rules.nodule_mm, "With arterial enhancement, at least."
        yield "growth of a new nodule", rules.nodule_growth_mm, "Proves one without that pattern."
