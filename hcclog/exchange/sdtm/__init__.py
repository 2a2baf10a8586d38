"""SDTM tables of tumours, results and treatment: out as csv and XPT, in as csv, XPT and JSON."""
