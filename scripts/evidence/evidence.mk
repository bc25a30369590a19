# What was tried to break the project, and what measures it. `make help-all` lists these commands.
.PHONY: screenshots clients test-bi faults mutants mutants-sql properties reading bench letters planted bench-scale spark engines

EVIDENCE := $(PYTHON_HERE) -I scripts/evidence

screenshots: environment-test  ## renew the pictures of the README (needs Chromium and make docs)
	@$(PYTHON_HERE) -E -s scripts/screenshots.py

clients: environment-all  ## open the published file with every client from DuckDB 1.1 to 2.0 and light tools, and ask each metric by each road (needs npm and make all)
	@$(EVIDENCE) clients
	@$(EVIDENCE) malloy
	@$(EVIDENCE) light-tools
	@$(EVIDENCE) metrics --to docs/metrics.md

test-bi: environment-test environment-superset  ## open the dashboards in a real Superset and compare every figure (needs Chromium; takes minutes)
	@$(EVIDENCE) dashboards

faults: environment  ## kill 300 builds at random moments, and read 10,000 times during 50 publishes (takes long)
	@$(EVIDENCE) faults kills
	@$(EVIDENCE) faults readers

mutants: environment-test  ## break the seeds, one thing at a time, and count what is refused at the right line
	@$(EVIDENCE) mutants

mutants-sql: environment-test  ## break the SQL, one thing at a time, and count what the tests notice (takes long)
	@$(EVIDENCE) mutants-sql

properties: environment-test  ## check invariants on generated series of letters (SERIES=400; takes long)
	@HANDLEPLAN_SERIES="$${SERIES:-400}" $(PYTHON_HERE) -E -s -m pytest -q -s tests/python/test_laws.py

reading: environment-test  ## typeset made-up papers in every format, read them, and count figures right, wrong and open (takes minutes)
	@$(EVIDENCE) reading

bench: environment-test  ## time plain DuckDB, dbt's import, dbt build and make build in turn, as ratios to plain DuckDB (KEEP=1: a row in benchmarks/history.csv)
	@$(EVIDENCE) bench $$(test "$$KEEP" != 1 || echo --keep)

letters: environment  ## generate synthetic letters of CELLS printed cells in FOLDER, for make build RAW_DIR=...
	@$(EVIDENCE) letters $${CELLS:+--cells "$$CELLS"} -- "$$FOLDER"

planted: environment  ## plant errors in synthetic letters and check that a build finds exactly those
	@$(EVIDENCE) planted

bench-scale: environment-test  ## time dbt beside a handwritten SQL script at 0.1, 1 and 10 million cells, and BI queries (KEEP=1: rows in benchmarks/history.csv; takes very long)
	@$(EVIDENCE) bench-scale $${CELLS:+--cells $$CELLS} $$(test "$$KEEP" != 1 || echo --keep)

spark: environment environment-spark  ## build the letter on a Spark cluster of this machine into dist-spark (needs Java 17)
	@rm -rf build/letter && $(EVIDENCE) seeds-as-bulk build/letter
	@.venv-spark/bin/python -I scripts/evidence spark -- "$${RAW_DIR:-build/letter}" "$${DIST:-dist-spark}"

engines: environment environment-spark  ## build on DuckDB and on Spark and compare every table (takes very long)
	@$(EVIDENCE) engines $${CELLS:+--cells $$CELLS}
