"""Entries in few words, the same in windows and on paper."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hcclog.domain.lesion import Lesion, LesionKind, LesionState, Measurement
from hcclog.report.entity_words import by_label, diameter, place_words, size_words, state_words
from tests.report.samples import PATIENT, new_id


@pytest.mark.parametrize(
    ("length", "words"),
    [("42", "42.0"), ("42.00", "42.00"), ("0", "0"), ("0.0", "0"), ("8.21", "8.21")],
)
def test_a_diameter_keeps_its_digits(length: str, words: str) -> None:
    assert diameter(Decimal(length)) == words


def lesion(label: str = "T1", kind: LesionKind = LesionKind.MASS, site: str = "") -> Lesion:
    """Return a lesion of the liver, or a node."""
    organ = "lymph-node" if kind is LesionKind.NODE else "liver"
    return Lesion(new_id(), PATIENT, label, organ, site, kind)


@pytest.mark.parametrize(
    ("kind", "longest", "short", "words"),
    [
        pytest.param(LesionKind.MASS, "42", None, "42.0", id="a mass by its longest"),
        pytest.param(LesionKind.MASS, "42", "31", "42.0 × 31.0", id="both"),
        pytest.param(LesionKind.NODE, None, "16", "16.0", id="a node by its short axis"),
        pytest.param(LesionKind.NODE, "22", None, "longest 22.0", id="a node without one"),
        pytest.param(LesionKind.MASS, None, "9", "short axis 9.0", id="a mass without its longest"),
        pytest.param(LesionKind.MASS, None, None, "", id="nothing measured"),
    ],
)
def test_sizes_say_what_was_measured(
    kind: LesionKind, longest: str | None, short: str | None, words: str
) -> None:
    one = lesion(kind=kind)
    seen = Measurement(
        new_id(),
        PATIENT,
        new_id(),
        one.id,
        None if longest is None else Decimal(longest),
        None if short is None else Decimal(short),
    )
    assert size_words(seen, one) == words


def test_a_merged_lesion_names_the_one_it_merged_into() -> None:
    other = lesion("T2")
    seen = Measurement(
        new_id(),
        PATIENT,
        new_id(),
        new_id(),
        state=LesionState.MERGED,
        other_lesion_id=other.id,
    )
    assert state_words(seen, {other.id: "T2"}) == "merged into T2"
    assert state_words(seen, {}) == "merged into another"


def test_labels_are_counted_and_not_spelt() -> None:
    labels = ["T10", "N1", "T2", "T1"]
    ordered = sorted((lesion(label) for label in labels), key=by_label)
    assert [each.label for each in ordered] == ["N1", "T1", "T2", "T10"]


@pytest.mark.parametrize(
    ("site", "words"),
    [("", "Liver"), ("S8", "Liver, S8"), ("liver hilum", "Liver hilum")],
)
def test_a_place_is_told_once(site: str, words: str) -> None:
    assert place_words(lesion(site=site)) == words
