"""Forms that ask for what belongs to a kind, and fold the rest away until it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from hcclog.catalogue.procedures import find_procedure
from hcclog.domain.statement import StatementKind
from hcclog.ui.forms.noun_form import NounForm
from hcclog.ui.forms.person import STATEMENT
from hcclog.ui.forms.therapy import PROCEDURE

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk
    from hcclog.ui.forms.item import Item

_PROCEDURE = frozenset({"site", "approach", "agents", "dose_gy", "n_fractions"})
_STRETCH = ("from_on", "to_on")
_OF_STATEMENT: Mapping[str, tuple[str, ...]] = {
    StatementKind.LAB_TREND.value: ("analyte", "direction", *_STRETCH),
    StatementKind.DURATION.value: (
        "course_id",
        "reported_response_id",
        "amount",
        "unit",
        "precision",
        *_STRETCH,
    ),
    StatementKind.COUNT.value: ("procedure_kind", "amount", "precision", *_STRETCH),
    StatementKind.INTERRUPTION.value: ("course_id", "amount", *_STRETCH),
    StatementKind.SEX.value: ("sex",),
    StatementKind.AGE.value: ("amount", "precision", "to_on"),
}
_STATEMENT = frozenset(name for names in _OF_STATEMENT.values() for name in names)


class KindForm(NounForm):
    """Shows the details of the kind that is chosen; of none that is known, all of them."""

    def __init__(
        self,
        items: Sequence[Item],
        only: Collection[str],
        details: frozenset[str],
        of_kind: Callable[[str], Collection[str] | None],
    ) -> None:
        """Make a form.

        Args:
            items: Its fields, one of them ``kind``.
            only: Where some are named, the others are folded away.
            details: Fields that only some kinds have.
            of_kind: Which of them a kind has, by what is typed; None where it is not known.
        """
        super().__init__(items, only=only)
        self._details, self._of_kind = details, of_kind
        self._asked_for_all = False
        self._always = frozenset(field.name for field in self.folded_fields())
        self.more.clicked.connect(self._stay_as_it_is)
        self.fields["kind"].edited.connect(self._follow_kind)

    def show_values(self, values: Mapping[str, Any], clerk: Clerk) -> None:
        super().show_values(values, clerk)
        self._follow_kind()

    def show_entity(self, entity: Any, clerk: Clerk) -> None:
        super().show_entity(entity, clerk)
        self._follow_kind()

    def _follow_kind(self) -> None:
        if self._asked_for_all:
            return
        known = self._of_kind(self._typed_kind())
        others = self._details.difference(known) if known is not None else frozenset()
        self.fold(self._always | others)

    def _typed_kind(self) -> str:
        """Return the kind as its field shows it; the first of a list counts as typed."""
        box = getattr(self.fields["kind"], "box", None)
        return self.fields["kind"].typed() if box is None else str(box.currentText())

    def _stay_as_it_is(self) -> None:
        self._asked_for_all = True


def procedure_form(only: Collection[str] = ()) -> NounForm:
    """Return the form of a procedure."""
    return KindForm(PROCEDURE, only, _PROCEDURE, _details_of)


def statement_form(only: Collection[str] = ()) -> NounForm:
    """Return the form of a statement."""
    return KindForm(STATEMENT, only, _STATEMENT, _OF_STATEMENT.get)


def _details_of(text: str) -> Collection[str] | None:
    known = find_procedure(text)
    return None if known is None else known.details
