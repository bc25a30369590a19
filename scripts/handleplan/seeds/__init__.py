"""Reads the CSV files of seeds/ as files: form, types and what a spreadsheet did to them."""
