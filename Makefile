# `make demo`: a cited answer from the sample corpus.   `make test`: all checks.   Needs Python 3.11+ and make.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help demo test test-faults bench bench-peers lint wheel clean

help:
	@echo "make demo    index the sample corpus and answer a question with citations"
	@echo "make test    ruff, mypy, import-linter and pytest"
	@echo "make test-faults   kill, fill, cut and flip an index, with real processes (5 minutes)"
	@echo "make bench CORPORA=FOLDER         starting, encoding, growth to a million passages, serving (an hour)"
	@echo "make bench-peers CORPORA=FOLDER   the same questions to txtai and Haystack (an hour)"
	@echo "make wheel   build the wheel, install it elsewhere, ask it a question"
	@echo "make clean   remove the environment, caches and the sample index"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "onrecord needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo "installing onrecord into $(VENV) ..."
	$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo "installing onrecord and its tools into $(VENV) ..."
	$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.installed

demo: $(VENV)/.installed
	@$(BIN)/onrecord demo --index onrecord-sample

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/python -m pytest

test-faults: $(VENV)/.installed-dev
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest tests/faults -m "slow or not slow"

bench: $(VENV)/.installed-dev
	@test -d "$(CORPORA)" || { echo "which corpora? make bench CORPORA=FOLDER [OUT=FOLDER] [SIZES='100000 1000000']"; exit 2; }
	$(PIP) install -c constraints.txt -e '.[bench]'
	$(BIN)/python -m onrecord.eval.bench "$(CORPORA)" --out "$(or $(OUT),bench)" --sizes $(or $(SIZES),100000 1000000)

bench-peers: $(VENV)/.installed
	@test -d "$(CORPORA)" || { echo "which corpora? make bench-peers CORPORA=FOLDER [OUT=FOLDER]"; exit 2; }
	$(BIN)/python -m onrecord.eval.bench.peers "$(CORPORA)" --out "$(or $(OUT),bench-peers)"

wheel: $(VENV)/.installed-dev
	bash .ci/wheel $(BIN)/python

clean:
	rm -rf $(VENV) dist onrecord-sample .mypy_cache .ruff_cache .pytest_cache .hypothesis
