"""Inputs for one value each: what is typed, what it says, and what is wrong with it."""
