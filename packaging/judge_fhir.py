"""Outside judges of FHIR bundles: npm's fhir and ucum-lhc, and fhir.resources."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from judging import CHECKOUT, Judged, is_here, node_package, ran

_GET_NODE = "wants Node.js (apt-get install nodejs npm)"
_UCUM = "http://unitsofmeasure.org"
_VALIDATE = """
const {Fhir} = require('fhir'), fs = require('fs'), fhir = new Fhir();
for (const file of process.argv.slice(1)) {
  const found = fhir.validate(JSON.parse(fs.readFileSync(file)), {errorOnUnexpected: true});
  for (const each of found.messages)
    if (each.severity === 'error' || each.severity === 'fatal')
      console.log(`${file}: ${each.location}: ${each.message}`);
  if (!found.valid) console.log(`${file}: not valid`);
}
"""
_UNITS = """
const units = require('@lhncbc/ucum-lhc').UcumLhcUtils.getInstance();
for (const code of process.argv.slice(1)) {
  const found = units.validateUnitString(code);
  if (found.status !== 'valid') console.log(`${code}: ${(found.msg || []).join(' ')}`);
}
"""


def judge_fhir(exports: Path, tools: Path) -> Iterator[Judged]:
    """Yield what is said of the bundles, and of every UCUM code in them and in the catalogue."""
    bundles = sorted((exports / "fhir").glob("*.json"))
    bad = _planted(bundles[0], tools)
    yield _asked("fhir", _VALIDATE, [str(path) for path in bundles], str(bad), tools)
    codes = sorted(_codes(bundles) | _catalogue())
    yield _asked("@lhncbc/ucum-lhc", _UNITS, codes, "IU/mL", tools)
    yield _modelled(bundles)


def _modelled(bundles: list[Path]) -> Judged:
    name = "fhir.resources.R4B"
    try:
        found = version("fhir.resources")
    except PackageNotFoundError:
        return Judged(name, "", None, "python3 packaging/test.py brings it")
    faults = tuple(_model_faults(bundles))
    return Judged(name, found, not faults, f"{len(bundles)} looked at", faults)


def _planted(bundle: Path, tools: Path) -> Path:
    """Return a bundle with a status that does not exist."""
    text = bundle.read_text(encoding="utf-8")
    bad = tools / "planted.json"
    bad.write_text(text.replace('"status": "final"', '"status": "halted"', 1), encoding="utf-8")
    return bad


def _asked(package: str, script: str, words: list[str], bad: str, tools: Path) -> Judged:
    """Run a script over words, beside a package of npm; it prints a line for each fault.

    A word that is bad goes the same way first: silence means something only where that is found.
    """
    name = f"{package} (npm)"
    if not is_here("npm"):
        return Judged(name, "", None, _GET_NODE)
    found = node_package(package, tools)
    if not found:
        return Judged(name, "", None, "npm could not install it")
    _, planted = ran(["node", "-e", script, "--", bad], tools)
    if bad not in planted:
        return Judged(name, found, is_good=False, said="a planted fault was not found")
    status, told = ran(["node", "-e", script, "--", *words], tools)
    faults = tuple(told.splitlines())
    return Judged(name, found, status == 0 and not faults, f"{len(words)} looked at", faults)


def _model_faults(bundles: list[Path]) -> Iterator[str]:
    from fhir.resources.R4B import get_fhir_model_class

    for path in bundles:
        for entry in json.loads(path.read_text(encoding="utf-8"))["entry"]:
            resource = entry["resource"]
            try:
                get_fhir_model_class(resource["resourceType"]).model_validate(resource)
            except ValueError as error:
                yield f"{path.name}, {entry['fullUrl']}: {' '.join(str(error).split())}"


def _codes(bundles: list[Path]) -> set[str]:
    found: set[str] = set()
    for path in bundles:
        _walk(json.loads(path.read_text(encoding="utf-8")), found)
    return found


def _walk(value: Any, found: set[str]) -> None:
    if isinstance(value, dict):
        if value.get("system") == _UCUM:
            found.add(value["code"])
        for part in value.values():
            _walk(part, found)
    elif isinstance(value, list):
        for part in value:
            _walk(part, found)


def _catalogue() -> set[str]:
    file = CHECKOUT / "resources" / "catalogue" / "units.json"
    return {each["ucum"] for each in json.loads(file.read_text(encoding="utf-8"))["units"]}
