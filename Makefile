# The commands of the project. `make help` lists those of every day, `make help-all` those that try to break it too.
.DEFAULT_GOAL := help
.PHONY: help help-all build check letter compare docs overview bi superset all show diff tidy verify trace test test-fast environment environment-all environment-spark environment-superset environment-test

# A setting comes from make's command line alone, never from an exported variable of that name, and as it was typed:
# recipes read it from their environment ("$$FILE"), so that nothing in a name is make's or the shell's to expand.
SETTINGS := AS_OF CELLS DIST DOCUMENT DRY FILE FOLDER FORMAT FROM ID INCREMENTAL KEEP LANGUAGE LIKE NAMES PARTS PLAN PORT PYTHON RAW_DIR REMOVE SEEDS SERIES YEAR YES
define as_typed
override $(1) := $$(if $$(filter command,$$(firstword $$(origin $(1)))),$$(value $(1)))
endef
$(foreach name,$(SETTINGS),$(eval $(call as_typed,$(name))))
export $(SETTINGS)

PYTHON_HERE := .venv/bin/python
HANDLEPLAN := $(PYTHON_HERE) -I scripts
ENVIRONMENT := sh scripts/environment.sh
COMMANDS := awk -F ':.*\#\# ' '/^[a-z-]+:.*\#\# / {printf "make %-12s %s\n", $$1, $$2}'

help:  ## list the everyday commands
	@$(COMMANDS) Makefile

help-all:  ## list all commands, with those that try to break or measure the project
	@$(COMMANDS) Makefile scripts/evidence/evidence.mk

build: environment  ## build, audit and publish dist/handleplan.duckdb, print a summary (PARTS=none: no pages; RAW_DIR=... DIST=..., INCREMENTAL=1: only what is new)
	@$(HANDLEPLAN) build $${PARTS:+--parts "$$PARTS"} $${RAW_DIR:+--raw-dir "$$RAW_DIR"} $${DIST:+--dist "$$DIST"} \
		$$(test "$$INCREMENTAL" != 1 || echo --incremental)

check: environment  ## check the seeds in seconds while you type: all findings at once; publishes nothing
	@$(HANDLEPLAN) check

letter: environment-all  ## read FROM=answer.txt into letter.xlsx (LANGUAGE=da, SEEDS=1), or write it to type into (TABLES=4, or LIKE=letter_2026 DATE=01-03-2027); enter FILE=letter.xlsx; REMOVE=letter_2027 (DRY=1, YES=1)
	@$(HANDLEPLAN) letter $${FROM:+--from "$$FROM"} $${LANGUAGE:+--language "$$LANGUAGE"} \
		$$(test "$$SEEDS" != 1 || echo --seeds) $${TABLES:+--tables "$$TABLES"} $${LIKE:+--like "$$LIKE"} $${DATE:+--date "$$DATE"} $${REMOVE:+--remove "$$REMOVE"} \
		$${DRY:+--dry} $$(test "$$YES" != 1 || echo --yes) -- $${FILE:+"$$FILE"}

compare: environment-all  ## read FROM=answer.txt on its own and compare it, figure by figure, with DOCUMENT=letter_2026 (KEEP=1, LANGUAGE=da)
	@$(HANDLEPLAN) compare $${DOCUMENT:+--with "$$DOCUMENT"} $${LANGUAGE:+--language "$$LANGUAGE"} \
		$$(test "$$KEEP" != 1 || echo --keep) -- $${FROM:+"$$FROM"}

docs: environment-all  ## build with the auditor's pages in dist/docs: the proof, column lineage, dbt's documentation
	@$(HANDLEPLAN) build --with docs $${DIST:+--dist "$$DIST"}

overview: environment-all  ## build with the overview, the workbook and the data package
	@$(HANDLEPLAN) build --with overview $${DIST:+--dist "$$DIST"}

bi: environment  ## build with a bundle of datasets, charts and dashboards for Superset in dist/bi
	@$(HANDLEPLAN) build --with bi $${DIST:+--dist "$$DIST"}

superset: environment environment-superset  ## run Superset on this machine with the dashboards, until Ctrl-C (PORT=8088)
	@$(HANDLEPLAN) superset $${PORT:+--port "$$PORT"}

all: environment-all  ## build with all pages and downloads
	@$(HANDLEPLAN) build --with docs --with overview --with bi $${DIST:+--dist "$$DIST"}

# Its output may be piped on: what the environment says goes elsewhere.
show:  ## print the overview (PLAN=integration NAMES=da|en FORMAT=table|json|csv|md AS_OF=2026-03-02)
	@$(ENVIRONMENT) build >&2
	@$(HANDLEPLAN) show --plan="$$PLAN" --names="$${NAMES:-da}" --format="$${FORMAT:-table}" --as-of="$$AS_OF"

diff: environment  ## build a candidate and show which published figures it would change; publishes nothing
	@$(HANDLEPLAN) build --no-publish && $(HANDLEPLAN) diff

tidy: environment  ## fix what Excel does to the seed files (separator, encoding, quotes); changes no value, shows a diff
	@$(HANDLEPLAN) tidy

verify: environment  ## check the published file against its manifest (another file: make verify FILE=...)
	@$(HANDLEPLAN) verify -- $${FILE:+"$$FILE"}

trace: environment  ## trace a figure back to the printed cell (ID=..., or PLAN=... YEAR=... to list ids)
	@$(HANDLEPLAN) trace $${PLAN:+--plan "$$PLAN"} $${YEAR:+--year "$$YEAR"} -- $${ID:+"$$ID"}

test: environment-test  ## run all tests: lint, types, dbt data and unit tests, pytest; the last line counts them
	@$(PYTHON_HERE) -E -s scripts/test.py

test-fast: environment-test  ## the part of `make test` that answers in 90 seconds, for work at the desk
	@$(PYTHON_HERE) -E -s scripts/test.py --fast

include scripts/evidence/evidence.mk

environment:
	@$(ENVIRONMENT) build

environment-all:
	@$(ENVIRONMENT) all

environment-spark:
	@$(ENVIRONMENT) spark

environment-superset:
	@$(ENVIRONMENT) superset

environment-test:
	@$(ENVIRONMENT) test
