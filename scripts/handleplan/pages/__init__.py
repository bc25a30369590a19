"""The pages of a release: the overview for people, and the auditor's pages."""
