"""A bundle of datasets, charts and dashboards for Apache Superset, made from a published file, and a server for it."""
