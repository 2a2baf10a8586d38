"""A command whose refusal says at which part of a larger form it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hcclog.commands.base import Command
from hcclog.commands.refused import Refused

if TYPE_CHECKING:
    from hcclog.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Placed:
    """One command of several that are done together.

    Attributes:
        place: The part of the form, such as ``labs/afp``; a refused field is named below it.
    """

    command: Command
    place: str

    @property
    def label(self) -> str:
        """The label of the command."""
        return self.command.label

    @property
    def reason(self) -> str:
        """The reason of the command."""
        return self.command.reason

    def apply(self, transaction: Transaction) -> None:
        """Do it.

        Raises:
            Refused: The command was refused; its field is named from the form's side.
        """
        try:
            self.command.apply(transaction)
        except Refused as refusal:
            raise Refused(refusal.sentence, below(self.place, refusal.field)) from refusal


def below(place: str, field: str) -> str:
    """Return the name of a field within a part of a form."""
    return "/".join(part for part in (place, field) if part)
