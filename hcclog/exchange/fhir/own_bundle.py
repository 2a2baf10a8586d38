"""A bundle that hcclog wrote: the record in it, where nobody changed what is seen of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hcclog.commands.labels import label_of
from hcclog.commands.refused import Refused
from hcclog.domain.record import NOUN_OF_CLASS, NOUNS, REFERENCES, PatientRecord
from hcclog.exchange.fhir.bundle import FORM, FORM_SYSTEM, stated
from hcclog.exchange.fhir.computed import COMPUTED_MARK
from hcclog.exchange.fhir.differing import difference
from hcclog.exchange.fhir.payloads import ENTITY, entity_of
from hcclog.exchange.incoming.plan import Line, Verdict
from hcclog.store.codec import fields_of, table_of

if TYPE_CHECKING:
    from hcclog.exchange.fhir.entries import Entry

Entity = Any


@dataclass(slots=True)
class OwnBundle:
    """What a bundle of ours holds.

    Attributes:
        record: The record; None where it cannot be put together.
        places: Where each entity stands, by its id.
        faults: What is refused or not taken.
        n_computed: How many entries are computed and not read.
    """

    record: PatientRecord | None = None
    places: dict[str, str] = field(default_factory=dict)
    faults: list[Line] = field(default_factory=list)
    n_computed: int = 0

    @property
    def is_refused(self) -> bool:
        """True where any part of it is refused."""
        return any(line.verdict is Verdict.REFUSED for line in self.faults)


def is_own(entries: Sequence[Entry]) -> bool:
    """Return whether hcclog wrote any of the entries."""
    return any(True for entry in entries for _ in _payloads(entry))


def form_of(content: Any) -> str:
    """Return the form that a bundle says it is written in; ours where it does not say."""
    meta = content.get("meta") if isinstance(content, dict) else None
    tags = meta.get("tag") if isinstance(meta, dict) else None
    for tag in tags if isinstance(tags, list) else ():
        if isinstance(tag, dict) and tag.get("system") == FORM_SYSTEM:
            return str(tag.get("code"))
    return FORM


def read_own(entries: Sequence[Entry]) -> OwnBundle:
    """Return the record of a bundle, and what keeps it from being taken."""
    read = OwnBundle()
    entities = list(_entities(entries, read))
    if not read.is_refused:
        read.faults += _unrelated(entities, read.places)
    if not read.is_refused:
        read.record = _record(entities)
        read.faults += _compared(entries, read)
    return read


def _entities(entries: Sequence[Entry], read: OwnBundle) -> Iterator[Entity]:
    for entry in entries:
        for extension in _payloads(entry):
            try:
                entity = entity_of(extension)
                _refuse_double(read, entity)
            except Refused as refusal:
                read.faults.append(_refused(entry.place, entry.kind, refusal.sentence))
                continue
            read.places[entity.id] = entry.place
            yield entity


def _refuse_double(read: OwnBundle, entity: Entity) -> None:
    if entity.id in read.places:
        raise Refused(f"It stands here twice: {read.places[entity.id]} has it too.")


def _payloads(entry: Entry) -> Iterator[dict[str, Any]]:
    extensions = entry.resource.get("extension")
    for each in extensions if isinstance(extensions, list) else ():
        if isinstance(each, dict) and str(each.get("url", "")).startswith(ENTITY):
            yield each


def _unrelated(entities: list[Entity], places: dict[str, str]) -> Iterator[Line]:
    """Yield what belongs to no patient or to another one, and what refers to nothing."""
    patients = [each for each in entities if table_of(each) == "patient"]
    if len(patients) != 1:
        sentence = f"The hcclog parts are of {len(patients)} patients; a bundle is of one."
        yield _refused("the bundle", "", sentence)
        return
    tables = {each.id: table_of(each) for each in entities}
    for entity in entities:
        missing = next(_missing(entity, tables), None)
        if missing is not None:
            sentence = f"The {missing} it belongs to is not in the bundle."
            yield _refused(places[entity.id], label_of(entity), sentence)


def _missing(entity: Entity, tables: Mapping[str, str]) -> Iterator[str]:
    for each in fields_of(type(entity)):
        value, table = getattr(entity, each.name), REFERENCES.get(each.name)
        if table is not None and value is not None and tables.get(value) != table:
            yield table.replace("_", " ")


def _record(entities: list[Entity]) -> PatientRecord:
    parts: dict[str, list[Entity]] = {noun.attribute: [] for noun in NOUNS}
    for entity in entities:
        parts[NOUN_OF_CLASS[type(entity)].attribute].append(entity)
    patient = parts.pop("patient")[0]
    # Entries are in the order of the resources; a record's are in the order of their ids.
    return PatientRecord(
        patient, **{k: tuple(sorted(v, key=lambda each: str(each.id))) for k, v in parts.items()}
    )


def _compared(entries: Sequence[Entry], read: OwnBundle) -> Iterator[Line]:
    """Yield where what is seen is not what our own part of it says."""
    if read.record is None:
        return
    expected = {made.url: made.resource for made in stated(read.record)}
    n_of_url = Counter(entry.url for entry in entries)
    for entry in entries:
        own = expected.get(entry.url)
        if own is not None:
            twice = f"{entry.url} stands here twice" if n_of_url[entry.url] > 1 else ""
            found = twice or difference(entry.resource, own)
            if found:
                sentence = f"{found}. Change both, or correct it in hcclog."
                yield _refused(entry.place, entry.kind, sentence)
        elif _is_computed(entry):
            read.n_computed += 1
        else:
            yield _left(entry)
    for url in sorted(expected.keys() - n_of_url.keys()):
        sentence = f"{url} is missing, which the hcclog part of another entry says."
        yield _refused("the bundle", expected[url]["resourceType"], sentence)


def _is_computed(entry: Entry) -> bool:
    extensions = entry.resource.get("extension")
    return isinstance(extensions, list) and any(
        isinstance(each, dict) and each.get("url") == COMPUTED_MARK for each in extensions
    )


def _left(entry: Entry) -> Line:
    why = "hcclog did not write this entry; import it as a file of its own."
    return Line(entry.place, entry.kind, Verdict.LEFT, why)


def _refused(place: str, reading: str, sentence: str) -> Line:
    return Line(place, reading, Verdict.REFUSED, sentence)
