"""From what was typed to commands; plain functions that a test can call without a window."""
