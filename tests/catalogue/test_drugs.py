"""Agents: names, doses beyond which to ask, colours and codes."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest

from hcclog.catalogue.drugs import (
    Drug,
    combinations,
    drug,
    drugs,
    find_combination,
    find_drug,
    search_drugs,
    unusual_dose,
    unusual_interval,
)
from hcclog.catalogue.reading import UnknownCode
from hcclog.catalogue.units import unit
from hcclog.domain.therapy import DoseBasis

EVERY = pytest.mark.parametrize("agent", drugs(), ids=lambda each: each.code)
READABLE = Decimal(3)  # WCAG 2.2, 1.4.11 and bold labels of 1.4.3


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("Lenvatinib", "lenvatinib", id="generic name"),
        pytest.param("仑伐替尼", "lenvatinib", id="Chinese"),
        pytest.param("レンバチニブ", "lenvatinib", id="Japanese"),
        pytest.param("LENVIMA", "lenvatinib", id="trade name"),
        pytest.param("レンビマ", "lenvatinib", id="trade name in Japanese"),
        pytest.param("索拉非尼", "sorafenib", id="sorafenib in Chinese"),
        pytest.param("Nexavar", "sorafenib", id="sorafenib's trade name"),
        pytest.param("レゴラフェニブ", "regorafenib", id="regorafenib in Japanese"),
        pytest.param("来那度胺", "lenalidomide", id="lenalidomide in Chinese"),
        pytest.param("信迪利单抗", "sintilimab", id="sintilimab in Chinese"),
        pytest.param("AiRuiKa", "camrelizumab", id="camrelizumab's trade name"),
        pytest.param("替雷利珠单抗", "tislelizumab", id="tislelizumab in Chinese"),
        pytest.param("rivoceranib", "apatinib", id="two generic names of one agent"),
        pytest.param("5-FU", "fluorouracil", id="a short form"),
        pytest.param("leucovorin", "calcium-folinate", id="another short form"),
        pytest.param("TAF", "tenofovir-alafenamide", id="an antiviral"),
    ],
)
def test_an_agent_is_found_by_any_name(typed: str, code: str) -> None:
    assert find_drug(typed) == drug(code)


def test_what_is_no_agent_is_found_nowhere() -> None:
    assert find_drug("FOLFOX") is None
    with pytest.raises(UnknownCode, match="aspirin"):
        drug("aspirin")


@pytest.mark.parametrize(
    ("typed", "agents"),
    [
        pytest.param(
            "FOLFOX", ("oxaliplatin", "calcium-folinate", "fluorouracil"), id="FOLFOX is three"
        ),
        pytest.param("GEMOX", ("gemcitabine", "oxaliplatin"), id="GEMOX is two"),
        pytest.param("T+A", ("atezolizumab", "bevacizumab"), id="a Chinese short form"),
    ],
)
def test_a_combination_names_its_agents(typed: str, agents: tuple[str, ...]) -> None:
    found = find_combination(typed)
    assert found is not None
    assert found.agents == agents


def test_no_combination_is_called_like_an_agent() -> None:
    assert not [each.code for each in combinations() for name in each.names if find_drug(name)]


def test_search_finds_by_the_first_letters() -> None:
    assert [each.code for each in search_drugs("len", 5)][:2] == ["lenvatinib", "lenalidomide"]
    assert [each.code for each in search_drugs("瑞戈", 5)] == ["regorafenib"]
    assert len(search_drugs("a", 3)) == 3


@EVERY
def test_usual_doses_name_a_source_and_need_no_question(agent: Drug) -> None:
    for dose in agent.doses:
        assert dose.source
        assert unusual_dose(agent, dose.amount, dose.unit) is None, dose
        assert dose.route is None or dose.route in agent.routes
        if dose.every_days:
            assert not unusual_interval(agent, dose.every_days)
        if dose.times_a_day and dose.every_days == 1:
            total = dose.amount * dose.times_a_day
            assert unusual_dose(agent, total, dose.unit, DoseBasis.DAY) is None


@EVERY
def test_bounds_are_in_order(agent: Drug) -> None:
    assert all(each.below < each.above for each in agent.bounds)
    assert len({(each.unit, each.basis) for each in agent.bounds}) == len(agent.bounds)


@pytest.mark.parametrize(
    ("code", "dose", "dose_unit", "basis", "asked"),
    [
        pytest.param("lenvatinib", "800", "mg", DoseBasis.DAY, True, id="lenvatinib 800 mg"),
        pytest.param("lenvatinib", "8", "mg", DoseBasis.DAY, False, id="lenvatinib 8 mg"),
        pytest.param(
            "sintilimab", "200", "g", DoseBasis.ADMINISTRATION, True, id="sintilimab 200 g"
        ),
        pytest.param(
            "sintilimab", "200", "mg", DoseBasis.ADMINISTRATION, False, id="sintilimab 200 mg"
        ),
        pytest.param("sintilimab", "200", "mg", DoseBasis.DAY, False, id="one infusion a day"),
        pytest.param("regorafenib", "1600", "mg", DoseBasis.DAY, True, id="regorafenib 1600 mg"),
        pytest.param("regorafenib", "80", "mg", DoseBasis.DAY, False, id="regorafenib 80 mg"),
        pytest.param("sorafenib", "800", "mg", DoseBasis.DAY, False, id="sorafenib 800 mg a day"),
        pytest.param(
            "sorafenib", "800", "mg", DoseBasis.ADMINISTRATION, True, id="sorafenib 800 mg at once"
        ),
        pytest.param("lenalidomide", "25", "mg", DoseBasis.DAY, False, id="lenalidomide 25 mg"),
        pytest.param(
            "ramucirumab", "8", "mg/kg", DoseBasis.ADMINISTRATION, False, id="by body weight"
        ),
        pytest.param(
            "ramucirumab", "80", "mg/kg", DoseBasis.ADMINISTRATION, True, id="too much by weight"
        ),
        pytest.param(
            "lenvatinib", "8", "mg/kg", DoseBasis.DAY, False, id="no bound in this unit, no answer"
        ),
    ],
)
def test_which_doses_are_asked_about(
    code: str, dose: str, dose_unit: str, basis: DoseBasis, asked: bool
) -> None:
    bounds = unusual_dose(drug(code), Decimal(dose), unit(dose_unit), basis)
    assert (bounds is not None) is asked


@pytest.mark.parametrize(
    ("code", "every_days", "asked"),
    [
        pytest.param("sintilimab", 21, False, id="every 21 days"),
        pytest.param("sintilimab", 147, True, id="every 21 weeks"),
        pytest.param("camrelizumab", 14, False, id="every 14 days"),
        pytest.param("lenvatinib", 1, False, id="daily"),
        pytest.param("lenvatinib", 21, True, id="a daily agent every 21 days"),
        pytest.param("lipiodol", 400, False, id="an agent without an interval"),
    ],
)
def test_which_intervals_are_asked_about(code: str, every_days: int, asked: bool) -> None:
    assert unusual_interval(drug(code), every_days) is asked


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@EVERY
def test_its_dose_can_be_read_on_its_colour(agent: Drug) -> None:
    colour = agent.colour
    for each in (colour.fill, colour.text, colour.tint, colour.text_on_tint):
        assert re.fullmatch("#[0-9A-F]{6}", each)
    assert contrast(colour.fill, colour.text) >= READABLE
    assert contrast(colour.tint, colour.text_on_tint) >= READABLE
    assert luminance(colour.tint) > luminance(colour.fill)


def test_agents_of_the_reported_cases_differ_in_colour() -> None:
    shown = ["lenvatinib", "sorafenib", "regorafenib", "lenalidomide", "sintilimab"]
    fills = [drug(code).colour.fill for code in [*shown, "camrelizumab"]]
    assert fills[:4] == ["#0072B2", "#C47A00", "#00795C", "#A8467E"]
    assert len(set(fills)) == len(fills)
    assert all(one != other for one, other in pairwise(fills))


@EVERY
def test_an_atc_code_has_its_form_and_its_source(agent: Drug) -> None:
    assert (agent.atc is None) == (agent.atc_source == "")
    assert agent.atc is None or re.fullmatch("[A-Z][0-9]{2}[A-Z]{2}[0-9]{2}", agent.atc)


@pytest.mark.parametrize(
    ("code", "atc"),
    [
        ("lenvatinib", "L01EX08"),
        ("sorafenib", "L01EX02"),
        ("regorafenib", "L01EX05"),
        ("lenalidomide", "L04AX04"),
        ("ramucirumab", "L01FG02"),
        ("durvalumab", "L01FF03"),
        ("pembrolizumab", "L01FF02"),
        ("sintilimab", None),
        ("camrelizumab", None),
    ],
)
def test_atc_codes(code: str, atc: str | None) -> None:
    assert drug(code).atc == atc


def test_no_two_agents_share_an_atc_code() -> None:
    codes = [each.atc for each in drugs() if each.atc]
    assert len(set(codes)) == len(codes)
