"""Which patients and lines of therapy a cohort holds, and how many fell out by what.

A row is one line of therapy; a patient without any is one row too. Every condition is asked of
every row by itself, so their order changes nothing. What is asked for and not known falls out and
is counted as such. A start of therapy that may lie within the dates asked for stays in, and is
counted as not sure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from hcclog.cohort.summary import LineSummary, PatientSummary, Stage
from hcclog.domain.patient import Aetiology, Sex, TimeAxis


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a cohort is asked to hold; empty and None ask for nothing.

    Attributes:
        bclc: Stages as stated at the start of the line; the first stated of a patient without one.
        child_pugh: Classes ``A``, ``B``, ``C``, at the same moment; so `cnlc` and `ecog`.
        agents: Codes of the catalogue.
        all_agents: True where a line must hold all of them; else any one will do.
        lines: Numbers of lines of therapy.
        started_from: First day on which the line may have begun; `started_to` the last.
    """

    sexes: frozenset[Sex] = frozenset()
    aetiologies: frozenset[Aetiology] = frozenset()
    cirrhosis: bool | None = None
    bclc: frozenset[str] = frozenset()
    cnlc: frozenset[str] = frozenset()
    child_pugh: frozenset[str] = frozenset()
    ecog: frozenset[int] = frozenset()
    agents: frozenset[str] = frozenset()
    all_agents: bool = False
    lines: frozenset[int] = frozenset()
    started_from: date | None = None
    started_to: date | None = None


EVERYBODY = Filter()


class Row(NamedTuple):
    """One line of therapy of one patient; a patient without lines has one row without a line."""

    patient: PatientSummary
    line: LineSummary | None

    @property
    def stage(self) -> Stage:
        """What was stated at the start of the line; of a patient without lines what came first."""
        return self.patient.stage if self.line is None else self.line.stage

    @property
    def name(self) -> str:
        """Code and line, as a person names it."""
        code = self.patient.code
        return code if self.line is None else f"{code}, line {self.line.number}"


class Dropped(NamedTuple):
    """How many rows one condition does not hold for.

    Attributes:
        name: The condition, such as ``BCLC``.
        n: Rows that fall out, whatever else is asked.
        n_unknown: Those of them for which it is not known.
        n_only: Those that no other condition drops.
    """

    name: str
    n: int
    n_unknown: int
    n_only: int


class Chosen(NamedTuple):
    """The rows that a filter lets through.

    Attributes:
        n_patients_of: Patients before the filter; `n_rows_of` the rows, `n_lines_of` the lines.
        n_unsure: Chosen rows whose line may have begun outside of the dates asked for.
    """

    filter: Filter
    rows: tuple[Row, ...]
    n_patients_of: int
    n_rows_of: int
    n_lines_of: int
    dropped: tuple[Dropped, ...]
    n_unsure: int

    @property
    def patients(self) -> tuple[PatientSummary, ...]:
        """The patients of the rows, each once, in their order."""
        return tuple({row.patient.id: row.patient for row in self.rows}.values())

    @property
    def n_lines(self) -> int:
        """How many lines of therapy are chosen."""
        return sum(row.line is not None for row in self.rows)


class Answer(Enum):
    """Whether a condition holds for a row."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    MAY_BE = "may be"

    @property
    def stays(self) -> bool:
        """True where the row stays in."""
        return self in {Answer.YES, Answer.MAY_BE}


class Condition(NamedTuple):
    """One thing that is asked."""

    name: str
    ask: Callable[[Row], Answer]


def rows_of(patients: Iterable[PatientSummary]) -> tuple[Row, ...]:
    """Return the rows of patients: one a line, in order of the patients and of the lines."""
    return tuple(Row(patient, line) for patient in patients for line in (patient.lines or (None,)))


def choose(patients: Iterable[PatientSummary], wanted: Filter = EVERYBODY) -> Chosen:
    """Return the rows for which every condition of a filter holds or may hold."""
    rows = rows_of(patients)
    conditions = tuple(conditions_of(wanted))
    answers = [[condition.ask(row) for condition in conditions] for row in rows]
    kept = [n for n, of_row in enumerate(answers) if all(one.stays for one in of_row)]
    return Chosen(
        filter=wanted,
        rows=tuple(rows[n] for n in kept),
        n_patients_of=len({row.patient.id for row in rows}),
        n_rows_of=len(rows),
        n_lines_of=sum(row.line is not None for row in rows),
        dropped=tuple(_dropped(c.name, k, answers) for k, c in enumerate(conditions)),
        n_unsure=sum(Answer.MAY_BE in answers[n] for n in kept),
    )


def _dropped(name: str, k: int, answers: list[list[Answer]]) -> Dropped:
    out = [of_row for of_row in answers if not of_row[k].stays]
    return Dropped(
        name,
        n=len(out),
        n_unknown=sum(of_row[k] is Answer.UNKNOWN for of_row in out),
        n_only=sum(sum(not one.stays for one in of_row) == 1 for of_row in out),
    )


def conditions_of(wanted: Filter) -> Iterator[Condition]:
    """Yield the conditions that a filter asks, none for what it leaves open."""
    yield from _of_patients(wanted)
    stages = {"BCLC": "bclc", "CNLC": "cnlc", "Child-Pugh": "child_pugh", "ECOG": "ecog"}
    for name, field in stages.items():
        if asked := getattr(wanted, field):
            yield _staged(name, field, asked)
    if wanted.agents:
        yield Condition("agents", lambda row: _has_agents(row, wanted))
    if wanted.lines:
        yield Condition("line", lambda row: _is_line(row, wanted))
    if wanted.started_from is not None or wanted.started_to is not None:
        yield Condition("start of the line", lambda row: _began(row, wanted))


def _of_patients(wanted: Filter) -> Iterator[Condition]:
    if wanted.sexes:
        yield Condition("sex", lambda row: _is_of_sex(row, wanted))
    if wanted.aetiologies:
        yield Condition("aetiology", lambda row: _has_cause(row, wanted))
    if wanted.cirrhosis is not None:
        yield Condition("cirrhosis", lambda row: _known(row.patient.cirrhosis, {wanted.cirrhosis}))


def _known(value: object, asked: Iterable[object]) -> Answer:
    if value is None:
        return Answer.UNKNOWN
    return Answer.YES if value in asked else Answer.NO


def _is_of_sex(row: Row, wanted: Filter) -> Answer:
    sex = row.patient.sex
    if sex is Sex.UNKNOWN and sex not in wanted.sexes:
        return Answer.UNKNOWN
    return _known(sex, wanted.sexes)


def _has_cause(row: Row, wanted: Filter) -> Answer:
    causes = row.patient.aetiologies
    if not causes:
        return Answer.UNKNOWN
    return Answer.NO if wanted.aetiologies.isdisjoint(causes) else Answer.YES


def _staged(name: str, field: str, asked: frozenset[object]) -> Condition:
    return Condition(name, lambda row: _known(getattr(row.stage, field), asked))


def _has_agents(row: Row, wanted: Filter) -> Answer:
    given = () if row.line is None else row.line.agents
    if row.line is not None and not given:
        return Answer.UNKNOWN
    held = wanted.agents.issubset(given) if wanted.all_agents else wanted.agents & set(given)
    return Answer.YES if held else Answer.NO


def _is_line(row: Row, wanted: Filter) -> Answer:
    return Answer.YES if row.line and row.line.number in wanted.lines else Answer.NO


def _began(row: Row, wanted: Filter) -> Answer:
    if row.line is None:
        return Answer.NO
    start = row.line.start
    if start is None or row.patient.axis is TimeAxis.RELATIVE:
        return Answer.UNKNOWN
    first = wanted.started_from.toordinal() if wanted.started_from else start.earliest
    last = wanted.started_to.toordinal() if wanted.started_to else start.latest
    if start.latest < first or last < start.earliest:
        return Answer.NO
    return Answer.YES if first <= start.earliest and start.latest <= last else Answer.MAY_BE
