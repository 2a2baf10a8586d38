"""From what was typed to entities, and what to ask about it; no window, no store.

Readers take a `Clerk`: whose record it is, what day it is, and how a person is asked. They return
entities or raise `Refused` at a field. Questions are found for entities that could be right and
are not likely; a person confirms them with a reason, which the journal keeps.
"""
