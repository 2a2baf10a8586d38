"""Which role may do what: one table, asked in the service layer before anything is committed.

Where no password is set there is nobody to tell apart, and everything may be done. Who has several
roles may do what any of them may.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from hcclog.commands.refused import Refused
from hcclog.domain.acts import Act
from hcclog.domain.people import Person, Role
from hcclog.domain.record import NOUN_OF_TABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hcclog.store.stamp import Move
    from hcclog.store.transaction import Transaction

V, N, O, A = Role.VIEWER, Role.NURSE, Role.ONCOLOGIST, Role.ADMINISTRATOR  # noqa: E741 - columns


class Right(Enum):
    """What may be done to one kind of entity."""

    OWN = auto()  # add, and correct or retract what one wrote oneself
    ALL = auto()


_OWN_AND_ALL: Mapping[Role, Right] = {N: Right.OWN, O: Right.ALL}
_ONLY_ALL: Mapping[Role, Right] = {O: Right.ALL}

WRITING: Mapping[str, Mapping[Role, Right]] = {
    "patient": _OWN_AND_ALL,
    "staging": _ONLY_ALL,
    "visit": _OWN_AND_ALL,
    "line_of_therapy": _ONLY_ALL,
    "course": _ONLY_ALL,
    "dose_step": _OWN_AND_ALL,  # doses given
    "hold": _OWN_AND_ALL,
    "procedure": _ONLY_ALL,
    "pathology": _ONLY_ALL,
    "assessment": _ONLY_ALL,
    "scan": _ONLY_ALL,
    "lesion": _ONLY_ALL,
    "measurement": _OWN_AND_ALL,
    "response_series": _ONLY_ALL,
    "series_lesion": _ONLY_ALL,
    "reported_response": _ONLY_ALL,
    "lab_result": _OWN_AND_ALL,
    "adverse_event": _OWN_AND_ALL,
    "outcome": _ONLY_ALL,
    "statement": _ONLY_ALL,
    "discrepancy_note": _ONLY_ALL,
    "journal": {A: Right.ALL},  # the whole store taken over from a dump
}

ACTING: Mapping[Act, frozenset[Role]] = {
    Act.OPEN: frozenset({V, N, O, A}),
    Act.PRINT: frozenset({N, O}),
    Act.EXPORT: frozenset({O, A}),
    Act.EXPORT_DEIDENTIFIED: frozenset({N, O, A}),
    Act.IMPORT: frozenset({N, O, A}),
    Act.SIGN: frozenset({O}),
    Act.BACK_UP: frozenset({N, O, A}),
    Act.RESTORE: frozenset({A}),
    Act.SALVAGE: frozenset({A}),
    Act.MERGE: frozenset({A}),
    Act.ERASE: frozenset({A}),
    Act.PEOPLE: frozenset({A}),
}

_WORDS = {
    Act.OPEN: "open a patient",
    Act.PRINT: "print a report",
    Act.EXPORT: "export with names and dates",
    Act.EXPORT_DEIDENTIFIED: "export",
    Act.IMPORT: "import",
    Act.SIGN: "sign",
    Act.BACK_UP: "back up",
    Act.RESTORE: "restore a backup",
    Act.SALVAGE: "salvage from a damaged store",
    Act.MERGE: "merge another store",
    Act.ERASE: "erase a patient",
    Act.PEOPLE: "change people and passwords",
}


class NotPermitted(Refused):
    """No role of the person allows it."""


def may_act(person: Person | None, act: Act) -> bool:
    """Return whether a person may do something that changes no record."""
    return person is None or act not in ACTING or not ACTING[act].isdisjoint(person.roles)


def may_write(person: Person | None, table: str) -> bool:
    """Return whether a person may add one of this kind, and correct at least what is their own."""
    return person is None or _right(person, table) is not None


def why_not_act(person: Person | None, act: Act) -> str:
    """Return why a person may not do something, and who may; empty where they may."""
    return "" if may_act(person, act) else _sentence(person, _WORDS[act], ACTING[act])


def why_not_write(person: Person | None, table: str) -> str:
    """Return why a person may not write one of this kind, and who may; empty where they may."""
    if may_write(person, table):
        return ""
    return _sentence(person, f"write {_noun(table)}", WRITING[table])


def refuse_act(person: Person | None, act: Act) -> None:
    """Refuse what no role of a person allows.

    Raises:
        NotPermitted: The sentence says which roles may.
    """
    sentence = why_not_act(person, act)
    if sentence:
        raise NotPermitted(sentence)


def refuse_moves(person: Person | None, transaction: Transaction) -> None:
    """Refuse what a transaction wrote where no role of the person allows it.

    Raises:
        NotPermitted: The sentence says what, and which roles may; the caller rolls back.
    """
    if person is None:
        return
    for table, moves in _alike(transaction.moves).items():
        right = _right(person, table)
        parents = [move.parent for move in moves if move.parent is not None]
        if right is None:
            raise NotPermitted(_sentence(person, f"write {_noun(table)}", WRITING[table]))
        # What comes back after it was retracted has a change before it, and so an author.
        if right is Right.OWN and parents:
            others = transaction.reader.authors_of(parents) - {person.name}
            if others:
                who = ", ".join(sorted(others))
                what = f"change {_noun(table)} that {who} wrote"
                raise NotPermitted(_sentence(person, what, _with_all(table)))


def _right(person: Person, table: str) -> Right | None:
    # What is no table of a record, such as a row that only tells something, nobody writes.
    of_table = WRITING.get(table, {})
    rights = [of_table[role] for role in person.roles if role in of_table]
    return Right.ALL if Right.ALL in rights else rights[0] if rights else None


def _with_all(table: str) -> list[Role]:
    return [role for role, right in WRITING[table].items() if right is Right.ALL]


def _alike(moves: Iterable[Move]) -> dict[str, list[Move]]:
    found: dict[str, list[Move]] = {}
    for move in moves:
        found.setdefault(move.table, []).append(move)
    return found


def _noun(table: str) -> str:
    if table == "journal":
        return "a whole store"
    label = NOUN_OF_TABLE[table].label
    return f"{'an' if label[0] in 'aeiou' else 'a'} {label}"


def _sentence(person: Person | None, what: str, roles: Iterable[Role]) -> str:
    name, own = (person.name, person.role_words) if person is not None else ("", "")
    allowed = " or ".join(role for role in Role if role in set(roles))
    return f"{name} ({own}) may not {what}: that takes the role {allowed}."
