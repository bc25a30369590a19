"""The published file, opened with real clients, old and new."""
