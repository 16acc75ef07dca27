SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-builtin-rules --no-print-directory
.DEFAULT_GOAL := help

PY := .venv/bin/python
NPM := config/launch/node.sh npm --prefix pwa --silent
BOOTSTRAP := config/launch/bootstrap.sh
PAGES := config/launch/pages.sh
# Without compiled files each start of Python takes three times as long.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test check lint fix types pictures schema requirements clean

help:         ## list these targets
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

run:          ## set up and start Daybook on http://localhost:8000 (PORT=8001 make run)
	@config/launch/port.sh
	@$(BOOTSTRAP) local
	@$(PAGES) build
	@exec $(PY) -m config.launch.runner

test:         ## set up and run every test (ARGS="-k offline" narrows those in Python)
	@$(BOOTSTRAP) test
	@$(PAGES) build
	@$(PY) -m config.launch.all_tests $(ARGS)

check:        ## lint, types, and the tests that start neither a browser nor servers of their own
	@$(MAKE) lint
	@$(MAKE) types
	@$(PAGES) build
	@$(PY) -m config.launch.all_tests --ignore=tests/journeys --ignore=tests/launch $(ARGS)

lint:         ## style, layers, spelling, compose file and Dockerfile
	@$(BOOTSTRAP) test
	@$(PAGES) install
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) .venv/bin/lint-imports --no-logo
	git ls-files -z '*.py' | xargs -0 $(PY) -m django_upgrade --target-version 5.2
	git ls-files -z | xargs -0 $(PY) -m codespell_lib
	$(PY) -m config.launch.containers
	$(NPM) run lint

fix:          ## put right what lint can put right by itself
	@$(BOOTSTRAP) test
	@$(PAGES) install
	$(PY) -m ruff check --fix
	$(PY) -m ruff format
	$(NPM) run fix

types:        ## mypy, svelte-check and tsc
	@$(BOOTSTRAP) test
	@$(PAGES) install
	$(PY) -m mypy
	$(NPM) run check

pictures:     ## draw every screen into docs/screens, for people to look at
	@$(BOOTSTRAP) test
	@$(PAGES) build
	DAYBOOK_PICTURES=1 $(PY) -m pytest -q tests/journeys/contact_sheet.py tests/journeys/test_screens.py -k "sheet or readme"

schema:       ## write api/openapi.yaml and the front end's types from it
	@$(BOOTSTRAP) test
	@$(PAGES) install
	DJANGO_SETTINGS_MODULE=config.settings.test $(PY) manage.py spectacular --validate --fail-on-warn --file api/openapi.yaml
	$(NPM) run gen

requirements: ## choose versions anew: requirements/*.in to *.txt
	@$(BOOTSTRAP) test
	config/launch/compile_requirements.sh $(ARGS)

clean:        ## remove what was installed and built; the journal in .daybook stays
	rm -rf .venv .tools pwa/node_modules pwa/build pwa/.svelte-kit staticfiles
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
