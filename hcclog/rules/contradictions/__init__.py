"""What in a record contradicts itself: one rule a kind, each a sentence; nothing is repaired."""
