"""The command that checks a store as a whole, and against what was noted of it elsewhere."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from hcclog.cli.closing import second_place
from hcclog.cli.opening import logbook_at
from hcclog.cli.options import json_option, print_json, store_option
from hcclog.cli.plain import plain

if TYPE_CHECKING:
    from hcclog.logbook import Logbook
    from hcclog.store.whole_check import Findings

_FAULTY = 1


@click.command()
@store_option
@json_option
@click.option(
    "--anchor",
    "anchors",
    multiple=True,
    metavar="REVISION:HASH",
    help="Hold the journal against this too, as the foot of a report says it.",
)
@click.pass_obj
def check(settings: dict[str, str], anchors: tuple[str, ...], *, as_json: bool) -> int:
    """Check file, keys, journal, audit trail and tables, and hold them against the backups."""
    with logbook_at(settings.get("store")) as book:
        findings = _checked(book, anchors)
    if as_json:
        print_json({"whole": not findings.faults, **asdict(findings)})
    else:
        _tell(findings)
    return _FAULTY if findings.faults else 0


def _checked(book: Logbook, printed: tuple[str, ...]) -> Findings:
    from dataclasses import replace

    from hcclog.store.whole_check import check_store

    found = check_store(book.store, second_place())
    if not found.n_entries and found.faults:
        return found
    faults = [fault for fault in (_fault_of(book, each) for each in printed) if fault]
    n_anchors = found.n_anchors + len(printed)
    return replace(found, faults=(*found.faults, *faults), n_anchors=n_anchors)


def _fault_of(book: Logbook, printed: str) -> str:
    from hcclog.store.anchors import fault_of_printed

    try:
        return fault_of_printed(book.store.backend.query, printed)
    except ValueError:
        msg = f"{printed!r} is no anchor: write it as a report does, such as 214:0123456789abcdef."
        raise click.UsageError(msg) from None


def _tell(findings: Findings) -> None:
    for fault in findings.faults:
        click.echo(plain(fault), err=True)
    for note in findings.notes:
        click.echo(plain(note), err=True)
    if not findings.faults:
        click.echo(findings.summary)
