"""Makes a release: builds a candidate, audits it, and publishes it by one rename."""
