"""A block of cells from a spreadsheet, a web page or a file: what it says, before it is taken.

A `Block` is cut out of text or HTML, a `Layout` says what its rows and columns mean, and `preview`
reads each cell by the same readers that read what is typed. Nothing here writes.
"""
