"""Names of things in the archive, made of our own ids, so that they never change."""

from __future__ import annotations

import re
from uuid import NAMESPACE_OID, UUID, uuid5

from hcclog.commands.assessments import is_uid
from hcclog.domain.lesion import Lesion

_OF_UUID = "2.25."
_TRACKING = "tracking UID "
_TRACKED = re.compile(r"tracking UID ([0-9.]+)$")


def own_uid(text: str) -> str:
    """Return the UID of one of our ids: by the rule that the standard has for UUIDs."""
    try:
        number = UUID(text)
    except ValueError:
        number = uuid5(NAMESPACE_OID, f"hcclog:{text}")
    return f"{_OF_UUID}{number.int}"


def derived_uid(*parts: str) -> str:
    """Return a UID that the same parts always have."""
    return f"{_OF_UUID}{uuid5(NAMESPACE_OID, 'hcclog:' + '|'.join(parts)).int}"


def tracking_uid(lesion: Lesion) -> str:
    """Return the UID that a lesion keeps: the one that it came with, else our own."""
    found = _TRACKED.search(lesion.source.place)
    return found[1] if found is not None and is_uid(found[1]) else own_uid(lesion.id)


def tracking_words(uid: str) -> str:
    """Return what stands at the end of a lesion's source, so that it is known again."""
    return f"{_TRACKING}{uid}"
