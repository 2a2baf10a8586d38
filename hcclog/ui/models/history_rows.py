"""Rows of a history: what moved one value is one row, what moved several is folded below a title.

Cells are made when somebody looks at them: a store has many changes, and a screen few rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from hcclog.commands.event_words import event_details, event_reason, event_title
from hcclog.commands.labels import label_of
from hcclog.domain.acts import Act
from hcclog.domain.record import NOUN_OF_TABLE
from hcclog.store.codec import from_payload
from hcclog.store.journal import Entry
from hcclog.store.stamp import station_time
from hcclog.ui.change_words import ChangeWords, Moved
from hcclog.ui.models.row_table import Cell, Column, LateRow, Row
from hcclog.ui.text import plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hcclog.store.audit import AuditEvent
    from hcclog.store.journal import ChangeRow
    from hcclog.store.story import Told

COLUMNS = (
    Column("When", 168, least=150),
    Column("Who", 180),
    Column("What", 270),
    Column("Field", 130),
    Column("From", 170),
    Column("To", 230),
    Column("Reason", 150),
    Column("Station", 110),
)
PATIENT = Column("Patient", 120)
_PATIENT_AT = 2
TAKEN_OUT, ERASED = "taken out", "(erased)"
ENTRY, EVENT = "entry", "audit_event"
_MOST_UNFOLDED = 8
_KINDS = {"undo": "Undone: ", "redo": "Done again: ", "import": "Imported: ", "merge": "Merged: "}


class Sources(NamedTuple):
    """What rows are made of.

    Attributes:
        changes: Those that are told.
        parents: Every change by its id, for what was before.
        words: Gives the words for the entities of a patient.
        code: Gives the code of a patient; None where all rows are of one.
        erased: What is said of the values of a patient who was erased, by id.
    """

    changes: Sequence[ChangeRow]
    parents: Mapping[str, ChangeRow]
    words: Callable[[str], ChangeWords]
    code: Callable[[str], str] | None = None
    erased: Mapping[str, str] = {}


class HistoryRows:
    """Makes rows of what was done; made once for a state of the store, so that cells stay made."""

    def __init__(self, sources: Sources) -> None:
        """Take what rows are made of."""
        self._sources = sources
        self._made: dict[tuple[str, str, bool], Row] = {}
        self._of_entry: dict[str, list[ChangeRow]] = {}
        for change in sources.changes:
            self._of_entry.setdefault(change.entry_id, []).append(change)

    def of(self, told: Told, *, turned: bool = False, unfold: bool = False) -> Iterator[Row]:
        """Yield the rows of an entry or an event.

        Args:
            told: What was done.
            turned: True where it is not folded as it begins.
            unfold: True where everything is.
        """
        if not isinstance(told, Entry):
            yield self._late((EVENT, told.id), lambda: self._event_cells(told))
            return
        changes = self._of_entry.get(told.id, [])
        parts = [(change, n) for change in changes for n in range(self._n_moved(change))]
        if len(parts) == 1:
            change, _ = parts[0]
            what = f"{_KINDS.get(told.kind, '')}{told.label or ERASED}"
            yield self._late(_key(change, 0), lambda: self._cells(told, change, 0, what))
            return
        many = len(parts) > _MOST_UNFOLDED
        shown = unfold or many == turned
        yield self._title(told, changes, len(parts), shown=shown)
        for change, n in parts if shown else ():
            yield self._inner(told, change, n)

    def _inner(self, entry: Entry, change: ChangeRow, n: int) -> Row:
        return self._late(
            _key(change, n), lambda: self._cells(entry, change, n, f"    {self._name(change)}")
        )

    def _late(
        self, key: tuple[str, str], make: Callable[[], tuple[Cell, ...]], *, shown: bool = False
    ) -> Row:
        """Return a row that was made before, or one that makes its cells when they are read."""
        held = (*key, shown)
        if held not in self._made:
            self._made[held] = LateRow(key, (self, shown), make, retractable=False)
        return self._made[held]

    def _n_moved(self, change: ChangeRow) -> int:
        """Return in how many rows a change is told; only a correction needs its values for it."""
        parent = self._parent(change)
        is_one = change.kind == "void" or parent is None or parent.kind == "void"
        if is_one or change.payload is None or parent is None or parent.payload is None:
            return 1
        return len(self._moved(change))

    def _parent(self, change: ChangeRow) -> ChangeRow | None:
        return self._sources.parents.get(change.parent or "")

    def _moved(self, change: ChangeRow) -> tuple[Moved, ...]:
        parent = self._parent(change)
        gone = parent is not None and parent.payload is None
        if change.payload is None or gone:
            return (Moved("", "", self._sources.erased.get(change.patient_id, ERASED)),)
        words, after = self._sources.words(change.patient_id), _entity(change)
        if change.kind == "void":
            return (Moved("", words.all_of(after), TAKEN_OUT),)
        if parent is None:
            return (Moved("", "", words.all_of(after)),)
        if parent.kind == "void":
            return (Moved("", TAKEN_OUT, words.all_of(after)),)
        return words.moved(_entity(parent), after)

    def _title(
        self, entry: Entry, changes: Sequence[ChangeRow], n_fields: int, *, shown: bool
    ) -> Row:
        def cells() -> tuple[Cell, ...]:
            what = f"{_KINDS.get(entry.kind, '')}{entry.label or ERASED}"
            how = plural(n_fields, "field") if len(changes) == 1 else f"{len(changes)} entries"
            mark = ("▼ " if shown else "▶ ") if n_fields else ""
            title = Cell(f"{mark}{what}", tone="strong", tip=what)
            codes = {change.patient_id for change in changes}
            whose = next(iter(codes)) if len(codes) == 1 else ""
            return self._line(
                entry, whose, (title, Cell(), Cell(), Cell(how, tone="muted")), entry.reason
            )

        return self._late((ENTRY, entry.id), cells, shown=shown)

    def _cells(self, entry: Entry, change: ChangeRow, n: int, what: str) -> tuple[Cell, ...]:
        moved = self._moved(change)[n]
        is_gone = moved.after == TAKEN_OUT or change.payload is None
        inner = (
            Cell(what, tone="" if what.startswith(" ") else "strong", tip=what.strip()),
            Cell(moved.field, tone="muted"),
            Cell(moved.before, tip=moved.before),
            Cell(moved.after, tone="bad" if is_gone else "", tip=moved.after),
        )
        return self._line(entry, change.patient_id, inner, entry.reason)

    def _event_cells(self, event: AuditEvent) -> tuple[Cell, ...]:
        title, details = event_title(event), event_details(event)
        tone = "bad" if event.act == Act.REFUSED else "muted"
        inner = (
            Cell(title, tone=tone, tip=title),
            Cell(),
            Cell(),
            Cell(details, tone="muted", tip=details),
        )
        return self._line(event, event.patient_id, inner, event_reason(event))

    def _line(
        self, told: Told, patient_id: str, inner: tuple[Cell, ...], reason: str
    ) -> tuple[Cell, ...]:
        """Return the cells of a line: who and when before, why and where behind."""
        tone = "" if isinstance(told, Entry) else "muted"
        who = f"{told.author}, {told.role}"
        head = [Cell(clock_time(told), tone=tone, tip=told.at_utc), Cell(who, tone=tone, tip=who)]
        code = self._sources.code
        if code is not None:
            head.insert(_PATIENT_AT, Cell(code(patient_id), tone=tone, tip=code(patient_id)))
        tail = (Cell(reason, tone="muted", tip=reason), Cell(told.station, tone="muted"))
        return (*head, *inner, *tail)

    @staticmethod
    def _name(change: ChangeRow) -> str:
        return label_of(_entity(change)) if change.payload is not None else ERASED


def columns(*, with_patient: bool) -> tuple[Column, ...]:
    """Return the columns; those of a whole store say whose each row is."""
    if not with_patient:
        return COLUMNS
    return (*COLUMNS[:_PATIENT_AT], PATIENT, *COLUMNS[_PATIENT_AT:])


def clock_time(told: Told) -> str:
    """Return when it was, on the clock of the station that wrote it."""
    return f"{station_time(told):%Y-%m-%d %H:%M:%S}"


def _key(change: ChangeRow, n: int) -> tuple[str, str]:
    return change.entity, f"{change.entity_id}/{change.id}/{n}"


@lru_cache(maxsize=16)
def _entity(change: ChangeRow) -> Any:
    """Return what a change says; the few that one row asks for several times are kept."""
    values: Mapping[str, Any] = change.values or {}
    return from_payload(NOUN_OF_TABLE[change.entity], values)
