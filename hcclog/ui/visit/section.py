"""One section of the page: its title at the left, its lines at the right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hcclog.ui.labels import plain_label, wrapped_label
from hcclog.ui.visit.line import Line

TITLE_WIDTH = 118


class Section(QFrame):
    """Lines that belong together.

    Signals:
        edited: A person changed a field.
        grown: A line came or went, so the order of the keyboard is another.
    """

    edited = Signal()
    grown = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("visit_section")
        self._lines: list[Line | FreeLines] = []
        head = plain_label(title, "visit_title")
        head.setWordWrap(True)
        head.setFixedWidth(TITLE_WIDTH)
        head.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body = QVBoxLayout()
        self.body.setSpacing(5)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 9, 18, 10)
        row.setSpacing(12)
        row.addWidget(head)
        row.addLayout(self.body, 1)

    def add(self, line: Line) -> Line:
        """Add a line, before those that come as they are needed."""
        free = next((each for each in self._lines if isinstance(each, FreeLines)), None)
        place = len(self._lines) if free is None else self._lines.index(free)
        self._lines.insert(place, line)
        self.body.insertWidget(self.body.count() if free is None else self.body.indexOf(free), line)
        line.edited.connect(self.edited)
        return line

    def add_free(self, free: FreeLines) -> None:
        """Add lines that come as they are needed."""
        self._lines.append(free)
        self.body.addWidget(free)
        free.edited.connect(self.edited)
        free.grown.connect(self.grown)

    def tell(self, words: str) -> QWidget:
        """Add a muted sentence."""
        label = wrapped_label(words, "muted")
        self.body.addWidget(label)
        return label

    def lines(self) -> Iterator[Line]:
        """Yield the lines in the order of the keyboard."""
        for each in self._lines:
            if isinstance(each, Line):
                yield each
            else:
                yield from each.lines

    def typed(self) -> dict[str, str]:
        """Return what is typed, by path."""
        return {path: text for line in self.lines() for path, text in line.typed().items()}

    def retype(self, typed: Mapping[str, str]) -> set[str]:
        """Put in what a draft kept; return the paths that found their field."""
        found: set[str] = set()
        for each in self._lines:
            found |= each.retype(typed)
        return found

    def words(self) -> Any:
        """Return what is typed, as the reader of the visit takes it."""
        raise NotImplementedError


class FreeLines(QWidget):
    """Lines that come as they are needed: the last one is always empty.

    Signals:
        edited: A person changed a field.
        grown: There is one line more.

    Attributes:
        lines: Keyed by their number below the place, such as ``events/0``.
    """

    edited = Signal()
    grown = Signal()

    def __init__(
        self, place: str, make: Callable[[str], Line], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._place, self._make = place, make
        self.lines: list[Line] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(5)
        self._grow()

    def retype(self, typed: Mapping[str, str]) -> set[str]:
        """Put in what a draft kept, with as many lines as it had."""
        numbers = {self._number(path) for path in typed}
        for _ in range(len(self.lines), max(numbers, default=-1) + 2):
            self._grow()
        found: set[str] = set()
        for line in self.lines:
            found |= line.retype(typed)
        return found

    def _number(self, path: str) -> int:
        """Return which line a path belongs to, -1 where it is of another place."""
        number = path.removeprefix(f"{self._place}/").partition("/")[0]
        is_mine = path.startswith(f"{self._place}/") and number.isascii() and number.isdigit()
        return int(number) if is_mine else -1

    def _grow(self) -> None:
        line = self._make(f"{self._place}/{len(self.lines)}")
        self.lines.append(line)
        self._column.addWidget(line)
        # The layout would show it when it gets its turn, after the key that goes there.
        line.show()
        line.edited.connect(self._edited)

    def _edited(self) -> None:
        if not self.lines[-1].is_empty:
            self._grow()
            self.grown.emit()
        self.edited.emit()
