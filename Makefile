# Every target sets up what it needs in .venv; the second call only compares hashes (.ci/bootstrap.py).
PYTHON ?= python3
VENV_PYTHON := .venv/bin/python
DEMO := corpus/demo/resume

.DEFAULT_GOAL := demo
.PHONY: demo serve test test-all test-browser fresh lint bench corpus templates docs lock clean

demo:  ## check a committed sample résumé, table on the screen
	@$(PYTHON) .ci/bootstrap.py run
	@.venv/bin/ats check $(DEMO).pdf --source $(DEMO).md --fail-on never

serve:  ## a page in the browser where résumés are dropped and checked
	@$(PYTHON) .ci/bootstrap.py run
	@.venv/bin/ats serve --open

test:  ## the tests, without the slow ones
	@$(PYTHON) .ci/bootstrap.py dev
	@$(VENV_PYTHON) -m pytest -m "not slow and not browser" -n auto --maxprocesses 4 $(ARGS)

test-all:  ## all tests
	@$(PYTHON) .ci/bootstrap.py dev
	@$(VENV_PYTHON) -m pytest $(ARGS)

test-browser:  ## the tests of HTML pages in Chromium (CHROMIUM, PATH, or fetched); axe-core where npm is installed
	@$(PYTHON) .ci/bootstrap.py dev
	@.ci/chromium
	@if command -v npm >/dev/null; then npm ci --silent --ignore-scripts --no-audit --no-fund --prefix tests/browser; \
	  else echo "npm is not installed: no axe-core"; fi
	@$(VENV_PYTHON) -m pytest -m browser tests/browser $(ARGS)

fresh:  ## the demo and the tests on a bare Debian in a temporary folder, as a stranger has it; needs root
	@$(PYTHON) .ci/fresh.py

lint:  ## ruff, mypy, pyright, import-linter, length and complexity of functions
	@PYTHON="$(PYTHON)" .ci/lint

bench:  ## the speed and memory ratios, also written to build/bench.json
	@$(PYTHON) .ci/bootstrap.py dev
	@$(VENV_PYTHON) tests/bench/run.py $(ARGS)

corpus:  ## build the committed files of the corpus anew, with every typesetter that is here
	@$(PYTHON) .ci/bootstrap.py dev
	@if command -v npm >/dev/null; then npm ci --silent --ignore-scripts --no-audit --no-fund \
	  --prefix corpus/atsharness_corpus/typesetters/jsonresume; else echo "npm is not installed: no JSON Resume themes"; fi
	@$(VENV_PYTHON) -m atsharness.cli corpus build --committed corpus

templates:  ## print public résumé templates, read them, write docs/templates.md; APT=1 (root) installs Debian's programs first
	@$(PYTHON) .ci/bootstrap.py dev
	@if [ -n "$(APT)" ]; then apt-get install --yes chromium nodejs npm poppler-utils texlive-latex-extra \
	  texlive-fonts-extra texlive-lang-german texlive-luatex; fi
	@$(VENV_PYTHON) -m atsharness.cli experiment templates -o build/templates --keep corpus/evidence/templates.jsonl \
	  --write docs/templates.md $(ARGS)

docs:  ## measure docs/parser-paths.md and docs/faults.md again, write docs/advice.md, draw the rules' examples and the layouts, put a run into README.md
	@$(PYTHON) .ci/bootstrap.py dev
	@$(VENV_PYTHON) tests/bench/parser_paths.py
	@$(VENV_PYTHON) tests/bench/fault_matrix.py
	@$(VENV_PYTHON) .ci/rule_examples.py
	@$(VENV_PYTHON) -m atsharness.cli rules --write docs/rules
	@$(VENV_PYTHON) -m atsharness.cli experiment --evidence corpus/evidence/experiment.jsonl --write docs/advice.md
	@$(VENV_PYTHON) .ci/contact_sheet.py
	@$(VENV_PYTHON) .ci/screen.py

lock:  ## write the lock files from pyproject.toml; UPGRADE=1 moves every pin to its newest version
	@$(PYTHON) .ci/bootstrap.py run
	@$(VENV_PYTHON) .ci/lock.py $(if $(UPGRADE),--upgrade)

clean:  ## remove everything that these targets made
	rm -rf .venv build corpus/atsharness_corpus/typesetters/jsonresume/node_modules tests/browser/node_modules dist *.egg-info .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis \
	  .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
