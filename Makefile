# The commands of the project. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help build test lint environment environment-test

PYTHON_HERE := .venv/bin/python

help:  ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: environment  ## build a candidate, audit it, publish dist/handleplan.duckdb, print a summary
	@$(PYTHON_HERE) scripts/build.py

test: environment-test  ## lint, dbt tests with unit tests, pytest; the last line counts them
	@$(PYTHON_HERE) scripts/test.py

environment:
	@PYTHON="$(PYTHON)" scripts/environment.sh build

environment-test:
	@PYTHON="$(PYTHON)" scripts/environment.sh test
