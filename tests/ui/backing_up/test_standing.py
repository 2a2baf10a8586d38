"""The words for the last backup: a date always, a warning where something should be done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hcclog.ui.backing_up.standing import Standing, Words, words_of

NOW = datetime(2026, 11, 21, 14, 30, tzinfo=UTC).astimezone()


def said(standing: Standing) -> Words:
    """Return the words at a fixed moment."""
    return words_of(standing, NOW)


@pytest.mark.parametrize(
    ("ago", "long", "short", "warns"),
    [
        pytest.param(timedelta(), "Backup today {clock}", "Backup {clock}", False, id="now"),
        pytest.param(
            timedelta(days=1), "Backup yesterday {clock}", "Backup {clock}", False, id="yesterday"
        ),
        pytest.param(
            timedelta(days=3), "Last backup 3 days ago", "Backup 3 d ago", True, id="three days ago"
        ),
        pytest.param(
            timedelta(days=-3650),
            "Last backup dated {day}",
            "Backup {day}",
            True,
            id="by a clock that was ten years ahead",
        ),
    ],
)
@pytest.mark.catalogue("B-04")
def test_the_date_of_the_last_backup_is_said(
    ago: timedelta, long: str, short: str, warns: bool
) -> None:
    at = NOW - ago
    parts = {"clock": f"{at:%H:%M}", "day": f"{at:%Y-%m-%d}"}
    words = said(Standing(last_at=at.astimezone(UTC)))
    assert (words.long, words.short) == (long.format(**parts), short.format(**parts))
    assert words.warns is warns
    assert f"{at:%Y-%m-%d %H:%M}" in words.tip


def test_a_store_without_a_backup_says_so() -> None:
    words = said(Standing())
    assert (words.long, words.warns) == ("No backup yet", True)


@pytest.mark.parametrize(
    ("last_at", "long"),
    [
        pytest.param(NOW, f"▲ Backup failed; the last one today {NOW:%H:%M}", id="one before"),
        pytest.param(None, "▲ Backup failed; there is none yet", id="none before"),
    ],
)
@pytest.mark.catalogue("B-04")
def test_a_backup_that_failed_is_said_until_one_is_made(
    last_at: datetime | None, long: str
) -> None:
    words = said(Standing(last_at, "There is no room left on the disk."))
    assert (words.long, words.short, words.warns) == (long, "▲ Backup failed", True)
    assert "There is no room left on the disk." in words.tip


def test_a_second_place_that_is_out_is_said_quietly() -> None:
    place = Path("stick")
    out = said(Standing(NOW, place=place, place_fault="stick is not there now."))
    assert not out.warns
    assert "Second place: stick is not there now." in out.tip
    assert "It is copied to stick." in said(Standing(NOW, place=place)).tip


def test_a_key_file_that_did_not_follow_is_a_warning() -> None:
    words = said(Standing(NOW, place=Path("stick"), keys_fault="Not all could be renewed."))
    assert words.warns
    assert words.tip.endswith("It is copied to stick. Passwords: Not all could be renewed.")


@pytest.mark.parametrize(
    ("faults", "first"),
    [
        pytest.param({}, "", id="none"),
        pytest.param({"place_fault": "place"}, "place", id="the second place alone"),
        pytest.param({"place_fault": "place", "keys_fault": "keys"}, "keys", id="passwords first"),
        pytest.param({"keys_fault": "keys", "fault": "no room"}, "no room", id="the backup first"),
    ],
)
def test_the_worst_fault_is_said_first(faults: dict[str, Any], first: str) -> None:
    assert replace(Standing(NOW), **faults).first_fault == first
