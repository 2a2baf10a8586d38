"""The patient report: pages of tables and the course chart, for print, preview and PDF.

What others use: `report.report_of(record, Printing(today, revision), Choices(...))` returns a
`Document` with `pages`, `paper.size_mm`, `paint_page(painter, n)` (in pixels of 1/96 inch),
`pdf_bytes()` and `content_hash`; `choices` holds `Choices`, `PageSize`, `Section`,
`SECTION_NAMES` and `Printing`; `files.save_reports` writes many patients, each file whole, and
tells how far it has come. A record is de-identified before it is handed in.
"""
