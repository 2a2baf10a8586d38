"""What a row points to: by the name that a person reads, and by the id beside it.

A changed name is taken where it names one entry of the patient; where the two do not say the same,
the row is refused. Neither is ignored.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from hcclog.domain.record import NOUN_OF_TABLE
from hcclog.domain.unreadable import Unreadable
from hcclog.exchange.workbook.columns import Column
from hcclog.exchange.workbook.opening import RawRow
from hcclog.exchange.workbook.rows import Around

Key = tuple[str, str]


@dataclass(slots=True)
class Pointing:
    """The names of one patient's entries.

    Attributes:
        here: Names as the workbook's rows give them.
        stored: Names as the record gives them; empty where there is none.
        taken_out: Table and id of what the workbook takes out.
        same: Ids of new rows that turned out to be there already.
    """

    here: dict[Key, str]
    stored: dict[Key, str]
    taken_out: frozenset[Key] = frozenset()
    same: dict[str, str] = field(default_factory=dict)
    _by_name: dict[Key, list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, here: Around, stored: Around | None, taken_out: frozenset[Key]) -> Pointing:
        """Return the names of a patient's entries, in the workbook and in the record."""
        found = cls(here.names, stored.names if stored else {}, taken_out)
        for key, name in {**found.stored, **found.here}.items():
            if key not in taken_out:
                found._by_name[key[0], name].append(key[1])
        return found

    def target(self, row: RawRow, column: Column, before: str | None) -> str | None:
        """Return the id that a row points to.

        Args:
            row: Where it stands.
            column: The column of the name.
            before: What the entry in the record points to; None for a new one.

        Raises:
            Unreadable: Nothing or several are called so, or name and id do not agree.
        """
        name, target = row.text(column.name), row.text(column.field)
        if not name and not target:
            if column.needed:
                raise Unreadable(f"{column.name} is needed here.")
            return None
        known = self._names_of((column.table, target))
        if name not in known:
            if target and known and before not in {None, target}:
                raise Unreadable(
                    f"“{name}” is not what {column.field} names; change {column.name} alone."
                )
            target = self._called(column, name, is_there=bool(target))
        if (column.table, target) in self.taken_out:
            raise Unreadable(f"the {_label(column)} that it belongs to has no row any more.")
        return self.same.get(target, target) or None

    def _names_of(self, key: Key) -> set[str]:
        return {names[key] for names in (self.here, self.stored) if key in names}

    def _called(self, column: Column, name: str, *, is_there: bool) -> str:
        if not name:
            if column.needed or not is_there:
                raise Unreadable(f"{column.name} is needed here.")
            return ""
        called = self._by_name.get((column.table, name), [])
        found = list(dict.fromkeys(self.same.get(each, each) for each in called))
        if not found:
            raise Unreadable(f"no {_label(column)} of this patient is called “{name}”.")
        if len(found) > 1:
            raise Unreadable(
                f"{len(found)} {_label(column)} entries are called “{name}”; "
                f"write the id of one in {column.field}."
            )
        return found[0]


def _label(column: Column) -> str:
    return NOUN_OF_TABLE[column.table].label
