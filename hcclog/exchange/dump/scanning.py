"""Read a dump line by line and check each: what is damaged is refused with its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hcclog.commands.refused import Refused
from hcclog.domain.record import NOUN_OF_TABLE
from hcclog.exchange.dump.lines import (
    JOURNAL,
    NEWER,
    STORE,
    Header,
    Unfit,
    change_of,
    entry_of,
    event_of,
    header_of,
    parsed,
)
from hcclog.exchange.incoming.plain_files import reason_of
from hcclog.store.audit import AuditEvent, genesis_of_trail, hash_of_event
from hcclog.store.codec import from_payload, to_row
from hcclog.store.journal import ChangeRow, Entry, fault_of_place, faults_of_change, genesis
from hcclog.store.replaying import Unfit as UnfitChange
from hcclog.store.replaying import entity_of
from hcclog.store.schema import known_revisions

LONGEST_LINE = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Found:
    """One line after the first: an entry, a change, an audit event, or an entity of a state."""

    line: int
    what: Any


class Scanner:
    """Reads one dump; each run reads the file anew.

    Attributes:
        header: What its first line says.
    """

    def __init__(self, path: Path) -> None:
        """Take a file and read its first line.

        Raises:
            Refused: It cannot be read, or is no dump that this program knows.
        """
        self.path = path
        for number, said in self._said():
            self.header = self._header(number, said)
            return
        raise Refused(f"{path.name} is empty.")

    def found(self) -> Iterator[Found]:
        """Yield what each line holds, checked against the lines before it.

        Raises:
            Refused: A line is damaged, missing or one too many; the sentence names it.
        """
        walk = _Walk(self.header)
        number, ended = 1, False
        for number, said in self._said(first=2):
            if ended:
                raise self._refused(number, "something stands behind the end of the dump")
            try:
                if "end" in said:
                    walk.finish(said, number)
                    ended = True
                else:
                    yield Found(number, walk.step(said))
            except (Unfit, UnfitChange) as fault:
                raise self._refused(number, str(fault)) from None
        if not ended:
            raise self._refused(number, "the file ends here, and its last line is missing")

    def _header(self, number: int, said: Any) -> Header:
        try:
            header = header_of(said)
        except Unfit as fault:
            raise self._refused(number, str(fault)) from None
        if header.schema not in known_revisions():
            raise self._refused(number, NEWER)
        return header

    def _said(self, first: int = 1) -> Iterator[tuple[int, Any]]:
        """Yield number and object of each line."""
        try:
            with self.path.open("rb") as file:
                for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), 1):
                    if number >= first:
                        yield number, self._object(number, line)
        except OSError as error:
            reason = reason_of(error)
            raise Refused(f"{self.path.name} cannot be read: {reason}.") from None

    def _object(self, number: int, line: bytes) -> Any:
        if len(line) >= LONGEST_LINE:
            raise self._refused(number, "it is longer than any line of a dump")
        try:
            text = line.decode("utf-8")
            # A file that another program touched may begin with a mark of its own.
            return parsed(text.removeprefix("\ufeff") if number == 1 else text)
        except UnicodeDecodeError:
            raise self._refused(number, "it is not UTF-8") from None
        except Unfit as fault:
            raise self._refused(number, str(fault)) from None

    def _refused(self, number: int, why: str) -> Refused:
        return Refused(f"{self.path.name}, line {number}: {why.rstrip('.')}. Nothing is written.")


class _Walk:
    """Knows what came before a line."""

    def __init__(self, header: Header) -> None:
        self._header = header
        self._entry: Entry | None = None
        self._tip = genesis(header.journal_id)
        self._n_entries = self._n_changes = self._n_events = 0
        self._trail_tip = genesis_of_trail(header.trail_id)

    def step(self, said: dict[str, Any]) -> Any:
        """Return what a line holds."""
        if self._header.holds != JOURNAL:
            return _entity(said)
        if set(said) == {"entry"}:
            self._entry = entry_of(said["entry"])
            self._n_entries += 1
            return self._entry
        if set(said) == {"event"}:
            return self._event(event_of(said["event"]))
        if set(said) != {"change"}:
            raise Unfit("it holds neither an entry nor a change nor an event")
        return self._change(change_of(said["change"]))

    def finish(self, said: dict[str, Any], number: int) -> None:
        """Check the last line against those before it."""
        if said != {"end": number - 1}:
            raise Unfit(f"the end tells of {said.get('end')} lines, and there are {number - 1}")
        header = self._header
        told = (header.n_entries, header.n_changes)
        if header.holds == JOURNAL and told != (self._n_entries, self._n_changes):
            raise Unfit("there are more or fewer entries and changes than the first line tells")
        if header.holds == JOURNAL and header.of == STORE and header.head != self._tip:
            raise Unfit("the last change is another than the first line tells")
        if (header.n_events, header.trail_head) != (self._n_events, self._told_trail()):
            raise Unfit("the audit trail is another than the first line tells")

    def _told_trail(self) -> str:
        return self._trail_tip if self._n_events else ""

    def _event(self, event: AuditEvent) -> AuditEvent:
        if self._n_changes != self._header.n_changes:
            raise Unfit("the event stands before the end of the journal")
        self._n_events += 1
        if event.seq != self._n_events or event.previous_hash != self._trail_tip:
            raise Unfit(f"audit event {event.seq} does not follow the event before it")
        if hash_of_event(event) != event.hash:
            raise Unfit(f"audit event {event.seq} was altered")
        self._trail_tip = event.hash
        return event

    def _change(self, change: ChangeRow) -> ChangeRow:
        self._n_changes += 1
        if self._entry is None or change.entry_id != self._entry.id:
            raise Unfit("the change does not stand behind its entry")
        is_whole = self._header.of == STORE
        broken = fault_of_place(change, self._n_changes, self._tip) if is_whole else ""
        for fault in (broken, *faults_of_change(change, self._entry)):
            if fault:
                raise Unfit(fault)
        entity_of(change)
        self._tip = change.hash
        return change


def _entity(said: dict[str, Any]) -> Any:
    if set(said) != {"entity", "values"} or not isinstance(said["values"], dict):
        raise Unfit("it holds no entity")
    noun = NOUN_OF_TABLE.get(str(said["entity"]))
    if noun is None:
        raise Unfit(f"there is no table {said['entity']!r}")
    try:
        entity = from_payload(noun, said["values"])
        to_row(entity)
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
        raise Unfit(f"its values are those of no {noun.label}") from None
    return entity
