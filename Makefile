# Everything here runs from a fresh clone: the environment in .venv is made from requirements.lock when it is missing.
SHELL := /bin/sh
.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: help generate test golden check lint types drift upstream sources sdk-tests real wheel interop slow bench docs serve lock clean

PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null)
BIN := .venv/bin
PARALLEL := -n auto --dist worksteal
READY := .venv/.ready
# Tests and commands start many processes: compiled modules are kept, whatever the machine is set to.
export PYTHONDONTWRITEBYTECODE :=

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

generate: $(READY) ## write generated/ from spec/
	@$(BIN)/isogloss generate

test: $(READY) ## run the test suite
	@$(BIN)/pytest $(PARALLEL)

golden: $(READY) ## accept the present output as golden files; read their diff
	@$(BIN)/pytest $(PARALLEL) --golden
	@git --no-pager diff --stat -- tests

check: lint types drift test ## run lint, types, drift and test

lint: $(READY) ## check style and format with ruff
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: $(READY) ## check types with pyright (strict)
	@$(BIN)/pyright --project pyproject.toml

drift: $(READY) ## fail if generated/ does not follow from spec/
	@$(BIN)/isogloss generate --check

upstream: $(READY) ## compare the spec with the types of the newest official SDK on PyPI
	@PYTHONPATH=tests $(BIN)/python -m interop.upstream --newest

sources: $(READY) ## say which evidence points at code that is another in the newest release on PyPI or npm
	@PYTHONPATH=tests $(BIN)/python -m interop.sources

sdk-tests: $(READY) ## run the official SDK's tests and examples with this package in its place (SDK=path of a checkout)
	@PYTHONPATH=tests $(BIN)/python -m interop.sdk $(SDK)
	@PYTHONPATH=tests $(BIN)/python -m interop.sdk.examples $(SDK)

real: $(READY) ## generate packages from real public documents and use them (DOCUMENTS=folder, PEERS=1: also by other generators)
	@PYTHONPATH=tests $(BIN)/python -m interop.real $(if $(PEERS),--peers) $(DOCUMENTS)

wheel: $(READY) ## use the wheel in an empty environment for each extra (PYTHONS=--all: with each Python from 3.11 to 3.14)
	@PYTHONPATH=tests $(BIN)/python -m interop.wheel $(PYTHONS)

interop: $(READY) ## test with clients in other languages (installs them from their registries)
	@$(BIN)/pytest -m interop

slow: $(READY) ## run the tests that take minutes
	@$(BIN)/pytest $(PARALLEL) -m slow

bench: $(READY) ## compare the speed with what users would pick instead (under 10 minutes)
	@PYTHONPATH=tests $(BIN)/python -m bench $(ROWS)

docs: $(READY) ## write the site into docs/.site/
	@$(BIN)/isogloss rules --format markdown > docs/pages/rules.md
	@cp generated/support.html docs/pages/support.html
	@cp benchmarks/results.md docs/pages/speed.md && cp benchmarks/results.svg docs/pages/results.svg
	@$(BIN)/zensical build --strict --clean -f docs/zensical.toml

serve: $(READY) ## serve a mock of the API on http://127.0.0.1:8400
	@$(BIN)/isogloss serve

lock: $(READY) ## update requirements.lock from pyproject.toml (needs uv)
	@$(UV) pip compile -q pyproject.toml --all-extras --group dev --universal --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --no-emit-find-links -o requirements.lock

clean: ## remove .venv and caches
	@rm -rf .venv .pytest_cache .ruff_cache .hypothesis

# `.ready` is written last: an environment without it is half-made and is made again from nothing.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "isogloss needs Python 3.11 or newer, and '$(PYTHON)' is not: try 'make $(or $(MAKECMDGOALS),generate) PYTHON=python3.12'" >&2; exit 1; }
	@test -n "$(UV)" || $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "'$(PYTHON)' has no venv module: install it (on Debian: apt-get install python3-venv), or install uv" >&2; exit 1; }
	@rm -rf .venv && echo "making .venv from requirements.lock" >&2
	@log=$$(mktemp) && trap 'rm -f "$$log"' EXIT && \
	if { if [ -n "$(UV)" ]; then \
		$(UV) venv -q --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" .venv \
		&& $(UV) pip install -q --python $(BIN)/python --require-hashes -r requirements.lock \
		&& $(UV) pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e . ; \
	else \
		$(PYTHON) -m venv .venv \
		&& $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock \
		&& $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . ; \
	fi; } >"$$log" 2>&1; then touch $@; \
	elif grep -qiE 'hash(es)? (mismatch|do(es)? not match)|DO NOT MATCH THE HASHES' "$$log"; then \
		rm -rf .venv; echo "requirements.lock does not match the packages that were downloaded: restore it (git checkout requirements.lock)" >&2; exit 1; \
	else \
		rm -rf .venv; echo "the packages of requirements.lock could not be installed: $$(grep -iE 'error' "$$log" | tail -n 1)" >&2; exit 1; \
	fi
