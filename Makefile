# The commands of the project. `make help` lists those of every day, `make help-all` those that try to break it too.
.DEFAULT_GOAL := help
.PHONY: help help-all build check letter docs overview all show diff tidy verify trace test environment environment-all environment-spark environment-test

# A setting comes from make's command line alone, never from an exported variable of that name, and as it was typed:
# recipes read it from their environment ("$$FILE"), so that nothing in a name is make's or the shell's to expand.
SETTINGS := AS_OF CELLS DIST FILE FOLDER FORMAT ID LIKE NAMES PARTS PLAN PYTHON RAW_DIR SERIES YEAR
define as_typed
override $(1) := $$(if $$(filter command,$$(firstword $$(origin $(1)))),$$(value $(1)))
endef
$(foreach name,$(SETTINGS),$(eval $(call as_typed,$(name))))
export $(SETTINGS)

PYTHON_HERE := .venv/bin/python
HANDLEPLAN := $(PYTHON_HERE) -I scripts
ENVIRONMENT := sh scripts/environment.sh
COMMANDS := awk -F ':.*\#\# ' '/^[a-z-]+:.*\#\# / {printf "make %-12s %s\n", $$1, $$2}'

help:  ## list the commands of every day
	@$(COMMANDS) Makefile

help-all:  ## list all commands, also those that try to break the project or measure it
	@$(COMMANDS) Makefile scripts/evidence/evidence.mk

build: environment  ## build, audit, publish dist/handleplan.duckdb, print a summary (PARTS=none: without pages; RAW_DIR=... DIST=...)
	@$(HANDLEPLAN) build $${PARTS:+--parts "$$PARTS"} $${RAW_DIR:+--raw-dir "$$RAW_DIR"} $${DIST:+--dist "$$DIST"}

check: environment  ## check the seeds while typing: all findings at once, in seconds; publishes nothing
	@$(HANDLEPLAN) check

letter: environment-all  ## write letter.xlsx to type a letter into (LIKE=letter_2026: filled with that one), or enter FILE=letter.xlsx
	@$(HANDLEPLAN) letter $${LIKE:+--like "$$LIKE"} -- $${FILE:+"$$FILE"}

docs: environment-all  ## as build, and the release has the auditor's pages too: dist/docs
	@$(HANDLEPLAN) build --with docs $${DIST:+--dist "$$DIST"}

overview: environment-all  ## as build, and the release has the overview, the workbook and the data package too
	@$(HANDLEPLAN) build --with overview $${DIST:+--dist "$$DIST"}

all: environment-all  ## as build, and the release has all pages and downloads
	@$(HANDLEPLAN) build --with docs --with overview $${DIST:+--dist "$$DIST"}

# Its output may be piped on: what the environment says goes elsewhere.
show:  ## print the overview (PLAN=integration NAMES=da|en FORMAT=table|json|csv|md AS_OF=2026-03-02)
	@$(ENVIRONMENT) build >&2
	@$(HANDLEPLAN) show --plan="$$PLAN" --names="$${NAMES:-da}" --format="$${FORMAT:-table}" --as-of="$$AS_OF"

diff: environment  ## build a candidate and show what it would change in the published figures; publishes nothing
	@$(HANDLEPLAN) build --no-publish && $(HANDLEPLAN) diff

tidy: environment  ## mend what Excel does to the seed files (separator, encoding, quotes); changes no value, shows a diff
	@$(HANDLEPLAN) tidy

verify: environment  ## check the published file against its manifest (another file: make verify FILE=...)
	@$(HANDLEPLAN) verify -- $${FILE:+"$$FILE"}

trace: environment  ## from a figure to the printed cell: make trace ID=..., or make trace PLAN=... YEAR=...
	@$(HANDLEPLAN) trace $${PLAN:+--plan "$$PLAN"} $${YEAR:+--year "$$YEAR"} -- $${ID:+"$$ID"}

test: environment-test  ## lint, dbt tests with unit tests, pytest; the last line counts them
	@$(PYTHON_HERE) -E -s scripts/test.py

include scripts/evidence/evidence.mk

environment:
	@$(ENVIRONMENT) build

environment-all:
	@$(ENVIRONMENT) all

environment-spark:
	@$(ENVIRONMENT) spark

environment-test:
	@$(ENVIRONMENT) test
