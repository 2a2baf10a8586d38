"""Backups in the window: made by themselves, always in sight, looked through and restored."""
