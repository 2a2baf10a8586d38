"""De-identification: a record of which nobody can tell whose it is, and a look for what was missed.

Days are counted from a day 0, or shifted by a secret number of days; codes and ids are replaced;
names, sources and free text are taken out, but for the lines that a person kept.
"""
