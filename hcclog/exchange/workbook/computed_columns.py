"""The columns of the computed tables, and what each means."""

from __future__ import annotations

from hcclog.exchange.workbook.columns import Type

_TEXT, _NUMBER, _WHOLE = Type.TEXT, Type.NUMBER, Type.WHOLE
_YES_NO, _DAY = Type.YES_NO, Type.DAY
_PATIENT = {"patient": (_TEXT, "Code of the patient.")}
_CRITERIA = (_TEXT, "By which criteria.")
_WHY = {
    "why": (_TEXT, "The reason, with the numbers used."),
    "clause": (_TEXT, "The clause that it rests on."),
}
_FINDINGS = {"findings": (_TEXT, "What a person should look at.")}
_VERSION = {"rules_version": (_TEXT, "Version of the rules.")}
_AGREES = {
    "reported": (_TEXT, "What readers reported."),
    "agrees": (_YES_NO, "Whether the reported and the computed agree."),
    "difference": (_TEXT, "How they differ, in words."),
}


def _dated(name: str, words: str) -> dict[str, tuple[Type, str]]:
    return {
        name: (_TEXT, f"{words}, as shown."),
        f"{name}_earliest": (_DAY, f"{words}: the first day that it can be."),
        f"{name}_latest": (_DAY, f"{words}: the last day that it can be."),
    }


def _counted(name: str, words: str) -> dict[str, tuple[Type, str]]:
    said = f"{words}, in days from the start of the first line"
    return {
        f"{name}_day": (_NUMBER, f"{said}: the middle of what is known."),
        f"{name}_day_earliest": (_WHOLE, f"{said}: at least."),
        f"{name}_day_latest": (_WHOLE, f"{said}: at most."),
    }


COMPUTED_COLUMNS: dict[str, dict[str, tuple[Type, str]]] = {
    "computed_cohort": {
        **_PATIENT,
        "sex": (_TEXT, "Sex as recorded."),
        "age_least": (_WHOLE, "Age at the start of the first line, at least."),
        "age_most": (_WHOLE, "Age at the start of the first line, at most."),
        "aetiologies": (_TEXT, "Causes of the liver disease."),
        "cirrhosis": (_YES_NO, "Whether the liver is cirrhotic."),
        "bclc": (_TEXT, "First BCLC stage that is stated."),
        "cnlc": (_TEXT, "First CNLC stage that is stated."),
        "child_pugh": (_TEXT, "First Child-Pugh class that is stated."),
        "ecog": (_WHOLE, "First performance status that is stated."),
        "n_lines": (_WHOLE, "Number of lines of therapy."),
        "alive": (_YES_NO, "Whether alive at the last news; empty where not known."),
        **_counted("death", "Death"),
        **_counted("last_news", "Last news"),
    },
    "computed_responses": {
        **_PATIENT,
        "series": (_TEXT, "The series that is counted."),
        "criteria": _CRITERIA,
        **_dated("assessment", "The assessment"),
        "baseline": (_YES_NO, "Whether it is the baseline of its series."),
        "sum_mm": (_NUMBER, "Sum of diameters of the target lesions, four places."),
        "sum_complete": (_YES_NO, "Whether every target lesion is in the sum."),
        "change_from_baseline_pct": (_NUMBER, "Change of the sum from the baseline."),
        "change_from_nadir_pct": (_NUMBER, "Change of the sum from the smallest before."),
        "change_from_nadir_mm": (_NUMBER, "The same in mm."),
        "target": (_TEXT, "Category of the target lesions."),
        "non_target": (_TEXT, "Category of the other lesions."),
        "new_lesion": (_TEXT, "Whether there is a new lesion."),
        "overall": (_TEXT, "Overall category."),
        **_AGREES,
        **_WHY,
        **_FINDINGS,
        **_VERSION,
        "assessment_id": (_TEXT, "Id of the assessment."),
    },
    "computed_best": {
        **_PATIENT,
        "line": (_WHOLE, "Number of the line of therapy."),
        "criteria": _CRITERIA,
        "kind": (_TEXT, "Best response, or best confirmed response."),
        "value": (_TEXT, "The category."),
        **_dated("at", "The assessment that has it"),
        "could_be": (_TEXT, "What other readings of uncertain dates would give."),
        **_WHY,
        **_FINDINGS,
        **_VERSION,
    },
    "computed_endpoints": {
        **_PATIENT,
        "line": (_WHOLE, "Number of the line of therapy."),
        "criteria": _CRITERIA,
        "endpoint": (_TEXT, "Short name, such as PFS."),
        "name": (_TEXT, "The endpoint in words."),
        **_dated("start", "Where it begins"),
        **_dated("end", "Where it ends"),
        "event": (_YES_NO, "Yes for an event, no where it is censored, empty where none."),
        "days": (_WHOLE, "Length in days, where it is exact."),
        "days_at_least": (_WHOLE, "Length in days, at least."),
        "days_at_most": (_WHOLE, "Length in days, at most."),
        **_WHY,
        **_FINDINGS,
        **_VERSION,
    },
    "computed_scores": {
        **_PATIENT,
        "name": (_TEXT, "The score, grade or stage."),
        **_dated("as_of", "The day that it is of"),
        "value": (_NUMBER, "Its value."),
        "shown": (_TEXT, "Its value as shown."),
        "grade": (_TEXT, "Its grade or class."),
        "at_least": (_YES_NO, "Whether the true one may be higher."),
        "missing": (_TEXT, "What is missing to compute it."),
        **_AGREES,
        **_WHY,
        **_FINDINGS,
    },
}
