"""Response criteria as data: every threshold and switch, once.

Sources: RECIST 1.1: Eisenhauer 2009, Eur J Cancer 45:228, with the clarifications of Schwartz 2016,
Eur J Cancer 62:132, and of the RECIST working group (recist.eortc.org). mRECIST: Lencioni and
Llovet 2010, Semin Liver Dis 30:52; Lencioni 2020, J Hepatol 72:288. iRECIST: Seymour 2017, Lancet
Oncol 18:e143. A trial that decided otherwise takes its own variant with `dataclasses.replace`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from hcclog.domain.response import Criteria

NODE_NORMAL_MM = Decimal(10)  # a node below this short axis is no disease (Eisenhauer 2009, 3.1.3)
# Markers that must be normal for a complete response (Eisenhauer 2009, 4.3.3). VEGF is none of
# them: it tells of vessels, not of tumour.
RESPONSE_MARKERS = ("afp", "afp-l3", "pivka-ii", "ca19-9", "cea")
BASELINE_DAYS = 28  # the baseline is at most so old when treatment starts (Eisenhauer 2009, 4.2)
MARKER_DAYS = 28  # a result speaks for an assessment up to so many days later


class HoldResponse(StrEnum):
    """Whether a partial response stays one while the sum rises, short of progression."""

    NEVER = "never"
    CONFIRMED = "confirmed"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clauses:
    """Where each rule stands in the publication."""

    measurable: str
    baseline: str
    target: str
    missing: str
    held: str
    non_target: str
    new_lesion: str
    overall: str
    without_targets: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImmuneRules:
    """What iRECIST asks for beyond RECIST 1.1 (Seymour 2017, Table 2 and its text).

    Attributes:
        confirm_days: Least days from an unconfirmed progression to its confirmation.
        confirm_by_days: A confirmation after more days than these counts too, with a finding.
        growth_mm: Growth of a sum, in mm, that confirms, counted from the unconfirmed progression.
        clause: Where the rules stand.
    """

    confirm_days: int = 28
    confirm_by_days: int = 56
    growth_mm: Decimal = Decimal(5)
    clause: str = "iRECIST (Seymour 2017), Table 2"


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaRules:
    """One set of response criteria.

    Attributes:
        key: Which criteria.
        name: As printed.
        sum_name: What the sum of target diameters is called.
        response_at: Partial response up to this multiple of the baseline sum.
        progression_at: Progression from this multiple of the nadir.
        progression_mm: Progression needs this growth over the nadir too, in mm; None for no rule.
        too_small_mm: Counted for a lesion that is seen but too small to measure, in mm.
        node_normal_mm: A node is normal below this short axis, in mm.
        lesion_target_mm: Least longest diameter of a target that is no node, in mm.
        node_target_mm: Least short axis of a nodal target, in mm.
        portal_node_mm: Least short axis of a malignant node at the porta hepatis, in mm; None
            for no rule of its own.
        xray_target_mm: Least diameter of a target seen on a plain chest film only, in mm.
        slice_mm: With thicker slices than this a target measures at least twice the slice.
        max_targets: Targets in all.
        max_targets_an_organ: Targets in one organ.
        viable: True where liver targets count by their viable (arterially enhancing) part.
        fluid_needs_cytology: True where effusion and ascites count only with positive cytology.
        nodule_mm: Least diameter of a new liver nodule with the typical pattern, in mm; None where
            any unequivocal new lesion counts.
        nodule_growth_mm: Growth that proves a new liver nodule without that pattern, in mm.
        hold_response: Whether a partial response is held.
        confirm_days: Least days between a response and its confirmation.
        max_ne_between: Assessments not evaluable that may lie between the two.
        require_normal_markers: True where non-targets that are gone are CR only with normal
            tumour markers; otherwise the markers are a finding (Eisenhauer 2009, 4.3.3).
        clauses: Where the rules stand.
        immune: What decides after a first progression; None where progression is final at once.
    """

    key: Criteria
    name: str
    clauses: Clauses
    sum_name: str = "sum"
    response_at: Decimal = Decimal("0.7")
    progression_at: Decimal = Decimal("1.2")
    progression_mm: Decimal | None = Decimal(5)
    too_small_mm: Decimal = Decimal(5)
    node_normal_mm: Decimal = NODE_NORMAL_MM
    lesion_target_mm: Decimal = Decimal(10)
    node_target_mm: Decimal = Decimal(15)
    portal_node_mm: Decimal | None = None
    xray_target_mm: Decimal = Decimal(20)
    slice_mm: Decimal = Decimal(5)
    max_targets: int = 5
    max_targets_an_organ: int = 2
    viable: bool = False
    fluid_needs_cytology: bool = False
    nodule_mm: Decimal | None = None
    nodule_growth_mm: Decimal = Decimal(10)
    hold_response: HoldResponse = HoldResponse.CONFIRMED
    confirm_days: int = 28
    max_ne_between: int = 1
    require_normal_markers: bool = False
    immune: ImmuneRules | None = None


RECIST_1_1 = CriteriaRules(
    key=Criteria.RECIST_1_1,
    name="RECIST 1.1",
    clauses=Clauses(
        measurable="RECIST 1.1, 3.1",
        baseline="RECIST 1.1, 4.2",
        target="RECIST 1.1, 4.3.1",
        missing="RECIST 1.1, 4.4.2",
        held="RECIST working group, clarification on partial response",
        non_target="RECIST 1.1, 4.3.3",
        new_lesion="RECIST 1.1, 4.3.5",
        overall="RECIST 1.1, 4.4.1, Table 1",
        without_targets="RECIST 1.1, 4.4.1, Table 2",
    ),
)

MRECIST = replace(
    RECIST_1_1,
    key=Criteria.MRECIST,
    name="mRECIST",
    sum_name="viable sum",
    progression_mm=None,  # neither paper has the 5 mm rule
    portal_node_mm=Decimal(20),
    viable=True,
    fluid_needs_cytology=True,
    nodule_mm=Decimal(10),
    clauses=Clauses(
        measurable="mRECIST (Lencioni 2010), target lesions",
        baseline="mRECIST (Lencioni 2010), target lesions",
        target="mRECIST (Lencioni 2010), target response",
        missing="RECIST 1.1, 4.4.2",
        held="RECIST working group, clarification on partial response",
        non_target="mRECIST (Lencioni 2010), non-target response",
        new_lesion="mRECIST (Lencioni 2010), new lesions",
        overall="mRECIST (Lencioni 2010), overall response",
        without_targets="RECIST 1.1, 4.4.1, Table 2",
    ),
)

IRECIST = replace(RECIST_1_1, key=Criteria.IRECIST, name="iRECIST", immune=ImmuneRules())

RULES: Mapping[Criteria, CriteriaRules] = MappingProxyType(
    {rules.key: rules for rules in (RECIST_1_1, MRECIST, IRECIST)}
)
