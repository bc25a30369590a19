"""Mutation tests: the seeds and the SQL are broken, one thing at a time."""
