"""From the clipboard, or from what is dropped, to the preview; what is not taken is said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from hcclog.commands.refused import Refused
from hcclog.ui.desk import Desk
from hcclog.ui.permitting import forbidden

if TYPE_CHECKING:
    from hcclog.entry.paste.block import Block
    from hcclog.entry.paste.layout import Subject
    from hcclog.ui.dialogs.paste_preview import PastePreview

ENDINGS = (".csv", ".tsv", ".txt")
_NOTHING = (
    "The clipboard holds no block of cells; copy rows of a table, with their dates and tests."
)
ONE_FILE = "Drop one file at a time."


def holds_block(mime: QMimeData | None) -> bool:
    """Tell whether there is more than one cell; a lone value goes into its field as usual."""
    if mime is None:
        return False
    from hcclog.entry.paste.splitting import is_block

    if mime.hasText() and is_block(mime.text()):
        return True
    return mime.hasHtml() and _table_of(mime) != ""


def preview_clipboard(desk: Desk, parent: QWidget, *, lesions: bool) -> PastePreview | None:
    """Open the preview of what the clipboard holds; None where it holds no block."""
    mime = QGuiApplication.clipboard().mimeData()
    if not holds_block(mime):
        desk.refuse(_NOTHING)
        return None
    return preview_mime(desk, mime, parent, lesions=lesions)


def preview_mime(
    desk: Desk, mime: QMimeData, parent: QWidget, *, lesions: bool
) -> PastePreview | None:
    """Open the preview of a block or a file; None where it is refused, and the desk said why."""
    clerk = desk.clerk()
    if clerk is None or desk.logbook.store.read_only:
        desk.refuse("Choose a patient first, in a store that can be written.")
        return None
    why = forbidden(desk.logbook, ["measurement" if lesions else "lab_result"])
    if why:
        desk.refuse(why)
        return None
    from hcclog.entry.paste.guessing import subject_of
    from hcclog.entry.paste.layout import Subject
    from hcclog.ui.dialogs.paste_preview import PastePreview

    try:
        block = _file_block(desk, mime) if mime.hasUrls() else block_of_mime(mime)
    except Refused as refusal:
        desk.refuse(refusal.sentence)
        return None
    otherwise: Subject = Subject.LESIONS if lesions else Subject.LABS
    subject = subject_of(clerk, block, otherwise)
    dialog = PastePreview(desk, clerk, block, subject, parent)
    dialog.open()
    return dialog


def block_of_mime(mime: QMimeData) -> Block:
    """Return the block of pasted cells: tabs part them best, then a table, then other text.

    Raises:
        Refused: It is none that is taken.
    """
    from hcclog.entry.paste.html_table import block_from_html
    from hcclog.entry.paste.splitting import block_from_text

    text, table = mime.text(), _table_of(mime)
    if table and "\t" not in text:
        return block_from_html(table)
    try:
        return block_from_text(text)
    except Refused:
        # A browser's plain text breaks where a cell has several lines; its table does not.
        if not table:
            raise
        return block_from_html(table)


def _table_of(mime: QMimeData) -> str:
    from hcclog.entry.paste.html_table import has_table

    html = mime.html() if mime.hasHtml() else ""
    return html if has_table(html) else ""


def _file_block(desk: Desk, mime: QMimeData) -> Block:
    """Return the block of the one file that was dropped.

    Raises:
        Refused: It is not one, not here, or nothing that is taken.
    """
    from hcclog.entry.paste.decoding import MOST_BYTES, TAKEN, letters_of
    from hcclog.entry.paste.splitting import block_from_text

    urls = mime.urls()
    if len(urls) != 1:
        raise Refused(ONE_FILE)
    path = Path(urls[0].toLocalFile())
    if not urls[0].isLocalFile() or path.suffix.casefold() not in ENDINGS:
        raise Refused(f"{path.name or 'This'} is not taken here. {TAKEN}")
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused(f"{path.name} cannot be read: {error.strerror}.") from error
    letters = letters_of(data, path.name)
    chosen: int | None = 0
    if len(letters) > 1 or letters[0].sample:
        offered = [f"{each.sample}   ({each.name})" for each in letters]
        sentence = f"{path.name} does not say how its letters are written. Which line is right?"
        chosen = desk.choose(sentence, offered)
    if chosen is None:
        raise Refused(f"{path.name} was not taken: save it as UTF-8, then drop it again.")
    return block_from_text(letters[chosen].text, path.name)
