# `make demo` and `make test` do all their set-up themselves: Python 3.11 or newer, make and git are enough.
# Another interpreter: make test PYTHON=/opt/python3.13/bin/python3

VENV ?= .venv
BIN := $(VENV)/bin
MODERN := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if "$$p" -c '$(MODERN)' 2>/dev/null; then echo "$$p"; break; fi; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: help demo test test-all lint types imports golden pictures weights lexicon clean

help:
	@echo 'make demo      install into $(VENV) and browse a sample (plain text where stdout is no terminal)'
	@echo 'make test      install and check everything: format, lint, types, import contracts, tests'
	@echo 'make test-all  the same, with longer searches for broken laws'
	@echo 'make golden    rewrite tests/golden and the outputs in README from the samples'
	@echo 'make pictures  redraw docs/pictures'
	@echo 'make weights   fit the weights of the classifier anew; needs the label sets, see docs/accuracy.md'
	@echo 'make lexicon   compile WordNet for the classifier anew; needs the Debian package wordnet-base'
	@echo 'make clean     remove $(VENV) and all caches'

demo: $(VENV)/.installed
	@$(BIN)/revdiff samples/summit/v1.txt samples/summit/v2.txt

# A file of tests stays with one processor, since its tests share what they have started.
PYTEST := $(BIN)/python -m pytest --numprocesses auto --dist loadfile

test: lint types imports
	$(PYTEST)

test-all: lint types imports
	REVDIFF_LAWS=thorough $(PYTEST)

lint: $(VENV)/.installed-test
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .

types: $(VENV)/.installed-test
	$(BIN)/python -m mypy

imports: $(VENV)/.installed-test
	$(BIN)/lint-imports

golden: $(VENV)/.installed-test
	$(BIN)/python -m pytest tests/test_golden.py tests/test_docs.py tests/tui/test_page.py tests/tui/test_snapshots.py --write-golden

pictures: $(VENV)/.installed-test
	$(BIN)/python docs/pictures/make.py
	$(BIN)/python docs/pictures/hard_cases.py

# The day that the card of the weights names: make weights DATE=2026-01-31
DATE ?= $(shell date +%F)

weights: $(VENV)/.installed-test
	$(BIN)/python -m training --date '$(DATE)'

lexicon: $(VENV)/.installed
	$(BIN)/python -m training.wordnet

clean:
	rm -rf '$(VENV)' build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Installing is done again when pyproject.toml changes; what pip says goes to stderr, so that `make demo >file` is a listing.
$(VENV)/.installed: $(VENV)/.created pyproject.toml
	@echo 'Installing revdiff into $(VENV) ...' >&2
	@$(PIP) --editable . >&2
	@touch '$@'

$(VENV)/.installed-test: $(VENV)/.created pyproject.toml
	@echo 'Installing revdiff and its test tools into $(VENV) ...' >&2
	@$(PIP) --editable '.[test]' >&2
	@touch '$(VENV)/.installed' '$@'

# An environment that works is kept; one that was left half made is made anew.
$(VENV)/.created:
	@if [ -z '$(PYTHON)' ] || ! '$(PYTHON)' -c '$(MODERN)'; then \
		echo 'revdiff needs Python 3.11 or newer and found none: install it, or name one with PYTHON=/path/to/python3' >&2; exit 1; fi
	@$(BIN)/python -m pip --version >/dev/null 2>&1 && $(BIN)/python -c '$(MODERN)' || \
		'$(PYTHON)' -m venv --clear '$(VENV)' >&2 || { rm -rf '$(VENV)'; \
		echo '$(PYTHON) cannot make a virtual environment; on Debian or Ubuntu: apt-get install python3-venv' >&2; exit 1; }
	@touch '$@'
