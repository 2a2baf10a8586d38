"""What a clinic adds to the catalogue: drugs, procedures, sites and CTCAE terms of its own.

They lie in one JSON file of the user's folder. A file that cannot be read counts as none, and an
entry whose name is known already is left out; both are said in `clinic_faults` and stop nothing.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from hcclog.catalogue.spelling import fold
from hcclog.catalogue.strict_json import CatalogueError, Entry, read_strictly
from hcclog.paths import clinic_catalogue

KINDS = {
    "drugs": "drugs.json",
    "procedures": "procedures.json",
    "sites": "sites.json",
    "adverse_events": "adverse_events.json",
}
SOURCE = "clinic"
_CITATION = "Added at this clinic"
_GREY = {"fill": "#5F6B7A", "text": "#FFFFFF", "tint": "#929AA5", "text_on_tint": "#14202B"}
_MOST_CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class ClinicEntry:
    """One entry as a person adds it.

    Attributes:
        kind: One of `KINDS`.
        group: Class of a drug, organ of a site, system organ class of a term.
        locoregional: Of a procedure: it treats tumour at its place.
        colour: Of a drug: fill, text, tint and text on the tint.
    """

    kind: str
    name: str
    synonyms: tuple[str, ...] = ()
    group: str = ""
    locoregional: bool = False
    colour: Mapping[str, str] | None = None

    @property
    def code(self) -> str:
        """The stable key: the name in small letters, with hyphens."""
        plain = unicodedata.normalize("NFKD", self.name).casefold()
        slug = re.sub(r"[^\w]+", "-", "".join(c for c in plain if not unicodedata.combining(c)))
        return slug.strip("-")


def clinic_entries() -> tuple[ClinicEntry, ...]:
    """Return what the clinic added, in the order of its file."""
    return _read()[0]


def clinic_faults() -> tuple[str, ...]:
    """Return what is wrong with the clinic's file, a sentence each."""
    return (*_read()[1], *_LEFT_OUT)


def keep_entry(entry: ClinicEntry) -> None:
    """Write an entry to the clinic's file; the caller makes the catalogue be read anew.

    Raises:
        CatalogueError: The file that is there cannot be read, and is not written over.
        OSError: The folder cannot be written.
    """
    entries, faults = _read()
    if faults:
        raise CatalogueError(faults[0])
    path = clinic_catalogue()
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {"entries": [asdict(each) for each in (*entries, entry)]}
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")
    beside.replace(path)


def forget_clinic() -> None:
    """Read the file anew when it is next asked for."""
    _read.cache_clear()
    _LEFT_OUT.clear()


_LEFT_OUT: list[str] = []


@cache
def _read() -> tuple[tuple[ClinicEntry, ...], tuple[str, ...]]:
    path = clinic_catalogue()
    if not path.exists():
        return (), ()
    try:
        return tuple(_entry(each) for each in read_strictly(path)["entries"]), ()
    except (CatalogueError, KeyError, TypeError, ValueError, AttributeError):
        return (), (f"The clinic's own catalogue cannot be read and is left out: {path}.",)


def _entry(said: Mapping[str, Any]) -> ClinicEntry:
    """Return one entry of the file.

    Raises:
        ValueError: It does not hold what an entry holds.
    """
    names = (said["name"], *said.get("synonyms", ()))
    texts = (*names, said.get("group", ""), *(said.get("colour") or {}).values())
    if said["kind"] not in KINDS or not all(_is_plain(text) for text in texts) or not names[0]:
        raise ValueError(said["kind"])
    return ClinicEntry(
        said["kind"],
        names[0],
        tuple(names[1:]),
        said.get("group", ""),
        said.get("locoregional") is True,
        {**_GREY, **(said.get("colour") or {})},
    )


def _is_plain(text: Any) -> bool:
    return isinstance(text, str) and len(text) <= _MOST_CHARACTERS and text.isprintable()


def with_clinic(name: str, bundled: Entry) -> Entry:
    """Return a file of the catalogue with the clinic's entries of its kind behind its own."""
    kind = next((each for each, file in KINDS.items() if file == name), "")
    added = [entry for entry in clinic_entries() if entry.kind == kind] if kind else []
    if not added:
        return bundled
    taken = {fold(text) for text in _names_of(bundled, kind)}
    organs = {row["key"] for row in bundled.get("organs", ())}
    rows = []
    for entry in added:
        own = [entry.code, entry.name, *entry.synonyms]
        keys = {fold(text) for text in own}
        if taken & keys or "" in keys:
            _LEFT_OUT.append(f"{entry.name} of the clinic's catalogue is known under that name.")
            continue
        if organs and entry.group not in organs:
            _LEFT_OUT.append(f"{entry.name} of the clinic's catalogue names no organ.")
            continue
        taken |= keys
        rows.append(_ROWS[kind](entry))
    sources = {**bundled["sources"], SOURCE: _CITATION}
    return {**bundled, "sources": sources, kind: [*bundled[kind], *rows]}


def _names_of(bundled: Entry, kind: str) -> Iterator[str]:
    yield from bundled["ambiguous"]
    for part in (kind, "organs", "combinations"):
        for row in bundled.get(part, ()):
            yield row.get("code") or row["key"]
            yield from (row[key] for key in ("name", "short", "term") if key in row)
            synonyms = row["synonyms"]
            for names in synonyms.values() if isinstance(synonyms, Mapping) else [synonyms]:
                yield from names


def _shared(entry: ClinicEntry) -> dict[str, Any]:
    return {
        "code": entry.code,
        "synonyms": {"en": [each for each in entry.synonyms if fold(each) != fold(entry.name)]},
        "source": [SOURCE],
    }


def _drug(entry: ClinicEntry) -> Entry:
    shared = _shared(entry)
    shared["synonyms"]["trade"] = []
    return shared | {
        "name": entry.name,
        "drug_class": entry.group or "other",
        "targets": [],
        "routes": [],
        "colour": dict(entry.colour or _GREY),
        "doses": [],
        "ask": [],
        "codes": {"atc": None},
    }


def _procedure(entry: ClinicEntry) -> Entry:
    return _shared(entry) | {
        "name": entry.name,
        "short": entry.name,
        "kind": "other",
        "details": ["site"],
        "locoregional": entry.locoregional,
    }


def _site(entry: ClinicEntry) -> Entry:
    return _shared(entry) | {
        "name": entry.name,
        "organ": entry.group,
        "nodal": False,
        "loc": None,
    }


def _term(entry: ClinicEntry) -> Entry:
    return _shared(entry) | {"term": entry.name, "soc": entry.group}


_ROWS = {"drugs": _drug, "procedures": _procedure, "sites": _site, "adverse_events": _term}
