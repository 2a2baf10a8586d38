"""The command that finds the best overall response in a table, without a store."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import click

from hcclog.cli.refusal import InputError

_LONG_BYTES = 4_000_000  # below this it is done before a bar could be read
_CRITERIA = ("recist-1.1", "mrecist", "irecist")
_CHOICE = click.Choice(_CRITERIA, case_sensitive=False)
_COUNT = click.IntRange(min=0, max=100_000)


@click.command("best-response")
@click.argument("responses", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="OUT.csv")
@click.option("--confirmed", is_flag=True, help="CR and PR count only with a confirmation.")
@click.option("--criteria", type=_CHOICE, default=_CRITERIA[0], show_default=True)
@click.option("--confirm-days", type=_COUNT, default=28, show_default=True, help="At least.")
@click.option(
    "--sd-days", type=_COUNT, default=42, show_default=True, help="From the start, at least."
)
@click.option("--max-ne", type=_COUNT, default=1, show_default=True, help="NE between.")
@click.option("--sd-between", is_flag=True, help="One SD may lie between two PR.")
def best_response(responses: Path, out: Path, criteria: str, **switches: Any) -> None:
    """Find each patient's best overall response in a table of patient, start, date, response."""
    from hcclog.domain.response import Criteria
    from hcclog.exchange.best_response import best_response_table
    from hcclog.exchange.lesion_table import BadTable
    from hcclog.rules.best_response.options import BestResponseOptions

    options = BestResponseOptions(criteria=Criteria(criteria), **switches)
    try:
        with _bar(responses) as progress:
            best_response_table(responses, out, options, progress)
    except BadTable as error:
        raise InputError(str(error)) from error


@contextmanager
def _bar(path: Path) -> Iterator[Callable[[int], None]]:
    """Show on stderr how much of a long file was read, where somebody looks."""
    n_bytes = 0
    with suppress(OSError):
        n_bytes = path.stat().st_size
    if n_bytes < _LONG_BYTES or not sys.stderr.isatty():
        yield lambda _n_bytes: None
        return
    with click.progressbar(length=n_bytes, label=path.name, file=sys.stderr) as bar:
        yield lambda read: bar.update(read - bar.pos)
