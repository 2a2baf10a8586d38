"""JSON that is whole and says something odd in one place: another type, nothing, twice, a trap."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from tests.fuzz.words import DATES, NUMBERS

ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 1e300, 10**30, "", " ", "x", "\u202e", "a\x00b", "\ud800"),
    *([], {}, [[]], [None], {"": None}, ["x"], "9" * 400, "urn:uuid:x", "mm", "ng/mL", "IU/mL"),
)
_SAMPLES = (*ODD, *NUMBERS, *DATES)
Place = tuple[Any, str | int]


def places(whole: Any) -> Iterator[Place]:
    """Yield every place of a tree: what holds it, and under which name or number."""
    items = whole.items() if isinstance(whole, dict) else enumerate(whole)
    for key, part in list(items):
        yield whole, key
        if isinstance(part, dict | list):
            yield from places(part)


def odd_trees(seed: bytes) -> st.SearchStrategy[bytes]:
    """Return texts of a tree with one or two places changed."""
    whole = json.loads(seed)
    n_places = sum(1 for _ in places(whole))
    step = st.tuples(
        st.integers(0, n_places - 1),
        st.sampled_from(("odd", "odd", "gone", "twice", "elsewhere")),
        st.sampled_from(_SAMPLES),
    )
    return st.lists(step, min_size=1, max_size=2).map(lambda steps: _changed(whole, steps))


def _changed(whole: Any, steps: list[tuple[int, str, Any]]) -> bytes:
    tree = copy.deepcopy(whole)
    for number, how, odd in steps:
        every = list(places(tree))
        if every:
            held, key = every[number % len(every)]
            _change(held, key, how, odd, every)
    # Halves of letters are written as escapes, as a program would that does not know of them.
    return json.dumps(tree, ensure_ascii=any(odd == "\ud800" for _, _, odd in steps)).encode()


def _change(held: Any, key: Any, how: str, odd: Any, every: list[Place]) -> None:
    if how == "gone":
        del held[key]
    elif how == "twice" and isinstance(held, list):
        held.append(copy.deepcopy(held[key]))
    elif how == "elsewhere":
        other, name = every[len(every) // 2]
        held[key] = copy.deepcopy(other[name])
    else:
        held[key] = odd
