"""In and out: values to files and files to values; no SQL."""
