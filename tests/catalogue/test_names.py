"""Spellings that are one name, and search by what was typed so far."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.catalogue.names import by_code, candidates, fold, name_index, starting_with
from hcclog.catalogue.reading import CatalogueError


@dataclass(frozen=True)
class Word:
    code: str
    names: tuple[str, ...]


RFA = Word("rfa", ("rfa", "Radiofrequency ablation", "ラジオ波"))
MWA = Word("mwa", ("mwa", "Microwave ablation"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("PIVKA II", "pivka-ii", id="a space stands for a hyphen"),
        pytest.param("ＡＦＰ", "afp", id="full-width letters are letters"),
        pytest.param("AFP\u200b", "afp", id="an invisible character is not there"),
        pytest.param("CA19\u20119", "ca19-9", id="a non-breaking hyphen is a hyphen"),
        pytest.param("Jose\u0301", "josé", id="a composed and a decomposed letter are one"),
        pytest.param("STRASSE", "straße", id="case is forgiven beyond ASCII"),
    ],
)
def test_two_spellings_of_one_name_fold_alike(typed: str, meant: str) -> None:
    assert fold(typed) == fold(meant)


def test_names_that_differ_in_a_letter_stay_apart() -> None:
    assert fold("Vp3") != fold("Vv3")
    assert fold("コントロール") != fold("コントロル")


@given(st.text(st.characters(max_codepoint=127)))
def test_an_invisible_character_changes_no_name_and_letters_of_ascii_fold_as_others_do(
    text: str,
) -> None:
    assert fold(text) == fold(f"{text}\u200b")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_name_of_two_entries_is_an_error() -> None:
    with pytest.raises(CatalogueError, match="stands for rfa and other"):
        name_index([RFA, Word("other", ("RFA",))], {})


def test_a_name_listed_as_ambiguous_may_belong_to_no_entry() -> None:
    with pytest.raises(CatalogueError):
        name_index([RFA], {"ラジオ波": ["rfa", "mwa"]})
    index = name_index([RFA, MWA], {"ablation": ["rfa", "mwa"]})
    assert fold("ablation") not in index


def test_an_ambiguous_name_gives_its_candidates_in_order() -> None:
    of_code = {"rfa": RFA, "mwa": MWA}
    assert candidates("Ablation", {"ablation": ["mwa", "rfa"]}, of_code.__getitem__) == (MWA, RFA)
    assert candidates("rfa", {"ablation": ["mwa", "rfa"]}, of_code.__getitem__) == ()


def test_a_code_that_stands_twice_is_an_error() -> None:
    with pytest.raises(CatalogueError, match="rfa stands twice"):
        by_code([RFA, Word("rfa", ())])


@pytest.mark.parametrize(
    ("prefix", "limit", "found"),
    [
        pytest.param("micro", 5, (MWA,), id="the beginning of a name"),
        pytest.param("ablation", 5, (RFA, MWA), id="inside names, in the order of the entries"),
        pytest.param("m", 5, (MWA,), id="one letter"),
        pytest.param("ablation", 1, (RFA,), id="at most as many as asked for"),
        pytest.param("", 5, (), id="nothing typed finds nothing"),
        pytest.param("tace", 5, (), id="a name of no entry"),
    ],
)
def test_search_by_what_was_typed(prefix: str, limit: int, found: tuple[Word, ...]) -> None:
    assert starting_with(prefix, [RFA, MWA], limit) == found


def test_an_earlier_name_comes_before_a_later_one_and_both_before_one_that_holds_it() -> None:
    holds = Word("a", ("xrf", "b"))
    late = Word("c", ("d", "rf"))
    assert starting_with("rf", [holds, late, RFA], 5) == (RFA, late, holds)
