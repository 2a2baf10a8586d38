"""The form of a procedure: asks for what is recorded of its kind, and folds the rest away."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from hcclog.catalogue.procedures import find_procedure
from hcclog.ui.forms.noun_form import NounForm
from hcclog.ui.forms.therapy import PROCEDURE

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk

_DETAILS = frozenset({"site", "approach", "agents", "dose_gy", "n_fractions"})


class ProcedureForm(NounForm):
    """Reads a procedure."""

    def __init__(self, only: Collection[str] = ()) -> None:
        super().__init__(PROCEDURE, only=only)
        self._asked_for_all = False
        self._always = frozenset(item.name for item in self.folded_fields())
        self.grown.connect(self._stay_unfolded)
        self.fields["kind"].edited.connect(self._follow_kind)

    def show_entity(self, entity: Any, clerk: Clerk) -> None:
        super().show_entity(entity, clerk)
        self._follow_kind()

    def _follow_kind(self) -> None:
        """Show the details of the kind that is typed; while none is, all of them."""
        if self._asked_for_all:
            return
        known = find_procedure(self.fields["kind"].typed())
        others = _DETAILS.difference(known.details) if known is not None else frozenset()
        self.fold(self._always | others)

    def _stay_unfolded(self) -> None:
        self._asked_for_all = True
