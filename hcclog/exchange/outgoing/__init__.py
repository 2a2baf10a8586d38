"""What goes out: formats, and files that are whole or not there."""
