"""A file as the resources in it, each with its place."""

from __future__ import annotations

from typing import Any, NamedTuple

from hcclog.commands.refused import Refused

MOST_ENTRIES = 50_000
_BUNDLE = "Bundle"


class Entry(NamedTuple):
    """One resource of a file.

    Attributes:
        place: Where it stands, such as ``entry 4``.
        url: Its name in the bundle; empty where it has none.
    """

    place: str
    url: str
    resource: dict[str, Any]

    @property
    def kind(self) -> str:
        """Such as ``Observation``."""
        return str(self.resource["resourceType"])


def entries_of(file_name: str, content: Any) -> tuple[Entry, ...]:
    """Return the resources of a bundle, or the one resource that a file is.

    Raises:
        Refused: The file is no FHIR resource, or an entry of it is none.
    """
    if not _is_resource(content):
        raise Refused(f"{file_name} is no FHIR resource: resourceType is missing.")
    if content["resourceType"] != _BUNDLE:
        return (Entry("the resource", "", content),)
    listed = content.get("entry", [])
    if not isinstance(listed, list):
        raise Refused(f"{file_name}: entry is no list.")
    if len(listed) > MOST_ENTRIES:
        raise Refused(
            f"{file_name} has {len(listed)} entries; {MOST_ENTRIES} are the most that is read."
        )
    return tuple(_entry(file_name, n, each) for n, each in enumerate(listed, start=1))


def _entry(file_name: str, n: int, content: Any) -> Entry:
    resource = content.get("resource") if isinstance(content, dict) else None
    if not isinstance(content, dict) or not _is_resource(resource) or resource is None:
        raise Refused(f"{file_name}, entry {n}: there is no resource with a resourceType.")
    url = content.get("fullUrl", "")
    return Entry(f"entry {n}", url if isinstance(url, str) else "", resource)


def _is_resource(content: Any) -> bool:
    return isinstance(content, dict) and isinstance(content.get("resourceType"), str)
