"""Clinical facts that a reader of the tables alone must find in their own columns."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hcclog.commands.imports import Import
from hcclog.domain.adverse_event import AdverseEvent
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.labs import LabResult, Qualitative
from hcclog.domain.staging import Staging
from hcclog.domain.therapy import Course, DoseBasis
from hcclog.logbook import Logbook
from tests.books import a_patient, an_id, new_book
from tests.exchange.sdtm.exports import differences, export, shown, tables, take_in

ON = ClinicalDate.parse("2024-03-04")
P = a_patient("P-1")
C = an_id()


def a_course(**given: Any) -> Course:
    return Course(C, P.id, None, "lenvatinib", ON, **given)


def a_lab(analyte: str, **given: Any) -> LabResult:
    return LabResult(an_id(), P.id, ON, analyte, **given)


def an_event(term: str) -> AdverseEvent:
    return AdverseEvent(an_id(), P.id, term, 2)


FACTS: dict[str, tuple[Any, str, dict[str, str]]] = {
    "the usual unit of a dose is written too": (
        a_course(dose=Decimal(8)),
        "CM",
        {"CMDOSE": "8", "CMDOSU": "mg", "CMDOSTOT": ""},
    ),
    "a dose of a day is no dose of one administration": (
        a_course(dose=Decimal("800.0"), dose_basis=DoseBasis.DAY),
        "CM",
        {"CMDOSE": "", "CMDOSU": "mg", "CMDOSTOT": "800.0"},
    ),
    "a dose that is not stated has no unit": (
        a_course(),
        "CM",
        {"CMDOSE": "", "CMDOSU": "", "CMDOSTXT": "NOT STATED"},
    ),
    "a performance status is a number too": (
        Staging(an_id(), P.id, ON, ecog=0),
        "RS",
        {"RSTESTCD": "ECOG", "RSSTRESC": "0", "RSSTRESN": "0"},
    ),
    "a class is no number": (
        Staging(an_id(), P.id, ON, child_pugh_class="A"),
        "RS",
        {"RSSTRESC": "A", "RSSTRESN": ""},
    ),
    "an INR without a unit has the code of the ratio": (
        a_lab("inr", value=Decimal("1.08")),
        "LB",
        {"LBORRES": "1.08", "LBLOINC": "6301-6"},
    ),
    "a test is named by the term of its code": (
        a_lab("wbc", value=Decimal("4.3"), unit="10^9/L"),
        "LB",
        {"LBTESTCD": "WBC", "LBTEST": "Leukocytes"},
    ),
    "a result in words has the code of one": (
        a_lab("hbsag", qualitative=Qualitative.POSITIVE),
        "LB",
        {"LBORRES": "POSITIVE", "LBLOINC": "5195-3"},
    ),
    "an adverse event stands in the term of CTCAE": (
        an_event("hepatic-failure"),
        "AE",
        {"AETERM": "HEPATIC FAILURE", "AEDECOD": "HEPATIC FAILURE"},
    ),
    "an event that CTCAE calls other is specified": (
        an_event("rccep"),
        "AE",
        {
            "AETERM": "REACTIVE CUTANEOUS CAPILLARY ENDOTHELIAL PROLIFERATION",
            "AEDECOD": "SKIN AND SUBCUTANEOUS TISSUE DISORDERS - OTHER, SPECIFY",
        },
    ),
}


@pytest.mark.parametrize(("entity", "dataset", "cells"), FACTS.values(), ids=FACTS)
def test_a_fact_stands_in_its_column_and_comes_back(
    book: Logbook, tmp_path: Path, entity: Any, dataset: str, cells: dict[str, str]
) -> None:
    book.do(Import("facts", (P, entity)))
    export(book, tmp_path / "out", "P-1")
    row = tables(tmp_path / "out")[dataset][0]
    assert {name: row[name] for name in cells} == cells
    (tmp_path / "second").mkdir()
    other = new_book(tmp_path / "second" / "store.db")
    take_in(other, tmp_path / "out")
    back = [*differences(shown(book, "P-1"), shown(other, "P-1"))]
    other.close()
    assert not back


def test_a_lesion_that_counts_as_new_is_identified_as_new(cases: Logbook, tmp_path: Path) -> None:
    export(cases, tmp_path / "out", "zhang-2024")
    found = tables(tmp_path / "out")
    news = {(r["TUGRPID"], r["TULNKID"], r["TUDTC"]) for r in found["TU"] if r["TUORRES"] == "NEW"}
    assert news == {
        ("S1", "N1", "2022-02"),
        ("S2", "N2", "2022-05"),
        ("S2", "N3", "2022-07"),
    }
