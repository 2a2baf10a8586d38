"""BCLC and CNLC as scores: the stage, and why in a sentence with its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.rules import words
from hcclog.rules.scores.figures import capital
from hcclog.rules.scores.gathering import findings_of
from hcclog.rules.scores.score import Input, Score
from hcclog.rules.scores.stages import (
    BCLC,
    StageFacts,
    StageRule,
    StageSystem,
    facts_of,
    stage_rule,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.rules.scores.observed import RecordAt

_NOTHING_ELSE = "No tumour thrombus and no spread is recorded."
_NEITHER = (
    "BCLC 2022 draws stage C with preserved liver function (Child-Pugh A); Child-Pugh B lies "
    "between that and end-stage."
)
_BY_ECOG = ("performance status", "death")
_BY_LIVER = ("end-stage liver", "liver function")
_BY_EXTENT = ("vascular invasion", "spread")
_BY_NUMBER = ("no tumour", "unknown", "by tumours")


def stage(system: StageSystem, at: RecordAt) -> Score:
    """Return the stage by one system; it is no number, so the score has no value."""
    facts = facts_of(system, at)
    rule = stage_rule(system, facts)
    found = rule.stage
    if found is None:
        found = facts.rows[0].stage
    missing = _missing(facts, rule)
    sentence = " ".join(_sentences(system, facts, rule))
    inputs = _inputs(facts, rule)
    findings = findings_of(inputs, at.chronology, _findings(system, facts, rule))
    return Score(
        system.name,
        None,
        "",
        found,
        sentence,
        system.clause,
        inputs,
        missing,
        at_least=rule.stands and bool(missing),
        findings=findings,
    )


def _missing(facts: StageFacts, rule: StageRule) -> tuple[str, ...]:
    if rule.stands:
        return facts.missing
    if rule.name == "unknown":
        return (*facts.missing, *facts.missing_of_tumours)
    return ()


def _sentences(system: StageSystem, facts: StageFacts, rule: StageRule) -> Iterator[str]:
    missing = _missing(facts, rule)
    if rule.name == "unknown":
        yield f"Not computed; missing: {'; '.join(missing)}."
    yield from _own(facts, rule)
    if rule.name not in {"unknown", "by tumours"}:
        yield rule.meaning
    if rule.stands and missing:
        yield (
            f"Missing: {'; '.join(missing)}. So it is {rule.stage} at least, and {system.last} "
            "(ECOG 3 or 4, or Child-Pugh C) cannot be excluded."
        )
    if rule.stands or rule.name in {"unknown", "by tumours"}:
        yield from _state(system, facts, rule)


def _own(facts: StageFacts, rule: StageRule) -> Iterator[str]:
    """Yield what the rule itself rests on."""
    if rule.name == "vascular invasion":
        yield f"Tumour thrombus: {facts.invasion.words}."
    elif rule.name == "spread":
        yield f"Spread: {facts.spread.words}."
    elif rule.name in {*_BY_ECOG, "symptoms"} and facts.ecog is not None:
        yield f"{facts.ecog.words}."
    elif rule.name in {*_BY_LIVER, "liver function not preserved"}:
        yield f"{facts.liver.words}."
    elif facts.burden is not None:
        row = f": {facts.rows[0].meaning}" if rule.name == "by tumours" else ""
        yield f"{capital(facts.burden.words)}{row}."
        yield _NOTHING_ELSE


def _state(system: StageSystem, facts: StageFacts, rule: StageRule) -> Iterator[str]:
    """Yield performance status and liver function, where they are known and not told yet."""
    told = []
    if facts.ecog is not None and rule.name != "symptoms":
        told.append(facts.ecog.words)
    if facts.liver.grade:
        needed = (
            " (preserved liver function)" if system is BCLC and facts.liver.grade == "A" else ""
        )
        told.append(f"{facts.liver.words}{needed}")
    if told:
        yield f"{capital(words.joined(told))}."


def _inputs(facts: StageFacts, rule: StageRule) -> tuple[Input, ...]:
    """Return what the rule rests on, and what excludes the rules before it."""
    ecog = () if facts.ecog is None else (facts.ecog.input,)
    if rule.name in _BY_LIVER:
        return facts.liver.inputs
    if rule.name in _BY_ECOG:
        return ecog
    tumours = facts.burden.inputs if facts.burden is not None else ()
    own = _by_extent(facts) if rule.name in _BY_EXTENT else tumours
    return (*(() if rule.name == "symptoms" else own), *ecog, *facts.liver.inputs)


def _by_extent(facts: StageFacts) -> tuple[Input, ...]:
    return (*facts.invasion.inputs, *facts.spread.inputs)


def _findings(system: StageSystem, facts: StageFacts, rule: StageRule) -> Iterator[str]:
    yield from facts.findings
    yield from facts.liver.findings
    yield from facts.invasion.findings
    yield from facts.spread.findings
    if facts.burden is not None and rule.name in _BY_NUMBER:
        yield from facts.burden.findings
    if system is BCLC and rule.stage == "C" and facts.liver.grade == "B":
        yield _NEITHER
