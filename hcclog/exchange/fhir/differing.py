"""Where two resources differ: what is seen in one against what our own part of it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hcclog.exchange.fhir.json_text import json_text

# Whoever passes a bundle on may write these anew.
_FREE = frozenset({"meta", "id", "text", "display"})
_MOST = 60


def difference(found: Any, expected: Any) -> str:
    """Return the first difference in words, naming both values; empty where there is none."""
    for path, one, other in _differences("", found, expected):
        seen = "is missing" if one is None else f"says {_said(one)}"
        ours = "has none" if other is None else f"says {_said(other)}"
        return f"{path} {seen}, its hcclog part {ours}"
    return ""


def _differences(path: str, found: Any, expected: Any) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(found, dict) and isinstance(expected, dict):
        if "coding" in found and "coding" in expected:
            yield from _codings(path, found["coding"], expected["coding"])
            return
        for name in sorted(set(found) | set(expected)):
            if name in _FREE and not _is_note(found, expected):
                continue
            here = f"{path}.{name}" if path else name
            yield from _differences(here, found.get(name), expected.get(name))
    elif isinstance(found, list) and isinstance(expected, list):
        for n in range(max(len(found), len(expected))):
            pair = (each[n] if n < len(each) else None for each in (found, expected))
            yield from _differences(f"{path}[{n}]", *pair)
    elif found != expected or isinstance(found, bool) is not isinstance(expected, bool):
        yield path, found, expected


def _is_note(found: dict[str, Any], expected: dict[str, Any]) -> bool:
    """True for an Annotation, or words without a code: there the text is all that is said."""
    return all("coding" not in each and "text" in each for each in (found, expected))


def _codings(path: str, found: Any, expected: Any) -> Iterator[tuple[str, Any, Any]]:
    """Compare codes by their systems; one more or less, by another list of codes, is no matter."""
    one, other = _by_system(found), _by_system(expected)
    if not set(one) & set(other):
        yield f"{path}.coding", found, expected
    for name in one:
        if name in other and one[name] != other[name]:
            yield f"{path}.coding", one[name], other[name]


def _by_system(codings: Any) -> dict[str, str]:
    parts = (
        [each for each in codings if isinstance(each, dict)] if isinstance(codings, list) else []
    )
    return {str(each.get("system", "")): str(each.get("code", "")) for each in parts}


def _said(value: Any) -> str:
    text = value if isinstance(value, str) else " ".join(json_text(value).split())
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"
