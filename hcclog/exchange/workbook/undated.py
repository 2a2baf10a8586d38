"""A zip file that does not tell when it was made, so that the same parts are the same bytes."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfileobj
from typing import Any
from zipfile import ZipFile, ZipInfo


class UndatedZip(ZipFile):
    """Gives every part the day of files without one."""

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *_: Any, **__: Any) -> None:
        """Write a part from memory."""
        super().writestr(self._undated(zinfo_or_arcname), data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Write a part from a file."""
        part = self._undated(str(arcname or filename))
        place = Path(filename)
        part.file_size = place.stat().st_size
        with place.open("rb") as source, self.open(part, "w") as target:
            copyfileobj(source, target)

    def _undated(self, name: str | ZipInfo) -> ZipInfo:
        part = ZipInfo(name.filename if isinstance(name, ZipInfo) else name)
        part.compress_type = self.compression
        return part
