"""Whatever bytes a reader of files is given, its law holds: a value, or one refusal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hcclog.logbook import Logbook
from tests.books import new_book
from tests.exchange.dicom.reports import studied
from tests.fuzz.damage import damaged
from tests.fuzz.settings_laws import settings_targets
from tests.fuzz.target import Target
from tests.fuzz.targets import all_targets
from tests.fuzz.trees import odd_trees
from tests.ui.desks import add_record

# How many inputs each run tries, by what one of them costs.
TRIED = {
    "lesions": 60,
    "paste": 40,
    "settings": 250,
    "labs": 40,
    "hl7": 40,
    "fhir": 40,
    "jsonl": 60,
    "dicom-sr": 60,
    "sdtm": 40,
    "study": 25,
    "image": 60,
    "labs-xlsx": 25,
    "xlsx": 12,
}
_HEALTH = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Logbook]:
    """A store that no example writes to."""
    book = new_book(tmp_path_factory.mktemp("ward") / "store.db")
    add_record(book, studied())
    yield book
    assert not book.store.check()
    book.close()


@pytest.fixture(scope="module")
def targets(ward: Logbook, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Target]:
    """Every reader."""
    return all_targets(ward, tmp_path_factory.mktemp("fuzzed"))


def test_every_reader_is_tried_and_its_good_inputs_hold(targets: dict[str, Target]) -> None:
    with_store = {"number", "diameter", "unit", "date", "stored-date", "fields"}
    assert set(targets) == set(TRIED) | with_store
    for target in targets.values():
        for seed in target.seeds:
            target.law(seed)


@pytest.mark.parametrize("name", TRIED)
def test_a_damaged_input_is_read_by_the_law_or_refused(
    name: str, targets: dict[str, Target]
) -> None:
    target = targets[name]

    @settings(max_examples=TRIED[name], suppress_health_check=_HEALTH)
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        target.law(data.draw(damaged(target.seeds)))

    holds()


TREES = {
    "fhir": 60,
    "preferences": 60,
    "laboratories": 60,
    "clinic": 60,
    "manifest": 60,
    "sdtm": 20,
}


@pytest.mark.parametrize("name", TREES)
def test_json_that_says_something_odd_is_read_by_the_law_or_refused(
    name: str, targets: dict[str, Target], tmp_path: Path
) -> None:
    target = targets[name] if name in targets else settings_targets(tmp_path)[name]
    trees = [seed for seed in target.seeds if seed.startswith(b"{")][:2]

    @settings(max_examples=TREES[name], suppress_health_check=_HEALTH)
    @given(st.sampled_from(trees).flatmap(odd_trees))
    def holds(data: bytes) -> None:
        target.law(data)

    holds()
