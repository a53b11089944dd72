# Everything a person needs stands behind these names; `make help` lists them.
# Nothing but Python >= 3.11, pip and make is assumed.

# The system's own before one that was built by hand: linked in one piece and optimised by a profile,
# which the usual build by hand is not, it starts this application a quarter faster. Pip is needed to
# fetch packages, so one that has it comes before all that have none.
PYTHONS  := /usr/bin/python3.11 /usr/bin/python3.12 /usr/bin/python3.13 python3.11 python3.12 python3.13 python3
PYTHON   ?= $(eval PYTHON := $(shell \
	for wanted in 'import sys, pip' 'import sys'; do for python in $(PYTHONS); do \
		"$$python" -c "$$wanted; sys.exit(sys.version_info < (3, 11))" 2>/dev/null \
			&& command -v "$$python" && exit; \
	done; done))$(PYTHON)
PORT     ?= 8000
INSTANCE ?= instance
DEPTH    ?= 20

VENV   := .venv
BIN    := $(VENV)/bin
STAMPS := .cache/stamps
TOOLS  := .cache/tools
UV     := $(TOOLS)/bin/uv
BEGAN  := $(shell date +%s)
# Whoosh compares with a literal by `is`; whoever compiles it first would be warned of that on the screen.
DEV    := TALAT_MODE=dev TALAT_PORT=$(PORT) TALAT_INSTANCE="$(abspath $(INSTANCE))" \
	PYTHONWARNINGS=ignore::SyntaxWarning
FLASK  := $(DEV) $(BIN)/flask --app wsgi
PIP    := --disable-pip-version-check --progress-bar off --require-hashes --no-deps

export UV_HTTP_TIMEOUT ?= 180
export UV_SYSTEM_CERTS ?= 1
# Whoever starts a house waits for what was not kept compiled.
unexport PYTHONDONTWRITEBYTECODE

ASSET_SOURCES := $(shell find static -type f -not -path 'static/dist/*' -not -path 'static/fonts/*')
CATALOGUES    := $(shell find marketplace/translations -name '*.po' 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help run test check soak bench demo-reset setup setup-dev clean
.DELETE_ON_ERROR:

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: setup ## Serve on http://127.0.0.1:8000 with demo data (PORT=8001 INSTANCE=other)
	@exec env $(DEV) $(BIN)/python -m marketplace

test: setup-dev ## Every check and test; installs what the machine lacks where it can
	@TEST_BEGAN=$(BEGAN) $(BIN)/python -m tests.support.run

check: setup-dev ## The fast part: format, ruff, mypy, imports, templates, fast tests
	@TEST_BEGAN=$(BEGAN) $(BIN)/python -m tests.support.run --fast

soak: setup-dev ## Made-up requests, files and queries, DEPTH times as many as in `test`, others each day
	@for engine in sqlite postgres; do \
		$(BIN)/python -m pytest -q -n 2 --dist worksteal -m soak --engine $$engine --depth $(DEPTH) \
			|| exit 1; \
	done

bench: setup-dev ## Measure pages against a constant page under the same server
	@$(BIN)/python -m bench

demo-reset: setup ## Throw the data of INSTANCE away and load the demo again
	@$(FLASK) demo reset --yes

setup: $(STAMPS)/run $(STAMPS)/assets $(STAMPS)/catalogues ## Install and build what `run` needs

setup-dev: $(STAMPS)/dev $(STAMPS)/assets $(STAMPS)/catalogues ## Install and build what `test` needs

clean: ## Remove what was built; data and the virtual environment stay
	rm -rf .cache static/dist static/fonts .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# A virtual environment without ensurepip (Debian without python3-venv) is filled from outside.
$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed, this is $$($(PYTHON) --version)"; exit 1; }
	@echo "making the virtual environment"
	@$(fetch_uv)
	@$(UV) venv -q --no-python-downloads --python "$(PYTHON)" $(VENV) 2>/dev/null \
		|| $(PYTHON) -m venv $(VENV) >/dev/null 2>&1 \
		|| { rm -rf $(VENV); $(PYTHON) -m venv --without-pip $(VENV); } \
		|| { rm -rf $(VENV); $(PYTHON) -m virtualenv -q $(VENV); }

$(STAMPS)/run: requirements.txt | $(BIN)/python
	@mkdir -p $(STAMPS)
	@echo "fetching what the product needs; a first time takes half a minute"
	@$(call pip_install,requirements.txt)
	@touch $@

$(STAMPS)/dev: requirements-dev.txt requirements.txt | $(BIN)/python
	@mkdir -p $(STAMPS)
	@echo "fetching what the tests need; a first time takes a minute"
	@$(call pip_install,requirements-dev.txt)
	@touch $(STAMPS)/run $@

$(STAMPS)/assets: $(STAMPS)/run $(ASSET_SOURCES)
	@echo "building styles, scripts and fonts"
	@$(FLASK) assets build
	@touch $@

$(STAMPS)/catalogues: $(STAMPS)/run $(CATALOGUES)
	@$(FLASK) i18n compile
	@touch $@

# uv installs in a fifth of pip's time; its wheel is locked among the packages of the tests. Where
# there is none for the machine, or no way to fetch it, pip does it all.
define fetch_uv
mkdir -p $(TOOLS); $(UV) --version >/dev/null 2>&1 \
|| { awk '/^[a-z]/ { ours = /^uv==/ } ours' requirements-dev.txt > $(TOOLS)/uv.txt \
&& $(PYTHON) -m pip install -q $(PIP) --only-binary :all: --upgrade --target $(TOOLS) -r $(TOOLS)/uv.txt; } \
>$(TOOLS)/fetch.log 2>&1 || true
endef

# uv draws its own bars on a terminal, reads no settings of pip, and may not reach what pip reaches.
# Nothing is compiled ahead: a process uses a small part of what is installed, and compiles that.
define pip_install
$(fetch_uv); \
{ $(UV) --version >/dev/null 2>&1 && \
$(UV) pip install $$(if [ ! -t 2 ]; then echo -q; fi) --python $(BIN)/python --require-hashes --no-deps -r $(1); } || \
{ if $(BIN)/python -m pip --version >/dev/null 2>&1; \
then pip="$(BIN)/python -m pip"; else pip="$(PYTHON) -m pip --python $(BIN)/python"; fi; \
echo "pip fetches them"; $$pip install -q $(PIP) -r $(1); }
endef
