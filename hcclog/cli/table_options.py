"""The options of an import that say how a laboratory's table is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from hcclog.exchange.incoming.wishes import TableWish

_ORDERS = {"day-first": "day first", "month-first": "month first"}
_COMMAS = {"comma": "decimal sign", "point": "thousands"}
_ENCODINGS = ("utf-8", "utf-16", "cp1252", "gb18030")


def _pairs(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Part what is left of the last equals sign from what is right of it."""
    for value in values:
        if "=" not in value:
            raise click.BadParameter(f"{value!r} lacks an equals sign.")
    found = (value.rpartition("=") for value in values)
    return tuple((name.strip(), word.strip()) for name, _, word in found)


_OPTIONS = (
    click.option("--mapping", default="", metavar="NAME", help="Read it as remembered so."),
    click.option("--remember", default="", metavar="NAME", help="Remember how it was read."),
    click.option(
        "--column",
        "columns",
        multiple=True,
        callback=_pairs,
        metavar="TITLE=MEANING",
        help="What a column says, such as 'Befund=value' or 'Reported=not taken'.",
    ),
    click.option(
        "--test",
        "tests",
        multiple=True,
        callback=_pairs,
        metavar="NAME=TEST",
        help="A laboratory's own name, such as 'AFP-Roche=AFP'; 'NAME=' leaves it out.",
    ),
    click.option("--dates", type=click.Choice(tuple(_ORDERS)), help="How 03/04/2024 is meant."),
    click.option("--decimals", type=click.Choice(tuple(_COMMAS)), help="How 1,089 is meant."),
    click.option("--encoding", type=click.Choice(_ENCODINGS), default=None, help="Of its letters."),
    click.option("--sheet", default="", metavar="NAME", help="Of a workbook."),
    click.option("--usual-units", is_flag=True, help="Take the usual unit where none stands."),
    click.option("--leave-unknown", is_flag=True, help="Leave out tests that are not known."),
)


def table_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options on tables of laboratories."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def table_wish(options: Mapping[str, Any]) -> TableWish:
    """Return what the options say."""
    from hcclog.entry.paste.choices import Comma
    from hcclog.entry.preferences import DateOrder
    from hcclog.exchange.incoming.wishes import TableWish

    return TableWish(
        encoding=options["encoding"] or "",
        sheet=options["sheet"],
        dates=DateOrder(_ORDERS.get(options["dates"], "ask")),
        comma=Comma(_COMMAS.get(options["decimals"], "ask")),
        columns=options["columns"],
        tests=options["tests"],
        usual_units=options["usual_units"],
        leaves_unknown=options["leave_unknown"],
        remember=options["remember"],
    )
