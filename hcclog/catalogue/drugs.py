"""Agents: names, classes, usual doses, colours, codes."""

from decimal import Decimal
from functools import cache
from typing import NamedTuple

from hcclog.catalogue.names import by_code, fold, name_index, starting_with
from hcclog.catalogue.reading import (
    Entry,
    citations,
    document,
    names_of,
    of_code,
)
from hcclog.catalogue.units import Unit, convert_exact, unit
from hcclog.domain.therapy import DoseBasis, Route

FILE = "drugs.json"


class UsualDose(NamedTuple):
    """A dose that a label or a trial names, for comparison and not for prescribing.

    Attributes:
        amount: In `unit`, for each administration.
        times_a_day: Administrations on a treatment day, where there are several or one is said.
        every_days: Interval between treatment days, 1 for daily.
        days_on: Days of treatment in a cycle with a pause.
        days_off: Days of the pause.
        n_doses: How many are given in all, where that is limited.
        setting: For whom, or with what.
    """

    amount: Decimal
    unit: Unit
    route: Route | None
    times_a_day: int | None
    every_days: int | None
    days_on: int | None
    days_off: int | None
    n_doses: int | None
    setting: str
    source: str


class DoseBounds(NamedTuple):
    """Doses outside are asked about, never refused."""

    unit: Unit
    basis: DoseBasis
    below: Decimal
    above: Decimal
    source: str


class AgentColour(NamedTuple):
    """An agent's colour in every view, as ``#RRGGBB``; the tint is for a reduced dose."""

    fill: str
    text: str
    tint: str
    text_on_tint: str


class Drug(NamedTuple):
    """One agent.

    Attributes:
        code: Stable key, the generic name.
        drug_class: Such as ``anti-PD-1``.
        targets: Molecules it acts on.
        routes: How it is given, usual one first.
        synonyms: Generic, Chinese, Japanese, code and trade names.
        trade_names: The trade names among them.
        doses: Usual doses.
        bounds: Doses beyond which to ask.
        fewest_days, most_days: Intervals beyond which to ask, None where there are none.
        atc: ATC code where verified, with its source.
    """

    code: str
    name: str
    drug_class: str
    targets: tuple[str, ...]
    routes: tuple[Route, ...]
    colour: AgentColour
    synonyms: tuple[str, ...]
    trade_names: tuple[str, ...]
    doses: tuple[UsualDose, ...]
    bounds: tuple[DoseBounds, ...]
    fewest_days: int | None
    most_days: int | None
    atc: str | None
    atc_source: str
    note: str
    sources: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Code, name and synonyms of every language."""
        return (self.code, self.name, *self.synonyms)


class Combination(NamedTuple):
    """Agents that one word names together, such as FOLFOX; never one drug."""

    code: str
    name: str
    agents: tuple[str, ...]
    synonyms: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Code, name and synonyms."""
        return (self.code, self.name, *self.synonyms)

    @property
    def words(self) -> str:
        """The name beside those of single agents: these are written small, acronyms are not."""
        return self.name if self.name.isupper() else self.name[:1].lower() + self.name[1:]


def drugs() -> tuple[Drug, ...]:
    """Return all agents in the order of the file."""
    return tuple(_by_code().values())


def drug(code: str) -> Drug:
    """Return the agent with a code.

    Raises:
        UnknownCode: No agent has it.
    """
    return of_code(_by_code(), code, "drug")


def find_drug(text: str) -> Drug | None:
    """Return the agent that a generic, trade, Chinese or Japanese name stands for."""
    return _by_code().get(text) or _by_name().get(fold(text))


def search_drugs(prefix: str, limit: int = 10) -> tuple[Drug, ...]:
    """Return agents by what was typed so far, best first."""
    return starting_with(prefix, drugs(), limit)


def combinations() -> tuple[Combination, ...]:
    """Return all named combinations in the order of the file."""
    return _combinations()


def name_together(codes: tuple[str, ...]) -> str:
    """Return the name of agents that are given together: that of their combination, else theirs."""
    named = (one.words for one in combinations() if set(one.agents) == set(codes))
    return next(named, " + ".join(codes))


def find_combination(text: str) -> Combination | None:
    """Return the combination that a name stands for."""
    return _combination_by_name().get(fold(text))


def unusual_dose(
    agent: Drug, dose: Decimal, dose_unit: Unit, basis: DoseBasis = DoseBasis.ADMINISTRATION
) -> DoseBounds | None:
    """Return the bounds that a dose lies outside of, None where it needs no question.

    Bounds of the same basis are asked first; an agent given once a treatment day has none for a
    day, and its administration stands for it. A dose by weight or surface meets bounds of its own.
    """
    for bounds in sorted(agent.bounds, key=lambda each: each.basis is not basis):
        amount = convert_exact(dose, dose_unit, bounds.unit)
        if amount is not None:
            return None if bounds.below <= amount <= bounds.above else bounds
    return None


def unusual_interval(agent: Drug, every_days: int) -> bool:
    """Return whether an interval between administrations, in days, needs a question."""
    shorter = agent.fewest_days is not None and every_days < agent.fewest_days
    longer = agent.most_days is not None and every_days > agent.most_days
    return shorter or longer


@cache
def _by_code() -> dict[str, Drug]:
    return by_code(_drug(entry) for entry in document(FILE)["drugs"])


@cache
def _by_name() -> dict[str, Drug]:
    return name_index(drugs(), document(FILE)["ambiguous"])


@cache
def _combinations() -> tuple[Combination, ...]:
    return tuple(
        Combination(
            code=entry["code"],
            name=entry["name"],
            agents=tuple(drug(code).code for code in entry["agents"]),
            synonyms=tuple(entry["synonyms"]),
            sources=citations(FILE, entry["source"]),
        )
        for entry in document(FILE)["combinations"]
    )


@cache
def _combination_by_name() -> dict[str, Combination]:
    return name_index(combinations(), {})


def _drug(entry: Entry) -> Drug:
    atc = entry["codes"]["atc"]
    interval = entry.get("ask_interval_days", {})
    return Drug(
        code=entry["code"],
        name=entry["name"],
        drug_class=entry["drug_class"],
        targets=tuple(entry["targets"]),
        routes=tuple(Route(route) for route in entry["routes"]),
        colour=AgentColour(**entry["colour"]),
        synonyms=names_of(entry),
        trade_names=tuple(entry["synonyms"]["trade"]),
        doses=tuple(_dose(each) for each in entry["doses"]),
        bounds=tuple(_bounds(each) for each in entry["ask"]),
        fewest_days=interval.get("below"),
        most_days=interval.get("above"),
        atc=None if atc is None else atc["code"],
        atc_source="" if atc is None else citations(FILE, atc["source"])[0],
        note=entry.get("note", ""),
        sources=citations(FILE, entry["source"]),
    )


def _dose(entry: Entry) -> UsualDose:
    return UsualDose(
        amount=Decimal(entry["amount"]),
        unit=unit(entry["unit"]),
        route=Route(entry["route"]) if "route" in entry else None,
        times_a_day=entry.get("times_a_day"),
        every_days=entry.get("every_days"),
        days_on=entry.get("days_on"),
        days_off=entry.get("days_off"),
        n_doses=entry.get("n_doses"),
        setting=entry.get("setting", ""),
        source=citations(FILE, entry["source"])[0],
    )


def _bounds(entry: Entry) -> DoseBounds:
    return DoseBounds(
        unit=unit(entry["unit"]),
        basis=DoseBasis(entry["basis"]),
        below=Decimal(entry["below"]),
        above=Decimal(entry["above"]),
        source=citations(FILE, entry["source"])[0],
    )
