"""The command that hands records to other programs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from hcclog.cli.leaving import leaving_of, leaving_options, order_of, tell
from hcclog.cli.opening import logbook_at
from hcclog.cli.options import store_option
from hcclog.cli.plain import plain
from hcclog.cli.refusal import InputError
from hcclog.exchange.outgoing.formats import FORMATS


@click.command()
@store_option
@click.argument("patients", nargs=-1, metavar="PATIENT...")
@click.option("--to", "name", required=True, type=click.Choice(tuple(FORMATS)))
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="PATH")
@click.option("--all", "everybody", is_flag=True, help="Every patient of the store.")
@click.option("--study", default="", metavar="NAME", help="What trial data belong to.")
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
    from hcclog.exchange.outgoing.deliver import deliver

    with logbook_at(settings.get("store")) as book:
        leaving = leaving_of(book, options)
        named = replace(order_of(book, patients, everybody=everybody), study=options["study"])
        order = leaving.order(named)
        try:
            what = FORMATS[name]
            written = deliver(what, order, out, check=leaving.check_of(what, order))
        except OSError as error:
            reason = error.strerror or "it cannot be written"
            raise InputError(f"{out} does not take the export: {reason}.") from error
    tell(leaving)
    for sentence in written.not_held:
        click.echo(f"not held: {sentence}", err=True)
    for path in written.paths:
        click.echo(plain(str(path)))
