"""What rows propose to write, and how that stands to the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NoReturn

from hcclog.commands.base import Add, Amend
from hcclog.commands.imports import Import
from hcclog.commands.labels import label_of
from hcclog.commands.lifting import AFTER_TODAY, BEFORE_BIRTH
from hcclog.commands.refused import Refused
from hcclog.domain.record import NOUN_OF_CLASS, NOUNS
from hcclog.exchange.incoming.plan import Line, Verdict

if TYPE_CHECKING:
    from hcclog.logbook import Logbook
    from hcclog.store.transaction import Transaction

_LIFTED = frozenset({AFTER_TODAY, BEFORE_BIRTH})
_ORDER = {noun.cls: n for n, noun in enumerate(NOUNS)}


@dataclass(frozen=True, slots=True)
class Proposal:
    """One entity that rows make.

    Attributes:
        place: Where it stands.
        entity: As it would be written.
        seen: As it stands in the record; None where it is new.
        why: What there is to ask.
        reading: What was understood, where its label does not say it.
    """

    place: str
    entity: Any
    seen: Any = None
    why: str = ""
    reading: str = ""


@dataclass
class Proposals:
    """What a file proposes for one patient.

    Attributes:
        code: Of the patient.
        found: The entities.
        lines: What is refused or not taken.
        left: How many rows of a test are not taken, by dataset, test and why.
    """

    code: str
    found: list[Proposal] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    left: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def refuse(self, place: str, why: str, reading: str = "") -> None:
        """Note what cannot be read."""
        self.lines.append(Line(place, reading, Verdict.REFUSED, why, self.code))

    def leave(self, dataset: str, test: str, why: str) -> None:
        """Count a row that is not taken."""
        self.left[dataset, test, why] += 1

    def settled(self) -> list[Line]:
        """Return the lines of what is refused, and one for each test that is not taken."""
        rows = [
            Line(f"{dataset}, {n} row{'s' if n > 1 else ''}", test, Verdict.LEFT, why, self.code)
            for (dataset, test, why), n in self.left.items()
        ]
        return [*self.lines, *rows]


class _TryOver(Exception):
    """Ends a trial, so that nothing of it stays."""


def stand(book: Logbook, parts: Iterable[Proposals], document: str) -> tuple[list[Line], Import]:
    """Return a line for each proposal, and the command that writes those that may be written.

    What may not be written is found by trying it in a transaction that is taken back.
    """
    parts = tuple(parts)
    pairs = [(part, proposal) for part in parts for proposal in part.found]
    pairs.sort(key=lambda pair: _ORDER[type(pair[1].entity)])
    lines = [line for part in parts for line in part.settled()]
    moving = [pair for pair in pairs if pair[1].entity != pair[1].seen]
    answers = _try_out(book, [proposal for _, proposal in moving])
    created, amended = [], []
    for part, proposal in pairs:
        answer = answers.get(id(proposal))
        lines.append(_line(part, proposal, answer))
        if answer is None or answer[0] is Verdict.REFUSED:
            continue
        if proposal.seen is None:
            created.append(proposal.entity)
        else:
            amended.append((proposal.seen, proposal.entity))
    n = len(created) + len(amended)
    label = f"Import {document}: {n} {'entry' if n == 1 else 'entries'}"
    return lines, Import(label, tuple(created), tuple(amended))


def _line(part: Proposals, proposal: Proposal, answer: tuple[Verdict, str] | None) -> Line:
    verdict, why = answer or (Verdict.THERE, "")
    noun = NOUN_OF_CLASS[type(proposal.entity)].label
    reading = proposal.reading or label_of(proposal.entity)
    said = reading if noun.lower() in reading.lower() else f"{noun}: {reading}"
    return Line(proposal.place, said, verdict, why, part.code)


def _try_out(book: Logbook, proposals: list[Proposal]) -> dict[int, tuple[Verdict, str]]:
    """Return the verdict on each proposal; nothing is written."""
    answers: dict[int, tuple[Verdict, str]] = {}
    if not proposals:
        return answers
    with suppress(_TryOver), book.store.write(book.stamp(), "trial", "do", "") as transaction:
        for proposal in proposals:
            answers[id(proposal)] = _tried(transaction, proposal)
        _end_trial()
    return answers


def _end_trial() -> NoReturn:
    raise _TryOver


def _tried(transaction: Transaction, proposal: Proposal) -> tuple[Verdict, str]:
    command: Add | Amend = (
        Add((proposal.entity,))
        if proposal.seen is None
        else Amend(proposal.entity, seen=proposal.seen)
    )
    asked = proposal.why
    try:
        command.apply(transaction)
    except Refused as fault:
        try:
            replace(command, accepted=_LIFTED).apply(transaction)
        except Refused as refused:
            return Verdict.REFUSED, refused.sentence
        asked = f"{asked} {fault.sentence}".strip()
    if proposal.seen is not None and not asked:
        asked = f"The record has it otherwise: {label_of(proposal.seen)}."
    return (Verdict.ASKED, asked) if asked else (Verdict.NEW, "")
