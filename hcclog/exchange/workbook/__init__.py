"""Workbooks and folders of csv: tidy tables of records out, and edited workbooks back in."""
