"""Typesets papers whose every figure is known, reads them, and counts what was read right, wrong or left open."""
