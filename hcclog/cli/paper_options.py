"""What the commands that draw share: size and style on paper, and how a picture is saved."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import click

from hcclog.cli.refusal import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hcclog.exchange.outgoing.deliver import Check
    from hcclog.report.paper import Paper
    from hcclog.report.picture import Picture

# As in report/paper.py and report/palette.py, which are not opened before something is drawn.
_WIDTHS, _HEIGHTS = (60, 600), (20, 2000)
_STYLES = ("colour", "grey", "black-and-white")


class Millimetres(click.ParamType[float]):
    """A length on paper within bounds."""

    name = "mm"

    def __init__(self, bounds: tuple[int, int]) -> None:
        self._least, self._most = bounds

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the length; a decimal comma is read as a point."""
        try:
            length = float(str(value).replace(",", "."))
        except ValueError:
            length = math.nan
        if not self._least <= length <= self._most:
            self.fail(f"{value} is no length from {self._least} to {self._most} mm.", param, ctx)
        return length


def paper_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--width``, ``--height`` and ``--style``."""
    options = (
        click.option(
            "--width",
            type=Millimetres(_WIDTHS),
            default=170,
            show_default=True,
            metavar="MM",
            help="On paper.",
        ),
        click.option(
            "--height", type=Millimetres(_HEIGHTS), metavar="MM", help="As it needs if left out."
        ),
        click.option("--style", type=click.Choice(_STYLES), default="colour", show_default=True),
    )
    for option in reversed(options):
        function = option(function)
    return function


def paper_of(options: dict[str, Any]) -> Paper:
    """Return the paper that a command was asked for."""
    from hcclog.report.palette import Look
    from hcclog.report.paper import Paper

    return Paper(options["width"], options["height"], Look(options["style"]))


def check_ending(out: Path) -> None:
    """Refuse a file's name before anything is written.

    Raises:
        InputError: No figure is saved under it.
    """
    from hcclog.report.figure_files import writer

    try:
        writer(out)
    except ValueError as error:
        raise InputError(f"{error}.") from error


def save_on_paper(picture: Picture, paper: Paper, out: Path, check: Check | None = None) -> None:
    """Save a picture, and tell on stderr what a person should know of it.

    Args:
        picture: What is drawn.
        paper: Its size and style.
        out: The file.
        check: Looks through it before it leaves.

    Raises:
        InputError: The name ends in something else, or the file cannot be written.
    """
    from hcclog.exchange.outgoing.deliver import nothing_to_look_for
    from hcclog.exchange.outgoing.whole import looked_through
    from hcclog.report.figure_files import save_on
    from hcclog.report.paper import remarks

    check_ending(out)
    try:
        with looked_through(out, check or nothing_to_look_for) as made:
            drawing = save_on(paper, picture, made)
    except OSError as error:
        raise InputError(f"{out} cannot be written: {error.strerror}.") from error
    for remark in remarks(drawing, paper):
        click.echo(f"hcclog: {remark}", err=True)
