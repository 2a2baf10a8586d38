"""What titles of columns say, in the words of laboratories of several countries."""

from __future__ import annotations

import re
from functools import cache

from hcclog.catalogue.names import fold
from hcclog.entry.paste.kinds import TITLES
from hcclog.entry.paste.layout import Meaning
from hcclog.exchange.lab_files.mapping import Part

_PART_OF_MEANING = {
    Meaning.DATE: Part.DATE,
    Meaning.NAME: Part.TEST,
    Meaning.VALUE: Part.VALUE,
    Meaning.UNIT: Part.UNIT,
    Meaning.REFERENCE: Part.REFERENCE,
    Meaning.LABORATORY: Part.LABORATORY,
    Meaning.PATIENT: Part.PATIENT,
}
# Beside those that a pasted block may have.
_MORE: dict[Part, tuple[str, ...]] = {
    Part.PATIENT: (
        *("patient number", "patient no", "patient identifier", "pat id", "pat nr", "patnr"),
        *("medical record number", "hospital number", "subject", "subject id", "usubjid"),
        *("patienten id", "patientenid", "patienten nr", "patientenkennung", "fall nr"),
        *("患者编号", "患者id", "登记号", "门诊号", "住院号码"),
    ),
    Part.DATE: (
        *("collected on", "collected at", "collection time", "collection date time", "drawn"),
        *("draw date", "specimen date", "sampling date", "date collected", "date time", "lbdtc"),
        *("entnahme", "entnahmedatum", "entnahmezeit", "probendatum", "abnahmezeit"),
        *("abnahmezeitpunkt", "untersuchungsdatum"),
        *("采样时间", "采样日期", "检验日期", "送检日期", "标本采集时间"),
    ),
    Part.TEST: (
        *("component", "test code", "assay name", "observation", "determination", "lbtest"),
        *("analyt", "laborwert", "bezeichnung", "laborparameter", "messgrösse", "testname"),
        *("检测项目", "项目名称", "检验项目名称", "指标", "试验项目"),
    ),
    Part.VALUE: (
        *("result value", "numeric result", "lab value", "test result", "lborres", "reading"),
        *("messergebnis", "resultat", "befund", "ergebniswert"),
        *("检验结果", "检测结果", "测定值", "结果值", "测定结果"),
    ),
    Part.COMPARATOR: (
        *("comparator", "operator", "sign", "qualifier", "modifier", "prefix"),
        *("vorzeichen", "vergleichszeichen", "zeichen", "比较符", "符号"),
    ),
    Part.UNIT: ("uom", "unit of measure", "masseinheit", "maßeinheit", "lborresu", "计量单位"),
    Part.REFERENCE: (
        *("reference interval", "normal values", "ref range", "normalbereich", "normalwert"),
        *("referenzintervall", "referenzwert", "norm", "参考区间", "正常值", "正常范围"),
    ),
    Part.LOW: (
        *("low", "lower limit", "lower", "ref low", "reference low", "range low", "min", "lln"),
        *("normal low", "untergrenze", "untere grenze", "ref von", "lbornrlo", "下限", "参考下限"),
    ),
    Part.HIGH: (
        *("high", "upper limit", "upper", "ref high", "reference high", "range high", "max"),
        *("uln", "normal high", "obergrenze", "obere grenze", "ref bis", "lbornrhi", "上限"),
        "参考上限",
    ),
    Part.FLAG: (
        *("flag", "abnormal", "abnormal flag", "h/l", "hl", "interpretation", "status flag"),
        *("bewertung", "auffälligkeit", "kennzeichen", "pathologisch", "异常标志", "提示", "标志"),
    ),
    Part.SPECIMEN: (
        *("specimen", "specimen type", "sample type", "material", "sample", "matrix"),
        *("probe", "probenmaterial", "probenart", "untersuchungsmaterial", "标本", "标本类型"),
        "样本类型",
    ),
    Part.ASSAY: (
        *("assay", "method", "kit", "platform", "analyser", "analyzer", "instrument"),
        *("methode", "verfahren", "testkit", "gerät", "方法", "检测方法", "仪器", "试剂"),
    ),
    Part.LABORATORY: (
        *("laboratory name", "performing lab", "lab name", "labor name", "laboratorium"),
        *("检验科", "检测机构", "实验室名称"),
    ),
    Part.NOTE: (
        *("comment", "comments", "note", "notes", "remark", "remarks"),
        *("kommentar", "bemerkung", "hinweis", "anmerkung", "备注", "说明"),
    ),
}
_MARKS = re.compile(r"[\s_./\\()\[\]:#*\"'-]+")


def part_of(title: str) -> Part | None:
    """Return what a title says of its column; None where it is not known."""
    return _parts().get(title_key(title))


def is_another_day(title: str) -> bool:
    """Tell whether a title names a day that is none of a result: of birth, of a report."""
    return title_key(title) in _other_days()


def title_key(title: str) -> str:
    """Return the form under which two spellings of one title are equal."""
    return _MARKS.sub("", fold(title))


@cache
def _parts() -> dict[str, Part]:
    found: dict[str, Part] = {}
    for meaning, words in TITLES.items():
        found.update((title_key(word), _PART_OF_MEANING[meaning]) for word in words)
    for part, words in _MORE.items():
        for word in words:
            found.setdefault(title_key(word), part)
    left = {title_key(word) for word in (*_OF_LESIONS, *_OF_TWO_MINDS)}
    return {key: part for key, part in found.items() if key not in left}


@cache
def _other_days() -> frozenset[str]:
    return frozenset(title_key(word) for word in _OTHER_DAYS)


# Of diameters, which no laboratory sends.
_OF_LESIONS = (
    *("lesion", "läsion", "lesion id", "病灶", "diameter", "longest diameter", "size", "mm"),
    *("diameter mm", "size mm"),
)
# Of a patient as well as of a test: what stands below them says which.
_OF_TWO_MINDS = ("name", "code", "label")
_OTHER_DAYS = (
    *("birth date", "date of birth", "dob", "born", "birthday", "geburtsdatum", "geb datum", "geb"),
    *("geboren", "geburtstag", "出生日期", "生日", "生年月日"),
    *("report date", "reported", "reported on", "reported at", "result date", "date of report"),
    *("validated", "validated on", "received", "received on", "received at", "printed", "ordered"),
    *("order date", "ordered on", "requested on", "befunddatum", "eingang", "eingangsdatum"),
    *("druckdatum", "validiert", "auftragsdatum", "anforderungsdatum"),
    *(
        "报告日期",
        "报告时间",
        "审核日期",
        "审核时间",
        "接收时间",
        "接收日期",
        "申请日期",
        "打印时间",
    ),
)
