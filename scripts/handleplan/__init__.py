"""Builds, checks, publishes and explains the warehouse of action plans. One program: `python -I scripts --help`."""
