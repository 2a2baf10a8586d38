"""What each format is for, in a sentence: whoever exports chooses by it."""

PURPOSES = {
    "xlsx": "To read and correct in a spreadsheet; the edited workbook can be read in again.",
    "csv": "For statistics programs: a table for each kind of entry, with a dictionary of columns.",
    "fhir": "For hospital systems: one bundle with mCODE profiles, which can be read in again.",
    "sdtm": "For trials: tumour, response, laboratory, treatment and event tables with XPT files.",
    "dicom-sr": "For imaging archives: one TID 1500 report with the measurements of each study.",
    "jsonl": "To move or keep a store: everything with its history, read in again without loss.",
}


def purpose_of(name: str) -> str:
    """Return what a format is for; empty for one that nothing is said of."""
    return PURPOSES.get(name, "")
