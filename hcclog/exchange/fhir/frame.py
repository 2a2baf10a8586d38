"""What the writers of all resources share: the record, its dates, and how entries are named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from hcclog.domain.chronology import Chronology
from hcclog.exchange.fhir.dating import Dating
from hcclog.exchange.fhir.payloads import payload_extension
from hcclog.exchange.fhir.terms import OWN, profile

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord
    from hcclog.exchange.fhir.elements import Element

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Made(NamedTuple):
    """One entry of a bundle."""

    url: str
    resource: dict[str, Any]


def url_of(entity_id: str, part: str = "") -> str:
    """Return the name of an entry: an entity's own id, or one that follows from it."""
    if _UUID.fullmatch(entity_id) and not part:
        return f"urn:uuid:{entity_id}"
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{OWN}:{entity_id}:{part}')}"


def reference(entity_id: str, part: str = "") -> Element:
    """Return a reference to an entry."""
    return {"reference": url_of(entity_id, part)}


class Frame:
    """One record on its way into a bundle."""

    def __init__(self, record: PatientRecord) -> None:
        """Take a record."""
        self.record = record
        self.chronology = Chronology(record)
        self.dating = Dating(self.chronology)
        self.subject = reference(record.patient.id)

    def home(self, entity: Any, kind: str, profile_name: str = "", **dates: Any) -> dict[str, Any]:
        """Return the head of the resource that holds all of an entity, exactly."""
        extension = [payload_extension(entity), *self.dating.known(**dates)]
        return {**head(kind, profile_name), "extension": extension}


def head(kind: str, profile_name: str = "") -> dict[str, Any]:
    """Return the head of a resource."""
    meta = {"meta": {"profile": [profile(profile_name)]}} if profile_name else {}
    return {"resourceType": kind, **meta}
