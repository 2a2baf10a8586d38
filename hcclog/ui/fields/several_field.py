"""Several of a few, typed with commas between them and completed."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from hcclog.entry.clerk import Clerk
from hcclog.ui.fields.catalogue_field import CatalogueListField, Shelf


class _Member(NamedTuple):
    code: str
    name: str


class SeveralField(CatalogueListField):
    """Members of an enumeration."""

    def __init__(
        self, name: str, words: str, kind: type[StrEnum], parent: QWidget | None = None
    ) -> None:
        members = [_Member(each.value, each.value) for each in kind]

        def search(text: str, limit: int) -> Sequence[_Member]:
            key = text.casefold()
            return [each for each in members if each.name.casefold().startswith(key)][:limit]

        def find(text: str) -> _Member | None:
            key = text.strip().casefold()
            return next((each for each in members if each.name.casefold() == key), None)

        shelf = Shelf(words.replace("&", "").casefold(), search, find, lambda each: str(each.name))
        super().__init__(name, words, shelf, parent)
        self._kind = kind
        self.line.setPlaceholderText(", ".join(each.name for each in members[:3]) + "…")

    def value(self, clerk: Clerk) -> tuple[StrEnum, ...]:
        return tuple(self._kind(code) for code in super().value(clerk))
