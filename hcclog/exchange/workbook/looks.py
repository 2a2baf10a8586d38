"""How the cells of a workbook look; each look is made once, since the library compares them all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

FONT, SIZE = "Calibri", 11
HEADER_FILL, QUIET_FILL, QUIET_INK = "DCE6EC", "F0F1F3", "5B6470"


@dataclass(frozen=True, slots=True)
class Look:
    """One look.

    Attributes:
        number_format: How a spreadsheet shows the value.
        is_quiet: True for what is not for editing.
        is_right: True for numbers.
    """

    number_format: str = "@"
    is_header: bool = False
    is_quiet: bool = False
    is_right: bool = False


@dataclass(slots=True)
class Looks:
    """The looks of one workbook."""

    _styles: dict[Look, Any] = field(default_factory=dict)

    def cell(self, sheet: Any, look: Look) -> Any:
        """Return an empty cell of a sheet that looks so; what is in it may be exchanged."""
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(sheet)
        if look not in self._styles:
            self._styles[look] = _style(sheet, look)
        # Shared, as styles are once they are written; so a cell never changes its look.
        cell._style = self._styles[look]  # noqa: SLF001 - the way by names compares all styles
        return cell


def filled(cell: Any, kind: str, value: object) -> Any:
    """Put a value of a kind into a cell; a text stays one whatever it begins with."""
    cell.data_type, cell._value = kind, value  # noqa: SLF001 - the setter makes a formula of =1
    return cell


def _style(sheet: Any, look: Look) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = WriteOnlyCell(sheet)
    cell.number_format = look.number_format
    ink = {"color": QUIET_INK} if look.is_quiet else {}
    cell.font = Font(name=FONT, size=SIZE, bold=look.is_header, **ink)
    if look.is_header or look.is_quiet:
        fill = HEADER_FILL if look.is_header else QUIET_FILL
        cell.fill = PatternFill("solid", start_color=fill)
    if look.is_right:
        cell.alignment = Alignment(horizontal="right", indent=1)
    return cell._style  # noqa: SLF001 - it has no other name
