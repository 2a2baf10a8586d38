"""The command that lists the backups of a store, and looks into each where that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from hcclog.cli.closing import second_place
from hcclog.cli.options import json_option, print_json, store_option
from hcclog.cli.passwords import code_option
from hcclog.cli.plain import plain
from hcclog.cli.store_place import Asking, store_path_of
from hcclog.domain.acts import Act

if TYPE_CHECKING:
    from pathlib import Path

    from hcclog.store.restore_key import Unlock
    from hcclog.store.thinning import Backup

_REFUSED = 1
_KB, _MB = 1000, 1000**2
_WHOLE = "whole"
_AS_MADE = "verified when made"
_BESIDE, _SECOND = "beside the store", "second place"


@click.command()
@store_option
@json_option
@code_option
@click.option("--verify", is_flag=True, help="Look through each: that takes a while.")
@click.pass_obj
def backups(settings: dict[str, str], *, as_json: bool, verify: bool) -> int:
    """List the backups of the store, the newest first."""
    from hcclog.store.thinning import backups_folder

    path = store_path_of(settings.get("store"))
    found = _found(path)
    unlock = Asking().unlock_for(Act.BACK_UP)
    states = [_state(path, each, unlock) if verify else _AS_MADE for each in found]
    own = backups_folder(path)
    rows = [
        _row(each, state, _BESIDE if each.path.parent == own else _SECOND)
        for each, state in zip(found, states, strict=True)
    ]
    if as_json:
        print_json(rows)
    else:
        _print(rows)
    return _REFUSED if verify and set(states) - {_WHOLE} else 0


def _found(path: Path) -> list[Backup]:
    """Return the backups beside the store and at its second place, the newest first."""
    from hcclog.store.second_place import copies_in
    from hcclog.store.thinning import backups_of, refuse_unreadable

    refuse_unreadable(path)
    found = backups_of(path)
    second = second_place()
    if second is not None:
        found += [one for each in _store_ids(path, found) for one in copies_in(second, each)]
    return sorted(found, key=lambda one: one.manifest.made_at, reverse=True)


def _store_ids(path: Path, found: list[Backup]) -> set[str]:
    """Return the id of the store, from its key file or from the backups beside it."""
    from hcclog.store.errors import StoreError
    from hcclog.store.keys import read_envelope

    try:
        return {read_envelope(path).store_id}
    except StoreError:
        return {one.manifest.store_id for one in found}


def _state(path: Path, backup: Backup, unlock: Unlock) -> str:
    from hcclog.store.errors import PasswordNeeded, StoreError, WrongPassword
    from hcclog.store.restoring import looked_through

    try:
        looked_through(path, backup.path, unlock)
    except (PasswordNeeded, WrongPassword):
        raise
    except StoreError as error:
        return error.sentence
    return _WHOLE


def _row(backup: Backup, state: str, place: str) -> dict[str, Any]:
    manifest = backup.manifest
    return {
        "path": str(backup.path),
        "place": place,
        "made_at": manifest.made_at.isoformat(),
        "why": manifest.why,
        "bytes": manifest.n_bytes,
        "entries": manifest.content.counts.get("entry", 0),
        "schema": manifest.content.marks.schema,
        "state": state,
    }


def _print(rows: list[dict[str, Any]]) -> None:
    from datetime import datetime

    from hcclog.cli.restore import local_words

    for row in rows:
        made_at = local_words(datetime.fromisoformat(row["made_at"]))
        size, entries = _size(row["bytes"]), f"{row['entries']:,} entries"
        told = (
            f"{made_at}  {row['why']:16}  {size:>8}  {entries:>14}  {row['place']}, {row['state']}"
        )
        click.echo(plain(told))
        click.echo(f"    {plain(row['path'])}")
    if not rows:
        click.echo("There is no backup yet.")


def _size(n_bytes: int) -> str:
    return f"{n_bytes / _MB:.1f} MB" if n_bytes >= _MB else f"{n_bytes / _KB:.0f} kB"
