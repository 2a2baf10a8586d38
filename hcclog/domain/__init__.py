"""The nouns: frozen dataclasses, enums, dates and quantities; nothing of ours is imported here."""
