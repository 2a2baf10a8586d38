"""Every field of every noun that the datasets hold, and where."""

from __future__ import annotations

from hcclog.domain.therapy import DoseBasis
from hcclog.exchange.sdtm import terms
from hcclog.exchange.sdtm.codings import (
    DATE,
    GROUP,
    LESION,
    NUMBER,
    SAME,
    SERIES_KEY,
    UNIT,
    UPPER,
    Coding,
    of_terms,
)
from hcclog.exchange.sdtm.event_terms import EVENT_TERM
from hcclog.exchange.sdtm.holding import Held
from hcclog.exchange.sdtm.lab_terms import COMPARATOR, TEST_CODE, VALUE, WORD

_LETTERS = 3
ON = "Date as logged"
NOTE = Held("note", "HCNOTE", "Note")
SOURCE = Held("source", "HCSRC", "Source of the entry")


def _said(name: str, label: str, variable: str = "", coding: Coding = SAME) -> Held:
    """Return a field whose qualifier is made of its name."""
    parts = name.split("_")
    short = "".join(part[:_LETTERS] for part in parts) if len(parts) > 1 else name
    return Held(name, short[: 2 * _LETTERS].upper(), label, variable, coding)


def _on(variable: str, name: str = "on", qnam: str = "HCDATE", label: str = ON) -> Held:
    return Held(name, qnam, label, variable, DATE)


def _span(prefix: str) -> tuple[Held, Held]:
    return (
        _on(f"{prefix}STDTC", "start_on", "HCSTRT", "Start as logged"),
        _on(f"{prefix}ENDTC", "end_on", "HCEND", "End as logged"),
    )


PATIENT = (
    Held("id", "PATID", "Key of the patient"),
    Held("code", "PATCOD", "Code of the patient", "SUBJID"),
    _on("BRTHDTC", "birth_on", "HCBRTH", "Birth as logged"),
    _said("age_years", "Age", "AGE", NUMBER),
    _said("age_on", "Date of the age"),
    _said("sex", "Sex as logged", "SEX", of_terms(terms.SEXES)),
    _said("aetiologies", "Causes of the liver disease"),
    _said("hbv", "Hepatitis B"),
    _said("hcv", "Hepatitis C"),
    _said("cirrhosis", "Cirrhosis"),
    _said("time_axis", "Days of a calendar or from day 0"),
    Held("day_zero_on", "ZEROON", "Date of day 0"),
    Held("day_zero_label", "ZEROIS", "What day 0 is"),
    NOTE,
    SOURCE,
)
_DOSE = _said("dose", "Dose", "CMDOSE", NUMBER)
_DOSE_OF_A_DAY = _said("dose", "Dose", "CMDOSTOT", NUMBER)
LINE = (_said("number", "Number of the line"), NOTE, SOURCE)
COURSE = (
    Held("line_id", "LINEID", "Key of the line"),
    Held("agent", "AGENT", "Agent", "CMDECOD", UPPER),
    *_span("CM"),
    _DOSE,
    _DOSE_OF_A_DAY,
    Held("dose_unit", "DOSUNT", "Dose unit", "CMDOSU", UNIT),
    Held("dose_basis", "DOSBAS", "What a dose counts"),
    _said("every_days", "Days from dose to dose", "CMDOSFRQ", of_terms(terms.FREQUENCIES)),
    _said("days_on", "Days of treatment in a cycle"),
    _said("days_off", "Days of the pause in a cycle"),
    _said("route", "Route", "CMROUTE", of_terms(terms.ROUTES)),
    _said("stop_reason", "Why the course ended"),
    NOTE,
    SOURCE,
)
DOSE_STEP = (
    Held("course_id", "COURSE", "Key of the course", "CMGRPID"),
    _on("CMSTDTC"),
    *(each for each in COURSE if each.name in {"dose", "dose_unit", "dose_basis", "every_days"}),
    _said("direction", "Direction of the change"),
    _said("reason", "Reason"),
    NOTE,
    SOURCE,
)
HOLD = (
    Held("course_id", "COURSE", "Key of the course", "CMGRPID"),
    *_span("CM"),
    Held("n_days", "NDAYS", "Days of the interruption"),
    _said("reason", "Reason"),
    NOTE,
    SOURCE,
)
PROCEDURE = (
    _on("PRSTDTC"),
    _on("PRENDTC", "until_on", "HCEND", "End as logged"),
    Held("kind", "KIND", "Kind of procedure", "PRDECOD", UPPER),
    Held("site", "SITE", "Site in words", "PRLOC"),
    Held("dose_gy", "DOSEGY", "Dose in Gy", "PRDOSE", NUMBER),
    Held("n_fractions", "NFRACT", "Number of fractions"),
    _said("agents", "Agents"),
    _said("approach", "Approach"),
    Held("stated_ordinal", "ORDINL", "Number as stated"),
    NOTE,
    SOURCE,
)
PATHOLOGY = (
    Held("procedure_id", "PROCID", "Key of the procedure", "PRGRPID"),
    _on("PRSTDTC"),
    Held("site", "SITE", "Site in words", "PRLOC"),
    Held("diameter_mm", "DIAMMM", "Largest diameter in mm"),
    _said("grade", "Grade"),
    _said("pattern", "Pattern"),
    Held("microvascular_invasion", "MVI", "Microvascular invasion"),
    Held("macrovascular_invasion", "MACVI", "Macrovascular invasion"),
    Held("nerve_invasion", "NERVE", "Invasion of nerves"),
    _said("necrosis", "Necrosis"),
    Held("background_liver", "BACKLV", "Liver around the tumour"),
    NOTE,
    SOURCE,
)
ASSESSMENT = (
    _on("PRSTDTC"),
    Held("n_lesions", "NLES", "Number of lesions counted"),
    Held("n_lesions_comparator", "NLESCO", "Comparator of that number"),
    _said("findings", "Findings"),
    SOURCE,
)
SCAN = (
    Held("assessment_id", "ASSID", "Key of the assessment", "PRLNKGRP", GROUP),
    _said("modality", "Modality", "PRDECOD", of_terms(terms.METHODS)),
    _said("phases", "Phases"),
    Held("region", "REGION", "Region", "PRLOC"),
    Held("slice_thickness_mm", "SLICMM", "Slice thickness in mm"),
    Held("study_uid", "STUDYU", "Study in the archive of images"),
    SOURCE,
)
# Of a lesion: on the first row that identifies it.
LESION_FIELDS = (
    Held("id", "LSNID", "Key of the lesion"),
    Held("label", "LABEL", "Label of the lesion", "TULNKID"),
    _said("organ", "Organ"),
    Held("site", "SITE", "Site in words"),
    Held("kind", "KIND", "Kind of disease"),
    Held("multiple", "MULTI", "Stands for several lesions"),
    Held("treated_before", "TREATD", "Treated locally before"),
    Held("growth_shown", "GROWTH", "Growth shown since"),
    Held("hypervascular", "HYPERV", "Arterial enhancement at baseline"),
    Held("benign", "BENIGN", "Known to be benign"),
    Held("note", "LSNNOT", "Note on the lesion"),
    Held("source", "LSNSRC", "Source of the lesion"),
)
ROLE = (
    Held("series_id", "SERKEY", "Key of the response series", "TUGRPID", SERIES_KEY),
    Held("lesion_id", "LESKEY", "Key of the lesion", "TULNKID", LESION),
    Held("role", "ROLE", "Role of the lesion", "TUORRES", of_terms(terms.ROLES)),
    SOURCE,
)
# Of a response series: on the row of its baseline assessment in PR.
SERIES = (
    Held("id", "SERID", "Key of the response series"),
    Held("label", "SERLAB", "Response series"),
    Held("line_id", "SERLIN", "Key of its line of therapy"),
    Held("note", "SERNOT", "Note on the response series"),
    Held("source", "SERSRC", "Source of the response series"),
)
# Of a measurement: what its rows of diameters and states do not say.
MEASUREMENT = (
    Held("assessment_id", "ASSID", "Key of the assessment", "TRLNKGRP", GROUP),
    Held("lesion_id", "LESKEY", "Key of the lesion", "TRLNKID", LESION),
    Held("state", "STATE", "State of the lesion"),
    Held("other_lesion_id", "OTHLES", "Key of the other lesion"),
    _said("trend", "Change of size in words"),
    Held("cytology_positive", "CYTPOS", "Cytology positive"),
    NOTE,
    SOURCE,
)
REPORTED = (
    Held("assessment_id", "ASSID", "Key of the assessment", "RSLNKGRP", GROUP),
    _on("RSDTC"),
    _said("criteria", "Criteria", "RSCAT", of_terms(terms.CRITERIA)),
    _said("category", "Category", "RSSTRESC", of_terms(terms.CATEGORIES)),
    _said("wording", "Wording"),
    _said("basis", "What it rests on"),
    Held("reader", "READER", "Reader", "RSEVALID"),
    SOURCE,
)
LAB = (
    _on("LBDTC"),
    _on("LBENDTC", "until_on", "HCEND", "End as logged"),
    Held("analyte", "TEST", "Test in hcclog", "LBTESTCD", TEST_CODE),
    Held("value", "VALUE", "Value", "LBORRES", VALUE),
    Held("unit", "UNIT", "Unit", "LBORRESU", UNIT),
    Held("comparator", "COMPAR", "Comparator", "LBORRES", COMPARATOR),
    Held("qualitative", "WORD", "Result in words", "LBORRES", WORD),
    Held("reference_low", "REFLOW", "Lower limit", "LBORNRLO"),
    Held("reference_high", "REFHI", "Upper limit", "LBORNRHI"),
    Held("specimen", "SPECIM", "Specimen", "LBSPEC"),
    Held("assay", "ASSAY", "Assay", "LBMETHOD"),
    Held("laboratory", "LABNAM", "Laboratory", "LBNAM"),
    Held("as_typed", "TYPED", "As it was typed"),
    NOTE,
    SOURCE,
)
EVENT = (
    Held("term", "TERM", "Term in hcclog", "AEDECOD", EVENT_TERM),
    Held("grade", "GRADE", "Grade", "AETOXGR"),
    Held("ctcae_version", "CTCAE", "Version of CTCAE"),
    *_span("AE"),
    _said("agents", "Agents"),
    _said("action", "Action", "AEACN", of_terms(terms.ACTIONS)),
    Held("drug_related", "RELATD", "Related to a drug", "AEREL", of_terms(terms.RELATED)),
    NOTE,
    SOURCE,
)
OUTCOME = (
    _on("DSSTDTC"),
    Held("kind", "KIND", "Kind of outcome", "DSDECOD", of_terms(terms.OUTCOMES)),
    _said("cause", "Cause of death"),
    NOTE,
    SOURCE,
)
VISIT = (
    _on("VSDTC"),
    Held("weight_kg", "WEIGHT", "Weight in kg", "VSORRES"),
    Held("ecog", "ECOG", "ECOG performance status"),
    Held("author", "AUTHOR", "Who saw the patient"),
    NOTE,
    SOURCE,
)
# Of a staging: what its rows of stages do not say.
STAGING = (
    _on("RSDTC"),
    Held("bclc", "BCLC", "BCLC stage"),
    Held("cnlc", "CNLC", "CNLC stage"),
    Held("ecog", "ECOG", "ECOG performance status"),
    Held("child_pugh_class", "CPCLAS", "Child-Pugh class"),
    Held("child_pugh_points", "CPPTS", "Child-Pugh points"),
    Held("bilirubin_umol_l", "BILI", "Bilirubin in umol/L"),
    Held("albumin_g_l", "ALB", "Albumin in g/L"),
    Held("inr", "INR", "INR"),
    Held("ascites", "ASCIT", "Ascites"),
    Held("encephalopathy_grade", "ENCEPH", "Encephalopathy grade"),
    Held("vp", "VP", "Portal vein tumour thrombus, Vp"),
    Held("vv", "VV", "Hepatic vein tumour thrombus, Vv"),
    Held("n_tumours", "NTUM", "Number of tumours"),
    Held("largest_mm", "LARGMM", "Largest tumour in mm"),
    Held("extrahepatic_sites", "EXTRAH", "Extrahepatic sites"),
    Held("intrahepatic_metastasis", "IMET", "Intrahepatic metastasis"),
    Held("operable", "OPERAB", "Operable"),
    Held("differentiation", "DIFFER", "Differentiation"),
    NOTE,
    SOURCE,
)
STAGES = ("bclc", "cnlc", "ecog", "child_pugh_class", "child_pugh_points", "vp", "vv")
STATEMENT = (
    Held("id", "KEY", "Key of the entry"),
    Held("kind", "KIND", "What it speaks of"),
    Held("course_id", "COURSE", "Key of the course"),
    Held("reported_response_id", "REPRES", "Key of the reported response"),
    Held("procedure_kind", "PRKIND", "Kind of procedure"),
    Held("analyte", "TEST", "Test in hcclog"),
    Held("from_on", "HCSTRT", "Start as logged"),
    Held("to_on", "HCEND", "End as logged"),
    _said("direction", "Direction of the change"),
    Held("amount", "AMOUNT", "Amount"),
    Held("unit", "UNIT", "Unit"),
    Held("precision", "PRECIS", "How exact the amount is"),
    _said("sex", "Sex as logged"),
    NOTE,
    SOURCE,
)
DISCREPANCY = (
    Held("id", "KEY", "Key of the entry"),
    Held("text", "TEXT", "Contradiction", "COVAL"),
    SOURCE,
)


def dosed(held: tuple[Held, ...], basis: DoseBasis) -> tuple[Held, ...]:
    """Return the fields without the column of a dose that counts something else."""
    other = _DOSE if basis is DoseBasis.DAY else _DOSE_OF_A_DAY
    return tuple(each for each in held if each is not other)
