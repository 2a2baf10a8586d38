"""The command that hands records to other programs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hcclog.cli.leaving import (
    account_for_order,
    leaving_of,
    leaving_options,
    order_of,
    patients_argument,
    tell,
    tell_paths,
)
from hcclog.cli.opening import logbook_at
from hcclog.cli.options import Place, store_option
from hcclog.cli.progress import patients_bar
from hcclog.cli.refusal import InputError
from hcclog.exchange.outgoing.formats import FORMATS, Format

if TYPE_CHECKING:
    from hcclog.exchange.outgoing.deliver import Check
    from hcclog.exchange.outgoing.order import Order, Written

_WITH_STUDY = ("sdtm",)
_OTHER_ENDINGS = {"jsonl": (".ndjson",)}


@click.command()
@store_option
@patients_argument
@click.option("--to", "name", required=True, type=click.Choice(tuple(FORMATS)))
@click.option("--out", required=True, type=Place(), metavar="PATH")
@click.option("--all", "everybody", is_flag=True, help="Every patient of the store.")
@click.option("--study", default="", metavar="NAME", help="Of trial data (sdtm): its study.")
@leaving_options
@click.pass_obj
def export(
    settings: dict[str, str],
    /,
    patients: tuple[str, ...],
    name: str,
    out: Path,
    *,
    everybody: bool,
    **options: Any,
) -> None:
    """Write records in a format that other programs take; what it cannot hold is said."""
    what = FORMATS[name]
    if options["study"] and name not in _WITH_STUDY:
        raise click.UsageError(f"--study goes with --to {' or '.join(_WITH_STUDY)}.")
    with logbook_at(settings.get("store")) as book:
        leaving = leaving_of(book, options)
        named = replace(order_of(book, patients, everybody=everybody), study=options["study"])
        order = leaving.order(named)
        _check_place(what, order, out)
        account_for_order(book, name, order)
        written = _deliver(what, order, out, leaving.check_of(what, order))
    tell(leaving)
    for sentence in written.not_held:
        click.echo(f"not held: {sentence}", err=True)
    tell_paths(written.paths)


def _deliver(what: Format, order: Order, out: Path, check: Check) -> Written:
    from hcclog.exchange.outgoing.deliver import deliver

    try:
        with patients_bar(len(order.patient_ids), "Writing") as advanced:
            return deliver(what, order, out, advanced, check)
    except OSError as error:
        reason = error.strerror or "it cannot be written"
        raise InputError(f"{out} does not take the export: {reason}.") from error


def _check_place(what: Format, order: Order, out: Path) -> None:
    """Refuse a place before anything is written.

    Raises:
        InputError: It is a file where a folder is wanted or the other way round, or its ending
            is that of something else, which would take its place.
    """
    if what.is_folder_of(order):
        if out.exists() and not out.is_dir():
            raise InputError(f"{out} is a file; this export goes into a folder.")
        return
    if out.is_dir():
        raise InputError(f"{out} is a folder; this export is a file, so name one in it.")
    if out.exists() and not out.is_file():
        raise InputError(f"{out} is no file that an export could replace.")
    if out.suffix.lower() not in {"", what.ending, *_OTHER_ENDINGS.get(what.name, ())}:
        raise InputError(f"{out}: what goes out as {what.name} is saved as {what.ending}.")
