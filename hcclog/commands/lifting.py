"""Checks on dates that a person can lift by confirming, and the fields they look at."""

AFTER_TODAY, BEFORE_BIRTH = "after-today", "before-birth"
DATES = ("on", "start_on", "end_on", "until_on", "from_on", "to_on")
