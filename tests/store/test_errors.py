"""Every fault is told in whole sentences, with its place and without anything from the store."""

import pickle
from pathlib import Path

import pytest

from hcclog.store import errors
from hcclog.store.errors import HeldByOther, StoreError
from hcclog.store.lock import Holder
from tests.stores import NOW

FAULTS = [
    fault
    for fault in vars(errors).values()
    if isinstance(fault, type) and issubclass(fault, StoreError)
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("path", [None, Path("/ward/{odd} name.db")], ids=["no path", "a path"])
def test_each_is_a_sentence(fault: type[StoreError], path: Path | None) -> None:
    sentence = fault(path).sentence

    assert sentence[0].isupper() or sentence[0] == "/"
    assert sentence.endswith((".", "?"))
    assert "{place}" not in sentence
    assert str(fault(path)) == sentence


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_each_can_cross_to_another_process(fault: type[StoreError]) -> None:
    error = fault(Path("a.db"))

    assert pickle.loads(pickle.dumps(error)).sentence == error.sentence


def test_a_holder_is_named_with_place_process_and_time() -> None:
    error = HeldByOther(Path("a.db"), Holder("Anna", "ward-3", 4711, NOW))

    assert "by Anna on ward-3 since 2026-11-21 09:30 (process 4711)." in error.sentence
    assert pickle.loads(pickle.dumps(error)).holder == error.holder


def test_a_reason_is_appended() -> None:
    assert StoreError(Path("a.db"), "It rained.").sentence == "a.db cannot be used. It rained."
