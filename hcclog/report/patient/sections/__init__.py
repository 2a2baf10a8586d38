"""The sections of a report: each file says one of them as blocks."""
