"""Reads a letter as it was sent, text or page, and says which figures its printed totals prove."""
