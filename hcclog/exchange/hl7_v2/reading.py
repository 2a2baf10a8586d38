"""HL7 v2 messages to a plan: each result read as a pasted one is, and compared with the record."""

from __future__ import annotations

from pathlib import Path

from hcclog.commands.imports import Import
from hcclog.commands.refused import Refused
from hcclog.exchange.hl7_v2.letters import MOST_BYTES, messages_in
from hcclog.exchange.hl7_v2.message import Segment, segments_of
from hcclog.exchange.hl7_v2.observation import Observation, is_results, observations
from hcclog.exchange.hl7_v2.person import Person, person_of
from hcclog.exchange.hl7_v2.result import ResultReader
from hcclog.exchange.hl7_v2.settling import Found, Settled, settle
from hcclog.exchange.hl7_v2.values import NotTaken
from hcclog.exchange.incoming.kinds import Wish
from hcclog.exchange.incoming.plain_files import bytes_of
from hcclog.exchange.incoming.plan import Line, Plan, Verdict
from hcclog.exchange.progress import Advance
from hcclog.logbook import Logbook

_MOST_RESULTS = 100_000
_Part = Line | Found


def read(path: Path, book: Logbook, wish: Wish, advanced: Advance) -> Plan:
    """Read a file of messages into a plan.

    Raises:
        Refused: It holds no message, or one that cannot be read.
        Cancelled: A person gave up.
    """
    messages = messages_in(bytes_of(path, MOST_BYTES), path.name)
    reader = _MessageReader(book, wish, path.name)
    parts: list[_Part] = []
    for letters in messages:
        advanced(letters.number - 1, len(messages))
        parts += reader.parts(list(segments_of(letters, path.name)), letters.number)
        if len(parts) > _MOST_RESULTS:
            raise Refused(f"{path.name} has more than {_MOST_RESULTS} results; take it in parts.")
    settled = settle([each for each in parts if isinstance(each, Found)])
    lines = iter(settled.lines)
    told = [next(lines) if isinstance(each, Found) else each for each in parts]
    return Plan(path.name, told, _command(path.name, settled))


def _command(document: str, settled: Settled) -> Import | None:
    if not (settled.created or settled.amended):
        return None
    reason = "The laboratory sent a correction." if settled.amended else ""
    return Import(document, settled.created, settled.amended, reason=reason)


class _MessageReader:
    """Reads message after message; a patient is compared once for each PID."""

    def __init__(self, book: Logbook, wish: Wish, document: str) -> None:
        self._book = book
        self._wish = wish
        self._document = document
        self._readers: dict[str, ResultReader] = {}

    def parts(self, segments: list[Segment], number: int) -> list[_Part]:
        """Return what one message says, in its order."""
        header = segments[0]
        if not is_results(header):
            kind = "^".join(part for part in (header.text(9), header.text(9, 2)) if part)
            why = f"It is {kind[:40] or 'of no kind'}; results are read from ORU^R01."
            return [Line(f"message {number}", "", Verdict.LEFT, why)]
        of_pid: dict[int, tuple[_Part | None, Person | None]] = {}
        parts: list[_Part] = []
        for each in observations(segments, number):
            key = id(each.pid)
            if key not in of_pid:
                of_pid[key] = self._person(each.pid, f"message {number}, PID")
                parts += [line for line in of_pid[key][:1] if line is not None]
            person = of_pid[key][1]
            if person is not None:
                parts.append(self._result(each, person))
        return parts or [Line(f"message {number}", "", Verdict.LEFT, "It holds no result.")]

    def _person(self, pid: Segment | None, place: str) -> tuple[Line | None, Person | None]:
        try:
            person = person_of(pid, self._book, self._wish.patient)
        except Refused as refusal:
            return Line(place, "", Verdict.REFUSED, refusal.sentence), None
        if person.doubts:
            why = " ".join(person.doubts)
            return Line(place, "", Verdict.ASKED, why, person.code), person
        return None, person

    def _result(self, each: Observation, person: Person) -> _Part:
        try:
            return self._reader(person).found(each)
        except NotTaken as why:
            return Line(each.place, _said(each), Verdict.LEFT, str(why), person.code)
        except Refused as refusal:
            return Line(each.place, _said(each), Verdict.REFUSED, refusal.sentence, person.code)

    def _reader(self, person: Person) -> ResultReader:
        if person.patient_id not in self._readers:
            self._readers[person.patient_id] = ResultReader(self._book, person, self._document)
        return self._readers[person.patient_id]


def _said(each: Observation) -> str:
    """Return what a result that is not taken says of itself, in few words."""
    words = (each.obx.text(3, 2) or each.obx.text(3), each.obx.text(5)[:40])
    return " ".join(word for word in words if word)
