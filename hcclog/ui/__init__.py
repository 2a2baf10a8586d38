"""The windows: adapters over the record that start commands and never edit."""
