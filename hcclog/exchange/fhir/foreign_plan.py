"""Somebody else's resources: laboratory results are taken, of all else it is said that it is not.

A patient is found by an identifier that is a code of the store, or named beside the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from hcclog.commands.imports import Import
from hcclog.domain.chronology import Chronology
from hcclog.domain.labs import LabResult
from hcclog.domain.sources import Source, SourceKind
from hcclog.domain.text_reading import code_key
from hcclog.entry.clerk import Clerk
from hcclog.entry.questions.dates import date_questions
from hcclog.entry.questions.labs import doubts_of
from hcclog.exchange.fhir.foreign_person import differences
from hcclog.exchange.fhir.observation import observed
from hcclog.exchange.fhir.observed_parts import objects, shown, words_of
from hcclog.exchange.incoming.plan import Line, Plan, Verdict

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord
    from hcclog.exchange.fhir.entries import Entry
    from hcclog.exchange.incoming.kinds import Wish
    from hcclog.exchange.progress import Advance
    from hcclog.logbook import Logbook

_PATIENT = "Patient"
_OBSERVATION = "Observation"


@dataclass(slots=True)
class _People:
    """Whose resources they are.

    Attributes:
        named: The patient that a person named beside the file.
        n: How many patients stand in the file.
        n_referred: How many the results of the file refer to.
        codes: Code in the store of each patient of the file, by the names that refer to them;
            empty where the store has none.
    """

    named: str
    n: int
    n_referred: int = 0
    codes: dict[str, str] = field(default_factory=dict)


def plan_foreign(
    document: str, entries: Sequence[Entry], book: Logbook, wish: Wish, advanced: Advance
) -> Plan:
    """Return what a file of somebody else's would bring."""
    people = _People(wish.patient, len([each for each in entries if each.kind == _PATIENT]))
    people.n_referred = len({_reference(each) for each in entries if each.kind == _OBSERVATION})
    lines = [_patient(each, book, people) for each in entries if each.kind == _PATIENT]
    taker, labs = _Taker(document, book, people), dict[int, LabResult]()
    for n, entry in enumerate(entries):
        advanced(n, len(entries))
        if entry.kind == _OBSERVATION:
            line, lab = taker.take(entry)
            if lab is not None:
                labs[len(lines)] = lab
            lines.append(line)
        elif entry.kind != _PATIENT:
            why = f"{entry.kind} of another program is not read; laboratory results are."
            lines.append(Line(entry.place, shown(entry.kind), Verdict.LEFT, why))
    doubts = taker.doubts(labs.values())
    for n, lab in labs.items():
        lines[n] = replace(lines[n], makes=lab.id)
        if lab.id in doubts:
            why = " ".join(part for part in (lines[n].why, doubts[lab.id]) if part)
            lines[n] = replace(lines[n], verdict=Verdict.ASKED, why=why)
    return Plan(document, lines, _command(document, tuple(labs.values())))


def _command(document: str, labs: Sequence[LabResult]) -> Import | None:
    return Import(document, tuple(labs), reason=f"import of {document}") if labs else None


def _patient(entry: Entry, book: Logbook, people: _People) -> Line:
    values = [each.get("value") for each in objects(entry.resource.get("identifier"))]
    texts = [value for value in values if isinstance(value, str)]
    found = dict.fromkeys(value for value in texts if book.find(value) is not None)
    reading = f"patient {', '.join(map(shown, texts)) or 'without an identifier'}"
    names = [entry.url]
    if isinstance(entry.resource.get("id"), str):
        names.append(f"{_PATIENT}/{entry.resource['id']}")
    verdict, why, code = _who(tuple(found), people)
    if code:
        verdict, why = _is_same(entry, book, code)
        code = "" if verdict is Verdict.REFUSED else code
    if code and texts and not found:
        said = f"Its identifier is {', '.join(map(shown, texts))}; you said {code}."
        verdict, why = Verdict.ASKED, f"{said} {why}".strip()
    people.codes |= {name: code for name in names if name}
    return Line(entry.place, reading, verdict, why, code)


def _who(found: tuple[str, ...], people: _People) -> tuple[Verdict, str, str]:
    """Return whether a patient of the file is known, why not, and the code."""
    if len(found) > 1:
        return Verdict.REFUSED, f"Its identifiers are codes of two: {' and '.join(found)}.", ""
    if people.named and people.n > 1:
        return Verdict.REFUSED, f"The file is of more patients than {people.named}.", ""
    code = found[0] if found else people.named
    if people.named and code_key(code) != code_key(people.named):
        return Verdict.REFUSED, f"The file is of {code}, and not of {people.named}.", ""
    if not code:
        why = "No patient of the store has an identifier of it as code; name the patient."
        return Verdict.REFUSED, why, ""
    return Verdict.THERE, "", code


def _is_same(entry: Entry, book: Logbook, code: str) -> tuple[Verdict, str]:
    """Ask about a patient who differs in one thing from the record, refuse one in more."""
    record = book.patient(book.find(code) or "")
    doubts = list(differences(entry.resource, record.patient)) if record is not None else []
    why = " ".join(doubts)
    if len(doubts) > 1:
        return Verdict.REFUSED, f"This is somebody else than {code}: {why}"
    return (Verdict.ASKED if doubts else Verdict.THERE), why


def _reference(entry: Entry) -> str:
    subject = entry.resource.get("subject")
    reference = subject.get("reference") if isinstance(subject, dict) else None
    return reference if isinstance(reference, str) else ""


class _Taker:
    """Takes one Observation after the other."""

    def __init__(self, document: str, book: Logbook, people: _People) -> None:
        self._document, self._book, self._people = document, book, people
        self._clerks: dict[str, Clerk | None] = {}
        self._records: dict[str, PatientRecord] = {}
        self._seen: dict[tuple[Any, ...], str] = {}

    def take(self, entry: Entry) -> tuple[Line, LabResult | None]:
        """Return how an Observation stands, and the result where it is one to write."""
        code, why = self._whose(entry)
        clerk = self._clerk(code) if code else None
        reading = shown(words_of(entry.resource.get("code")))
        if clerk is None:
            why = why or f"There is no patient {code} in this store."
            return Line(entry.place, reading, Verdict.REFUSED, why), None
        source = Source(SourceKind.IMPORTED, self._document[:200], entry.place)
        found = observed(entry.resource, clerk.record, self._book.store.new_id(), source)
        verdict, why = found.verdict, found.why
        if found.lab is not None:
            verdict, why = self._stands(clerk, found.lab, entry.place, (verdict, why))
        line = Line(entry.place, found.reading, verdict, why, code)
        is_written = verdict in {Verdict.NEW, Verdict.ASKED}
        return line, found.lab if is_written else None

    def _whose(self, entry: Entry) -> tuple[str, str]:
        """Return the code of the patient, or why there is none."""
        people, reference = self._people, _reference(entry)
        if reference in people.codes:
            return people.codes[reference], "Its patient is refused."
        if people.n:
            return "", f"The patient it refers to ({shown(reference)}) is not in the file."
        if people.n_referred > 1:
            return "", f"Its results are of {people.n_referred} patients, who are not in the file."
        why = "" if people.named else "It does not say which patient it is of; name the patient."
        return people.named, why

    def _clerk(self, code: str) -> Clerk | None:
        if code not in self._clerks:
            patient_id = self._book.find(code)
            record = self._book.patient(patient_id) if patient_id is not None else None
            self._clerks[code] = None if record is None else self._clerk_of(record)
        return self._clerks[code]

    def _clerk_of(self, record: PatientRecord) -> Clerk:
        for lab in record.labs:
            self._seen.setdefault(_said(lab), "")
        self._records[record.patient.id] = record
        # Questions on dates need no results, and looking through thousands takes its time.
        return Clerk(replace(record, labs=()), self._book.stamp().today, self._book.store.new_id)

    def doubts(self, labs: Iterable[LabResult]) -> dict[str, str]:
        """Return what is unlikely about results, by their ids, beside the record and each other."""
        of_patient: dict[str, list[LabResult]] = {}
        for lab in labs:
            of_patient.setdefault(lab.patient_id, []).append(lab)
        found: dict[str, str] = {}
        for patient_id, taken in of_patient.items():
            record = self._records[patient_id]
            whole = replace(record, labs=(*record.labs, *taken))
            found |= doubts_of(whole, Chronology(whole))
        return found

    def _stands(
        self, clerk: Clerk, lab: LabResult, place: str, so_far: tuple[Verdict, str]
    ) -> tuple[Verdict, str]:
        """Return how a result stands to the record, and to what stands before it in the file."""
        there = self._seen.get(_said(lab))
        if there is not None:
            same = f"It stands in the file twice: {there} says the same."
            return Verdict.THERE, same if there else "This result is already in the record."
        self._seen[_said(lab)] = place
        asked = [each.sentence for each in date_questions(clerk, lab)]
        if not asked:
            return so_far
        return Verdict.ASKED, " ".join(part for part in (so_far[1], *asked) if part)


def _said(lab: LabResult) -> tuple[Any, ...]:
    """Return what makes two results the same."""
    plain = replace(lab, source=Source())
    number = None if plain.value is None else plain.value.normalize()
    value = (number, plain.comparator, plain.unit, plain.qualitative)
    return (plain.patient_id, str(plain.on.form), plain.analyte, *value, plain.laboratory)
