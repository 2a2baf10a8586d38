"""One entry of any noun: added, or corrected with a reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QWidget

from hcclog.commands.refused import Refused
from hcclog.domain.ids import EntityId
from hcclog.domain.record import NOUN_OF_TABLE, Noun
from hcclog.ui.dialogs.fitted_area import FittedArea
from hcclog.ui.dialogs.form import FormDialog
from hcclog.ui.entering import correct, enter, read_by
from hcclog.ui.forms.making import make_form
from hcclog.ui.labels import wrapped_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hcclog.entry.clerk import Clerk
    from hcclog.ui.desk import Desk

_WIDTH, _MOST_HEIGHT = 560, 720
# A sentence below a field must not make it scroll at once; the frame of the window lies above.
_ROOM, _ABOVE = 24, 40
_SAY_WHEN = "Nothing is changed yet. Type when it was, such as 2026-10-14 or today."
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Purpose(NamedTuple):
    """What a form is opened for, where that is not to add or to correct an entry.

    Attributes:
        title: Such as ``Stop lenvatinib``; it names what is done in the history too.
        button: Such as ``Stop``.
        only: Fields that are shown; the others are folded away.
        about: What it happens to, such as a course with its dates; stands above the fields.
    """

    title: str
    button: str
    only: tuple[str, ...] = ()
    about: str = ""


class EntryDialog(FormDialog):
    """Asks for one entry: Enter adds it, Ctrl+Enter adds it and asks for the next.

    Attributes:
        entry: The form with its fields.
        next_button: Adds and stays open; None where one entry is corrected.
    """

    def __init__(  # noqa: PLR0913 - each part has its default
        self,
        desk: Desk,
        table: str,
        entity: Any = None,
        given: Mapping[str, Any] | None = None,
        parent: QWidget | None = None,
        *,
        purpose: Purpose | None = None,
    ) -> None:
        """Make a form for a new entry of a table, or for one that is there.

        Args:
            desk: Where it is written.
            table: The noun's table.
            entity: What is corrected; None for a new one.
            given: Values that a new one starts with.
            parent: The window.
            purpose: What it is opened for, where that has words of its own.
        """
        self._noun: Noun = NOUN_OF_TABLE[table]
        self._event = purpose if entity is not None else None
        verbs = ("New", "Add") if entity is None else ("Correct", "Save")
        self._purpose = purpose or Purpose(f"{verbs[0]} {self._noun.label}", verbs[1])
        super().__init__(desk, self._purpose.title, self._purpose.button, parent)
        self._seen = entity
        self._given = dict(given or {})
        self._is_next = False
        self.area = FittedArea()
        self.told = wrapped_label("", "finding")
        self.told.hide()
        self.column.insertWidget(0, self.area, 1)
        self.column.insertWidget(1, self.told)
        if self._purpose.about:
            self.column.insertWidget(0, wrapped_label(self._purpose.about, "card_title"))
        self.next_button = self._made_next() if entity is None and purpose is None else None
        self._renew()

    def clerk(self) -> Clerk | None:
        """Return who reads what is typed."""
        return self.desk.clerk()

    def done_with(self, entity: Any) -> None:
        """Show the entry that was added."""
        self.desk.choose_mark(self._noun.table, entity.id)

    def commit(self) -> bool:
        self.entry.settle()
        clerk = self.clerk()
        entity = read_by(self.desk, self._entity, clerk)
        if entity is None:
            return False
        if self._event is not None and entity == self._seen:
            self._show_refusal(_SAY_WHEN, self._event.only[0])
            return False
        brings = self.entry.brings()
        if self._seen is not None:
            title = self._event.title if self._event is not None else ""
            return correct(self.desk, entity, self._seen, title, brings)
        if not enter(self.desk, (*brings, entity), self._title_of(entity), clerk=clerk):
            return False
        self.done_with(entity)
        return True

    def accept(self) -> None:
        self._is_next = False
        super().accept()

    def add_and_go_on(self) -> None:
        """Add what was typed and ask for the next; what is refused stays as it was typed."""
        self.refusal.hide()
        if not self.commit():
            return
        self.told.setText(f"Added. The next {self._noun.label}:")
        self.told.show()
        self._is_next = True
        self._renew()
        self.go_to_first()

    def go_to_first(self) -> None:
        """Go to the first field in which nothing stands yet, else to the first."""
        shown = self.entry.shown_fields()
        empty = [] if self._seen is not None else [field for field in shown if field.is_empty]
        for field in (empty or shown)[:1]:
            field.setFocus(Qt.FocusReason.TabFocusReason)
            line = field.focusProxy()
            if isinstance(line, QLineEdit):
                # A window that is not active yet forgets that Tab selects what stands there.
                line.selectAll()

    def setVisible(self, visible: bool) -> None:
        # After Qt's own choice, which is the button.
        super().setVisible(visible)
        if visible:
            self.go_to_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTER and with_control:
            if self.next_button is not None:
                self.next_button.click()
            else:
                self.add_button.click()
            return
        super().keyPressEvent(event)

    def _made_next(self) -> Any:
        buttons = self.findChild(QDialogButtonBox)
        assert isinstance(buttons, QDialogButtonBox)  # noqa: S101 - FormDialog made it
        role = QDialogButtonBox.ButtonRole.ActionRole
        made = buttons.addButton("Add, then next   Ctrl+Enter", role)
        made.setAutoDefault(False)
        made.clicked.connect(self.add_and_go_on)
        return made

    def _renew(self) -> None:
        self.entry = make_form(self._noun.table, self._purpose.only)
        self.entry.edited.connect(self._tell)
        self.entry.grown.connect(self._fit)
        self.area.setWidget(self.entry)
        self._fill()
        self._tell()
        self._fit()

    def _fit(self) -> None:
        """Be as high as the form, as far as the screen allows; beyond that the form scrolls."""
        form = self._height_of_form()
        self.area.updateGeometry()
        around = self.sizeHint().height() - self.area.sizeHint().height()
        height = form + around + _ROOM
        most = min(_MOST_HEIGHT, self.screen().availableGeometry().height() - _ABOVE)
        if self.isVisible():
            # It grows under a person's hands and never shrinks.
            self.resize(self.width(), max(self.height(), min(most, height)))
        else:
            self.resize(_WIDTH, min(most, height))

    def _height_of_form(self) -> int:
        """Return the height with every sentence that stands in it, however often it breaks."""
        sides = self.column.contentsMargins()
        width = (self.width() if self.isVisible() else _WIDTH) - sides.left() - sides.right()
        # Qt lays out later, and the sentence of a refusal came just now.
        for field in self.entry:
            field.column.activate()
        form = self.entry.layout()
        if form is None:
            return self.entry.sizeHint().height()
        form.activate()
        if not form.hasHeightForWidth():
            return form.sizeHint().height()
        # Qt scrolls below the least height, which it reckons without the width.
        return max(form.heightForWidth(width), form.minimumSize().height())

    def _fill(self) -> None:
        clerk = self.clerk()
        if clerk is None:
            return
        if self._seen is not None:
            self.entry.show_entity(self._seen, clerk)
            return
        self.entry.offer(clerk)
        defaults = {
            name: field.default
            for name, field in self._noun.cls.__dataclass_fields__.items()
            if name in self.entry.fields and isinstance(field.default, str | int | tuple)
        }
        self.entry.show_values({**defaults, **self.entry.starts_with(), **self._given}, clerk)

    def _tell(self) -> None:
        """Say what the record knows about what is typed, such as that an agent was given before."""
        clerk = self.clerk()
        note = self.entry.note(clerk, self._seen) if clerk is not None else ""
        if note or not self._is_next:
            self.told.setText(note)
            if self.told.isHidden() is bool(note):
                self.told.setVisible(bool(note))
                self._fit()

    def _entity(self, clerk: Clerk) -> Any:
        values = self.entry.read(clerk)
        if self._seen is not None:
            return replace(self._seen, **values)
        own = {"id": EntityId(self.desk.new_id()), "patient_id": clerk.record.patient.id}
        more = {n: v for n, v in self._given.items() if n not in values}
        return self._noun.cls(**own, **more, **values)

    def _title_of(self, entity: Any) -> str:
        from hcclog.commands.labels import label_of

        return f"Add {label_of(entity)}"

    def _show_refusal(self, sentence: str, field: str = "") -> None:
        if not self.entry.refuse(Refused(sentence, field)):
            super()._show_refusal(sentence)
            return
        refused = self.entry.field_of(field)
        if refused is not None:
            self._fit()
            self.area.ensureWidgetVisible(refused)
