"""Dumps that are whole and chained right, and say something that no store of ours would."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from hypothesis import strategies as st

from hcclog.store.codec import canonical
from hcclog.store.journal import Entry, digest_of, genesis, link, words_digest

Line = dict[str, Any]
TRAPS: tuple[Any, ...] = (
    *(None, "", "x", "yesterday", "2026-11-21", "0001-01-01T00:00:00+14:00", "\u202e", "a\x00b"),
    *(0, -1, 10**17, 99999, "nan", "1e400", "-5.51", "5,51", "9" * 500, "2024-02-30", "day 10"),
    *([], {}, [[]], True, "do", "void", "patient", "00000000-0000-7000-8000-000000000000"),
)
_OF_ENTRY = ("id", "seq", "label", "kind", "author", "at_utc", "utc_offset_minutes", "reverts")
_OF_CHANGE = ("id", "seq", "entry_id", "entity", "entity_id", "kind", "patient_id", "parents")
Edit = tuple[int, str, str, Any]


def edits() -> st.SearchStrategy[list[Edit]]:
    """Return what is said otherwise: in which line, in which part, under which name, and what."""
    traps = st.sampled_from(TRAPS)
    entry = st.tuples(st.integers(0, 99), st.just("entry"), st.sampled_from(_OF_ENTRY), traps)
    change = st.tuples(st.integers(0, 99), st.just("change"), st.sampled_from(_OF_CHANGE), traps)
    field = st.integers(0, 99).map(str)
    payload = st.tuples(st.integers(0, 99), st.just("payload"), field, traps)
    return st.lists(entry | change | payload, min_size=1, max_size=2)


def edited(content: bytes, steps: list[Edit]) -> bytes:
    """Return a dump that says otherwise, with a chain that holds."""
    lines = [json.loads(line) for line in content.decode().splitlines()]
    for number, part, name, value in steps:
        _edit(lines, number, part, name, value)
    return rechained(lines)


def _edit(lines: list[Line], number: int, part: str, name: str, value: Any) -> None:
    kind = "entry" if part == "entry" else "change"
    of_kind = [line[kind] for line in lines if kind in line]
    said = of_kind[number % len(of_kind)]
    if part == "payload":
        said = said["payload"]
        if not isinstance(said, dict):
            return
        name = sorted(said)[int(name) % len(said)]
    said[name] = value


def rechained(lines: list[Line]) -> bytes:
    """Return the text of lines, with digests and hashes that fit what they say."""
    tip, entry = genesis(lines[0]["journal_id"]), {}
    for line in lines[1:-1]:
        if "entry" in line:
            entry = line["entry"]
            if isinstance(entry["salt"], str):
                entry["digest"] = words_digest(entry["salt"], str(entry["label"]), entry["reason"])
        else:
            change = line["change"]
            payload, parents = change["payload"], change["parents"]
            row = change | {
                "payload": canonical(payload) if isinstance(payload, dict) else payload,
                "parents": canonical(parents) if isinstance(parents, list) else parents,
            }
            change["digest"] = row["digest"] = digest_of(
                str(change["salt"]), None if row["payload"] is None else str(row["payload"])
            )
            change["previous_hash"] = tip
            with suppress(TypeError):  # a list for a text fits no hash, and is refused before it
                change["hash"] = tip = link(tip, Entry(**entry), row)
    lines[0]["head"] = tip
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()
