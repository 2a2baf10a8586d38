"""What each field means, in a sentence: from the docstrings of the nouns.

What a docstring leaves to the field's name stands here, so that every column is described.
"""

from __future__ import annotations

import inspect
import re
from enum import StrEnum
from functools import cache
from typing import Any

from hcclog.domain.record import REFERENCES, Noun
from hcclog.store.codec import fields_of

_ATTRIBUTE = re.compile(r"^    (\w+): ((?:.+\n?)(?:^        .+\n?)*)", re.MULTILINE)
_SAID = {
    "name": "Name of the patient.",
    "age_on": "When the patient had the age of `age_years`.",
    "cirrhosis": "Whether the liver is cirrhotic; empty where not stated.",
    "on": "When it was.",
    "start_on": "When it began.",
    "end_on": "When it ended; empty where it goes on or no end is stated.",
    "note": "Free text.",
    "text": "The contradiction, in a sentence with its numbers.",
    "bilirubin_umol_l": "Total bilirubin as stated with the stage.",
    "albumin_g_l": "Albumin as stated with the stage.",
    "inr": "International normalised ratio as stated with the stage.",
    "encephalopathy_grade": "Grade of hepatic encephalopathy, 0 to 4.",
    "differentiation": "Differentiation of the tumour, in words.",
    "ecog": "Performance status 0 to 5.",
    "weight_kg": "Body weight.",
    "author": "The clinician who saw the patient.",
    "number": "Number of the line, from 1.",
    "dose": "New dose as ordered; empty where it is not stated.",
    "dose_unit": "Unit of the dose, such as mg or mg/m2.",
    "every_days": "Interval between administrations, 1 for daily.",
    "direction": "Whether the dose went up or down, where only that is stated.",
    "reason": "Why, in words.",
    "site": "Place in words or by code of the catalogue.",
    "pattern": "Growth pattern, in words.",
    "macrovascular_invasion": "Whether vessels are invaded that the eye sees.",
    "nerve_invasion": "Whether nerves are invaded.",
    "necrosis": "Whether there is necrosis.",
    "background_liver": "What the liver around the tumour looks like.",
    "n_lesions_comparator": "How `n_lesions` stands to the true number.",
    "phases": "Contrast phases, in words.",
    "region": "Part of the body that was examined.",
    "slice_thickness_mm": "Slice thickness of the examination.",
    "study_uid": "The study in the archive of images (DICOM Study Instance UID).",
    "growth_shown": "Whether growth was shown after a local treatment.",
    "label": "How the series is called.",
    "wording": "What the reader wrote.",
    "reader": "Who judged.",
    "specimen": "What was examined, such as serum.",
    "assay": "Name of the assay.",
    "laboratory": "Which laboratory measured.",
    "as_typed": "The result as it was typed.",
    "ctcae_version": "Version of CTCAE that the grade is of.",
    "drug_related": "Whether the agents are thought to have caused it.",
    "cause": "Cause of death.",
}
_OF_TYPE = {
    "date.earliest": "First day that `{name}` can mean; worked out, change `{name}` instead.",
    "date.latest": "Last day that `{name}` can mean; worked out, change `{name}` instead.",
    "date.precision": "How exactly `{name}` is known; worked out.",
    "date.shown": "`{name}` as the window shows it; worked out.",
    "source.kind": "How the entry came into the record.",
    "source.document": "File or paper that it comes from.",
    "source.place": "Where in the file or paper.",
    "source.derived": "Whether it follows from what is printed by arithmetic.",
}
_POINTS_TO = {
    "patient": "Code of the patient.",
    "line_of_therapy": "The line of therapy that it belongs to.",
    "course": "The course that it belongs to.",
    "assessment": "The assessment that it belongs to.",
    "lesion": "The lesion that it is of.",
    "response_series": "The series that it belongs to.",
    "reported_response": "The response that it speaks of.",
    "procedure": "The procedure that it comes from.",
}


def meaning_of_type(what: str) -> str:
    """Return what a part of a date or of a source means."""
    return _OF_TYPE[what]


def meaning_of(noun: Noun, name: str) -> str:
    """Return what a field means; empty where nothing says it."""
    written = _attributes(noun).get(name)
    if written:
        return written
    if name == "baseline_assessment_id":
        return "The assessment that response is counted from."
    if name in REFERENCES:
        return _POINTS_TO[REFERENCES[name]]
    return _SAID.get(name) or _meaning_of_enum(noun.cls, name)


@cache
def _attributes(noun: Noun) -> dict[str, str]:
    _, _, part = inspect.cleandoc(noun.cls.__doc__ or "").partition("Attributes:")
    return {
        match[1]: " ".join(match[2].split()).replace("``", "")
        for match in _ATTRIBUTE.finditer(part)
    }


def _meaning_of_enum(cls: type[Any], name: str) -> str:
    field = next(each for each in fields_of(cls) if each.name == name)
    kind = field.item if field.kind is tuple else field.kind
    if not issubclass(kind, StrEnum):
        return ""
    return inspect.cleandoc(kind.__doc__ or "").partition("\n")[0]
