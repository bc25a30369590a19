"""The same models and tests on Apache Spark."""
