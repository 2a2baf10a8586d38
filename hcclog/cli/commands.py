"""The commands of the command line, each a thin reading of its arguments."""

from __future__ import annotations

import os
from pathlib import Path

import click

from hcclog import __version__
from hcclog.cli.backups import backups
from hcclog.cli.best_response import best_response
from hcclog.cli.chart import chart
from hcclog.cli.check import check
from hcclog.cli.cohort import cohort
from hcclog.cli.diagnostics import diagnostics
from hcclog.cli.endpoints import endpoints
from hcclog.cli.export import export
from hcclog.cli.import_file import import_file
from hcclog.cli.journal import journal
from hcclog.cli.markers import markers
from hcclog.cli.opening import load_cases, logbook_at
from hcclog.cli.options import Place, json_option, print_json, record_of, store_option
from hcclog.cli.outcomes import REFUSED, told
from hcclog.cli.people import people
from hcclog.cli.refusal import InputError
from hcclog.cli.report import report
from hcclog.cli.restore import restore
from hcclog.cli.salvage import salvage
from hcclog.cli.scores import scores
from hcclog.cli.signing import erase, sign, signatures
from hcclog.cli.unheard import going_on_unheard
from hcclog.domain.acts import Act


def run(words: list[str]) -> int:
    """Run one command and return the exit status; refused input is one line on stderr."""
    with going_on_unheard():
        return _run(words)


def _run(words: list[str]) -> int:
    try:
        result = cli.main(args=words, prog_name="hcclog", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.exceptions.Abort:
        return REFUSED
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told in one line
        return told(error)
    return result if isinstance(result, int) else 0


@click.group(invoke_without_command=True)
@click.version_option(__version__, message="hcclog %(version)s")
@store_option
@click.pass_context
def cli(context: click.Context) -> int:
    """Follow patients with hepatocellular carcinoma; without a command, open the window."""
    context.ensure_object(dict)
    if context.invoked_subcommand is not None:
        return 0
    from hcclog.cli.window import open_window

    return open_window(context.obj.get("store"), context.obj.get("passwords"))


cli.add_command(backups)
cli.add_command(best_response)
cli.add_command(chart)
cli.add_command(check)
cli.add_command(cohort)
cli.add_command(diagnostics)
cli.add_command(endpoints)
cli.add_command(export)
cli.add_command(import_file)
cli.add_command(journal)
cli.add_command(markers)
cli.add_command(people)
cli.add_command(report)
cli.add_command(restore)
cli.add_command(salvage)
cli.add_command(scores)
cli.add_command(sign)
cli.add_command(signatures)
cli.add_command(erase)


@cli.command()
@store_option
@json_option
@click.option("--reset", "codes", multiple=True, metavar="CODE", help="Load a case anew.")
@click.pass_obj
def cases(settings: dict[str, str], codes: tuple[str, ...], *, as_json: bool) -> None:
    """List the published cases, or reset them to what their papers print."""
    from hcclog.cli.listing import case_codes, list_patients

    with logbook_at(settings.get("store")) as book:
        unknown = sorted(set(codes) - set(case_codes()))
        if unknown:
            msg = f"There is no case {unknown[0]!r}; there are {', '.join(case_codes())}."
            raise InputError(msg)
        for code in load_cases(book, codes) if codes else ():
            click.echo(f"{code} is as its paper prints it again.", err=True)
        list_patients(book, case_codes(), as_json=as_json)


@cli.command()
@store_option
@json_option
@click.option("--find", "text", default="", metavar="TEXT", help="Only those that hold TEXT.")
@click.pass_obj
def patients(settings: dict[str, str], text: str, *, as_json: bool) -> None:
    """List the patients, one a line."""
    from hcclog.cli.listing import all_codes, list_patients

    with logbook_at(settings.get("store"), to_read=True) as book:
        list_patients(book, all_codes(book, text), as_json=as_json)


@cli.command()
@store_option
@json_option
@click.argument("patient")
@click.pass_obj
def show(settings: dict[str, str], patient: str, *, as_json: bool) -> None:
    """Show the whole record of a patient."""
    from hcclog.cli.listing import print_record
    from hcclog.exchange.record_json import record_json

    with logbook_at(settings.get("store"), to_read=True) as book:
        record = record_of(book, patient)
        if as_json:
            print_json(record_json(record))
        else:
            print_record(record)


@cli.command()
@store_option
@json_option
@click.argument("patient")
@click.option("--criteria", default="recist-1.1,mrecist,irecist", show_default=True)
@click.pass_obj
def responses(settings: dict[str, str], patient: str, criteria: str, *, as_json: bool) -> None:
    """Show each series and assessment: computed beside reported, and why."""
    from hcclog.cli.criteria_words import parse_criteria
    from hcclog.cli.listing import print_timeline
    from hcclog.exchange.response_json import timeline_json
    from hcclog.rules.timeline import timeline

    wanted = parse_criteria(criteria)
    with logbook_at(settings.get("store"), to_read=True) as book:
        record = record_of(book, patient)
        result = timeline(record, wanted)
        if as_json:
            print_json(timeline_json(result))
        else:
            print_timeline(result)


@cli.command()
@json_option
def rules(*, as_json: bool) -> None:
    """Print the rules that decide: lists in their order, thresholds, sources."""
    from hcclog.cli.rule_book import print_rules, rules_json

    if as_json:
        print_json(rules_json())
    else:
        print_rules()


@cli.command()
@click.argument("lesions", type=click.Path(path_type=Path))
@click.option(
    "--criteria", required=True, metavar="C", help="recist-1.1,mrecist,irecist or some of them."
)
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="OUT.csv")
def evaluate(lesions: Path, criteria: str, out: Path) -> None:
    """Apply the rules to a table of lesions, without a store.

    LESIONS is a csv with the columns patient, date, lesion and role (target, non-target, new), and
    as needed series, site, node, diameter_mm, viable_mm, state and baseline (yes or no).
    """
    from hcclog.cli.criteria_words import parse_criteria
    from hcclog.cli.progress import reading_bar
    from hcclog.exchange.bad_table import BadTable
    from hcclog.exchange.evaluate import evaluate_table
    from hcclog.exchange.shares import n_processes_for

    wanted = parse_criteria(criteria)
    try:
        with reading_bar(lesions) as advanced:
            n_processes = n_processes_for(lesions)
            evaluate_table(lesions, wanted, out, advanced=advanced, n_processes=n_processes)
    except BadTable as error:
        raise InputError(str(error)) from error


@cli.group()
def labs() -> None:
    """Laboratory results."""


@labs.command("add")
@store_option
@click.argument("patient")
@click.option("--on", "when", required=True, metavar="DATE", help="2026-11-21, 2026-11, day 28 ...")
@click.argument("analyte")
@click.argument("value")
@click.argument("unit", default="")
@click.pass_obj
def labs_add(settings: dict[str, str], /, patient: str, when: str, **words: str) -> None:
    """Add one laboratory result, as the window does."""
    from hcclog.cli.lab_entry import add_lab

    with logbook_at(settings.get("store")) as book:
        record = record_of(book, patient)
        label, doubts = add_lab(book, record, {"on": when, **words})
        for doubt in doubts:
            click.echo(f"hcclog: please check: {doubt}", err=True)
        click.echo(f"{label}: saved.")


@cli.command()
@store_option
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_obj
def screenshots(settings: dict[str, str], folder: Path) -> None:
    """Render every page and dialog into a folder, light and dark."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from hcclog.ui import render_pages

    folder.mkdir(parents=True, exist_ok=True)
    with logbook_at(settings.get("store")) as book:
        for path in render_pages(book, folder):
            click.echo(path)


@cli.command()
@store_option
@click.argument("file", type=Place())
@click.pass_obj
def backup(settings: dict[str, str], file: Path) -> None:
    """Write a verified copy of the store."""
    with logbook_at(settings.get("store")) as book:
        book.account(Act.BACK_UP, why="by-hand")
        book.store.back_up_to(file)
    click.echo(f"{file}: a verified backup.")
