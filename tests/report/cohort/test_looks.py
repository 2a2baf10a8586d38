"""Colours of a cohort's plots: categories differ in grey too, groups in more than their colour."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from hcclog.domain.response import Category
from hcclog.report.cohort.looks import bar_fill, bar_keys, group_look, in_order, line_look
from hcclog.report.palette import DARK, LIGHT, PRINT, Palette, contrast

GREY = replace(PRINT, name="grey", good_text="#000000", good_fill="#f2f2f2", bad_text="#000000")
BARS = (Category.CR, Category.PR, Category.SD, Category.PD)


@pytest.mark.parametrize("palette", [LIGHT, DARK, PRINT, GREY], ids=lambda p: p.name)
def test_bars_of_two_responses_differ_in_brightness(palette: Palette) -> None:
    fills = {one: bar_fill(palette, one) for one in BARS}
    alike = [
        (a.value, b.value)
        for (a, fill), (b, other) in combinations(fills.items(), 2)
        if contrast(fill, other) < 1.15
    ]
    assert alike == []


@pytest.mark.parametrize("palette", [LIGHT, DARK, PRINT], ids=lambda p: p.name)
def test_lines_are_seen_on_their_ground(palette: Palette) -> None:
    looks = [line_look(palette, one) for one in (*Category, None)]
    looks += [group_look(palette, k) for k in range(12)]
    assert [look for look in looks if contrast(look.colour, palette.background) < 3] == []


@pytest.mark.parametrize("palette", [LIGHT, DARK, PRINT], ids=lambda p: p.name)
def test_lines_of_two_responses_differ_in_symbol_or_dash(palette: Palette) -> None:
    looks = [line_look(palette, one) for one in (*BARS, None)]
    assert len({(look.dash, look.shape) for look in looks}) == len(looks)


def test_no_two_of_twelve_groups_look_alike() -> None:
    looks = [group_look(LIGHT, k) for k in range(12)]
    assert len({(look.colour, look.dash) for look in looks}) == 12
    assert all(one.dash != other.dash for one, other in pairwise(looks))


def test_responses_are_listed_from_best_to_worst_whatever_their_order() -> None:
    found = in_order([None, Category.PD, Category.SD, Category.CR, Category.PD])
    assert found == [(Category.CR, 1), (Category.SD, 1), (Category.PD, 2), (None, 1)]
    assert {one for one, _ in in_order([*Category, None])} == {*Category, None}


def test_a_key_has_letters_and_number() -> None:
    keys = bar_keys(LIGHT, [Category.NON_CR_NON_PD, *[Category.PR] * 1200, None])
    assert [key.captions[0] for key in keys] == [
        "PR (1\N{THIN SPACE}200)",
        "non-CR/PD (1)",
        "no response (1)",
    ]
