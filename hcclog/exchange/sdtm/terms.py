"""Controlled terms that are written, and what is understood of those that others write.

Terms stand in SDTM controlled terminology 2015-12-18 unless a comment says otherwise; lists that
are extensible take ours where they have none.
"""

from __future__ import annotations

from hcclog.domain.adverse_event import ActionTaken
from hcclog.domain.assessment import Modality
from hcclog.domain.lesion import LesionState, Trend
from hcclog.domain.patient import Sex
from hcclog.domain.response import Category, Criteria, LesionRole
from hcclog.domain.therapy import Route
from hcclog.domain.visit import OutcomeKind

ROLES = {
    LesionRole.TARGET: "TARGET",
    LesionRole.NON_TARGET: "NON-TARGET",
    LesionRole.NEW: "NEW",
}
MEASURED, NOT_MEASURED, BENIGN = "MEASURED", "NOT MEASURED", "BENIGN"
TU_TESTS = {
    "TUMIDENT": "Tumor Identification",
    "TUSPLIT": "Tumor Split",
    "TUMERGE": "Tumor Merged",
}
TR_TESTS = {
    "LDIAM": "Longest Diameter",
    "LPERP": "Longest Perpendicular",
    "VDIAM": "Viable Diameter",
    "TUMSTATE": "Tumor State",
    "LNSTATE": "Lymph Node State",
    "SUMDIAM": "Sum of Diameter",
    "SUMVDIAM": "Sum of Viable Diameter",
    "PCHGBL": "Percent Change From Baseline",
    "PCHGNAD": "Percent Change From Nadir",
    "ACHNAD": "Absolute Change From Nadir",
    "PCBSD": "Percent Change Baseline in Sum of Diam",
    "PCNSD": "Percent Change Nadir in Sum of Diam",
    "ACNSD": "Absolute Change Nadir in Sum of Diam",
}
RS_TESTS = {
    "TRGRESP": "Target Response",
    "NTRGRESP": "Non-target Response",
    "NEWLPROG": "New Lesion Progression",
    "OVRLRESP": "Overall Response",
    "BESTRESP": "Best Response",
}
CRITERIA = {
    Criteria.RECIST_1_1: "RECIST 1.1",
    Criteria.MRECIST: "mRECIST",
    Criteria.IRECIST: "iRECIST",
    Criteria.RECIST: "RECIST",
    Criteria.NOT_STATED: "NOT STATED",
}
CATEGORIES = {each: each.value for each in Category}
NEW_LESIONS = {"yes": "Y", "no": "N", "equivocal": "EQUIVOCAL"}
SIDES = {"right": "RIGHT", "left": "LEFT", "both": "BILATERAL"}
# A size stated in words only: the lesion is there.
TRENDS = {trend: trend.value.upper() for trend in Trend}
STATES = {
    LesionState.ABSENT: ("ABSENT", "ABSENT"),
    LesionState.PRESENT: ("PRESENT", "PRESENT"),
    LesionState.TOO_SMALL: ("TOO SMALL TO MEASURE", "PRESENT"),
    LesionState.PROGRESSED: ("UNEQUIVOCAL PROGRESSION", "UNEQUIVOCAL PROGRESSION"),
    LesionState.EQUIVOCAL: ("EQUIVOCAL", "EQUIVOCAL"),
}
NOT_DONE = "NOT DONE"
REASONS = {
    LesionState.NOT_EVALUABLE: "NOT EVALUABLE",
    LesionState.MERGED: "MERGED",
    LesionState.SPLIT: "SPLIT",
}
METHODS = {
    Modality.CT: "CT SCAN",
    Modality.MRI: "MRI",
    Modality.CEUS: "CONTRAST ENHANCED ULTRASOUND",  # ours
    Modality.ULTRASOUND: "ULTRASOUND",
    Modality.PET_CT: "PET/CT SCAN",
    Modality.BONE_SCAN: "BONE SCAN",  # ours
    Modality.XRAY: "X-RAY",
    Modality.CLINICAL: "CLINICAL EVALUATION",  # ours
    Modality.NOT_STATED: "IMAGING",  # ours
}
METHODS_READ = {
    **{term: modality for modality, term in METHODS.items()},
    "CONTRAST ENHANCED CT SCAN": Modality.CT,
    "SPIRAL CT": Modality.CT,
    "CONTRAST ENHANCED MRI": Modality.MRI,
    "DYNAMIC CONTRAST ENHANCED MRI": Modality.MRI,
    "SCINTIGRAPHY": Modality.BONE_SCAN,
    "PHYSICAL EXAMINATION": Modality.CLINICAL,
}
SEXES = {Sex.FEMALE: "F", Sex.MALE: "M", Sex.UNKNOWN: "U"}
ACTIONS = {
    ActionTaken.NONE: "DOSE NOT CHANGED",
    ActionTaken.REDUCED: "DOSE REDUCED",
    ActionTaken.HELD: "DRUG INTERRUPTED",
    ActionTaken.WITHDRAWN: "DRUG WITHDRAWN",
}
OUTCOMES = {
    OutcomeKind.DEATH: "DEATH",
    OutcomeKind.LOST_TO_FOLLOW_UP: "LOST TO FOLLOW-UP",
    OutcomeKind.LAST_FOLLOW_UP: "LAST FOLLOW-UP",  # ours
}
ROUTES = {
    Route.ORAL: "ORAL",
    Route.INTRAVENOUS: "INTRAVENOUS",
    Route.INTRA_ARTERIAL: "INTRA-ARTERIAL",
    Route.SUBCUTANEOUS: "SUBCUTANEOUS",
}
FREQUENCIES = {"1": "QD", "2": "QOD", "7": "Q1W", "14": "Q2W", "21": "Q3W", "28": "Q4W"}
RELATED = {"Y": "RELATED", "N": "NOT RELATED"}
