"""What a cohort can be asked for, and how it says who is in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hcclog.cohort.filters import EVERYBODY, Filter, choose, rows_of
from hcclog.domain.patient import Aetiology, Sex
from hcclog.ui.cohort.facets import FACETS, asked, nobody, offers_of, who_fell_out, who_is_in
from tests.cohort.crowds import crowd

CROWD = crowd(60)


@pytest.mark.parametrize("facet", FACETS, ids=[facet.words for facet in FACETS])
def test_each_choice_lets_in_as_many_patients_as_it_says(facet: object) -> None:
    one = next(each for each in FACETS if each is facet)
    offers = offers_of(one, rows_of(CROWD))
    assert len(offers) > 1
    for offer in offers:
        wanted = replace(EVERYBODY, **{one.field: asked(one.field, [offer.value])})
        assert len(choose(CROWD, wanted).patients) == offer.n


@pytest.mark.parametrize("facet", FACETS, ids=[facet.words for facet in FACETS])
def test_every_part_asks_for_nothing_where_nothing_is_chosen(facet: object) -> None:
    one = next(each for each in FACETS if each is facet)
    assert getattr(EVERYBODY, one.field) == asked(one.field, [])


def test_the_parts_are_all_that_a_filter_has() -> None:
    others = {"all_agents", "started_from", "started_to"}
    assert {facet.field for facet in FACETS} == set(Filter.__slots__) - others


def test_both_answers_about_cirrhosis_ask_for_nothing() -> None:
    assert asked("cirrhosis", [True, False]) is None
    assert asked("cirrhosis", [False]) is False


def test_choices_stand_as_a_person_reads_them() -> None:
    lines = next(each for each in FACETS if each.field == "lines")
    sexes = next(each for each in FACETS if each.field == "sexes")
    assert [offer.value for offer in offers_of(lines, rows_of(CROWD))] == [1, 2, 3]
    found = [offer.value for offer in offers_of(sexes, rows_of(CROWD))]
    assert found == [sex for sex in Sex if sex in found]


def test_who_is_in_counts_patients_and_lines() -> None:
    n_lines = sum(len(patient.lines) for patient in CROWD)
    assert who_is_in(choose(CROWD)) == f"60 patients, {n_lines} lines of therapy"
    assert who_fell_out(choose(CROWD)) == "All patients of this store."
    assert who_is_in(choose(CROWD[:1], Filter(sexes=frozenset()))).startswith("1 patient, ")


def test_who_fell_out_is_told_by_each_part_of_the_filter() -> None:
    wanted = Filter(aetiologies=frozenset({Aetiology.HCV}), bclc=frozenset({"C"}))
    chosen = choose(CROWD, wanted)
    aetiology, bclc = chosen.dropped
    assert who_fell_out(chosen) == (
        f"Left out: {aetiology.n} lines by aetiology ({aetiology.n_unknown} not known), "
        f"{bclc.n} lines by BCLC ({bclc.n_unknown} not known)."
    )


def test_nobody_names_what_was_asked_for() -> None:
    wanted = Filter(bclc=frozenset({"0"}), cirrhosis=True)
    expected = "Nobody: none of 60 patients has what is asked for (Cirrhosis, BCLC)."
    assert nobody(wanted, 60) == expected
