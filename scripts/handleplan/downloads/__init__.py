"""The downloads of a release: the workbook and the data package."""
