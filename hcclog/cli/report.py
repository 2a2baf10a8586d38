"""The command that prints patient reports, and pages for a tumour board, into PDF files."""

from __future__ import annotations

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

if TYPE_CHECKING:
    from hcclog.exchange.outgoing.order import Order
    from hcclog.report.patient.choices import Choices

# As in report/patient/choices.py, which is not opened before something is printed.
_PAPERS = ("a4", "letter")
_SECTIONS = (
    "course",
    "responses",
    "lesions",
    "treatment",
    "labs",
    "events",
    "visits",
    "scores",
    "to-settle",
    "sources",
)
_ENDING = ".pdf"


@click.command()
@store_option
@patients_argument
@click.option("--out", required=True, type=Place(), metavar="FILE.pdf-or-FOLDER")
@click.option("--all", "everybody", is_flag=True, help="Every patient of the store.")
@click.option("--paper", type=click.Choice(_PAPERS), default=_PAPERS[0], show_default=True)
@click.option("--sections", default="", metavar="NAMES", help=f"Only these: {','.join(_SECTIONS)}.")
@click.option("--criteria", default="", metavar="NAMES", help="Of responses; else what suits.")
@click.option("--board", is_flag=True, help="One page for a tumour board.")
@click.option("--question", default="", metavar="TEXT", help="What the board is asked.")
@leaving_options
@click.pass_obj
def report(
    settings: dict[str, str],
    /,
    patients: tuple[str, ...],
    out: Path,
    *,
    everybody: bool,
    **options: Any,
) -> None:
    """Print the report of a patient into a PDF file; of several patients into a folder."""
    from hcclog.ui.qt_import import import_qt_to_draw

    import_qt_to_draw()
    choices = _choices(options)
    with logbook_at(settings.get("store")) as book:
        leaving = leaving_of(book, options)
        order = leaving.order(order_of(book, patients, everybody=everybody))
        _check_place(out, len(order.patient_ids))
        account_for_order(book, "pdf", order)
        paths, not_held = _save(order, choices, out, leaving.check)
    tell(leaving)
    for sentence in not_held:
        click.echo(f"hcclog: {sentence}", err=True)
    tell_paths(paths)


def _save(
    order: Order, choices: Choices, out: Path, check: Any
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    from hcclog.report.patient.files import save_reports

    try:
        with patients_bar(len(order.patient_ids), "Printing") as advanced:
            written = save_reports(order, choices, out, advanced, check)
    except OSError as error:
        reason = error.strerror or "it cannot be written"
        raise InputError(f"{out} does not take the report: {reason}.") from error
    return written.paths, written.not_held


def _check_place(out: Path, n: int) -> None:
    """Refuse a name before anything is written.

    Raises:
        InputError: One report has no name of a PDF file, or several have one.
    """
    is_file = out.suffix.lower() == _ENDING
    if n == 1 and not is_file:
        raise InputError(f"{out}: a report is saved as {_ENDING}.")
    if n != 1 and is_file:
        raise InputError(f"{out}: the reports of several patients go into a folder.")


def _choices(options: dict[str, Any]) -> Choices:
    """Return what was asked for.

    Raises:
        InputError: There is no section of a name.
    """
    from hcclog.cli.criteria_words import parse_criteria
    from hcclog.report.patient.choices import Choices, PageSize, Section

    if options["question"] and not options["board"]:
        raise click.UsageError("--question goes with --board.")
    if options["sections"] and options["board"]:
        raise click.UsageError("--sections does not go with --board: it is one page.")
    wanted = [name.strip().lower() for name in options["sections"].split(",") if name.strip()]
    unknown = [name for name in wanted if name not in _SECTIONS]
    if unknown:
        there = ", ".join(_SECTIONS)
        raise InputError(f"There is no section {unknown[0]!r}; there are {there}.")
    return Choices(
        PageSize(options["paper"]),
        tuple(map(Section, wanted)) or tuple(Section),
        parse_criteria(options["criteria"]) if options["criteria"] else (),
        board=options["board"],
        question=options["question"],
    )
