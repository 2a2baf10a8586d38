"""Something that the catalogue knows by many names: typed, completed, and held by its code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QCompleter, QPushButton, QWidget

from hcclog.entry.clerk import Clerk
from hcclog.ui.fields.text_field import LineField

_MOST = 9
_LONGEST = 30


class Named(Protocol):
    """What the catalogue holds."""

    @property
    def code(self) -> str:
        """Its stable key."""
        ...

    @property
    def name(self) -> str:
        """Its name on screen."""
        ...


class Shelf(NamedTuple):
    """One kind of thing in the catalogue: how it is searched and found.

    Attributes:
        noun: Such as ``drug``, for the sentence that refuses.
        shown: What stands in the field for an entry.
        kind: Under which a clinic may add to it; empty where it may not.
    """

    noun: str
    search: Callable[[str, int], Sequence[Any]]
    find: Callable[[str], Any]
    shown: Callable[[Any], str]
    kind: str = ""


class CatalogueField(LineField):
    """One entry of the catalogue.

    Attributes:
        free: What is not in the catalogue is kept as it was typed.
    """

    def __init__(  # noqa: PLR0913 - what a field of a catalogue is made of
        self,
        name: str,
        words: str,
        shelf: Shelf,
        parent: QWidget | None = None,
        *,
        optional: bool = False,
        free: bool = False,
    ) -> None:
        super().__init__(name, words, "", parent)
        self._shelf, self._optional, self.free = shelf, optional, free
        self._stored: dict[str, str] = {}
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.line.setCompleter(completer)
        self.line.textEdited.connect(self._offer)
        self._unknown = ""
        self.add = QPushButton()
        self.add.hide()
        self.add.clicked.connect(self._add_name)
        self.column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def value(self, clerk: Clerk) -> Any:
        if self.is_empty:
            if self._optional:
                return ""
            raise self.refused(f"Which {self._shelf.noun}? Type the beginning of its name.")
        return self.code_of(self.typed(), clerk)

    def show_value(self, value: Any, clerk: Clerk) -> None:
        self.line.setText(self.words_of(str(value or "")))

    def words_of(self, code: str) -> str:
        """Return what stands in the field for a stored code or text.

        A text is shown as it is even where the catalogue would understand it: who opens an entry
        and saves it has changed nothing.
        """
        found = self._shelf.find(code) if code else None
        words = code if found is None or found.code != code else self._shelf.shown(found)
        self._stored[words] = code
        return words

    def code_of(self, text: str, clerk: Clerk) -> str:
        """Return the code of one name.

        Raises:
            Refused: It names nothing that is known, or several, and nobody chose.
        """
        if text in self._stored:
            return self._stored[text]
        found = self._shelf.find(text)
        if self.free:
            # Only what the list offers becomes a code; other words are kept as they were typed.
            offered = found is not None and text in {self._shelf.shown(found), found.code}
            return str(found.code) if offered else text
        if found is not None:
            return str(found.code)
        possible = self._shelf.search(text, _MOST)
        noun = self._shelf.noun
        if not possible:
            self._unknown = text
            more = " Add it with Alt+Shift+A, or take another name." if self._shelf.kind else ""
            raise self.refused(f"{text!r} is not a {noun} that the catalogue knows.{more}")
        words = [self._shelf.shown(each) for each in possible]
        sentence = f"{text!r} is not the whole name of a {noun}."
        chosen = clerk.choose(sentence, words)
        if chosen is None:
            raise self.refused(f"{sentence} Could be {', '.join(words[:3])}.")
        return str(possible[chosen].code)

    def refuse(self, sentence: str) -> None:
        """Say what is wrong, and offer to add a name that the catalogue lacks."""
        super().refuse(sentence)
        if self._unknown and self._shelf.kind:
            self.add.setText(f"Add “{self._unknown[:_LONGEST]}” to the catalogue…")
            # Each text takes the key away.
            self.add.setShortcut(QKeySequence("Alt+Shift+A"))
            self.add.show()

    def settle(self) -> None:
        super().settle()
        self._unknown = ""
        self.add.hide()

    def _add_name(self) -> None:
        from hcclog.ui.fields.new_name import NewName

        dialog = NewName(self._shelf.kind, self._unknown, self)
        dialog.added.connect(lambda _name: self.settle())
        dialog.open()

    def _offer(self, text: str) -> None:
        last = self.part_typed(text)
        found = self._shelf.search(last, _MOST) if last else ()
        self._model.setStringList([self.completed(text, self._shelf.shown(e)) for e in found])

    def part_typed(self, text: str) -> str:
        """Return the part of the text that is being typed."""
        return text.strip()

    def completed(self, text: str, words: str) -> str:
        """Return the whole text with its last part completed."""
        del text
        return words


class CatalogueListField(CatalogueField):
    """Several entries of the catalogue, with commas between them."""

    def value(self, clerk: Clerk) -> Any:
        parts = [part.strip() for part in self.typed().split(",") if part.strip()]
        return tuple(dict.fromkeys(self.code_of(part, clerk) for part in parts))

    def show_value(self, value: Any, clerk: Clerk) -> None:
        self.line.setText(", ".join(self.words_of(code) for code in value or ()))

    def part_typed(self, text: str) -> str:
        return text.rpartition(",")[2].strip()

    def completed(self, text: str, words: str) -> str:
        before = text.rpartition(",")[0].strip()
        return f"{before}, {words}" if before else words
