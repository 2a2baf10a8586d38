"""Whose results a message holds: found by a code, compared by name, birth and sex."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hcclog.commands.refused import Refused
from hcclog.domain.patient import Patient, Sex
from hcclog.domain.text_reading import code_key, search_key
from hcclog.exchange.hl7_v2.message import Segment
from hcclog.logbook import Logbook

_ID, _NAME, _BORN, _SEX = 3, 5, 7, 8
_SEXES = {"F": Sex.FEMALE, "M": Sex.MALE, "O": Sex.OTHER, "A": Sex.OTHER}
_MOST_DIFFERENT = 1


@dataclass(frozen=True, slots=True)
class Person:
    """Who was found.

    Attributes:
        doubts: What of the message does not fit the record, a sentence each.
    """

    patient_id: str
    code: str
    doubts: tuple[str, ...] = ()


def person_of(pid: Segment | None, book: Logbook, wish: str) -> Person:
    """Return whose results follow.

    Args:
        pid: The segment that names the patient.
        book: Where patients are looked for.
        wish: Code of the patient that a person named beside the file; empty where none was.

    Raises:
        Refused: Nobody is found, or two are, or another than the one who was named.
    """
    pairs = tuple(_codes(pid)) if pid is not None else ()
    codes = tuple(dict.fromkeys(bare for bare, _ in pairs))
    tried = [code for pair in pairs for code in pair]
    found = {each for code in tried if (each := book.find(code)) is not None}
    named = book.find(wish) if wish else None
    if wish and named is None:
        raise Refused(f"No patient has the code {wish}.")
    if len(found | ({named} if named else set())) > 1:
        who = "different patients" if len(found) > 1 else f"another patient than {wish}"
        raise Refused(f"PID-3 names {who}: {', '.join(codes)}.")
    patient_id = next(iter(found), named)
    record = book.patient(patient_id) if patient_id else None
    if record is None:
        said = f"No patient has the code {' or '.join(codes)}" if codes else "PID-3 names nobody"
        raise Refused(f"{said}; add the patient, or say whose the file is.")
    doubts = list(_differences(pid, record.patient)) if pid is not None else []
    if len(doubts) > _MOST_DIFFERENT:
        raise Refused(f"This is somebody else than {record.patient.code}: {' '.join(doubts)}")
    if codes and not found:
        doubts.append(f"PID-3 says {', '.join(codes)}; you said {record.patient.code}.")
    return Person(record.patient.id, record.patient.code, tuple(doubts))


def _codes(pid: Segment) -> Iterator[tuple[str, str]]:
    """Yield each identifier, bare and with who gave it."""
    for number in range(1, pid.n_repetitions(_ID) + 1):
        code = pid.text(_ID, 1, number)
        authority = pid.text(_ID, 4, number).partition("&")[0]
        if code:
            yield code, f"{authority}:{code}" if authority else code


def _differences(pid: Segment, patient: Patient) -> Iterator[str]:
    sex = _SEXES.get(pid.text(_SEX).upper())
    if sex and patient.sex is not Sex.UNKNOWN and sex is not patient.sex:
        yield f"PID-8 says {sex}, the record says {patient.sex}."
    yield from _birth(pid.text(_BORN), patient)
    names = [_name(pid, number) for number in range(1, pid.n_repetitions(_NAME) + 1)]
    names = [name for name in names if any(name)]
    if patient.name and names and not any(_is_same(name, patient.name) for name in names):
        said = " ".join(part for part in names[0] if part)
        yield f"PID-5 says {said}, the record says {patient.name}."


def _birth(text: str, patient: Patient) -> Iterator[str]:
    born = patient.birth_on.calendar if patient.birth_on else None
    known = str(born).replace("-", "") if born else ""
    said = text[:8]
    n = min(len(known), len(said))
    if n and known[:n] != said[:n]:
        yield f"PID-7 says born {said}, the record says {born}."


def _name(pid: Segment, number: int) -> tuple[str, ...]:
    family = pid.text(_NAME, 1, number).partition("&")[0]
    return family, pid.text(_NAME, 2, number), pid.text(_NAME, 3, number)


def _is_same(name: tuple[str, ...], known: str) -> bool:
    """True where the names are one in either order, a middle name apart."""
    family, given, middle = (code_key(part) for part in name)
    if code_key(known) in {family + given, given + family, family + given + middle}:
        return True
    mine = set(search_key(" ".join(name)).replace(",", " ").split())
    theirs = set(search_key(known).replace(",", " ").split())
    return min(len(mine), len(theirs)) > 1 and (mine <= theirs or theirs <= mine)
