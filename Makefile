# The commands of this project. `make help` lists them.
SHELL = /bin/sh
PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
DATA ?= var
WEB ?= 1
SIM_PORT ?= 9400
ENV = .venv
BIN = $(ENV)/bin
SERVICES = $(BIN)/python -m chatear.services --data "$(DATA)"
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL = help

.PHONY: help
help:  ## show this list
	@awk -F ':.*##' '/^[a-z-]+:.*##/ {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: setup
setup: $(ENV)/.runs  ## make the environment that `make run` needs

# uv is several times faster than pip; where it cannot be had, pip does the same.
define install
	@echo "Installing what $(1) names ..."
	@$(BIN)/python -m uv --version >/dev/null 2>&1 || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv >/dev/null 2>&1 || true
	@if $(BIN)/python -m uv --version >/dev/null 2>&1; then \
	  $(BIN)/python -m uv pip install --quiet --python $(BIN)/python --require-hashes -r $(1); \
	else \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1); \
	fi
endef

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Chatear needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) -V 2>&1). Name another: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(ENV) || { echo "Python's venv is missing; on Debian and Ubuntu: apt install python3-venv"; rm -rf $(ENV); exit 1; }

$(ENV)/.runs: requirements.txt | $(BIN)/python
	$(call install,requirements.txt)
	@touch $@

$(ENV)/.tests: requirements-dev.txt | $(BIN)/python
	$(call install,requirements-dev.txt)
	@touch $@ $(ENV)/.runs

.PHONY: run
run: $(ENV)/.runs  ## start everything on this machine [PORT=8000 DATA=var WEB=1]
	@exec $(SERVICES) run --host "$(HOST)" --port "$(PORT)" --web "$(WEB)" --follow-parent

.PHONY: stop
stop: $(ENV)/.runs  ## end everything that `make run` started [DATA=var]
	@$(SERVICES) stop

.PHONY: simulators
simulators: $(ENV)/.tests  ## pretend to be Facebook and others, beside `make run` [SIM_PORT=9400]; prints what to export for it
	@exec $(BIN)/python -m tests.simulators.logins --port "$(SIM_PORT)"

.PHONY: manage
manage: $(ENV)/.runs  ## run one of Django's commands on the running copy [DO="shell"]
	@$(SERVICES) manage $(DO)

.PHONY: promises
promises: $(ENV)/.runs  ## count what is broken of what was promised, on the running copy [DATA=var]
	@$(SERVICES) manage check_promises

node_modules/.package-lock.json: package-lock.json
	@# Not `npm ci`: it wants every platform's optional package in the lock, and one made on one machine lacks some.
	@npm install --no-save --silent --no-audit --no-fund
	@touch $@

.PHONY: tools
tools: $(ENV)/.tests  ## install what tests need beside the environment
	@.ci/tools
	@$(MAKE) node_modules/.package-lock.json

.PHONY: test
test: tools  ## run all tests: Python, browser, JavaScript
	@status=0; \
	$(BIN)/python -m $(if $(ONLY),pytest $(ONLY),tests) || status=1; \
	node --test $$(find tests/js -name '*.test.js') || status=1; \
	exit $$status

.PHONY: soak
soak: tools  ## run the long tests: faults, again and again
	@$(BIN)/python -m pytest -m soak $(ONLY)

.PHONY: mutations
mutations: tools  ## break each promise on purpose and see that a test notices [PROMISES=P-08,P-12]
	@$(BIN)/python -m pytest -q -p tests.promises.mutating --mutate="$(or $(PROMISES),all)"

.PHONY: check
check: tools  ## lint, types, imports, templates, migrations, translations, settings
	@$(MAKE) --keep-going check-lint check-form check-types check-imports check-js check-templates check-migrations check-translations check-production

.PHONY: check-lint
check-lint:
	@$(BIN)/ruff check --quiet .

.PHONY: check-form
check-form:
	@$(BIN)/ruff format --quiet --check . || { echo "Not formatted; 'make format' does it."; exit 1; }

.PHONY: check-types
check-types:
	@$(BIN)/mypy

.PHONY: check-imports
check-imports:
	@$(BIN)/lint-imports

.PHONY: check-js
check-js:
	@node_modules/.bin/tsc --project tsconfig.json
	@node_modules/.bin/oxlint --deny-warnings --quiet static/js tests/js

.PHONY: check-templates
check-templates:
	@$(BIN)/python manage.py check_templates
	@$(BIN)/djlint templates --lint --quiet

.PHONY: check-migrations
check-migrations:
	@$(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run

.PHONY: check-translations
check-translations:
	@$(BIN)/python manage.py check_translations

# What a server's environment would hold; nothing is connected to.
SAMPLE = DJANGO_SETTINGS_MODULE=chatear.settings.production CHATEAR_HOSTS=chatear.example \
  CHATEAR_ORIGINS=https://chatear.example DATABASE_URL=postgresql:///chatear \
  REDIS_LIVE_URL=redis://live:6379/0 REDIS_QUEUE_URL=redis://queue:6379/0

.PHONY: check-production
check-production:
	@$(SAMPLE) CHATEAR_SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))')" \
	  $(BIN)/python manage.py check --deploy --fail-level WARNING

.PHONY: format
format: $(ENV)/.tests  ## put the Python sources into their form
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .

.PHONY: messages
messages: $(ENV)/.tests  ## collect the visible texts into locale/
	@$(BIN)/python manage.py check_translations --write

.PHONY: deploy-check
deploy-check: tools  ## run the compose file's commands as a stack behind Caddy, and read every file of deploy/
	@command -v caddy >/dev/null && command -v docker-compose >/dev/null || { [ "$$(id -u)" = 0 ] && \
	  apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends caddy docker-compose >/dev/null; } || \
	  echo "Without caddy and docker-compose a part is left out: sudo apt-get install caddy docker-compose"
	@$(BIN)/python -m pytest tests/deploy

.PHONY: bench
bench: tools  ## print figures as JSON lines, each beside its floor [ONLY="relay_cpu"]
	@$(BIN)/python -m tests.bench $(ONLY)
