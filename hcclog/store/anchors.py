"""What was noted elsewhere of both chains, held against them: it finds what no chain finds itself.

Whoever cuts off the end of a chain, or writes all of it anew, leaves one that is whole in itself.
The backups' manifests and printed reports say what it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from hcclog.domain.acts import Act

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hcclog.store.audit import AuditEvent
    from hcclog.store.reader import Query
    from hcclog.store.thinning import Backup

SHORT_TIP = 16
"""Digits of a tip on paper: enough that no other journal is found for it."""
_PRINTED = re.compile(r"\s*([0-9]{1,12})\s*:\s*([0-9a-f]{16,64})\s*")
_WORDS = {"change": ("change", "journal"), "audit_event": ("audit event", "audit trail")}
# Of each chain, the hash of what stands at a number.
_AT = {
    "change": "SELECT hash FROM change WHERE seq = ?",
    "audit_event": "SELECT hash FROM audit_event WHERE seq = ?",
}
_LAST = {
    "change": "SELECT coalesce(max(seq), 0) FROM change",
    "audit_event": "SELECT coalesce(max(seq), 0) FROM audit_event",
}
_TIP_OF_ENTRY = (
    "SELECT hash FROM change WHERE entry_id = (SELECT id FROM entry WHERE seq = ?)"
    " ORDER BY seq DESC LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What was true of a chain.

    Attributes:
        chain: Table that holds it: ``change`` or ``audit_event``.
        number: Of its last row then.
        hash: Of that row.
        name: Where it is noted: the file of a backup.
        made_at: When it was noted.
    """

    chain: str
    number: int
    hash: str
    name: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A line of the store's past that a restore gave up: from the backup on until it was restored.

    Attributes:
        backup: File of the backup that was restored.
    """

    backup: str
    since: datetime
    until: datetime

    def covers(self, anchor: Anchor) -> bool:
        """Return whether something was noted of what was given up."""
        return self.since <= anchor.made_at <= self.until


@dataclass(frozen=True, slots=True)
class Held:
    """How a chain stands to what was noted of it.

    Attributes:
        n_anchors: How many were held against it.
        faults: A sentence for each that says something else.
        notes: A sentence for each that is of a line that a restore gave up.
    """

    n_anchors: int = 0
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def anchors_of(backups: Iterable[Backup], store_id: str) -> tuple[Anchor, ...]:
    """Return what the backups of a store note of its chains, each once, oldest first."""
    found: dict[tuple[str, int, str], Anchor] = {}
    for backup in backups:
        manifest = backup.manifest
        counts, marks = manifest.content.counts, manifest.content.marks
        if manifest.store_id != store_id:
            continue
        for chain, tip in (("change", marks.tip), ("audit_event", marks.audit_tip)):
            number = counts.get(chain, 0)
            if number and tip:
                anchor = Anchor(chain, number, tip, backup.path.name, manifest.made_at)
                found.setdefault((chain, number, tip), anchor)
    return tuple(found.values())


def given_up_by(events: Iterable[AuditEvent]) -> tuple[GivenUp, ...]:
    """Return the lines that restores gave up, as the audit trail tells of them."""
    return tuple(
        GivenUp(event.told.get("backup", ""), since, datetime.fromisoformat(event.at_utc))
        for event in events
        if event.act == Act.RESTORE
        for since in _times(event.told.get("backup made at", ""))
    )


def hold_against(query: Query, anchors: Sequence[Anchor], given_up: Sequence[GivenUp]) -> Held:
    """Hold both chains of a store against what was noted of them."""
    faults, notes = [], []
    for anchor in anchors:
        sentence = _difference(query, anchor)
        restore = next((each for each in given_up if each.covers(anchor)), None)
        if sentence and restore is not None:
            when = f"{restore.until:%Y-%m-%d %H:%M} UTC"
            notes.append(
                f"T{_place(anchor)[1:]} is of what was given up when {restore.backup} was restored"
                f" on {when}."
            )
        elif sentence:
            faults.append(sentence)
    return Held(len(anchors), tuple(faults), tuple(dict.fromkeys(notes)))


def fault_of_printed(query: Query, printed: str) -> str:
    """Return why an anchor of a page does not hold; empty where it does.

    Args:
        query: Reads the store.
        printed: As a page says it: number of the entry, colon, the first 16 digits or more.

    Raises:
        ValueError: It is none.
    """
    found = _PRINTED.fullmatch(printed.lower())
    if found is None:
        raise ValueError(printed)
    revision, digits = int(found[1]), found[2]
    tip = tip_at(query, revision)
    if not tip:
        return f"The journal has no entry {revision:,}, which the page was printed from."
    if not tip.startswith(digits):
        return f"The journal up to entry {revision:,} is not what it was when the page was printed."
    return ""


def tip_at(query: Query, revision: int) -> str:
    """Return the hash of the journal as it stood after an entry; empty where there is none."""
    rows = query(_TIP_OF_ENTRY, (revision,))
    return str(rows[0][0]) if rows else ""


def _difference(query: Query, anchor: Anchor) -> str:
    row, chain = _WORDS[anchor.chain]
    there = query(_AT[anchor.chain], (anchor.number,))
    if not there:
        last = int(query(_LAST[anchor.chain], ())[0][0])
        return (
            f"The end of the {chain} is missing: {_place(anchor)} knows {anchor.number:,}"
            f" {row}s, and the store has {last:,}"
        )
    if there[0][0] != anchor.hash:
        return (
            f"The {chain} was written anew: {row} {anchor.number:,} is not the one that"
            f" {_place(anchor)} knows"
        )
    return ""


def _place(anchor: Anchor) -> str:
    return f"the backup {anchor.name} of {anchor.made_at:%Y-%m-%d %H:%M} UTC"


def _times(text: str) -> Iterator[datetime]:
    try:
        yield datetime.fromisoformat(text)
    except ValueError:
        return
