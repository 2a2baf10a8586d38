"""One question about what was typed."""

from __future__ import annotations

from dataclasses import dataclass

from hcclog.commands.lifting import AFTER_TODAY, BEFORE_BIRTH

__all__ = ["AFTER_TODAY", "BEFORE_BIRTH", "Question"]


@dataclass(frozen=True, slots=True)
class Question:
    """Something that a person confirms or corrects.

    Attributes:
        key: What is asked, such as ``tenfold``; one that a check of the commands has too lifts it.
        field: The field at which it stands.
        sentence: What is unlikely, with the numbers that say so; it ends in a full stop.
        needs_reason: True where the person must say why it is right.
    """

    key: str
    field: str
    sentence: str
    needs_reason: bool = False
