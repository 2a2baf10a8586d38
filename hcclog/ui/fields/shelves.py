"""The shelves of the catalogue, as fields search them."""

from __future__ import annotations

from hcclog.catalogue import adverse_events, analytes, drugs, procedures, sites
from hcclog.catalogue.adverse_events import AdverseEventTerm
from hcclog.ui.fields.catalogue_field import Shelf


def _term_words(term: AdverseEventTerm) -> str:
    """Return what an "Other, specify" specifies, else the term."""
    named = term.detail and adverse_events.find_adverse_event(term.detail) is term
    return term.detail if named else term.term


DRUGS = Shelf("drug", drugs.search_drugs, drugs.find_drug, lambda each: str(each.name), "drugs")
PROCEDURES = Shelf(
    "procedure",
    procedures.search_procedures,
    procedures.find_procedure,
    lambda each: str(each.name),
    "procedures",
)
SITES = Shelf("site", sites.search_sites, sites.find_site, lambda each: str(each.name), "sites")
ANALYTES = Shelf(
    "test", analytes.search_analytes, analytes.find_analyte, lambda each: str(each.short)
)
TERMS = Shelf(
    "CTCAE term",
    adverse_events.search_adverse_events,
    adverse_events.find_adverse_event,
    _term_words,
    "adverse_events",
)
