"""Where disease sits: organs, places in them, and the grades of vascular invasion."""

from functools import cache
from typing import NamedTuple

from hcclog.catalogue.names import by_code, fold, name_index, starting_with
from hcclog.catalogue.reading import Entry, UnknownCode, citations, document, names_of, of_code

FILE = "sites.json"


class Organ(NamedTuple):
    """An organ as the two-per-organ rule counts (Eisenhauer 2009; Schwartz 2016).

    Attributes:
        code: Stable key; ``lymph node`` stands for all nodes together.
        paired: Two of a kind that count as one, such as the lungs.
        loc: CDISC anatomical location where verified.
    """

    code: str
    name: str
    paired: bool
    loc: str | None
    synonyms: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Key, name and synonyms of every language."""
        return (self.code, self.name, *self.synonyms)


class Site(NamedTuple):
    """A place in an organ.

    Attributes:
        code: Stable key, such as ``S8``.
        organ: Key of its organ.
        nodal: A lymph node, measured by its short axis.
        porta_hepatis: A node that mRECIST calls malignant from a short axis of 20 mm only
            (Lencioni and Llovet 2010).
        side: ``right``, ``left`` or ``both`` where the place has one.
        loc: CDISC anatomical location where verified.
    """

    code: str
    name: str
    organ: str
    nodal: bool
    porta_hepatis: bool
    side: str | None
    loc: str | None
    synonyms: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Code, name and synonyms of every language."""
        return (self.code, self.name, *self.synonyms)


class InvasionGrade(NamedTuple):
    """One grade of tumour thrombus: Vp (portal vein), Vv (hepatic vein) or B (bile duct)."""

    system: str
    grade: int
    meaning: str
    source: str


def organs() -> tuple[Organ, ...]:
    """Return all organs in the order of the file."""
    return tuple(_organ_by_key().values())


def organ(key: str) -> Organ:
    """Return the organ with a key.

    Raises:
        UnknownCode: No organ has it.
    """
    return of_code(_organ_by_key(), key, "organ")


def find_organ(text: str) -> Organ | None:
    """Return the organ that a name stands for, also where it names a place in the organ."""
    if found := _organ_by_name().get(fold(text)):
        return found
    place = find_site(text)
    return None if place is None else organ(place.organ)


def sites() -> tuple[Site, ...]:
    """Return all places in the order of the file."""
    return tuple(_site_by_code().values())


def site(code: str) -> Site:
    """Return the place with a code.

    Raises:
        UnknownCode: No place has it.
    """
    return of_code(_site_by_code(), code, "site")


def find_site(text: str) -> Site | None:
    """Return the place that a name in any language stands for."""
    return _site_by_name().get(fold(text))


def search_sites(prefix: str, limit: int = 10) -> tuple[Site, ...]:
    """Return places by what was typed so far, best first."""
    return starting_with(prefix, sites(), limit)


def invasion_grades(system: str) -> tuple[InvasionGrade, ...]:
    """Return the grades of Vp, Vv or B, lowest first.

    Raises:
        UnknownCode: It is none of these.
    """
    found = tuple(each for each in _grades() if each.system == system)
    if not found:
        raise UnknownCode("invasion grade", system)
    return found


@cache
def _organ_by_key() -> dict[str, Organ]:
    return by_code(_organ(entry) for entry in document(FILE)["organs"])


@cache
def _organ_by_name() -> dict[str, Organ]:
    return name_index(organs(), {})


@cache
def _site_by_code() -> dict[str, Site]:
    return by_code(_site(entry) for entry in document(FILE)["sites"])


@cache
def _site_by_name() -> dict[str, Site]:
    return name_index(sites(), document(FILE)["ambiguous"])


@cache
def _grades() -> tuple[InvasionGrade, ...]:
    return tuple(
        InvasionGrade(entry["code"], grade["grade"], grade["meaning"], _cite(entry)[0])
        for entry in document(FILE)["invasion_grades"]
        for grade in entry["grades"]
    )


def _organ(entry: Entry) -> Organ:
    return Organ(
        code=entry["key"],
        name=entry["name"],
        paired=entry["paired"],
        loc=entry["loc"],
        synonyms=names_of(entry),
        sources=_cite(entry),
    )


def _site(entry: Entry) -> Site:
    return Site(
        code=entry["code"],
        name=entry["name"],
        organ=organ(entry["organ"]).code,
        nodal=entry["nodal"],
        porta_hepatis=entry.get("porta_hepatis", False),
        side=entry.get("side"),
        loc=entry["loc"],
        synonyms=names_of(entry),
        sources=_cite(entry),
    )


def _cite(entry: Entry) -> tuple[str, ...]:
    return citations(FILE, entry["source"])
