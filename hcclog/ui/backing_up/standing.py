"""How well a store is backed up, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

_WARN_AFTER_DAYS = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a store's backups.

    Attributes:
        last_at: When the last good one was made, aware; None where there is none.
        fault: Why the last try failed; empty where it did not.
        place: The second place; None where none was chosen.
        place_fault: Why nothing could be copied there; empty where it could.
        keys_fault: Why passwords of before still open copies of the store; empty where none do.
    """

    last_at: datetime | None = None
    fault: str = ""
    place: Path | None = None
    place_fault: str = ""
    keys_fault: str = ""

    @property
    def first_fault(self) -> str:
        """What is wrong, the worst first; empty where all is well."""
        return self.fault or self.keys_fault or self.place_fault


@dataclass(frozen=True, slots=True)
class Words:
    """What is shown of it.

    Attributes:
        long: Where there is room.
        short: Where there is not.
        tip: All of it, in sentences.
        warns: Whether a person should do something.
    """

    long: str
    short: str
    tip: str
    warns: bool


def words_of(standing: Standing, now: datetime) -> Words:
    """Return the words for the line at the bottom.

    Args:
        standing: What is known.
        now: Aware.
    """
    if standing.last_at is None:
        age, short, is_old = "", "No backup", True
    else:
        age, short, is_old = _age(standing.last_at, now)
    long = "No backup yet" if not age else f"{'Last backup' if is_old else 'Backup'} {age}"
    if standing.fault:
        long = f"▲ Backup failed; {f'the last one {age}' if age else 'there is none yet'}"
        short = "▲ Backup failed"
    warns = is_old or bool(standing.fault or standing.keys_fault)
    return Words(long, short, _tip(standing), warns)


def day_words(day: date, today: date) -> str:
    """Return a day as it is said: ``today``, ``yesterday``, else its date."""
    n_days = (today - day).days
    return {0: "today", 1: "yesterday"}.get(n_days, day.isoformat())


def _age(at: datetime, now: datetime) -> tuple[str, str, bool]:
    """Return when the last backup was made, short words for it, and whether that is too old."""
    local, today = at.astimezone(), now.astimezone().date()
    n_days = (today - local.date()).days
    if n_days < 0:
        # A clock that was ahead: what it says is no age.
        return f"dated {local.date()}", f"Backup {local.date()}", True
    if n_days < _WARN_AFTER_DAYS:
        return f"{day_words(local.date(), today)} {local:%H:%M}", f"Backup {local:%H:%M}", False
    return f"{n_days} days ago", f"Backup {n_days} d ago", True


def _tip(standing: Standing) -> str:
    if standing.last_at is None:
        said = ["No backup of this store was made yet."]
    else:
        said = [f"The last good backup was made on {standing.last_at.astimezone():%Y-%m-%d %H:%M}."]
    if standing.fault:
        said.append(f"The last try failed, and is repeated: {standing.fault}")
    if standing.place_fault:
        said.append(f"Second place: {standing.place_fault}")
    elif standing.place is not None:
        said.append(f"It is copied to {standing.place}.")
    if standing.keys_fault:
        said.append(f"Passwords: {standing.keys_fault}")
    return " ".join(said)
