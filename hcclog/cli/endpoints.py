"""The command that shows the endpoints of each line of therapy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hcclog.cli.opening import logbook_at
from hcclog.cli.options import json_option, print_json, record_of, store_option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hcclog.rules.best_response.best import BestResponse
    from hcclog.rules.endpoints.endpoints import LineEndpoints


@click.command()
@store_option
@json_option
@click.argument("patient")
@click.option("--criteria", default="recist-1.1,mrecist,irecist", show_default=True)
@click.pass_obj
def endpoints(settings: dict[str, str], patient: str, criteria: str, *, as_json: bool) -> None:
    """Show best response, time to progression and survival of each line of therapy, and why."""
    from hcclog.cli.criteria_words import parse_criteria
    from hcclog.exchange.endpoint_json import endpoints_json
    from hcclog.rules.endpoints import endpoints as rules
    from hcclog.rules.timeline import timeline

    wanted = parse_criteria(criteria)
    with logbook_at(settings.get("store"), to_read=True) as book:
        record = record_of(book, patient)
        result = timeline(record, wanted)
        lines = [line for each in wanted for line in rules.endpoints(record, result, each)]
        if as_json:
            print_json(endpoints_json(lines, result.chronology))
        else:
            print_endpoints(lines)


def print_endpoints(lines: Iterable[LineEndpoints]) -> None:
    """Print each line of therapy: best response, endpoints, what is to settle."""
    for line in lines:
        click.echo(f"line {line.line.number} by {line.criteria.value}")
        _print_best("best response", line.best)
        _print_best("best confirmed response", line.best_confirmed)
        click.echo(f"  disease control: {line.disease_control.sentence}")
        for one in line.endpoints:
            state = {True: "event", False: "censored", None: "none"}[one.event]
            click.echo(f"  {one.name} ({one.key.value}), {state}: {one.sentence}")
            for finding in one.findings:
                click.echo(f"      to settle: {finding}")
        for finding in line.findings:
            click.echo(f"  to settle: {finding}")


def _print_best(name: str, best: BestResponse | None) -> None:
    if best is None:
        return
    click.echo(f"  {name}: {best.value.value}. {best.sentence}")
    for finding in best.findings:
        click.echo(f"      to settle: {finding}")
