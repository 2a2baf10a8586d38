"""Organs, places and grades of invasion."""

import pytest

from hcclog.catalogue.reading import UnknownCode
from hcclog.catalogue.sites import (
    Site,
    find_organ,
    find_site,
    invasion_grades,
    organ,
    organs,
    search_sites,
    site,
    sites,
)

# Terms of the CDISC codelist LOC (C74456) that were read in a published release.
LOC = {
    "LIVER",
    "LIVER, RIGHT LOBE",
    "LIVER, LEFT LOBE",
    "LIVER, CAUDATE LOBE",
    "LIVER, QUADRATE LOBE",
    "PORTAL VEIN",
    "LUNG",
    "PLEURA",
    "PERITONEUM",
    "BONE",
    "ADRENAL GLAND",
    "LYMPH NODE",
    "HEPATIC LYMPH NODE",
    "MEDIASTINAL LYMPH NODE",
    "AXILLARY LYMPH NODE",
    "PARA-AORTIC LYMPH NODE",
    "ABDOMINAL LYMPH NODE",
}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("segment VIII", "S8", id="Roman segment"),
        pytest.param("S8", "S8", id="short segment"),
        pytest.param("肝S8", "S8", id="segment in Chinese"),
        pytest.param("caudate lobe", "S1", id="segment 1 has a name"),
        pytest.param("right lobe", "right-lobe", id="right lobe"),
        pytest.param("left ilium", "bone-ilium-left", id="a bone with a side"),
        pytest.param("左侧髂骨", "bone-ilium-left", id="the same in Chinese"),
        pytest.param("縦隔リンパ節", "node-mediastinal", id="a node in Japanese"),
        pytest.param("portacaval node", "node-portocaval", id="another spelling"),
        pytest.param("RLL", "lung-right-lower", id="a lobe of the lung"),
    ],
)
def test_a_place_is_found_by_any_name(typed: str, code: str) -> None:
    assert find_site(typed) == site(code)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        pytest.param("liver", "liver", id="the organ itself"),
        pytest.param("S8", "liver", id="a segment is in the liver"),
        pytest.param("left lung", "lung", id="both lungs are one organ"),
        pytest.param("right adrenal", "adrenal", id="both adrenals are one organ"),
        pytest.param("axillary node", "lymph node", id="a node"),
        pytest.param("porta hepatis node", "lymph node", id="all nodes are one organ"),
        pytest.param("left ilium", "bone", id="a bone"),
        pytest.param("ascites", "peritoneum", id="what fills the peritoneum"),
        pytest.param("right pleural effusion", "pleura", id="what fills the pleura"),
    ],
)
def test_what_the_two_per_organ_rule_counts_by(typed: str, key: str) -> None:
    assert find_organ(typed) == organ(key)


def test_what_is_no_place_is_found_nowhere() -> None:
    assert find_site("Atlantis") is None
    assert find_organ("Atlantis") is None
    with pytest.raises(UnknownCode, match="site"):
        site("Atlantis")
    with pytest.raises(UnknownCode, match="organ"):
        organ("Atlantis")


def test_search_finds_by_the_first_letters() -> None:
    assert [each.code for each in search_sites("mediast", 5)] == ["node-mediastinal"]


@pytest.mark.parametrize("place", sites(), ids=lambda each: each.code)
def test_a_place_belongs_to_an_organ_and_carries_verified_terms_only(place: Site) -> None:
    assert organ(place.organ)
    assert place.nodal == (place.organ == "lymph node")
    assert place.nodal or not place.porta_hepatis
    assert place.loc is None or place.loc in LOC
    assert place.side in {None, "right", "left", "both"}
    assert place.sources


def test_organs_carry_verified_terms_only() -> None:
    assert {each.loc for each in organs()} <= LOC | {None}
    assert {each.code for each in organs() if each.paired} == {
        "lung",
        "pleura",
        "adrenal",
        "kidney",
        "ovary",
    }


def test_the_eight_segments_are_there() -> None:
    segments = [each.code for each in sites() if each.code in {f"S{n}" for n in range(1, 9)}]
    assert segments == [f"S{n}" for n in range(1, 9)]


def test_nodes_of_the_porta_hepatis_are_marked() -> None:
    marked = {each.code for each in sites() if each.porta_hepatis}
    assert marked == {"node-porta-hepatis", "node-hepatoduodenal"}


@pytest.mark.parametrize(
    ("system", "grade", "meaning"),
    [
        pytest.param("Vp", 0, "no tumour thrombus in the portal vein", id="Vp0"),
        pytest.param("Vp", 3, "in first-order branches", id="Vp3"),
        pytest.param("Vp", 4, "in the main trunk or in a branch of the other side", id="Vp4"),
        pytest.param("Vv", 3, "in the inferior vena cava", id="Vv3"),
    ],
)
def test_grades_of_invasion(system: str, grade: int, meaning: str) -> None:
    grades = invasion_grades(system)
    assert [each.grade for each in grades] == list(range(len(grades)))
    assert grades[grade].meaning == meaning
    assert grades[grade].source.startswith("Liver Cancer Study Group of Japan")


def test_an_unknown_system_of_grades_is_an_error() -> None:
    with pytest.raises(UnknownCode):
        invasion_grades("Vx")
