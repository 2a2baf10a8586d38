"""A look through the bytes of what is about to leave, for names, codes and dates of the store."""
