"""Where a value comes from: nothing typed means that it was entered here."""

from __future__ import annotations

import re
from typing import Any

from hcclog.domain.sources import ENTERED, Source, SourceKind
from hcclog.entry.clerk import Clerk
from hcclog.ui.fields.text_field import LineField

_DERIVED = re.compile(r"\s*\(derived\)\s*$")
_KINDS = {kind.value: kind for kind in SourceKind}


class SourceField(LineField):
    """``case report; DOI 10.1/2; Results, paragraph 3 (derived)``: kind, document, place."""

    def value(self, clerk: Clerk) -> Source:
        text = self.typed()
        if not text:
            return ENTERED
        body = _DERIVED.sub("", text)
        kind, *rest = (part.strip() for part in body.split(";", 2))
        if kind.casefold() not in _KINDS:
            allowed = ", ".join(_KINDS)
            raise self.refused(f"A source begins with its kind ({allowed}), then a semicolon.")
        document, place = [*rest, "", ""][:2]
        return Source(_KINDS[kind.casefold()], document, place, body != text)

    def show_value(self, value: Any, clerk: Clerk) -> None:
        self.line.setText("" if value == ENTERED else source_text(value))
        self.line.setCursorPosition(0)


def source_text(source: Source) -> str:
    """Return a source on one line, as the field reads it."""
    parts = [source.kind.value, source.document, source.place]
    while parts and not parts[-1]:
        parts.pop()
    return "; ".join(parts) + (" (derived)" if source.derived else "")
