"""The command that counts and draws many patients at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hcclog.cli.cohort_options import filter_of, filter_options
from hcclog.cli.leaving import account_for_picture, leaving_of, leaving_options, tell
from hcclog.cli.opening import logbook_at
from hcclog.cli.options import COMMAND_LINE, json_option, print_json, store_option
from hcclog.cli.paper_options import paper_of, paper_options, save_on_paper
from hcclog.cli.refusal import InputError

if TYPE_CHECKING:
    from hcclog.cohort.filters import Chosen
    from hcclog.cohort.gather import Gatherer
    from hcclog.cohort.plots import Choices
    from hcclog.cohort.summary import PatientSummary
    from hcclog.domain.response import Criteria
    from hcclog.exchange.deidentify.leaving import Leaving
    from hcclog.exchange.outgoing.deliver import Check
    from hcclog.logbook import Logbook

# As in cohort/plots.py and cohort/survival.py, which are not opened before something is counted.
PLOTS = ("waterfall", "spider", "swimmer", "pfs", "ttp", "os", "dor", "table")
GROUPS = ("none", "line", "agents", "BCLC", "CNLC", "Child-Pugh", "aetiology", "sex")
_FEW = 100


@click.command()
@store_option
@json_option
@filter_options
@click.option(
    "--criteria", default="recist-1.1,mrecist", show_default=True, help="Plots: by the first."
)
@click.option("--confirmed", is_flag=True, help="Responses count with a confirmation only.")
@click.option(
    "--group",
    type=click.Choice(GROUPS, case_sensitive=False),
    default="none",
    metavar="WHAT",
    help=f"Survival curves apart by one of {', '.join(GROUPS[1:])}.",
)
@click.option("--plot", type=click.Choice(PLOTS), help="Draw it into the file of --out.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help=".svg, .pdf, .png")
@paper_options
@click.option(
    "--numbers",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Write every plot's numbers and the tables behind them as csv.",
)
@leaving_options
@click.pass_obj
def cohort(settings: dict[str, str], /, **options: Any) -> None:
    """Count responses and survival of many patients, and draw them.

    Lists stand with commas: --bclc B,C. Stages are those stated at the start of a line of therapy.
    What is asked for and not known falls out, and is counted. Without an option everybody counts.
    """
    from hcclog.cli.criteria_words import parse_criteria
    from hcclog.cohort.filters import choose
    from hcclog.cohort.gather import Gatherer

    if (options["plot"] is None) is not (options["out"] is None):
        raise click.UsageError("--plot and --out belong together.")
    criteria = parse_criteria(options["criteria"])
    with logbook_at(settings.get("store")) as book:
        leaving = leaving_of(book, options)
        gatherer = Gatherer(book, criteria, leaving.prepare)
        chosen = choose(_gathered(gatherer), filter_of(options))
        choices = _choices(criteria, options)
        _account(book, chosen, options, leaving)
        if options["plot"] is not None:
            _draw(chosen, choices, options, leaving.check)
        if options["numbers"] is not None:
            _write_numbers(chosen, choices, options["numbers"], leaving.check)
    tell(leaving)
    _tell(chosen, choices, as_json=options["as_json"])


def _account(book: Logbook, chosen: Chosen, options: dict[str, Any], leaving: Leaving) -> None:
    """Put on record that many patients are counted, and what is about to leave of them."""
    from hcclog.exchange.accounting import COHORT, account_for_opening

    account_for_opening(book, of=COHORT, by=COMMAND_LINE, patients=str(len(chosen.patients)))
    ids = [patient.id for patient in chosen.patients]
    for file in (options["out"], options["numbers"]):
        if file is not None:
            account_for_picture(book, file, ids, leaving, COHORT)


def _choices(criteria: tuple[Criteria, ...], options: dict[str, Any]) -> Choices:
    from hcclog.cohort.plots import Choices
    from hcclog.cohort.survival import Grouping

    return Choices(criteria, options["confirmed"], Grouping(options["group"]))


def _gathered(gatherer: Gatherer) -> tuple[PatientSummary, ...]:
    """Sum up every patient; where that takes a while, and somebody looks, with a bar."""
    steps = gatherer.steps()
    n_to_do = next(steps).n_to_do
    if n_to_do < _FEW or not sys.stderr.isatty():
        for _step in steps:
            pass
        return gatherer.summaries
    with click.progressbar(steps, n_to_do, label="Patients", file=sys.stderr) as bar:
        for _step in bar:
            pass
    return gatherer.summaries


def _tell(chosen: Chosen, choices: Choices, *, as_json: bool) -> None:
    from hcclog.cohort.plots import SURVIVAL
    from hcclog.cohort.rates import response_table
    from hcclog.cohort.survival import survival

    rows, first = chosen.rows, choices.criteria[0]
    table = response_table(rows, choices.criteria, confirmed=choices.confirmed, reported=True)
    curves = [
        survival(rows, key, first, group=choices.group, confirmed=choices.confirmed)
        for key in SURVIVAL.values()
    ]
    if as_json:
        from hcclog.exchange.cohort_json import cohort_json

        print_json(cohort_json(chosen, table, curves))
        return
    from hcclog.cli.cohort_lines import cohort_lines

    for line in cohort_lines(chosen, table, curves):
        click.echo(line)


def _draw(chosen: Chosen, choices: Choices, options: dict[str, Any], check: Check) -> None:
    from hcclog.ui.qt_import import import_qt_to_draw

    import_qt_to_draw()
    from hcclog.cohort.plots import Plot, view
    from hcclog.report.cohort.pictures import picture_of

    picture = picture_of(view(Plot(options["plot"]), chosen.rows, choices))
    save_on_paper(picture, paper_of(options), options["out"], check)


def _write_numbers(chosen: Chosen, choices: Choices, folder: Path, check: Check) -> None:
    from hcclog.cli.cohort_numbers import write_numbers
    from hcclog.exchange.outgoing.whole import folder_beside

    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with folder_beside(folder) as aside:
            made = list(write_numbers(chosen, choices, aside))
            check(made)
            folder.mkdir(exist_ok=True)
            for each in made:
                each.replace(folder / each.name)
                click.echo(f"{folder / each.name}: written.", err=True)
    except OSError as error:
        raise InputError(f"{folder} cannot be written: {error.strerror}.") from error
