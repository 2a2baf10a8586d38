"""Small windows that ask for what does not fit into a cell."""
