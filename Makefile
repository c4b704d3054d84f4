# The commands of this project. `make help` lists them.
SHELL = /bin/sh
PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
DATA ?= var
WEB ?= 1
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

.PHONY: manage
manage: $(ENV)/.runs  ## run one of Django's commands on the running copy [DO="shell"]
	@$(SERVICES) manage $(DO)
