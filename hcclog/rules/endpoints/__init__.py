"""Endpoints of each line of therapy: how long until what, as exactly as the dates are known."""
