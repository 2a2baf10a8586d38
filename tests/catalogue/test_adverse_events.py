"""Terms of adverse events and the laboratory values of their grades."""

from decimal import Decimal

import pytest

from hcclog.catalogue.adverse_events import (
    adverse_event,
    adverse_events,
    ctcae_version,
    find_adverse_event,
    search_adverse_events,
)
from hcclog.catalogue.reading import UnknownCode

SYSTEM_ORGAN_CLASSES = {
    "Blood and lymphatic system disorders",
    "Cardiac disorders",
    "Endocrine disorders",
    "Gastrointestinal disorders",
    "General disorders and administration site conditions",
    "Hepatobiliary disorders",
    "Immune system disorders",
    "Infections and infestations",
    "Injury, poisoning and procedural complications",
    "Investigations",
    "Metabolism and nutrition disorders",
    "Musculoskeletal and connective tissue disorders",
    "Nervous system disorders",
    "Psychiatric disorders",
    "Renal and urinary disorders",
    "Respiratory, thoracic and mediastinal disorders",
    "Skin and subcutaneous tissue disorders",
    "Vascular disorders",
}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("Platelet count decreased", "platelet-count-decreased", id="as CTCAE says"),
        pytest.param("thrombocytopenia", "platelet-count-decreased", id="as doctors say"),
        pytest.param("血小板减少", "platelet-count-decreased", id="in Chinese"),
        pytest.param("血小板数減少", "platelet-count-decreased", id="in Japanese"),
        pytest.param("proteinuria", "proteinuria", id="proteinuria"),
        pytest.param(
            "hand foot syndrome",
            "palmar-plantar-erythrodysesthesia-syndrome",
            id="hand-foot syndrome",
        ),
        pytest.param("diarrhoea", "diarrhea", id="British spelling"),
        pytest.param("免疫性肝炎", "immune-hepatitis", id="an immune event"),
        pytest.param("胸水", "pleural-effusion", id="one word in two languages"),
    ],
)
def test_a_term_is_found_by_any_name(typed: str, code: str) -> None:
    assert find_adverse_event(typed) == adverse_event(code)


def test_what_is_no_term_is_found_nowhere() -> None:
    assert find_adverse_event("ennui") is None
    with pytest.raises(UnknownCode, match="adverse event"):
        adverse_event("ennui")


def test_search_finds_by_the_first_letters() -> None:
    assert [each.code for each in search_adverse_events("protein", 1)] == ["proteinuria"]


def test_every_term_belongs_to_a_system_organ_class_and_has_its_source() -> None:
    assert {each.system_organ_class for each in adverse_events()} == SYSTEM_ORGAN_CLASSES
    assert all(each.sources for each in adverse_events())
    assert ctcae_version() == "5.0"


def test_a_term_that_specifies_says_what() -> None:
    for each in adverse_events():
        assert each.term.endswith("Other, specify") == bool(each.detail)


@pytest.mark.parametrize(
    ("code", "bands"),
    [
        pytest.param(
            "platelet-count-decreased",
            [(1, "75", None), (2, "50", "75"), (3, "25", "50"), (4, None, "25")],
            id="platelets, 10^9/L",
        ),
        pytest.param(
            "proteinuria",
            [(1, None, "1.0"), (2, "1.0", "3.5"), (3, "3.5", None)],
            id="protein, g/24 h",
        ),
    ],
)
def test_grades_by_laboratory_values(
    code: str, bands: list[tuple[int, str | None, str | None]]
) -> None:
    expected = [(grade, low and Decimal(low), high and Decimal(high)) for grade, low, high in bands]
    found = [(each.grade, each.at_least, each.below) for each in adverse_event(code).bands]
    assert found == expected


def test_only_laboratory_values_have_limits() -> None:
    assert [each.code for each in adverse_events() if each.bands] == [
        "platelet-count-decreased",
        "proteinuria",
    ]
    for band in (band for each in adverse_events() for band in each.bands):
        assert band.unit in band.analyte.units


def test_the_edges_that_depend_on_the_laboratory_are_marked() -> None:
    assert adverse_event("platelet-count-decreased").bands[0].below_normal
    assert adverse_event("proteinuria").bands[0].above_normal
    strips = [each.dipstick for each in adverse_event("proteinuria").bands]
    assert strips == [("1+",), ("2+", "3+"), ("4+",)]
