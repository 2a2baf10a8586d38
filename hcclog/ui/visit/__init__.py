"""The page of a follow-up visit: filled top to bottom by keyboard, saved as one command."""
