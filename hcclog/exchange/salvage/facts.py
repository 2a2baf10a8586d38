"""What a damaged journal comes to, fact by fact, and how each stands to the store that is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hcclog.commands.base import with_children
from hcclog.domain.record import NOUNS
from hcclog.exchange.incoming.plan import Verdict
from hcclog.store.codec import canonical, to_payload
from hcclog.store.replaying import entity_of

if TYPE_CHECKING:
    from hcclog.logbook import Logbook
    from hcclog.store.journal import ChangeRow
    from hcclog.store.salvaging import Found, Salvage

_ORDER = {noun.table: place for place, noun in enumerate(NOUNS)}
_NO_ENTRY = "who entered it, and when, could not be read"
_LATER = "it was changed later, and that change could not be read"
_LATER_UNKNOWN = "whether it was changed later could not be read"
_RETRACTED_HERE = "it was retracted here since"
_CHANGED_HERE = "it was changed here since"
_CHILDREN_HERE = "what was entered here for it since would be retracted with it"


@dataclass(slots=True)
class Fact:
    """One entity as the damaged journal leaves it.

    Attributes:
        last: Its last change that could be read.
        known_ids: Its changes that could be read, and those that they follow.
        entity: As it is after the last change, or was before it was retracted.
    """

    last: Found
    known_ids: set[str] = field(default_factory=set)
    entity: Any = None

    @property
    def table(self) -> str:
        """Its table."""
        return self.last.change.entity

    @property
    def is_gone(self) -> bool:
        """True where it was retracted."""
        return self.last.change.kind == "void"


def facts_of(found: Iterable[Found]) -> list[Fact]:
    """Return what sound changes come to, parents first, else in the order of the journal."""
    facts: dict[str, Fact] = {}
    for one in found:
        change = one.change
        fact = facts.setdefault(change.entity_id, Fact(one))
        fact.last, fact.entity = one, entity_of(change)
        fact.known_ids |= {change.id, *filter(None, (change.parent,))}
    return sorted(facts.values(), key=lambda each: (_ORDER[each.table], each.last.change.seq))


@dataclass(frozen=True, slots=True)
class Standing:
    """How a fact stands to the store.

    Attributes:
        verdict: What becomes of it.
        why: What there is to look at; empty where nothing is.
    """

    verdict: Verdict
    why: str = ""


class Weighing:
    """Holds facts against the store that is open."""

    def __init__(self, book: Logbook, salvage: Salvage, facts: Iterable[Fact]) -> None:
        """Take all facts: what is retracted together is no surprise."""
        self._book, self._salvage = book, salvage
        self._gone = {fact.last.change.entity_id for fact in facts if fact.is_gone}

    def standing(self, fact: Fact, marked: Any) -> Standing:
        """Return how a fact stands to the store.

        Args:
            fact: The fact.
            marked: Its entity as it would be written.
        """
        head = self._book.store.reader.last_change(fact.entity.id)
        settled = self._settled(fact, marked, head)
        if settled.verdict is Verdict.THERE:
            return settled
        # What is known to be outdated is never taken for what holds.
        if self._salvage.stands[fact.last.change.id] is False:
            return Standing(Verdict.LEFT, _LATER)
        doubts = list(filter(None, (settled.why, *self._doubts(fact))))
        return Standing(Verdict.ASKED, "; ".join(doubts)) if doubts else settled

    def _settled(self, fact: Fact, marked: Any, head: ChangeRow | None) -> Standing:
        """Return the verdict; a reason beside it is a doubt."""
        is_here = head is not None and head.kind != "void"
        if fact.is_gone and not is_here:
            return Standing(Verdict.THERE, "retracted here too" if head is not None else "")
        if head is None:
            return Standing(Verdict.NEW)
        if is_here and not fact.is_gone and _is_same(head, marked):
            return Standing(Verdict.THERE)
        verdict = Verdict.CHANGED if is_here else Verdict.NEW
        # What stands here is what the damaged store went on from; a change between may be lost.
        if head.id in fact.known_ids or head.seq <= self._salvage.n_common:
            return Standing(verdict)
        return Standing(verdict, _CHANGED_HERE if is_here else _RETRACTED_HERE)

    def _doubts(self, fact: Fact) -> Iterator[str]:
        if fact.last.entry is None:
            yield _NO_ENTRY
        if self._salvage.n_unread and self._salvage.stands[fact.last.change.id] is None:
            yield _LATER_UNKNOWN
        if fact.is_gone and self._takes_more(fact):
            yield _CHILDREN_HERE

    def _takes_more(self, fact: Fact) -> bool:
        """True where retracting it would take along what the damaged store still had, or lacked."""
        record = self._book.patient(fact.last.change.patient_id)
        if record is None:
            return False
        taken = {each for _, each in with_children(record, fact.table, fact.entity.id)}
        return not taken <= self._gone


def _is_same(head: ChangeRow, marked: Any) -> bool:
    """True where both say the same, whether or not one says that it was salvaged."""
    here, there = to_payload(entity_of(head)), to_payload(marked)
    return canonical({**here, "source": None}) == canonical({**there, "source": None})
