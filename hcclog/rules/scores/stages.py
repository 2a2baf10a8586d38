"""BCLC and CNLC: ordered lists of rules; the first that holds answers.

Sources: Reig 2022, J Hepatol 76:681 (BCLC); Xie 2020, Liver Cancer 9:682 (CNLC). Preserved liver
function is read as Child-Pugh A, and end-stage liver as Child-Pugh C.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from hcclog.rules.scores.liver_function import LiverFunction, liver_function
from hcclog.rules.scores.spread import Evidence, invasion, spread
from hcclog.rules.scores.tables import BCLC_INFILTRATIVE, BCLC_TUMOUR, CNLC_TUMOUR, TumourRow
from hcclog.rules.scores.tumour import Burden, burden

if TYPE_CHECKING:
    from collections.abc import Callable

    from hcclog.rules.scores.observed import Observed, RecordAt


@dataclass(frozen=True, slots=True)
class StageFacts:
    """What the rules on stages ask.

    Attributes:
        rows: The rows of the system's table that number and size allow.
        invasion: Tumour thrombus.
        spread: Disease outside the liver.
        ecog: Performance status; None where not stated.
        liver: Child-Pugh class.
        burden: Tumours in the liver; None where nothing is known of them.
        findings: What is unsure of the performance status.
    """

    rows: tuple[TumourRow, ...]
    invasion: Evidence
    spread: Evidence
    ecog: Observed | None
    liver: LiverFunction
    burden: Burden | None
    findings: tuple[str, ...] = ()

    @property
    def stages(self) -> set[str]:
        """The stages that number and size allow."""
        return {row.stage for row in self.rows}

    @property
    def missing(self) -> tuple[str, ...]:
        """Performance status and liver function, as far as they are not known."""
        known = {"ECOG": self.ecog is not None, "Child-Pugh class": bool(self.liver.grade)}
        return tuple(name for name, is_known in known.items() if not is_known)

    @property
    def missing_of_tumours(self) -> tuple[str, ...]:
        """What number and size leave open."""
        if self.burden is None:
            return ("number of tumours", "size of the largest tumour")
        if len(self.stages) == 1:
            return ()
        number = () if self.burden.n_tumours.exact is not None else ("number of tumours",)
        size = () if self.burden.largest_mm.exact is not None else ("size of the largest tumour",)
        return (*number, *size)

    def is_ecog(self, *grades: int) -> bool:
        """True where the performance status is one of these."""
        return self.ecog is not None and self.ecog.value in grades


class StageRule(NamedTuple):
    """One rule.

    Attributes:
        name: What the rule is called.
        stage: Its answer; empty where there is no stage, None where the table has it.
        holds: Its condition.
        meaning: What it says, in a sentence.
        stands: True where it needs neither performance status nor liver function, so that only the
            last stage of the system can still outdo it.
    """

    name: str
    stage: str | None
    holds: Callable[[StageFacts], bool]
    meaning: str
    stands: bool = False


class StageSystem(NamedTuple):
    """One staging system.

    Attributes:
        table: Stage by number and size of the tumours.
        infiltrative: What takes the table's place for an infiltrative tumour, if anything does.
        rules: In their order.
        last: The stage that outdoes all others.
    """

    name: str
    clause: str
    table: tuple[TumourRow, ...]
    rules: tuple[StageRule, ...]
    last: str
    infiltrative: TumourRow | None = None


def _no_tumour(facts: StageFacts) -> bool:
    is_none = facts.burden is not None and facts.burden.n_tumours.exact == 0
    return is_none and not facts.invasion.words and not facts.spread.words


def _unknown(facts: StageFacts) -> bool:
    return bool(facts.missing or facts.missing_of_tumours)


NO_TUMOUR = StageRule("no tumour", "", _no_tumour, "Without a tumour there is no stage.")
DEATH = StageRule(
    "death", "", lambda facts: facts.is_ecog(5), "ECOG 5 is death, which is no stage."
)
UNKNOWN = StageRule("unknown", "", _unknown, "Something that the stage needs is missing.")
BY_TUMOURS = StageRule(
    "by tumours", None, lambda _facts: True, "Number and size of the tumours decide."
)

BCLC = StageSystem(
    "BCLC",
    "BCLC 2022 (Reig 2022)",
    BCLC_TUMOUR,
    (
        NO_TUMOUR,
        DEATH,
        StageRule(
            "performance status",
            "D",
            lambda facts: facts.is_ecog(3, 4),
            "ECOG 3 or 4 is stage D, whatever the tumour.",
        ),
        StageRule(
            "end-stage liver",
            "D",
            lambda facts: facts.liver.grade == "C",
            "Child-Pugh C is end-stage liver function, so stage D, unless a transplantation can "
            "be offered.",
        ),
        StageRule(
            "vascular invasion",
            "C",
            lambda facts: bool(facts.invasion.words),
            "Vascular invasion is stage C.",
            stands=True,
        ),
        StageRule(
            "spread",
            "C",
            lambda facts: bool(facts.spread.words),
            "Disease outside the liver is stage C.",
            stands=True,
        ),
        StageRule(
            "symptoms",
            "C",
            lambda facts: facts.is_ecog(1, 2),
            "ECOG 1 or 2 is stage C, where the tumour is its cause.",
            stands=True,
        ),
        UNKNOWN,
        StageRule(
            "liver function not preserved",
            "",
            lambda facts: facts.liver.grade == "B",
            "Stages 0, A and B need preserved liver function (Child-Pugh A), and stage D needs "
            "Child-Pugh C: with Child-Pugh B a person decides.",
        ),
        BY_TUMOURS,
    ),
    last="D",
    infiltrative=BCLC_INFILTRATIVE,
)

CNLC = StageSystem(
    "CNLC",
    "CNLC (Xie 2020)",
    CNLC_TUMOUR,
    (
        NO_TUMOUR,
        DEATH,
        StageRule(
            "performance status",
            "IV",
            lambda facts: facts.is_ecog(3, 4),
            "ECOG 3 or 4 is stage IV, whatever the tumour.",
        ),
        StageRule(
            "liver function",
            "IV",
            lambda facts: facts.liver.grade == "C",
            "Child-Pugh C is stage IV, whatever the tumour.",
        ),
        StageRule(
            "spread",
            "IIIb",
            lambda facts: bool(facts.spread.words),
            "Disease outside the liver is stage IIIb.",
            stands=True,
        ),
        StageRule(
            "vascular invasion",
            "IIIa",
            lambda facts: bool(facts.invasion.words),
            "Vascular invasion without spread is stage IIIa.",
            stands=True,
        ),
        UNKNOWN,
        BY_TUMOURS,
    ),
    last="IV",
)


def facts_of(system: StageSystem, at: RecordAt) -> StageFacts:
    """Return what the record has of the things that a stage asks."""
    tumours = burden(at)
    rows = _rows(system, tumours) if tumours is not None else ()
    ecog = at.find("ECOG")
    return StageFacts(
        rows,
        invasion(at),
        spread(at),
        ecog.observed,
        liver_function(at),
        tumours,
        ecog.findings,
    )


def _rows(system: StageSystem, tumours: Burden) -> tuple[TumourRow, ...]:
    if system.infiltrative is not None and tumours.is_infiltrative:
        return (system.infiltrative,)
    return tuple(
        row
        for row in system.table
        if row.n_tumours.meets(tumours.n_tumours) and row.largest_mm.meets(tumours.largest_mm)
    )


def stage_rule(system: StageSystem, facts: StageFacts) -> StageRule:
    """Return the first rule that holds."""
    return next(rule for rule in system.rules if rule.holds(facts))
