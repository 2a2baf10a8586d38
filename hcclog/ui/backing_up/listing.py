"""The backups of a store, here and at the second place, as rows of a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hcclog.store.thinning import (
    AT_CLOSING,
    AT_LOCKING,
    BEFORE_IMPORT,
    BEFORE_MERGE,
    BEFORE_MIGRATION,
    BY_HAND,
    DAILY,
    Backup,
    backups_of,
)
from hcclog.ui.backing_up.standing import day_words
from hcclog.ui.models.row_table import Cell, Column, Row, Table

_WHYS = {
    DAILY: "of the day",
    BY_HAND: "by hand",
    AT_CLOSING: "at closing",
    AT_LOCKING: "at locking",
    BEFORE_IMPORT: "before an import",
    BEFORE_MERGE: "before a merge",
    BEFORE_MIGRATION: "before an update",
}
_COLUMNS = (
    Column("Made"),
    Column("Why"),
    Column("Where", tip="Here is the folder backups beside the store"),
    Column("Entries since", right=True, tip="Entries of the store that it does not hold"),
    Column("Size", right=True),
    Column("State"),
)
_KB, _MB = 1000, 1000**2
AS_MADE = "whole when made"
HERE, SECOND = "here", "second place"


@dataclass(frozen=True, slots=True)
class Listed:
    """One backup of the list.

    Attributes:
        where: `HERE` or `SECOND`.
    """

    backup: Backup
    where: str


@dataclass(frozen=True, slots=True)
class State:
    """What a look into a backup found.

    Attributes:
        fault: Why it cannot be taken; empty where it is whole.
        at: When it was looked into.
    """

    at: datetime
    fault: str = ""


def listed(store_path: Path, place: Path | None) -> list[Listed]:
    """Return the backups of a store, newest first; at one time the one at hand first."""
    from hcclog.store.second_place import copies_in

    own = backups_of(store_path)
    found = [Listed(each, HERE) for each in own]
    store_ids = {each.manifest.store_id for each in own} or _id_of(store_path)
    if place is not None:
        copies = [each for one in sorted(store_ids) for each in copies_in(place, one)]
        found += [Listed(each, SECOND) for each in copies]
    return sorted(found, key=lambda one: (-one.backup.manifest.made_at.timestamp(), one.where))


def _id_of(store_path: Path) -> set[str]:
    """Return the id of a store without backups of its own, from its key file."""
    from hcclog.store.errors import StoreError
    from hcclog.store.keys import read_envelope

    try:
        return {read_envelope(store_path).store_id}
    except StoreError:
        return set()


def table_of(
    rows: list[Listed], states: Mapping[Path, State], n_entries: int | None, now: datetime
) -> Table:
    """Return the table.

    Args:
        rows: What it shows.
        states: What was found in those that were looked into, by path.
        n_entries: Entries of the store; None where it is not open.
        now: Aware.
    """
    made = (_row(one, states.get(one.backup.path), n_entries, now) for one in rows)
    return Table(_COLUMNS, tuple(made))


def made_words(at: datetime, now: datetime) -> str:
    """Return when a backup was made, on the clock on the wall."""
    local = at.astimezone()
    day = day_words(local.date(), now.astimezone().date())
    return f"{day} {local:%H:%M}"


def why_words(why: str) -> str:
    """Return a reason in words; one of another version as it stands."""
    return _WHYS.get(why, why.replace("-", " "))


def size_words(n_bytes: int) -> str:
    """Return a size as people say it."""
    return f"{n_bytes / _MB:.1f} MB" if n_bytes >= _MB else f"{n_bytes / _KB:.0f} kB"


def _row(one: Listed, state: State | None, n_entries: int | None, now: datetime) -> Row:
    manifest, path = one.backup.manifest, one.backup.path
    since = None
    if n_entries is not None:
        since = n_entries - manifest.content.counts.get("entry", 0)
    at = f"{manifest.made_at.astimezone():%Y-%m-%d %H:%M:%S}"
    cells = (
        Cell(made_words(manifest.made_at, now), tip=f"{at}, {path}"),
        Cell(why_words(manifest.why)),
        Cell(one.where, tip=str(path.parent)),
        # A restored store may hold fewer than a backup made before.
        Cell("" if since is None else f"{since:,}" if since >= 0 else "–"),
        Cell(size_words(manifest.n_bytes)),
        _state_cell(state, now),
    )
    return Row((one.where, str(path)), cells, retractable=False)


def _state_cell(state: State | None, now: datetime) -> Cell:
    if state is None:
        return Cell(AS_MADE, tone="muted")
    if state.fault:
        return Cell("✕ cannot be restored", tone="bad", tip=state.fault)
    return Cell(f"✓ whole {made_words(state.at, now)}", tone="good")
