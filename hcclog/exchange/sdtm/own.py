"""Tables that hcclog wrote, read back: each entry with its key, as it stood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from hcclog.domain.record import NOUN_OF_CLASS, NOUN_OF_TABLE, REFERENCES, PatientRecord
from hcclog.exchange.incoming.merging import Merged, merge
from hcclog.exchange.sdtm import fields, terms
from hcclog.exchange.sdtm.codings import Links
from hcclog.exchange.sdtm.found import FoundRow
from hcclog.exchange.sdtm.holding import Held, texts_from
from hcclog.exchange.sdtm.payloads import entity_of, texts_of
from hcclog.exchange.sdtm.proposals import Proposal, Proposals
from hcclog.exchange.sdtm.rows_response import NO_STAGE, STAGE_FIELDS
from hcclog.store.codec import table_of

if TYPE_CHECKING:
    from hcclog.logbook import Logbook

Texts = dict[str, str]
_DIAMETERS = {"LDIAM": "longest_mm", "LPERP": "short_axis_mm", "VDIAM": "viable_mm"}
_STATES = {original: state.value for state, (original, _) in terms.STATES.items()}
_REASONS = {reason: state.value for state, reason in terms.REASONS.items()}


@dataclass
class SubjectRows:
    """The rows of one subject.

    Attributes:
        rows: Rows by dataset.
        qualifiers: By dataset and sequence number; of DM by no number.
    """

    key: str
    rows: Mapping[str, list[FoundRow]]
    qualifiers: dict[tuple[str, str], Texts] = field(default_factory=dict)
    links: Links = field(default_factory=Links)

    def of(self, row: FoundRow) -> Texts:
        """Return the qualifiers of a row."""
        return self.qualifiers.get((row.dataset, row.of("SEQ")), {})

    def each(self, dataset: str) -> list[FoundRow]:
        """Return the rows of a dataset."""
        return self.rows.get(dataset, [])


class _Kind(NamedTuple):
    """Rows that are one entity each."""

    dataset: str
    table: str
    held: tuple[Held, ...]
    is_one: Callable[[FoundRow], bool]


def _where(column: str, word: str) -> Callable[[FoundRow], bool]:
    return lambda row: row[column] == word


_KINDS = (
    _Kind("CM", "line_of_therapy", fields.LINE, _where("CMSCAT", "LINE")),
    _Kind("CM", "course", fields.COURSE, _where("CMSCAT", "COURSE")),
    _Kind("CM", "dose_step", fields.DOSE_STEP, _where("CMSCAT", "DOSE CHANGE")),
    _Kind("CM", "hold", fields.HOLD, _where("CMSCAT", "INTERRUPTION")),
    _Kind("PR", "procedure", fields.PROCEDURE, _where("PRCAT", "PROCEDURE")),
    _Kind("PR", "pathology", fields.PATHOLOGY, _where("PRCAT", "PATHOLOGY")),
    _Kind("PR", "assessment", fields.ASSESSMENT, _where("PRCAT", "TUMOUR ASSESSMENT")),
    _Kind("PR", "scan", fields.SCAN, _where("PRCAT", "SCAN")),
    _Kind(
        "RS",
        "reported_response",
        fields.REPORTED,
        lambda row: row["RSTESTCD"] == "OVRLRESP" and row["RSDRVFL"] != "Y",
    ),
    _Kind("LB", "lab_result", fields.LAB, lambda _row: True),
    _Kind("AE", "adverse_event", fields.EVENT, lambda _row: True),
    _Kind("DS", "outcome", fields.OUTCOME, lambda _row: True),
    _Kind("VS", "visit", fields.VISIT, lambda _row: True),
    _Kind("CO", "statement", fields.STATEMENT, _where("COREF", "STATEMENT")),
    _Kind("CO", "discrepancy_note", fields.DISCREPANCY, _where("COREF", "CONTRADICTION")),
)


class _Made(NamedTuple):
    """An entity's texts, and where they stand."""

    place: str
    table: str
    texts: Texts


def is_own(subject: SubjectRows) -> bool:
    """Return whether the rows of a subject were written by hcclog."""
    return "PATID" in subject.qualifiers.get(("DM", ""), {})


def own_proposals(subject: SubjectRows, book: Logbook) -> Proposals:
    """Return what the rows of one subject say, entry by entry.

    What the file leaves empty takes nothing out of the record.
    """
    _link(subject)
    person = subject.each("DM")[0]
    texts = texts_from(person.cells, subject.qualifiers["DM", ""], fields.PATIENT, subject.links)
    found = Proposals(texts.get("code", ""))
    places: dict[str, str] = {}
    said = _record(subject, _Made(person.at(), "patient", texts), found, places)
    if said is None:
        return found
    patient_id = book.find(said.patient.code) or said.patient.id
    for merged in merge(said, book.patient(patient_id), partial(_id_for, book)):
        found.found.append(_proposal(merged, places[merged.said.id]))
    for name in ("TR", "RS"):
        for row in subject.each(name):
            if row.of("DRVFL") == "Y":
                found.leave(name, row.of("TESTCD"), "hcclog computes it from the lesions")
    return found


def _record(
    subject: SubjectRows, person: _Made, found: Proposals, places: dict[str, str]
) -> PatientRecord | None:
    """Return the record that the rows make; None where the person cannot be read."""
    patient = _entity(person, found)
    if patient is None:
        return None
    parts: dict[str, list[Any]] = {}
    places[patient.id] = person.place
    for made in _entities(subject):
        entity = _entity(made._replace(texts={**made.texts, "patient_id": patient.id}), found)
        if entity is not None:
            parts.setdefault(NOUN_OF_TABLE[made.table].attribute, []).append(entity)
            places[entity.id] = made.place
    return PatientRecord(patient, **{name: tuple(held) for name, held in parts.items()})


def _entity(made: _Made, found: Proposals) -> Any:
    """Return what texts make; None where they make nothing, which is then refused."""
    noun = NOUN_OF_TABLE[made.table]
    try:
        return entity_of(noun, made.texts)
    except (ValueError, TypeError, ArithmeticError):
        found.refuse(made.place, _fault(made), noun.label)
        return None


def _id_for(book: Logbook, entity: Any) -> str:
    """Return the key under which a new entry is written: its own where that is free."""
    taken = book.store.reader.get(table_of(entity), entity.id)
    return str(entity.id) if taken is None else book.store.new_id()


def _proposal(merged: Merged, place: str) -> Proposal:
    if merged.seen is None:
        return Proposal(place, merged.now)
    noun = NOUN_OF_CLASS[type(merged.now)]
    now = entity_of(noun, {**texts_of(merged.seen), **texts_of(merged.now)})
    if now == merged.seen:
        return Proposal(place, merged.seen, merged.seen)
    changes = Merged(merged.said, merged.seen, now).changes()
    return Proposal(place, now, merged.seen, f"The record would change: {changes}.")


def _fault(made: _Made) -> str:
    """Return which text it is that cannot be read."""
    noun = NOUN_OF_TABLE[made.table]
    for name, text in made.texts.items():
        if name in REFERENCES or name == "id":
            continue
        try:
            entity_of(noun, {name: text})
        except (ValueError, ArithmeticError):
            return f"{text[:60]!r} cannot be read as {name.replace('_', ' ')}."
        except TypeError:  # the others are missing here
            continue
    return f"It is no whole {noun.label}."


def _link(subject: SubjectRows) -> None:
    """Learn what the names that tie rows together stand for."""
    links = subject.links
    for row in subject.each("PR"):
        if row["PRCAT"] == "TUMOUR ASSESSMENT":
            links.groups[row["PRSPID"]] = row["PRLNKGRP"]
        series = subject.of(row).get("SERID")
        if series:
            links.series[series] = row["PRGRPID"]
    for row in subject.each("TU"):
        lesion = subject.of(row).get("LSNID")
        if lesion:
            links.lesions[lesion] = row["TULNKID"]


def _entities(subject: SubjectRows) -> Iterator[_Made]:
    for kind in _KINDS:
        for row in subject.each(kind.dataset):
            if kind.is_one(row):
                texts = texts_from(row.cells, subject.of(row), kind.held, subject.links)
                texts.setdefault("id", row.of("SPID"))
                yield _Made(row.at(), kind.table, texts)
    yield from _lesions(subject)
    yield from _series(subject)
    yield from _measurements(subject)
    yield from _stagings(subject)


def _lesions(subject: SubjectRows) -> Iterator[_Made]:
    for row in subject.each("TU"):
        qualifiers = subject.of(row)
        if "LSNID" in qualifiers:
            texts = texts_from(row.cells, qualifiers, fields.LESION_FIELDS, subject.links)
            yield _Made(row.at(), "lesion", texts)
        if row["TUSPID"]:
            texts = texts_from(row.cells, qualifiers, fields.ROLE, subject.links)
            yield _Made(row.at(), "series_lesion", {**texts, "id": row["TUSPID"]})


def _series(subject: SubjectRows) -> Iterator[_Made]:
    for row in subject.each("PR"):
        qualifiers = subject.of(row)
        if "SERID" in qualifiers:
            texts = texts_from({}, qualifiers, fields.SERIES, subject.links)
            yield _Made(
                row.at(), "response_series", {**texts, "baseline_assessment_id": row["PRSPID"]}
            )


def _measurements(subject: SubjectRows) -> Iterator[_Made]:
    for rows in _by_key(row for row in subject.each("TR") if row["TRSPID"]):
        texts = texts_from(rows[0].cells, _all(subject, rows), fields.MEASUREMENT, subject.links)
        for row in rows:
            name = _DIAMETERS.get(row["TRTESTCD"])
            if name is not None:
                texts[name] = row["TRORRES"]
            state = _STATES.get(row["TRORRES"]) or _REASONS.get(row["TRREASND"])
            if row["TRTESTCD"] == "TUMSTATE" and state:
                texts.setdefault("state", state)
        yield _Made(rows[0].at(), "measurement", {**texts, "id": rows[0]["TRSPID"]})


def _stagings(subject: SubjectRows) -> Iterator[_Made]:
    staged = (row for row in subject.each("RS") if row["RSTESTCD"] in {NO_STAGE, *STAGE_FIELDS})
    for rows in _by_key(staged):
        texts = texts_from(rows[0].cells, _all(subject, rows), fields.STAGING, subject.links)
        for row in rows:
            name = STAGE_FIELDS.get(row["RSTESTCD"])
            if name is not None:
                texts[name] = row["RSORRES"]
        yield _Made(rows[0].at(), "staging", {**texts, "id": rows[0]["RSSPID"]})


def _all(subject: SubjectRows, rows: list[FoundRow]) -> Texts:
    found: Texts = {}
    for row in rows:
        found |= subject.of(row)
    return found


def _by_key(rows: Iterable[FoundRow]) -> list[list[FoundRow]]:
    """Return rows by the entry that they are of."""
    found: dict[str, list[FoundRow]] = {}
    for row in rows:
        found.setdefault(row.of("SPID"), []).append(row)
    return list(found.values())


def whole_texts(parts: Mapping[str, str]) -> Texts:
    """Return qualifiers with the pieces of a long text put together: HCNOTE, HCNOTE1, HCNOTE2."""
    found: Texts = {}
    for name, text in parts.items():
        base = name.rstrip("0123456789")
        if base == name or base not in parts:
            found[name] = text
    for name in found:
        n = 1
        while (more := parts.get(f"{name}{n}")) is not None:
            found[name] += more
            n += 1
    return found
