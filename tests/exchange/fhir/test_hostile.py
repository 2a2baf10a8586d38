"""A bundle that anybody changed anywhere is read or refused; it never ends the reading."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hcclog.commands.base import Add
from hcclog.commands.refused import Refused
from hcclog.exchange.fhir.json_text import json_text
from hcclog.exchange.fhir.payloads import ENTITY
from hcclog.exchange.fhir.reading import read
from hcclog.exchange.incoming.kinds import Wish
from hcclog.exchange.incoming.plan import Plan
from hcclog.exchange.progress import unseen
from hcclog.logbook import Logbook
from tests.books import a_patient, new_book
from tests.exchange.fhir.bundles import case_bundle
from tests.exchange.fhir.observations import an_observation, quantity

SLOW = settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
JUNK: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, -1, 10**30, Decimal("1e-30"), "", "x", "2023-02-30", [], [[]], {}, {"url": 5}]
)
SPREAD = st.lists(st.integers(0, 30), min_size=2, max_size=9)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Logbook]:
    """A store with one patient, in which nothing is written."""
    book = new_book(tmp_path_factory.mktemp("store") / "store.db")
    book.do(Add((a_patient("P-1"),)))
    yield book
    book.close()


def broken(content: Any, steps: list[int], junk: Any) -> Any:
    """Return a content with junk in one place, found by going down where the steps lead."""
    content = deepcopy(content)
    part = content
    for n, step in enumerate(steps):
        keys = list(part) if isinstance(part, dict) else list(range(len(part)))
        if not keys:
            break
        key = keys[step * 7 % len(keys)]
        is_leaf = not isinstance(part[key], dict | list)
        if is_leaf or n == len(steps) - 1:
            part[key] = junk
            break
        part = part[key]
    return content


def planned(content: Any, book: Logbook, folder: Path) -> Plan | None:
    """Return the plan of a content as a file; None where it is refused in a sentence."""
    path = folder / "file.json"
    path.write_text(json_text(content), encoding="utf-8")
    try:
        return read(path, book, Wish(patient="P-1" if "entry" not in content else ""), unseen)
    except Refused:
        return None


@SLOW
@given(steps=SPREAD, junk=JUNK)
def test_junk_anywhere_in_a_bundle_of_ours(
    steps: list[int], junk: Any, shelf: Logbook, tmp_path: Path
) -> None:
    before = shelf.revision
    plan = planned(broken(case_bundle("zhang-2024"), steps, junk), shelf, tmp_path)
    assert plan is None or plan.lines
    assert shelf.revision == before


@SLOW
@given(text=st.text(max_size=20) | st.sampled_from(["day 99999", "course:x:start + 1 day", "0001"]))
def test_any_text_as_a_date_in_the_hcclog_part(text: str, shelf: Logbook, tmp_path: Path) -> None:
    content = deepcopy(case_bundle("zhang-2024"))
    for entry in content["entry"]:
        for each in entry["resource"].get("extension", ()):
            if each["url"] == f"{ENTITY}assessment":
                each["valueString"] = each["valueString"].replace('"2021-10"', repr(text))
    plan = planned(content, shelf, tmp_path)
    assert plan is None or plan.lines


@SLOW
@given(steps=SPREAD, junk=JUNK)
def test_junk_anywhere_in_an_observation_of_others(
    steps: list[int], junk: Any, shelf: Logbook, tmp_path: Path
) -> None:
    whole = an_observation(
        valueQuantity=quantity(5, comparator="<"),
        referenceRange=[{"low": quantity(0), "high": quantity(7)}],
        performer=[{"display": "x"}],
        interpretation=[{"coding": [{"code": "H"}]}],
        note=[{"text": "x"}],
    )
    plan = planned(broken(whole, steps[:4], junk), shelf, tmp_path)
    assert plan is None or plan.lines
