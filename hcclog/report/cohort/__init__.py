"""The plots of a cohort: waterfall, spider, swimmer, survival and the table of responses."""
