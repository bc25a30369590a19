# The commands of the project. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help build check letter properties docs overview all show diff tidy verify trace screenshots clients faults mutants mutants-sql bench letters planted bench-scale spark engines test environment environment-all environment-spark environment-test

PYTHON_HERE := .venv/bin/python

help:  ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: environment  ## build a candidate, audit it, publish dist/handleplan.duckdb, print a summary (from a folder: RAW_DIR=... DIST=...)
	@$(PYTHON_HERE) scripts/build.py $(if $(RAW_DIR),--raw-dir '$(RAW_DIR)') $(if $(DIST),--dist '$(DIST)')

check: environment  ## check the seeds while typing: all findings at once, in seconds; publishes nothing
	@$(PYTHON_HERE) scripts/check.py

letter: environment-all  ## write letter.xlsx to type a letter into (LIKE=letter_2026: filled with that one), or enter FILE=letter.xlsx
	@$(PYTHON_HERE) scripts/letter.py $(FILE) $(if $(LIKE),--like $(LIKE))

docs: environment-all  ## as build, and the release has the auditor's pages too: dist/docs
	@$(PYTHON_HERE) scripts/build.py --with docs

overview: environment-all  ## as build, and the release has the overview, the workbook and the data package too
	@$(PYTHON_HERE) scripts/build.py --with overview

all: environment-all  ## as build, and the release has all pages and downloads
	@$(PYTHON_HERE) scripts/build.py --with docs --with overview

# Its output may be piped on: what the environment says goes elsewhere.
show:  ## print the overview (PLAN=integration NAMES=da|en FORMAT=table|json|csv|md AS_OF=2026-03-02)
	@PYTHON="$(PYTHON)" scripts/environment.sh build >&2
	@$(PYTHON_HERE) scripts/show.py --plan="$$PLAN" --names="$${NAMES:-da}" --format="$${FORMAT:-table}" --as-of="$$AS_OF"

diff: environment  ## build a candidate and show what it would change in the published figures; publishes nothing
	@$(PYTHON_HERE) scripts/build.py --no-publish && $(PYTHON_HERE) scripts/diff.py

tidy: environment  ## mend what Excel does to the seed files (separator, encoding, quotes); changes no value, shows a diff
	@$(PYTHON_HERE) scripts/tidy.py

verify: environment  ## check the published file against its manifest (another file: make verify FILE=...)
	@$(PYTHON_HERE) scripts/verify.py $(FILE)

trace: environment  ## from a figure to the printed cell: make trace ID=..., or make trace PLAN=... YEAR=...
	@$(PYTHON_HERE) scripts/trace.py $(if $(PLAN),--plan '$(subst ','\'',$(PLAN))') $(if $(YEAR),--year '$(subst ','\'',$(YEAR))') $(if $(ID),-- '$(subst ','\'',$(ID))')

screenshots: environment-test  ## take the pictures of the README again (needs Chromium and make docs)
	@$(PYTHON_HERE) scripts/screenshots.py

clients: environment  ## open the published file with every client from DuckDB 1.1 to 2.0, Node and ADBC (needs npm)
	@$(PYTHON_HERE) scripts/clients.py

faults: environment  ## kill 300 builds at random moments, and read 10,000 times during 50 publishes (takes long)
	@$(PYTHON_HERE) scripts/faults.py kills
	@$(PYTHON_HERE) scripts/faults.py readers

mutants: environment-test  ## break the seeds, one thing at a time, and count what is refused at the right line
	@$(PYTHON_HERE) scripts/mutants.py

mutants-sql: environment-test  ## break the SQL, one thing at a time, and count what the tests notice (takes long)
	@$(PYTHON_HERE) scripts/sql_mutants.py

properties: environment-test  ## generate series of letters (SERIES=400) and hold the chain to its laws (takes long)
	@HANDLEPLAN_SERIES=$(or $(SERIES),400) $(PYTHON_HERE) -m pytest -q -s tests/python/test_laws.py

bench: environment-test  ## time plain DuckDB, dbt's import, dbt build and make build side by side
	@$(PYTHON_HERE) scripts/bench.py

letters: environment  ## make up letters of CELLS printed cells in FOLDER, for make build RAW_DIR=...
	@$(PYTHON_HERE) scripts/generate_letters.py '$(FOLDER)' $(if $(CELLS),--cells $(CELLS))

planted: environment  ## plant errors in made-up letters and show that exactly they are found
	@$(PYTHON_HERE) scripts/find_planted.py

bench-scale: environment  ## time dbt beside one SQL script at 0.1, 1 and 10 million cells, then BI queries (takes very long)
	@$(PYTHON_HERE) scripts/bench_scale.py $(if $(CELLS),--cells $(CELLS))

spark: environment environment-spark  ## build the letter on a Spark cluster of this machine into dist-spark (needs Java 17)
	@rm -rf build/letter && $(PYTHON_HERE) scripts/bulk_of_seeds.py build/letter
	@.venv-spark/bin/python scripts/spark_build.py $(or $(RAW_DIR),build/letter) $(or $(DIST),dist-spark)

engines: environment environment-spark  ## build on DuckDB and on Spark and compare every table (takes very long)
	@$(PYTHON_HERE) scripts/engines.py $(if $(CELLS),--cells $(CELLS))

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
