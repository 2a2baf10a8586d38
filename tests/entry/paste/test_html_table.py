"""The table of a web page becomes cells; nothing else of the page counts."""

import pytest

from hcclog.commands.refused import Refused
from hcclog.entry.paste.block import MOST_CELLS
from hcclog.entry.paste.html_table import block_from_html, has_table


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        ("<table><tr><th>a<th>b</tr><tr><td>1<td>2</table>", [("a", "b"), ("1", "2")]),
        ("<p>x</p><TABLE><tr><td>a<br>b</td><td>&lt;0.8</td></tr></TABLE>", [("a b", "<0.8")]),
        (
            (
                "<html><head><style>td{x}</style></head><body><!--StartFragment--><table>"
                "<tr><td><b>AFP</b></td><td colspan=1>5,51</td></tr></table></body></html>"
            ),
            [("AFP", "5,51")],
        ),
        ("<table><tr><td>a<script>b()</script></td></tr></table>", [("a",)]),
        ('<table><tr><td>a<img src="file:///etc/hostname"></td></tr></table>', [("a",)]),
    ],
    ids=[
        "end tags may be left away",
        "breaks are spaces and signs are letters",
        "styles and comments of a spreadsheet are no words",
        "a script is no word",
        "a picture is not fetched",
    ],
)
def test_a_table_is_cut_into_cells(html: str, rows: list[tuple[str, ...]]) -> None:
    assert has_table(html)
    assert list(block_from_html(html).rows) == rows


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>no table</p>", "There is no table in it."),
        ("<table></table>", "no cell holds a word"),
        ("<table><tr><td>a</table><table><tr><td>b</table>", "more than one table"),
        ("<table><tr><td><table><tr><td>b</table></table>", "more than one table"),
        ("<table><tr><td>a<td colspan=2>b</table>", "Row 1, column 2 spans several cells"),
        ("<table><tr><td rowspan='2'>b</table>", "Row 1, column 1 spans several cells"),
        ("<table><tr>" + "<td>x" * (MOST_CELLS + 1), f"at most {MOST_CELLS} cells"),
    ],
    ids=[
        "a page without a table",
        "a table without words",
        "two tables",
        "a table in a table",
        "a cell over two columns",
        "a cell over two rows",
        "too many cells",
    ],
)
def test_what_is_no_plain_table_is_refused(html: str, words: str) -> None:
    with pytest.raises(Refused) as refusal:
        block_from_html(html)
    assert words in refusal.value.sentence
