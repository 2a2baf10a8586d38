"""How what a dump says stands to a store that holds something already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hcclog.commands.imports import Import
from hcclog.commands.labels import label_of
from hcclog.commands.lifting import AFTER_TODAY, BEFORE_BIRTH
from hcclog.exchange.dump.states import PatientState, Said, states_of
from hcclog.exchange.incoming.plan import Line, Plan, Verdict
from hcclog.store.codec import canonical, to_payload
from hcclog.store.replaying import entity_of

if TYPE_CHECKING:
    from hcclog.exchange.dump.scanning import Scanner
    from hcclog.exchange.progress import Advance
    from hcclog.logbook import Logbook
    from hcclog.store.journal import ChangeRow

_HISTORY = (
    "What comes in is written as one entry: the history in the file is taken over only by a "
    "store that is empty, from a dump of a whole store."
)
_OTHER_ID = "another patient has this code here; give one of the two another code first"
_HERE_LATER = "it was changed here since, so it stays as it is"
_RETRACTED_HERE = "it was retracted here; confirm to take it in again"
_BOTH = "it was changed here and there; confirm to take what the file says"
_NOBODY = "the person is not in the file, and not in this store"


def plan_of(scanner: Scanner, book: Logbook, advanced: Advance) -> Plan:
    """Return what each patient of a dump brings; nobody's state is overwritten in silence.

    Raises:
        Refused: A line is damaged.
        Cancelled: A person gave up.
    """
    states = states_of(scanner.found())
    weigher = _Weigher(book)
    for done, state in enumerate(states.values(), start=1):
        advanced(done, len(states))
        weigher.weigh(state)
    name = scanner.path.name
    return Plan(name, weigher.lines, weigher.command(name), (_HISTORY,) if states else ())


@dataclass(slots=True)
class _Weigher:
    """Holds what is said against what the store holds, patient by patient."""

    book: Logbook
    lines: list[Line] = field(default_factory=list)
    created: list[Any] = field(default_factory=list)
    amended: list[tuple[Any, Any]] = field(default_factory=list)
    retracted: list[tuple[str, str]] = field(default_factory=list)

    def weigh(self, state: PatientState) -> None:
        """Take in one patient."""
        living = state.living()
        if self.book.patient(state.patient_id) is not None:
            self.lines += self._beside(state)
        elif state.patient is None:
            self.lines.append(_line(state.in_order()[0], Verdict.REFUSED, _NOBODY, ""))
        elif state.patient.is_gone:
            self.lines.append(_line(state.patient, Verdict.LEFT, "retracted there", _code(state)))
        elif self.book.find(_code(state)) is not None:
            self.lines.append(_line(state.patient, Verdict.LEFT, _OTHER_ID, _code(state)))
        else:
            self.created += [each.entity for each in living]
            reading = _entries(len(living) - 1)
            place = f"line {state.line}"
            self.lines.append(Line(place, reading, Verdict.NEW, "", _code(state)))

    def command(self, name: str) -> Import | None:
        """Return what writes it; None where nothing is new."""
        if not (self.created or self.amended or self.retracted):
            return None
        return Import(
            name,
            tuple(self.created),
            tuple(self.amended),
            tuple(reversed(self.retracted)),
            accepted=frozenset({AFTER_TODAY, BEFORE_BIRTH}),
        )

    def _beside(self, state: PatientState) -> Iterator[Line]:
        """Yield a line for each difference to a patient who is here, and one for all the rest."""
        changes = self.book.store.reader.changes("patient_id", (state.patient_id,))
        here: dict[str, list[ChangeRow]] = {}
        for change in changes:
            here.setdefault(change.entity_id, []).append(change)
        code, n_same = _code(state), 0
        for said in state.in_order():
            path = here.pop(said.entity.id, [])
            verdict, why = _stands(said, path)
            n_same += verdict is Verdict.THERE
            if verdict not in {Verdict.THERE, Verdict.LEFT}:
                self._take(said, path)
            if verdict is not Verdict.THERE:
                yield _line(said, verdict, why, code)
        n_more = sum(path[-1].kind != "void" for path in here.values())
        why = f"{_entries(n_more)} here that the file lacks: it stays as it is" if n_more else ""
        yield Line(f"line {state.line}", _entries(n_same), Verdict.THERE, why, code)

    def _take(self, said: Said, path: list[ChangeRow]) -> None:
        is_here = bool(path) and path[-1].kind != "void"
        entity = said.entity
        if said.is_gone:
            self.retracted.append((said.table, entity.id))
        elif is_here:
            seen = self.book.store.reader.get(said.table, entity.id)
            self.amended.append((seen, entity))
        else:
            self.created.append(entity)


def _stands(said: Said, path: list[ChangeRow]) -> tuple[Verdict, str]:
    """Return how an entity of the file stands to what was done with it here, oldest first."""
    if not path:
        return (Verdict.THERE, "") if said.is_gone else (Verdict.NEW, "")
    head = path[-1]
    is_gone_here = head.kind == "void"
    if said.is_gone == is_gone_here and (is_gone_here or _is_same(said, head)):
        return Verdict.THERE, ""
    if head.id in said.change_ids:
        return Verdict.CHANGED, "retracted there since" if said.is_gone else "changed there since"
    if said.change_ids and said.change_ids[-1] in {change.id for change in path}:
        return Verdict.LEFT, _HERE_LATER
    return Verdict.ASKED, _RETRACTED_HERE if is_gone_here else _BOTH


def _is_same(said: Said, head: ChangeRow) -> bool:
    """True where both come to the same values: 5.5 and 5.50 do not."""
    return canonical(to_payload(entity_of(head))) == canonical(to_payload(said.entity))


def _line(said: Said, verdict: Verdict, why: str, code: str) -> Line:
    return Line(f"line {said.line}", label_of(said.entity), verdict, why, code)


def _entries(n: int) -> str:
    return f"{n} entr{'y' if n == 1 else 'ies'}"


def _code(state: PatientState) -> str:
    return state.patient.entity.code if state.patient is not None else ""
