"""The command that puts a backup in the place of a store, after saying what will happen."""

from __future__ import annotations

import getpass
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hcclog.cli.opening import now_ms, now_utc, open_logbook
from hcclog.cli.options import Place, store_option, sure_of
from hcclog.cli.passwords import code_option
from hcclog.cli.plain import plain
from hcclog.cli.store_place import Asking, store_path_of
from hcclog.domain.acts import Act
from hcclog.paths import host_name

if TYPE_CHECKING:
    from hcclog.store.entrance import Credentials
    from hcclog.store.restore_key import Unlock
    from hcclog.store.restore_outlook import Outlook
    from hcclog.store.restoring import Restored

_REFUSED = 1


@click.command()
@store_option
@click.argument("file", type=Place())
@code_option
@click.option("--yes", is_flag=True, help="Do not ask; needed where nobody can be asked.")
@click.pass_obj
def restore(settings: dict[str, str], file: Path, *, yes: bool) -> int:
    """Put a backup in the place of the store; what lies there now is kept.

    FILE is a backup, or the name of one that `hcclog backups` lists.
    """
    from hcclog.store.restore_outlook import look

    path = store_path_of(settings.get("store"))
    backup = _backup_at(path, file)
    asking = Asking()
    unlock = asking.unlock_for(Act.RESTORE)
    outlook = look(path, backup, unlock)
    _tell(path, backup, outlook)
    if not yes:
        sure_of("Restore it?", "to restore")
    done = _restored(path, backup, unlock)
    if done.kept is not None:
        click.echo(f"What lay there is kept in {plain(str(done.kept))}.")
        click.echo("Where it knows more than the backup, `hcclog salvage` takes that out of it.")
    return _look_at(path, outlook, asking.credentials)


def _backup_at(path: Path, file: Path) -> Path:
    """Return the path of a backup; a bare name is looked for among the store's own too."""
    from hcclog.store.thinning import backups_folder

    own = backups_folder(path) / file.name
    return own if not file.exists() and file == Path(file.name) and own.exists() else file


def _tell(path: Path, backup: Path, outlook: Outlook) -> None:
    made_at = local_words(outlook.manifest.made_at)
    click.echo(f"{plain(str(backup))} is whole: of {made_at}, {outlook.n_entries:,} entries.")
    click.echo(f"It takes the place of {plain(str(path))}. {outlook.sentence}")
    if outlook.is_there:
        click.echo("What lies there now is kept in a folder beside it.")
    if outlook.brings_keys:
        click.echo("Its key file comes along.")


def local_words(at: datetime) -> str:
    """Return a time as the clock on the wall shows it."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


def _restored(path: Path, backup: Path, unlock: Unlock) -> Restored:
    from hcclog.cli.progress import work_bar
    from hcclog.domain.ids import IdFactory
    from hcclog.store.lock import Holder
    from hcclog.store.restoring import STEPS, Order
    from hcclog.store.restoring import restore as put_in_place

    with work_bar("Restoring") as advanced:
        return put_in_place(
            Order(
                store_path=path,
                backup_path=backup,
                holder=Holder(getpass.getuser(), host_name(), os.getpid(), now_utc().astimezone()),
                epoch=IdFactory(now_ms)(),
                unlock=unlock,
                step=lambda name: advanced(STEPS.index(name) + 1, len(STEPS)),
            )
        )


def _look_at(path: Path, outlook: Outlook, credentials: Credentials | None) -> int:
    """Open what was restored, which brings an older one forward, and say whether it is whole."""
    book = open_logbook(str(path), with_cases=False, credentials=credentials)
    try:
        faults = book.store.check()
        n_patients = book.n_patients()
    finally:
        book.close()
    for fault in faults:
        click.echo(plain(fault), err=True)
    if faults:
        return _REFUSED
    counted = "1 patient" if n_patients == 1 else f"{n_patients:,} patients"
    made_at = local_words(outlook.manifest.made_at)
    click.echo(f"{plain(str(path))} is the store of {made_at} again, and whole: {counted}.")
    return 0
