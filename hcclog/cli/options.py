"""Options that many commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable


def store_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let ``--store`` stand before the command or after it."""

    def remember(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
        if value:
            context.ensure_object(dict)["store"] = value

    return click.option(
        "--store",
        metavar="PATH-or-URL",
        expose_value=False,
        callback=remember,
        help="Store to use; the user's own if left out.",
    )(function)


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
