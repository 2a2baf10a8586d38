"""What the cohort's command line takes: lists of choices, agents, dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from hcclog.domain.patient import Aetiology, Sex

if TYPE_CHECKING:
    from hcclog.cohort.filters import Filter
    from hcclog.domain.day_spans import DaySpan

_BCLC = ("0", "A", "B", "C", "D")
_CNLC = ("Ia", "Ib", "IIa", "IIb", "IIIa", "IIIb", "IV")
_ECOG = ("0", "1", "2", "3", "4")
_LINE_NUMBER = re.compile(r"0{0,3}[1-9][0-9]{0,3}")


class Listed(click.ParamType[frozenset[Any]]):
    """A list with commas of some choices; capitals do not matter."""

    name = "list"

    def __init__(self, choices: Iterable[str], make: Callable[[str], Any] = str) -> None:
        self._choices = {choice.casefold(): choice for choice in choices}
        self._make = make

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> frozenset[Any]:
        """Return what is named."""
        words = [word.strip() for word in str(value).split(",") if word.strip()]
        unknown = [word for word in words if word.casefold() not in self._choices]
        if unknown or not words:
            there = ", ".join(self._choices.values())
            self.fail(f"{(unknown or [value])[0]!r} is none of {there}.", param, ctx)
        return frozenset(self._make(self._choices[word.casefold()]) for word in words)


class Agents(click.ParamType[frozenset[str]]):
    """Agents by any name that the catalogue knows."""

    name = "agents"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> frozenset[str]:
        """Return their codes."""
        from hcclog.catalogue.drugs import find_drug

        found = {word.strip(): find_drug(word) for word in str(value).split(",") if word.strip()}
        unknown = [word for word, agent in found.items() if agent is None]
        if unknown or not found:
            self.fail(f"{(unknown or [value])[0]!r} is no agent of the catalogue.", param, ctx)
        return frozenset(agent.code for agent in found.values() if agent is not None)


class LineNumbers(click.ParamType[frozenset[int]]):
    """Numbers of lines of therapy."""

    name = "numbers"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> frozenset[int]:
        """Return the numbers."""
        words = [word.strip() for word in str(value).split(",")]
        if not all(_LINE_NUMBER.fullmatch(word) for word in words):
            self.fail(f"{value!r} is no number of a line, such as 1 or 1,2.", param, ctx)
        return frozenset(map(int, words))


class Days(click.ParamType["DaySpan"]):
    """A calendar date: a year, a month or a day."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> DaySpan:
        """Return the days that it means."""
        from hcclog.domain.dates import Calendar, ClinicalDate
        from hcclog.domain.day_spans import calendar_span

        try:
            form = ClinicalDate.parse(str(value)).form
        except ValueError:
            form = None
        if not isinstance(form, Calendar):
            self.fail(f"{value!r} is no date such as 2021, 2021-10 or 2021-10-14.", param, ctx)
        return calendar_span(form)


def _some_of(
    flag: str, name: str, choices: Iterable[str], make: Callable[[str], Any] = str
) -> Callable[[Any], Any]:
    """Return an option that takes some of these choices."""
    listed = tuple(choices)
    help_ = f"Some of {', '.join(listed)}."
    return click.option(flag, name, type=Listed(listed, make), metavar="LIST", help=help_)


_OPTIONS = (
    _some_of("--sex", "sexes", Sex, Sex),
    _some_of("--aetiology", "aetiologies", Aetiology, Aetiology),
    click.option("--cirrhosis", type=bool, metavar="yes|no"),
    _some_of("--bclc", "bclc", _BCLC),
    _some_of("--cnlc", "cnlc", _CNLC),
    _some_of("--child-pugh", "child_pugh", "ABC"),
    _some_of("--ecog", "ecog", _ECOG, int),
    click.option("--agent", "agents", type=Agents(), metavar="LIST", help="Any of these."),
    click.option("--all-agents", is_flag=True, help="All of these, in one line."),
    click.option("--line", "lines", type=LineNumbers(), metavar="LIST", help="1 or 1,2 ..."),
    click.option("--from", "started_from", type=Days(), metavar="DATE", help="Start of the line."),
    click.option("--to", "started_to", type=Days(), metavar="DATE", help="2021-10-14 or 2021 ..."),
)


def filter_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of a filter."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def filter_of(options: dict[str, Any]) -> Filter:
    """Return the filter that options ask for.

    Raises:
        click.UsageError: It asks for lines that begin after a day and before an earlier one.
    """
    from hcclog.cohort.filters import Filter

    names = {parameter for parameter in Filter.__dataclass_fields__ if parameter in options}
    asked = {name: options[name] for name in names if options[name] is not None}
    for name, edge in (("started_from", "earliest"), ("started_to", "latest")):
        if name in asked:
            asked[name] = date.fromordinal(getattr(asked[name], edge))
    if "started_from" in asked and asked["started_from"] > asked.get("started_to", date.max):
        raise click.UsageError("--from lies after --to.")
    return Filter(**asked)
