"""What a cell could be: a date, a name, a value, a unit; asked of cells to propose a layout."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hcclog.catalogue import analytes, units
from hcclog.catalogue.names import fold
from hcclog.domain.text_reading import code_key
from hcclog.domain.unreadable import Ambiguous, Unreadable
from hcclog.entry.dates import date_reading
from hcclog.entry.paste.layout import Meaning, Subject
from hcclog.entry.sizes import LETTERS

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk

_WITH_UNIT = re.compile(r"(.+?)\s*[(\[]\s*([^()\[\]]+?)\s*[)\]]")
_RANGE = re.compile(r"[<>≤≥]?\s*[0-9.,]+\s*[-–—]\s*[0-9.,]+|[<>≤≥]\s*[0-9.,]+")
_WHOLE_AND_VIABLE = re.compile(r"[0-9.,]+\s*/\s*(?![0-9]{4}$)[0-9.,]+")
TITLES: dict[Meaning, tuple[str, ...]] = {
    Meaning.DATE: (
        *("date", "day", "datum", "tag", "fecha", "data", "jour", "collected", "sampled"),
        *("collection date", "sample date", "test date", "date of result", "abnahme"),
        *("abnahmedatum", "日期", "时间", "检查日期", "采集日期", "検査日", "採取日", "날짜"),
    ),
    Meaning.NAME: (
        *("test", "test name", "parameter", "analyte", "marker", "name", "item", "lab test"),
        *("untersuchung", "analyse", "messgröße", "análisis", "prueba", "lesion", "läsion"),
        *("lesion id", "label", "项目", "检验项目", "检查项目", "項目", "検査項目", "病灶", "검사"),
    ),
    Meaning.VALUE: (
        *("value", "result", "wert", "ergebnis", "messwert", "resultado", "résultat", "valeur"),
        *("risultato", "valor", "measurement", "diameter", "longest diameter", "size", "mm"),
        *(
            "diameter mm",
            "diameter (mm)",
            "size (mm)",
            "结果",
            "值",
            "数值",
            "検査値",
            "結果",
            "결과",
        ),
    ),
    Meaning.UNIT: ("unit", "units", "einheit", "unidad", "unité", "unità", "单位", "単位", "단위"),
    Meaning.REFERENCE: (
        *("reference", "reference range", "ref", "ref.", "ref. range", "normal range", "range"),
        *("referenz", "referenzbereich", "normbereich", "normal", "参考值", "参考范围", "基準値"),
    ),
    Meaning.LABORATORY: ("laboratory", "lab", "labor", "laboratorio", "laboratoire", "实验室"),
    Meaning.PATIENT: (
        *("patient", "patient code", "patient id", "code", "mrn", "case", "pid", "record number"),
        *("patientennummer", "fallnummer", "病历号", "住院号", "患者番号"),
    ),
}
_MEANING_OF = {fold(word): meaning for meaning, words in TITLES.items() for word in words}


def meaning_of(title: str) -> Meaning | None:
    """Return what a title says of its column, in several languages."""
    return _MEANING_OF.get(fold(title))


def parted_name(text: str) -> tuple[str, str]:
    """Return test and unit of ``AFP (ng/mL)``; without a unit that the test has, the text alone."""
    match = _WITH_UNIT.fullmatch(text)
    if match is None or analytes.find_analyte(text) is not None:
        return text, ""
    test = analytes.find_analyte(match[1])
    if test is None or analytes.find_unit_for(test, match[2]) is None:
        return text, ""
    return match[1], match[2]


@dataclass(frozen=True, slots=True)
class Kinds:
    """Tells what cells could be, for one patient."""

    clerk: Clerk
    _labels: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Know the labels of the patient's lesions."""
        self._labels.update((code_key(x.label), x.label) for x in self.clerk.record.lesions)

    def is_lesion(self, text: str) -> bool:
        """Tell whether it is the label of a lesion of this patient."""
        return code_key(text) in self._labels

    def is_name(self, text: str, subject: Subject) -> bool:
        """Tell whether it names a test, or a lesion of this patient."""
        if subject is Subject.LESIONS:
            return self.is_lesion(text)
        name = parted_name(text)[0]
        return bool(analytes.find_analyte(name) or analytes.possible_analytes(name))

    def is_date(self, text: str) -> bool:
        """Tell whether it is a date and no number: ``2020`` and ``5.2020`` can be values."""
        if not any(letter.isdigit() for letter in text) or self.is_value(text):
            return False
        try:
            date_reading(self.clerk, text)
        except Ambiguous:
            return True
        except Unreadable:
            return False
        return True

    def is_value(self, text: str) -> bool:
        """Tell whether it is a number, with or without a unit, a word for a result, or a state."""
        from hcclog.domain.number_reading import read_number, read_qualitative

        if read_qualitative(text) is not None or text.casefold() in LETTERS:
            return True
        try:
            read_number(text.partition("/")[0] if _WHOLE_AND_VIABLE.fullmatch(text) else text)
        except Ambiguous:
            return True
        except Unreadable:
            return False
        return True

    def is_unit(self, text: str) -> bool:
        """Tell whether it is a unit of the catalogue."""
        return units.find_unit(text) is not None

    def is_range(self, text: str) -> bool:
        """Tell whether it looks like a reference range."""
        return _RANGE.fullmatch(text) is not None
