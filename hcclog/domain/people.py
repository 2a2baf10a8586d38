"""Who works with a store, and as what."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

LONGEST_NAME = 60


class Role(StrEnum):
    """What a person may do follows from roles (`hcclog.commands.roles`); one may have several."""

    VIEWER = "viewer"
    NURSE = "nurse"
    ONCOLOGIST = "oncologist"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Person:
    """One who signs in with a password.

    Attributes:
        name: As it stands in the journal.
        roles: At least one, in the order of `Role`.
        must_change: True where somebody else set the password: it is changed at the next sign-in.
    """

    name: str
    roles: tuple[Role, ...]
    must_change: bool = False

    @property
    def role_words(self) -> str:
        """The roles as the journal says them: ``oncologist, administrator``."""
        return ", ".join(self.roles)


def same_person(one: str, other: str) -> bool:
    """Return whether two names are one: case, spaces around and forms of letters do not matter."""
    return name_key(one) == name_key(other)


def name_key(name: str) -> str:
    """Return what two spellings of one name have in common."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def in_order(roles: frozenset[Role] | set[Role]) -> tuple[Role, ...]:
    """Return roles in the order of `Role`."""
    return tuple(role for role in Role if role in roles)
