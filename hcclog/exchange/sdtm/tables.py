"""The rows of all subjects as csv and as transport files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from hcclog.exchange.csv_text import guarded, quoted
from hcclog.exchange.sdtm.holding import pieces
from hcclog.exchange.sdtm.structure import DATASETS, Dataset, Variable, supplement_of
from hcclog.exchange.sdtm.subject import Qualifier, Row, Subject
from hcclog.exchange.sdtm.xpt_numbers import to_ibm
from hcclog.exchange.sdtm.xpt_out import is_held, transport

_DERIVED = frozenset({"WHY", "CLAUSE", "RULES", "DAYFST", "DAYLST"})


@dataclass
class Tables:
    """The tables of one export.

    Attributes:
        rows: Rows by dataset.
        labels: What each qualifier means, by supplement and name.
        missing: What a form cannot hold, a sentence each, by code of the patient.
    """

    rows: dict[str, list[Row]] = field(default_factory=dict)
    labels: dict[tuple[str, str], str] = field(default_factory=dict)
    missing: dict[str, list[str]] = field(default_factory=dict)
    _ascii: set[tuple[str, int]] = field(default_factory=set)
    _codes: dict[str, str] = field(default_factory=dict)

    def take(self, subject: Subject) -> None:
        """Add the rows of one subject."""
        for name, rows in subject.rows.items():
            self.rows.setdefault(name, []).extend(rows)
        self._codes[subject.key] = subject.code
        lost = self.missing.setdefault(subject.code, [])
        for qualifier in subject.qualifiers:
            lost += self._qualify(subject, qualifier)

    def _qualify(self, subject: Subject, qualifier: Qualifier) -> Iterator[str]:
        name = supplement_of(qualifier.dataset)
        parts = pieces(qualifier.text)
        where = f"{name}, {qualifier.dataset}SEQ {qualifier.seq or '-'}, {qualifier.name}"
        if parts is None:
            yield f"{where}: the text cannot be parted into pieces of 200 bytes."
            return
        whole = all(is_held(part) for part in parts)
        if not whole:
            yield f"{where}: the transport file leaves this text out; the csv file holds it."
        self.labels[name, qualifier.name] = qualifier.label
        rows = self.rows.setdefault(name, [])
        for n, part in enumerate(parts):
            row = {
                "STUDYID": subject.study,
                "RDOMAIN": qualifier.dataset,
                "USUBJID": subject.key,
                "IDVAR": f"{qualifier.dataset}SEQ" if qualifier.seq else "",
                "IDVARVAL": qualifier.seq,
                "QNAM": f"{qualifier.name}{n or ''}",
                "QLABEL": qualifier.label,
                "QVAL": part,
                "QORIG": "DERIVED" if qualifier.name in _DERIVED else "COLLECTED",
            }
            if whole:
                self._ascii.add((name, len(rows)))
            rows.append(row)

    def relate(self, study: str) -> None:
        """Say which variables tie TU, TR and RS together."""
        pairs = (("TU", "TULNKID", "TR", "TRLNKID"), ("TR", "TRLNKGRP", "RS", "RSLNKGRP"))
        for n, (one, variable, other, partner) in enumerate(pairs, 1):
            if one in self.rows and other in self.rows:
                for dataset, name in ((one, variable), (other, partner)):
                    self.rows.setdefault("RELREC", []).append(
                        {
                            "STUDYID": study,
                            "RDOMAIN": dataset,
                            "IDVAR": name,
                            "RELTYPE": "ONE" if dataset == "TU" else "MANY",
                            "RELID": f"{one}{other}{n}",
                        }
                    )

    def datasets(self) -> Iterator[Dataset]:
        """Yield the datasets that have rows, in the order of the list."""
        yield from (dataset for name, dataset in DATASETS.items() if self.rows.get(name))

    def csv(self, dataset: Dataset) -> bytes:
        """Return a dataset as csv: no cell can run as a formula."""
        return table(dataset.names, self.rows[dataset.name])

    def transport(self, dataset: Dataset, day: date) -> bytes:
        """Return a dataset as a transport file."""
        return transport(dataset, list(self._held(dataset)), day)

    def _held(self, dataset: Dataset) -> Iterator[Row]:
        """Yield the rows as a transport file takes them."""
        is_supplement = "QNAM" in dataset.names
        for n, row in enumerate(self.rows[dataset.name]):
            if is_supplement and (dataset.name, n) not in self._ascii:
                continue
            yield {
                variable.name: row.get(variable.name, "")
                for variable in dataset.variables
                if fits(variable, row.get(variable.name, ""))
            }

    def find_missing(self) -> None:
        """Note every cell that a transport file leaves empty."""
        for dataset in self.datasets():
            if "QNAM" in dataset.names:
                continue
            for n, row in enumerate(self.rows[dataset.name], 1):
                for variable in dataset.variables:
                    if not fits(variable, row.get(variable.name, "")):
                        self.missing[self._codes[row["USUBJID"]]].append(
                            f"{dataset.name}, row {n}, {variable.name}: the transport file leaves"
                            " this cell empty; the csv file holds it."
                        )


def fits(variable: Variable, text: str) -> bool:
    """Return whether a transport file holds a cell."""
    if not variable.is_number or not text:
        return is_held(text)
    try:
        to_ibm(Decimal(text))
    except ValueError:
        return False
    return True


def table(names: Iterable[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return rows as csv in UTF-8."""
    names = tuple(names)
    lines = [",".join(names)]
    lines += [",".join(quoted(lead(row.get(name, ""))) for name in names) for row in rows]
    return ("\n".join(lines) + "\n").encode()


def lead(text: str) -> str:
    """Return a cell that cannot run as a formula; `unlead` gives its text back."""
    bare = text.lstrip("'")
    return f"'{text}" if guarded(bare) != bare else text


def unlead(cell: str) -> str:
    """Return the text of a cell that `lead` may have led by an apostrophe."""
    bare = cell.lstrip("'")
    return cell[1:] if cell.startswith("'") and guarded(bare) != bare else cell
