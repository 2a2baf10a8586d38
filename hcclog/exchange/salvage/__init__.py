"""What a damaged store knows that was entered after the backup in its place; never by itself."""
