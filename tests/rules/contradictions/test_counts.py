"""Numbers and sizes beside the lesions, and Child-Pugh."""

from __future__ import annotations

from typing import Any

import pytest

from hcclog.domain.quantities import Comparator
from hcclog.domain.staging import Staging
from hcclog.rules.contradictions.counts import Number, counted
from tests.rules.contradictions.records import a_lesion, imaging, make, read, sentences

ON = "2022-02"


def seen(*lesions: dict[str, Any], **counted_: Any) -> list[Any]:
    """Return one assessment of lesions; each is its fields and those of its reading."""
    entities: list[Any] = []
    for number, fields in enumerate(lesions, start=1):
        size = {name: fields.pop(name) for name in ("longest_mm", "state") if name in fields}
        entities += [a_lesion(f"T{number}", **fields)]
        entities += [read(ON, f"T{number}", **(size or {"state": "present"}))]
    return [*entities, *imaging(ON, **counted_)]


COUNTED = [
    pytest.param(Comparator.LESS, Number(0, 5), id="fewer than 6"),
    pytest.param(Comparator.LESS_OR_EQUAL, Number(0, 6), id="at most 6"),
    pytest.param(Comparator.EQUAL, Number(6, 6), id="6"),
    pytest.param(Comparator.GREATER_OR_EQUAL, Number(6, None), id="at least 6"),
    pytest.param(Comparator.GREATER, Number(7, None), id="more than 6"),
]


@pytest.mark.parametrize(("comparator", "number"), COUNTED)
def test_what_a_printed_count_can_mean(comparator: Comparator, number: Number) -> None:
    assert counted(6, comparator) == number


LESIONS = [
    pytest.param(2, "=", [{}, {}], False, id="two and two"),
    pytest.param(1, "=", [{}, {}], True, id="more are recorded"),
    pytest.param(3, "=", [{}, {}], True, id="fewer are recorded"),
    pytest.param(2, ">", [{}, {}], True, id="more than two, and two"),
    pytest.param(2, ">=", [{}, {}], False, id="at least two, and two"),
    pytest.param(2, "<", [{}, {}], True, id="fewer than two, and two"),
    pytest.param(8, ">", [{"multiple": True}], False, id="an entry for several is any number"),
    pytest.param(1, "=", [{}, {"multiple": True}], True, id="and at least one"),
    pytest.param(1, "=", [{}, {"state": "absent"}], False, id="one that is gone"),
    pytest.param(1, "=", [{}, {"benign": True}], False, id="one that is benign"),
    pytest.param(1, "=", [{}, {"state": "equivocal"}], False, id="an equivocal one left out"),
    pytest.param(2, "=", [{}, {"state": "equivocal"}], False, id="an equivocal one counted"),
    pytest.param(1, "=", [{}, {"state": "not-evaluable"}], False, id="one that was not seen"),
    pytest.param(1, "=", [{}, {"kind": "node"}], False, id="a node left out"),
    pytest.param(2, "=", [{}, {"kind": "node"}], False, id="a node counted"),
    pytest.param(1, "=", [{}, {"kind": "thrombus"}], False, id="a thrombus left out"),
    pytest.param(2, "=", [], False, id="nothing is recorded"),
    pytest.param(None, "=", [{}], False, id="nothing is counted"),
]


@pytest.mark.parametrize(("number", "comparator", "lesions", "is_found"), LESIONS)
def test_number_of_lesions(
    number: int | None, comparator: str, lesions: list[dict[str, Any]], is_found: bool
) -> None:
    fields = [dict(one) for one in lesions]
    found = sentences(*seen(*fields, n_lesions=number, n_lesions_comparator=comparator))
    assert bool(found) is is_found


def test_what_may_be_left_out_is_counted_in_the_sentence() -> None:
    assert sentences(*seen({}, {"kind": "node"}, n_lesions=3)) == [
        "3 lesions are counted on 2022-02, and 2 lesions are recorded as present there."
    ]


COUNT_SENTENCES = [
    pytest.param(
        3, "=", 1, "3 lesions are counted on 2022-02, and 1 lesion is recorded as present there."
    ),
    pytest.param(
        1, "=", 2, "1 lesion is counted on 2022-02, and 2 lesions are recorded as present there."
    ),
    pytest.param(
        6,
        ">",
        2,
        "More than 6 lesions are counted on 2022-02, and 2 lesions are recorded as present there.",
    ),
]


@pytest.mark.parametrize(("number", "comparator", "n_recorded", "sentence"), COUNT_SENTENCES)
def test_the_sentence_has_both_numbers(
    number: int, comparator: str, n_recorded: int, sentence: str
) -> None:
    lesions: list[dict[str, Any]] = [{} for _ in range(n_recorded)]
    found = sentences(*seen(*lesions, n_lesions=number, n_lesions_comparator=comparator))
    assert found == [sentence]


def a_stage(on: str = ON, **given: Any) -> Staging:
    """Return a stage."""
    return make(Staging, on=on, **given)  # type: ignore[no-any-return]


TUMOURS = [
    pytest.param(2, [{}, {}], "", id="as many"),
    pytest.param(
        1,
        [{}, {}],
        "counts 1 tumour; 2 lesions are recorded in the liver",
        id="more are recorded",
    ),
    pytest.param(
        2, [{}], "counts 2 tumours; 1 lesion is recorded in the liver", id="fewer are recorded"
    ),
    pytest.param(
        0,
        [{}, {"multiple": True}],
        "counts 0 tumours; 2 lesions are recorded in the liver",
        id="none, and several",
    ),
    pytest.param(1, [{}, {"organ": "lung"}], "", id="one of the lung"),
    pytest.param(1, [{}, {"kind": "thrombus"}], "", id="a thrombus"),
    pytest.param(1, [{"organ": "lung"}, {"organ": "lung"}], "", id="none in the liver"),
    pytest.param(None, [{}], "", id="not counted"),
]


@pytest.mark.parametrize(("number", "lesions", "words"), TUMOURS)
def test_number_of_tumours_of_a_stage(
    number: int | None, lesions: list[dict[str, Any]], words: str
) -> None:
    found = sentences(a_stage(n_tumours=number), *seen(*(dict(one) for one in lesions)))
    assert found == bool(words) * [f"The stage of 2022-02 {words} at the imaging of 2022-02."]


LARGEST = [
    pytest.param("22", "22", False, id="the same"),
    pytest.param("22", "23", False, id="1 mm more was measured"),
    pytest.param("22", "23.1", True, id="more than 1 mm more"),
    pytest.param("22", "21", False, id="1 mm less"),
    pytest.param("22", "20.9", True, id="more than 1 mm less"),
    pytest.param(None, "20.9", False, id="no size of the stage"),
]


@pytest.mark.parametrize(("stated", "measured", "is_found"), LARGEST)
def test_largest_tumour_of_a_stage(stated: str | None, measured: str, is_found: bool) -> None:
    found = sentences(a_stage(largest_mm=stated), *seen({"longest_mm": measured}))
    assert found == is_found * [
        (
            f"The stage of 2022-02 gives 22 mm for the largest tumour; the largest that "
            f"was measured "
            f"at the imaging of 2022-02 is {measured} mm."
        )
    ]


def test_a_tumour_that_was_not_measured_may_be_the_largest() -> None:
    assert sentences(a_stage(largest_mm="50"), *seen({"longest_mm": "20"}, {})) == []
    assert len(sentences(a_stage(largest_mm="10"), *seen({"longest_mm": "20"}, {}))) == 1


def test_only_the_one_imaging_of_the_same_date_counts() -> None:
    assert sentences(a_stage("2022-03", n_tumours=5, largest_mm="50"), *seen({})) == []
    twice = [*seen({}), imaging("2022-02-14")[0], make(type(imaging(ON)[0]), on=ON)]
    assert sentences(a_stage(n_tumours=5), *twice) == []


CHILD_PUGH = [
    pytest.param("A", 5, "", id="A 5"),
    pytest.param("A", 6, "", id="A 6"),
    pytest.param("A", 7, "B", id="A 7"),
    pytest.param("B", 6, "A", id="B 6"),
    pytest.param("B", 7, "", id="B 7"),
    pytest.param("B", 9, "", id="B 9"),
    pytest.param("B", 10, "C", id="B 10"),
    pytest.param("C", 9, "B", id="C 9"),
    pytest.param("C", 10, "", id="C 10"),
    pytest.param("C", 15, "", id="C 15"),
    pytest.param("C", 16, "no class", id="C 16"),
    pytest.param("A", 4, "no class", id="A 4"),
    pytest.param("D", 5, "", id="a class that there is not"),
    pytest.param("A", None, "", id="no points"),
    pytest.param(None, 5, "", id="no class"),
]


@pytest.mark.parametrize(("stated", "points", "by_points"), CHILD_PUGH)
def test_child_pugh(stated: str | None, points: int | None, by_points: str) -> None:
    found = sentences(a_stage(child_pugh_class=stated, child_pugh_points=points))
    assert found == bool(by_points) * [
        (
            f"The stage of 2022-02 has Child-Pugh class {stated} beside {points} points, which are "
            f"{by_points}."
        )
    ]
