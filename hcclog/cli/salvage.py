"""The command that takes newer facts from a damaged store, after saying which."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hcclog.cli.import_file import carry_out
from hcclog.cli.opening import logbook_at
from hcclog.cli.options import Place, store_option
from hcclog.cli.plain import plain
from hcclog.cli.store_place import Asking, store_path_of
from hcclog.domain.acts import Act

if TYPE_CHECKING:
    from hcclog.logbook import Logbook


@click.command()
@store_option
@click.argument("folder", type=Place(), required=False)
@click.option("--dry-run", is_flag=True, help="Say what would be taken, and write nothing.")
@click.option("--accept", is_flag=True, help="Take what is doubtful too, after you have looked.")
@click.pass_obj
def salvage(settings: dict[str, str], folder: Path | None, *, dry_run: bool, accept: bool) -> int:
    """Take what a damaged store knows beyond the backup in its place.

    FOLDER is one that a restore kept; left out, those beside the store are listed. All is written
    as one step that can be undone, and each value says that it was salvaged.
    """
    if folder is None:
        return _list(store_path_of(settings.get("store")))
    with logbook_at(settings.get("store"), with_cases=False) as book:
        return _salvaged(book, folder, accept=accept, only_look=dry_run)


def _list(path: Path) -> int:
    from hcclog.store.salvaging import kept_sets

    found = kept_sets(path)
    for folder in found:
        click.echo(plain(str(folder)))
    if not found:
        click.echo("No restore kept anything beside this store.")
    return 0


def _salvaged(book: Logbook, folder: Path, *, accept: bool, only_look: bool) -> int:
    from hcclog.cli.progress import work_bar
    from hcclog.exchange.salvage.reading import salvage_plan

    unlock = Asking().unlock_for(Act.SALVAGE, book.store.entrance)
    if not only_look:
        book.account(Act.SALVAGE, folder=folder.name)
    with work_bar(f"Reading {plain(folder.name)}") as advanced:
        plan = salvage_plan(folder, book, unlock, advanced)
    return carry_out(book, plan, accept=accept, only_look=only_look)
