"""Kinds of procedure."""

import pytest

from hcclog.catalogue.procedures import (
    ProcedureKind,
    find_procedure,
    procedure,
    procedures,
    search_procedures,
)
from hcclog.catalogue.reading import UnknownCode

DETAILS = {"site", "approach", "agents", "dose_gy", "n_fractions"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("TACE", "tace", id="TACE"),
        pytest.param("cTACE", "ctace", id="with iodised oil"),
        pytest.param("DEB TACE", "deb-tace", id="with beads"),
        pytest.param("肝动脉灌注化疗", "haic", id="HAIC in Chinese"),
        pytest.param("肝動注化学療法", "haic", id="HAIC in Japanese"),
        pytest.param("RFA", "rfa", id="RFA"),
        pytest.param("ラジオ波", "rfa", id="RFA in Japanese"),
        pytest.param("SIRT", "tare", id="radioembolisation"),
        pytest.param("liver transplant", "liver-transplantation", id="transplantation"),
        pytest.param(
            "extended right hepatectomy", "extended-right-hemihepatectomy", id="a resection"
        ),
        pytest.param("放疗", "radiotherapy", id="radiotherapy in Chinese"),
        pytest.param("碘125粒子", "iodine-125-seeds", id="seeds in Chinese"),
        pytest.param("胸膜癒着術", "pleurodesis", id="pleurodesis in Japanese"),
        pytest.param(
            "resection of peritoneal dissemination", "peritoneal-resection", id="dissemination"
        ),
    ],
)
def test_a_procedure_is_found_by_any_name(typed: str, code: str) -> None:
    assert find_procedure(typed) == procedure(code)


def test_what_is_no_procedure_is_found_nowhere() -> None:
    assert find_procedure("phrenology") is None
    with pytest.raises(UnknownCode, match="procedure"):
        procedure("phrenology")


def test_search_finds_by_the_first_letters() -> None:
    assert [each.code for each in search_procedures("radiof", 5)] == ["rfa"]


@pytest.mark.parametrize("kind", procedures(), ids=lambda each: each.code)
def test_only_known_details_are_asked_for(kind: ProcedureKind) -> None:
    assert set(kind.details) <= DETAILS
    assert kind.sources
    assert kind.short


@pytest.mark.parametrize(
    ("code", "locoregional", "details"),
    [
        pytest.param("tace", True, {"site", "agents"}, id="TACE"),
        pytest.param("haic", True, {"site", "agents"}, id="HAIC"),
        pytest.param("radiotherapy", True, {"site", "dose_gy", "n_fractions"}, id="radiotherapy"),
        pytest.param("rfa", True, {"site", "approach"}, id="ablation"),
        pytest.param("portal-vein-embolisation", False, {"site"}, id="prepares, treats nothing"),
        pytest.param("thoracic-drainage", False, {"site"}, id="drainage"),
        pytest.param("biopsy", False, {"site"}, id="biopsy"),
        pytest.param("tips", False, set(), id="a shunt"),
    ],
)
def test_what_is_recorded_and_whether_tumour_is_treated(
    code: str, locoregional: bool, details: set[str]
) -> None:
    assert procedure(code).locoregional is locoregional
    assert set(procedure(code).details) == details
