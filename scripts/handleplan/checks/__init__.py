"""Runs the project's data tests and says what they found, by file and line."""
