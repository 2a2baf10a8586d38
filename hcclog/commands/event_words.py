"""What an event of the audit trail says, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.domain.acts import Act

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hcclog.store.audit import AuditEvent

_DONE = {
    Act.OPEN: "Opened",
    Act.PRINT: "Printed",
    Act.EXPORT: "Exported",
    Act.EXPORT_DEIDENTIFIED: "Exported de-identified",
    Act.IMPORT: "Imported",
    Act.SIGN: "Signed",
    Act.BACK_UP: "Backed up",
    Act.RESTORE: "Restored from a backup",
    Act.SALVAGE: "Salvaged",
    Act.MERGE: "Merged",
    Act.ERASE: "Erased",
    Act.PEOPLE: "People and passwords",
    Act.SIGN_IN: "Signed in",
    Act.LOCK: "Locked",
    Act.REFUSED: "Refused",
}
_CLIPBOARD = "clipboard"


def event_title(event: AuditEvent) -> str:
    """Return what was done: ``Exported: fhir``, ``Refused``."""
    told = event.told
    done = _DONE.get(Act(event.act), event.act) if event.act in set(Act) else event.act
    if told.get("format") == _CLIPBOARD:
        done = "Copied"
    of = told.get("of", "")
    # A signature names the table that it is of, which its meaning says better.
    whose = f" ({of})" if of and event.act != Act.SIGN else ""
    return f"{done}{whose}"


def event_details(event: AuditEvent) -> str:
    """Return what more is known of it: ``format fhir``, a sentence, a reason."""
    return "; ".join(
        f"{name.replace('_', ' ')} {value}".strip() for name, value in _more(event.told)
    )


def event_reason(event: AuditEvent) -> str:
    """Return why, where somebody said so."""
    return event.told.get("reason", "")


def _more(told: Mapping[str, str]) -> list[tuple[str, str]]:
    hidden = {"reason", "of", "id", "digest"}
    found = [(name, value) for name, value in told.items() if name not in hidden and value]
    return [("", value) if name == "sentence" else (name, value) for name, value in found]
