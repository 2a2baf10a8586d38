"""What the commands that hand out records share: the switch that takes out whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from hcclog.cli.options import patient_id
from hcclog.cli.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from hcclog.exchange.deidentify.leaving import Leaving
    from hcclog.exchange.outgoing.order import Order
    from hcclog.logbook import Logbook

# As in exchange/deidentify/choices.py, which is not opened before something leaves.
_DATES = ("days", "shift")


patients_argument = click.argument("patients", nargs=-1, metavar="[PATIENT]...")
"""Whose records a command hands out; none are named beside ``--all``."""


def leaving_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--deidentify`` and ``--dates``."""
    dates = click.option(
        "--dates",
        type=click.Choice(_DATES),
        default=None,
        show_default=_DATES[0],
        help="De-identified: days from a day 0, or dates shifted by a secret number of days.",
    )
    switch = click.option(
        "--deidentify", is_flag=True, help="Take out names, codes, dates and free text."
    )
    return switch(dates(function))


def leaving_of(book: Logbook, options: dict[str, Any]) -> Leaving:
    """Return how the records of a command leave.

    Raises:
        click.UsageError: What becomes of dates is said, and they leave as they stand.
    """
    from hcclog.exchange.deidentify.choices import DateMode
    from hcclog.exchange.deidentify.leaving import AS_THEY_STAND, deidentified_from

    if not options["deidentify"]:
        if options["dates"]:
            raise click.UsageError("--dates goes with --deidentify.")
        return AS_THEY_STAND
    return deidentified_from(book, DateMode(options["dates"] or _DATES[0]))


def account_for_order(book: Logbook, what: str, order: Order) -> None:
    """Put on record that an order's records are about to leave.

    Raises:
        NotPermitted: No role of who signed in allows it.
        StoreError: It cannot be recorded, so nothing leaves.
    """
    from hcclog.domain.acts import WHOLE_STORE
    from hcclog.exchange.accounting import account_for_export

    of = WHOLE_STORE if order.is_everybody else ""
    is_deidentified = order.is_deidentified
    account_for_export(book, what, order.patient_ids, of=of, is_deidentified=is_deidentified)


def account_for_picture(
    book: Logbook, file: Path, patient_ids: Sequence[str], leaving: Leaving, of: str = ""
) -> None:
    """Put on record that a picture or its numbers are about to leave, by the ending of the file.

    Raises:
        NotPermitted: No role of who signed in allows it.
        StoreError: It cannot be recorded, so nothing leaves.
    """
    from hcclog.exchange.accounting import account_for_export

    what = file.suffix.lower().removeprefix(".") or "csv"
    is_deidentified = leaving.is_deidentified
    account_for_export(book, what, patient_ids, of=of, is_deidentified=is_deidentified)


def tell(leaving: Leaving) -> None:
    """Say on stderr what was done and taken out."""
    for sentence in leaving.sentences():
        click.echo(f"hcclog: {sentence}", err=True)


def tell_paths(paths: Sequence[Path]) -> None:
    """Print what was written, a path a line; say so where it is nothing."""
    for path in paths:
        click.echo(plain(str(path)))
    if not paths:
        click.echo("hcclog: nothing was written: there is nothing of this to hand out.", err=True)


def order_of(book: Logbook, codes: tuple[str, ...], *, everybody: bool) -> Order:
    """Return the order of a command that names patients, or everybody.

    Raises:
        click.UsageError: It names nobody, or somebody beside everybody.
    """
    from hcclog.exchange.outgoing.ordering import order_from

    if everybody == bool(codes):
        raise click.UsageError("Name one patient or more, or say --all.")
    everyone = book.patients(limit=book.n_patients()) if everybody else ()
    named = dict.fromkeys(patient_id(book, code) for code in codes)
    ids = (*(each.id for each in everyone), *named)
    return order_from(book, ids, is_everybody=everybody)
