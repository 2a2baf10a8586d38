"""What the free text of a site tells: whether it is the liver, and which kind of disease it is."""

from __future__ import annotations

import re

from hcclog.catalogue.sites import find_organ
from hcclog.domain.lesion import LesionKind

_BREAKS = re.compile(r"[,;:/()]")
_KIND_WORDS = {
    "effusion": LesionKind.EFFUSION,
    "ascites": LesionKind.ASCITES,
    "thromb": LesionKind.THROMBUS,
}


def in_liver(site: str) -> bool:
    """True unless the site names another organ; this is a log of liver tumours.

    The whole text is looked up first, then its parts between commas, then its words.
    """
    parts = [part.strip() for part in _BREAKS.split(site)]
    for text in (site, *parts, *site.replace(",", " ").split()):
        found = find_organ(text) if text else None
        if found is not None:
            return found.code == "liver"
    return True


def kind_of(site: str, *, node: bool) -> LesionKind:
    """Return the kind of disease that a node or the words of a site tell."""
    if node:
        return LesionKind.NODE
    words = site.casefold()
    return next((kind for word, kind in _KIND_WORDS.items() if word in words), LesionKind.MASS)
