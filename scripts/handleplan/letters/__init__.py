"""Enters a new letter from a workbook."""
