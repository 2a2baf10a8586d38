"""What rows propose to write, and how that stands to the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hcclog.commands.base import Add, Amend
from hcclog.commands.imports import Import
from hcclog.commands.labels import label_of
from hcclog.domain.record import NOUN_OF_CLASS, NOUNS
from hcclog.exchange.incoming.plan import Line, Verdict
from hcclog.exchange.incoming.trial import Objection, trial
from hcclog.exchange.progress import Advance

if TYPE_CHECKING:
    from hcclog.logbook import Logbook

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


def stand(
    book: Logbook, parts: Iterable[Proposals], document: str, advanced: Advance
) -> tuple[list[Line], Import]:
    """Return a line for each proposal, and the command that writes those that may be written.

    What may not be written is found by trying it in a transaction that is taken back.
    """
    parts = tuple(parts)
    pairs = [(part, proposal) for part in parts for proposal in part.found]
    pairs.sort(key=lambda pair: _ORDER[type(pair[1].entity)])
    lines = [line for part in parts for line in part.settled()]
    moving = [pair for pair in pairs if pair[1].entity != pair[1].seen]
    answers = _try_out(book, [proposal for _, proposal in moving], advanced)
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
    return lines, Import(document, tuple(created), tuple(amended))


def _line(part: Proposals, proposal: Proposal, answer: tuple[Verdict, str] | None) -> Line:
    verdict, why = answer or (Verdict.THERE, "")
    noun = NOUN_OF_CLASS[type(proposal.entity)].label
    reading = proposal.reading or label_of(proposal.entity)
    said = reading if noun.lower() in reading.lower() else f"{noun}: {reading}"
    return Line(proposal.place, said, verdict, why, part.code)


def _try_out(
    book: Logbook, proposals: list[Proposal], advanced: Advance
) -> dict[int, tuple[Verdict, str]]:
    """Return the verdict on each proposal; nothing is written."""
    if not proposals:
        return {}
    steps = [
        Add((each.entity,)) if each.seen is None else Amend(each.entity, seen=each.seen)
        for each in proposals
    ]
    found = trial(book, steps, advanced)
    return {id(p): _verdict(p, o) for p, o in zip(proposals, found, strict=True)}


def _verdict(proposal: Proposal, objection: Objection | None) -> tuple[Verdict, str]:
    if objection is not None and objection.is_final:
        return Verdict.REFUSED, objection.sentence
    asked = " ".join(each for each in (proposal.why, objection and objection.sentence) if each)
    if proposal.seen is not None and not asked:
        asked = f"The record has it otherwise: {label_of(proposal.seen)}."
    return (Verdict.ASKED, asked) if asked else (Verdict.NEW, "")
