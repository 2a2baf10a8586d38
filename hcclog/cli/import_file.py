"""The command that takes a file in, after saying what it would do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from hcclog.cli.opening import logbook_at
from hcclog.cli.options import store_option
from hcclog.cli.plain import plain
from hcclog.cli.table_options import table_options, table_wish
from hcclog.exchange.incoming.kinds import KINDS
from hcclog.paths import default_store

if TYPE_CHECKING:
    from hcclog.exchange.incoming.plan import Plan
    from hcclog.logbook import Logbook

_REFUSED = 1


@click.command("import")
@store_option
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--as", "name", type=click.Choice(tuple(KINDS)), help="Told by its content if left out."
)
@click.option("--patient", default="", metavar="CODE", help="Whose, if the file names nobody.")
@click.option("--study", default="", metavar="NAME", help="Which, if trial data hold several.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option("--accept", is_flag=True, help="Write what is unlikely too, after you have looked.")
@table_options
@click.pass_obj
def import_file(settings: dict[str, str], /, file: Path, **options: Any) -> int:
    """Take in results, records or measurements: all of a file, or nothing.

    A store that it makes holds what the file brings, and not the published cases.
    """
    from hcclog.cli.progress import work_bar
    from hcclog.exchange.incoming.kinds import Wish
    from hcclog.exchange.incoming.telling import kind_of

    kind = KINDS[options["name"]] if options["name"] else kind_of(file)
    with _book_for(settings.get("store"), only_look=options["dry_run"]) as book:
        wish = Wish(
            patient=options["patient"],
            study=options["study"],
            mapping=options["mapping"],
            table=table_wish(options),
        )
        with work_bar(f"Reading {plain(file.name)}") as advanced:
            plan = kind.reader()(file, book, wish, advanced)

        def account(counted: str) -> None:
            from hcclog.exchange.accounting import account_for_import

            account_for_import(book, file, kind.name, counted)

        look = options["dry_run"]
        status = carry_out(book, plan, account, accept=options["accept"], only_look=look)
    if options["remember"] and status == 0 and not options["dry_run"]:
        _remember(plan)
    return status


@contextmanager
def _book_for(target: str | None, *, only_look: bool) -> Iterator[Logbook]:
    """Open the store; for a look at one that is not there, an empty one that passes."""
    is_there = "://" in target if target else False
    if not only_look or is_there or (Path(target) if target else default_store()).exists():
        with logbook_at(target, with_cases=False) as book:
            yield book
        return
    with (
        TemporaryDirectory(prefix="hcclog-") as folder,
        logbook_at(str(Path(folder) / "store.db"), with_cases=False) as book,
    ):
        yield book


def carry_out(
    book: Logbook,
    plan: Plan,
    account: Callable[[str], None] = lambda _counted: None,
    *,
    accept: bool,
    only_look: bool,
) -> int:
    """Write what a plan brings, or say why not; return the exit status.

    Args:
        book: The store.
        plan: What was read.
        account: Puts on record how much is about to be written.
        accept: Write what is unlikely too.
        only_look: Write nothing.
    """
    from hcclog.cli.progress import work_bar
    from hcclog.commands.lifting import AFTER_TODAY, BEFORE_BIRTH
    from hcclog.exchange.incoming.guarding import do_guarded
    from hcclog.exchange.incoming.plan import Verdict

    stopping = {Verdict.REFUSED} if accept else {Verdict.REFUSED, Verdict.ASKED}
    is_stopped = any(plan.count(each) for each in stopping)
    _tell(plan, all_lines=only_look)
    if only_look or is_stopped or plan.command is None:
        word = "would be" if only_look and not is_stopped and plan.command else "is"
        n = plan.command.n_written if word == "would be" and plan.command else 0
        click.echo(f"{plain(plan.document)}: {plan.summary()}. {n or 'Nothing'} {word} written.")
        return _REFUSED if is_stopped else 0
    lifted = frozenset({AFTER_TODAY, BEFORE_BIRTH}) if accept else frozenset[str]()
    accepted = plan.command.accepted | lifted
    account(plan.command.counted)
    with work_bar(f"Writing {plain(plan.document)}") as advanced:
        command = replace(plan.command, accepted=accepted, advanced=advanced)
        do_guarded(book, command, lambda sentence: click.echo(plain(sentence), err=True))
    click.echo(f"{plain(plan.document)}: {plan.summary()}. Written as one step.")
    return 0


def _remember(plan: Plan) -> None:
    """Keep how a laboratory's table was read, under the name that it was given."""
    from hcclog.exchange.lab_files.reading import LabPlan
    from hcclog.exchange.lab_files.remembering import remember
    from hcclog.paths import laboratory_layouts

    if isinstance(plan, LabPlan):
        remember(laboratory_layouts(), plan.mapping)
        click.echo(f"Remembered as {plain(plan.mapping.name)}.")


def _tell(plan: Plan, *, all_lines: bool) -> None:
    """Say what a person must know on stderr, or each line where only a look was asked for."""
    from hcclog.exchange.incoming.plan import Verdict

    for note in plan.notes:
        click.echo(plain(note), err=True)
    for line in plan.lines:
        is_fault = line.verdict in {Verdict.REFUSED, Verdict.ASKED, Verdict.LEFT}
        if is_fault or all_lines:
            said = " · ".join(part for part in (line.patient, line.reading, line.why) if part)
            words = f"{plan.document}, {line.place}: {line.verdict}: {said}"
            click.echo(plain(words), err=is_fault)
