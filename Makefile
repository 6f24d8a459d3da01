# Every target sets up what it needs in .venv; the second call only compares hashes (.ci/bootstrap.py).
PYTHON ?= python3
VENV_PYTHON := .venv/bin/python
DEMO := corpus/demo/resume

.DEFAULT_GOAL := demo
.PHONY: demo test test-all lint bench docs lock clean

demo:  ## check a committed sample résumé, table on the screen
	@$(PYTHON) .ci/bootstrap.py run
	@.venv/bin/ats check $(DEMO).pdf --source $(DEMO).md --fail-on never

test:  ## the tests, without the minutes-long ones
	@$(PYTHON) .ci/bootstrap.py dev
	@$(VENV_PYTHON) -m pytest -m "not slow" $(ARGS)

test-all:  ## all tests
	@$(PYTHON) .ci/bootstrap.py dev
	@$(VENV_PYTHON) -m pytest $(ARGS)

lint:  ## ruff, mypy, import-linter
	@PYTHON="$(PYTHON)" .ci/lint

bench:  ## the speed and memory ratios, also written to build/bench.json
	@$(PYTHON) .ci/bootstrap.py dev
	@$(VENV_PYTHON) tests/bench/run.py $(ARGS)

docs:  ## measure docs/parser-paths.md again and put a run of the demo into README.md
	@$(PYTHON) .ci/bootstrap.py dev
	@$(VENV_PYTHON) tests/bench/parser_paths.py
	@$(VENV_PYTHON) .ci/screen.py

lock:  ## write the lock files from pyproject.toml; UPGRADE=1 moves every pin to its newest version
	@$(PYTHON) .ci/bootstrap.py run
	@$(VENV_PYTHON) .ci/lock.py $(if $(UPGRADE),--upgrade)

clean:  ## remove everything that these targets made
	rm -rf .venv .links build dist *.egg-info .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis \
	  .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
