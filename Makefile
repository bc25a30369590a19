# The commands of the project. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help build check letter properties docs overview all show diff tidy verify trace screenshots clients faults mutants mutants-sql bench letters planted bench-scale spark engines test environment environment-all environment-spark environment-test

PYTHON_HERE := .venv/bin/python
HANDLEPLAN := $(PYTHON_HERE) -I scripts
EVIDENCE := $(PYTHON_HERE) -I scripts/evidence

help:  ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: environment  ## build a candidate, audit it, publish dist/handleplan.duckdb, print a summary (from a folder: RAW_DIR=... DIST=...)
	@$(HANDLEPLAN) build $(if $(RAW_DIR),--raw-dir '$(RAW_DIR)') $(if $(DIST),--dist '$(DIST)')

check: environment  ## check the seeds while typing: all findings at once, in seconds; publishes nothing
	@$(HANDLEPLAN) check

letter: environment-all  ## write letter.xlsx to type a letter into (LIKE=letter_2026: filled with that one), or enter FILE=letter.xlsx
	@$(HANDLEPLAN) letter $(FILE) $(if $(LIKE),--like $(LIKE))

docs: environment-all  ## as build, and the release has the auditor's pages too: dist/docs
	@$(HANDLEPLAN) build --with docs

overview: environment-all  ## as build, and the release has the overview, the workbook and the data package too
	@$(HANDLEPLAN) build --with overview

all: environment-all  ## as build, and the release has all pages and downloads
	@$(HANDLEPLAN) build --with docs --with overview

# Its output may be piped on: what the environment says goes elsewhere.
show:  ## print the overview (PLAN=integration NAMES=da|en FORMAT=table|json|csv|md AS_OF=2026-03-02)
	@PYTHON="$(PYTHON)" scripts/environment.sh build >&2
	@$(HANDLEPLAN) show --plan="$$PLAN" --names="$${NAMES:-da}" --format="$${FORMAT:-table}" --as-of="$$AS_OF"

diff: environment  ## build a candidate and show what it would change in the published figures; publishes nothing
	@$(HANDLEPLAN) build --no-publish && $(HANDLEPLAN) diff

tidy: environment  ## mend what Excel does to the seed files (separator, encoding, quotes); changes no value, shows a diff
	@$(HANDLEPLAN) tidy

verify: environment  ## check the published file against its manifest (another file: make verify FILE=...)
	@$(HANDLEPLAN) verify $(FILE)

trace: environment  ## from a figure to the printed cell: make trace ID=..., or make trace PLAN=... YEAR=...
	@$(HANDLEPLAN) trace $(if $(PLAN),--plan '$(subst ','\'',$(PLAN))') $(if $(YEAR),--year '$(subst ','\'',$(YEAR))') $(if $(ID),-- '$(subst ','\'',$(ID))')

screenshots: environment-test  ## take the pictures of the README again (needs Chromium and make docs)
	@$(PYTHON_HERE) scripts/screenshots.py

clients: environment  ## open the published file with every client from DuckDB 1.1 to 2.0, Node and ADBC (needs npm)
	@$(EVIDENCE) clients

faults: environment  ## kill 300 builds at random moments, and read 10,000 times during 50 publishes (takes long)
	@$(EVIDENCE) faults kills
	@$(EVIDENCE) faults readers

mutants: environment-test  ## break the seeds, one thing at a time, and count what is refused at the right line
	@$(EVIDENCE) mutants

mutants-sql: environment-test  ## break the SQL, one thing at a time, and count what the tests notice (takes long)
	@$(EVIDENCE) mutants-sql

properties: environment-test  ## generate series of letters (SERIES=400) and hold the chain to its laws (takes long)
	@HANDLEPLAN_SERIES=$(or $(SERIES),400) $(PYTHON_HERE) -m pytest -q -s tests/python/test_laws.py

bench: environment-test  ## time plain DuckDB, dbt's import, dbt build and make build side by side
	@$(EVIDENCE) bench

letters: environment  ## make up letters of CELLS printed cells in FOLDER, for make build RAW_DIR=...
	@$(EVIDENCE) letters '$(FOLDER)' $(if $(CELLS),--cells $(CELLS))

planted: environment  ## plant errors in made-up letters and show that exactly they are found
	@$(EVIDENCE) planted

bench-scale: environment  ## time dbt beside one SQL script at 0.1, 1 and 10 million cells, then BI queries (takes very long)
	@$(EVIDENCE) bench-scale $(if $(CELLS),--cells $(CELLS))

spark: environment environment-spark  ## build the letter on a Spark cluster of this machine into dist-spark (needs Java 17)
	@rm -rf build/letter && $(EVIDENCE) seeds-as-bulk build/letter
	@.venv-spark/bin/python -I scripts/evidence spark $(or $(RAW_DIR),build/letter) $(or $(DIST),dist-spark)

engines: environment environment-spark  ## build on DuckDB and on Spark and compare every table (takes very long)
	@$(EVIDENCE) engines $(if $(CELLS),--cells $(CELLS))

test: environment-test  ## lint, dbt tests with unit tests, pytest; the last line counts them
	@$(PYTHON_HERE) scripts/test.py

environment:
	@PYTHON="$(PYTHON)" scripts/environment.sh build

environment-all:
	@PYTHON="$(PYTHON)" scripts/environment.sh all

environment-spark:
	@PYTHON="$(PYTHON)" scripts/environment.sh spark

environment-test:
	@PYTHON="$(PYTHON)" scripts/environment.sh test
