"""iRECIST: what becomes of a first progression (Seymour 2017, Lancet Oncol 18:e143).

`course.py` walks through a series that RECIST 1.1 has judged, `rules.py` and `signs.py` are the
ordered lists that decide, `facts.py` is what they ask, `reasons.py` says why.
"""
