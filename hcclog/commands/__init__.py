"""What a user can do: frozen commands, each with a label, applied in one transaction."""
