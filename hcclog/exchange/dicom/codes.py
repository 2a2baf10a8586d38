"""The codes of a report: what is measured, where, by which examination; facts of the standard."""

from __future__ import annotations

from typing import NamedTuple

from hcclog.domain.assessment import Modality


class Coded(NamedTuple):
    """One code: its value, who gave it, and what it means."""

    value: str
    scheme: str
    meaning: str

    @property
    def key(self) -> tuple[str, str]:
        """What two codes share that mean the same."""
        return self.scheme.upper(), self.value


# SRT was the scheme's name before it was SCT, with codes of its own.
MEASURED: dict[str, tuple[Coded, ...]] = {
    "longest_mm": (
        Coded("103339001", "SCT", "Long Axis"),
        Coded("G-A185", "SRT", "Long Axis"),
        Coded("410668003", "SCT", "Length"),
        Coded("G-D7FE", "SRT", "Length"),
        Coded("81827009", "SCT", "Diameter"),
        Coded("M-02550", "SRT", "Diameter"),
        Coded("131187009", "SCT", "Major Axis"),
        Coded("G-A193", "SRT", "Major Axis"),
        Coded("121206", "DCM", "Distance"),
        Coded("121227", "DCM", "Line segment length"),
    ),
    "short_axis_mm": (
        Coded("103340004", "SCT", "Short Axis"),
        Coded("G-A186", "SRT", "Short Axis"),
        Coded("131189007", "SCT", "Perpendicular Axis"),
        Coded("G-A195", "SRT", "Perpendicular Axis"),
        Coded("131188004", "SCT", "Minor Axis"),
        Coded("G-A194", "SRT", "Minor Axis"),
    ),
    "viable_mm": (Coded("C96646", "NCIt", "Viable Diameter"),),
}
MM = Coded("mm", "UCUM", "mm")
TUMOUR = Coded("108369006", "SCT", "Neoplasm")
SITES = {
    "liver": Coded("10200004", "SCT", "Liver"),
    "portal vein": Coded("32764006", "SCT", "Portal vein"),
    "hepatic vein": Coded("8993003", "SCT", "Hepatic vein"),
    "inferior vena cava": Coded("64131007", "SCT", "Inferior vena cava"),
    "bile duct": Coded("28273000", "SCT", "Bile duct"),
    "gallbladder": Coded("28231008", "SCT", "Gallbladder"),
    "lung": Coded("39607008", "SCT", "Lung"),
    "pleura": Coded("3120008", "SCT", "Pleura"),
    "lymph node": Coded("59441001", "SCT", "Lymph node"),
    "adrenal": Coded("23451007", "SCT", "Adrenal gland"),
    "bone": Coded("272673000", "SCT", "Bone"),
    "peritoneum": Coded("15425007", "SCT", "Peritoneum"),
    "brain": Coded("12738006", "SCT", "Brain"),
    "heart": Coded("80891009", "SCT", "Heart"),
    "spleen": Coded("78961009", "SCT", "Spleen"),
    "kidney": Coded("64033007", "SCT", "Kidney"),
    "pancreas": Coded("15776009", "SCT", "Pancreas"),
    "stomach": Coded("69695003", "SCT", "Stomach"),
    "diaphragm": Coded("5798000", "SCT", "Diaphragm"),
    "soft tissue": Coded("87784001", "SCT", "Soft tissue"),
    "skin": Coded("39937001", "SCT", "Skin"),
    "ovary": Coded("15497006", "SCT", "Ovary"),
}
_IMAGING = Coded("363679005", "SCT", "Imaging procedure")
PROCEDURES = {
    Modality.CT: Coded("25045-6", "LN", "CT unspecified body region"),
    Modality.MRI: Coded("25056-3", "LN", "MRI unspecified body region"),
    Modality.PET_CT: Coded("44136-0", "LN", "PET unspecified body region"),
    Modality.XRAY: Coded("43468-8", "LN", "XR unspecified body region"),
    Modality.ULTRASOUND: _IMAGING,
    Modality.CEUS: _IMAGING,
    Modality.BONE_SCAN: Coded("49118-3", "LN", "NM unspecified body region"),
    Modality.CLINICAL: _IMAGING,
    Modality.NOT_STATED: _IMAGING,
}
DAY_ZERO = Coded("DAY0", "99HCCLOG", "Day 0 of the record")
