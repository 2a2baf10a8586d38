"""The codes here are those of the standard, as a library of it knows them."""

from __future__ import annotations

from typing import Any

import pytest
from pydicom.sr._concepts_dict import concepts
from pydicom.sr._snomed_dict import mapping

from hcclog.catalogue.sites import organs
from hcclog.exchange.dicom.codes import MEASURED, PROCEDURES, SITES, TUMOUR, Coded

STANDARD = ("SCT", "DCM", "LN")
CONCEPTS: Any = concepts
ALL = [*(code for codes in MEASURED.values() for code in codes), *SITES.values(), TUMOUR]
KNOWN = [code for code in (*ALL, *PROCEDURES.values()) if code.scheme in STANDARD]


@pytest.mark.parametrize("code", KNOWN, ids=lambda code: code.meaning)
def test_a_code_means_what_the_standard_says(code: Coded) -> None:
    meanings = [
        meant[code.value][0].casefold()
        for meant in CONCEPTS[code.scheme].values()
        if code.value in meant
    ]
    assert any(code.meaning.casefold() in meaning for meaning in meanings)


def test_older_codes_stand_for_the_newer_ones() -> None:
    older = [code for codes in MEASURED.values() for code in codes if code.scheme == "SRT"]
    newer = {code.meaning: code.value for code in KNOWN if code.scheme == "SCT"}
    assert [mapping["SRT"][code.value] for code in older] == [newer[code.meaning] for code in older]


def test_sites_are_organs_of_the_catalogue() -> None:
    assert set(SITES) <= {organ.code for organ in organs()}
