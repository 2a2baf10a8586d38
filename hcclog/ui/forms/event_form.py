"""The form of an adverse event: a new one is graded by the version that the catalogue holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from hcclog.catalogue.adverse_events import ctcae_version
from hcclog.ui.forms.noun_form import NounForm
from hcclog.ui.forms.therapy import ADVERSE_EVENT


class EventForm(NounForm):
    """Reads an adverse event."""

    def __init__(self, only: Collection[str] = ()) -> None:
        super().__init__(ADVERSE_EVENT, only=only)

    def starts_with(self) -> Mapping[str, Any]:
        return {"ctcae_version": ctcae_version()}
