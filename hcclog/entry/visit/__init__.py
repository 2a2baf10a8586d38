"""A follow-up visit as it is typed on one page, read into one command."""
