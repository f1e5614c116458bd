# Dateline, from a bare python3: `make demo` shows it at work, `make test` runs every test.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
TRAIN  := .venv-train
BUILT  ?= build/reader
# Data sets are no part of the repository; those in a folder beside it are found.
DATA    ?= $(wildcard ../shared/data/train)
MEASURE ?= $(wildcard ../shared/data/measure)
REPORTS ?= $(wildcard ../shared/data/measure/news-speed/articles.jsonl.gz)
PIP    := -m pip --disable-pip-version-check install --quiet --progress-bar off

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test docs lint format bench bench-growth bench-archive evaluate train test-training score dist checksums has-data clean notebook

help: ## List what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-22s%s\n", $$1, $$2 }'

demo: $(VENV)/.runtime ## Code the example report and show what was read
	@$(BIN)/dateline demo

# Tests marked "alone" run after the others, when nothing else does. Pytest exits with 5 where it found no test to run.
test: $(VENV)/.dev ## Run the whole test suite on all cores (ARGS="tests/reports -x" for a part)
	@$(BIN)/python -m pytest -n auto --dist loadfile -m "not alone" $(ARGS) || [ $$? -eq 5 ]
	@$(BIN)/python -m pytest -m alone $(or $(ARGS),$$(grep -rl 'pytest\.mark\.alone' tests)) || [ $$? -eq 5 ]

docs: $(VENV)/.dev ## Build the pages of docs/ into build/docs, to read offline
	@$(BIN)/python -m manual $(ARGS)

lint: $(VENV)/.dev ## Check style, types and the order of the rooms
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/.dev ## Put the code into the house format
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

bench: $(VENV)/.runtime ## Measure the speed on one core: make bench REPORTS=reports.jsonl.gz
	@$(BIN)/dateline bench $(if $(REPORTS),--reports "$(REPORTS)") $(ARGS)

bench-growth: $(VENV)/.runtime ## Measure that time grows with the text, whatever it is made of
	@$(BIN)/python -m tests.growth.measure $(ARGS)

bench-archive: $(VENV)/.runtime ## Measure an archive of a million events, and the memory of coding into one
	@$(BIN)/python -m tests.archive.measure build/million $(ARGS)
	@$(BIN)/python -m tests.archive.memory $(if $(REPORTS),--articles "$(REPORTS)")

evaluate: $(VENV)/.runtime ## Score every stage: make evaluate ERRORS=statements MEASURE=folder README=README.md
	@$(BIN)/python -m evals --gold gold $(if $(MEASURE),--measure "$(MEASURE)") \
	  $(if $(ERRORS),--errors $(ERRORS)) $(if $(README),--readme "$(README)") $(ARGS)

notebook: $(VENV)/.dev ## Run the notebook of the documents anew and keep what it shows
	@$(BIN)/python -m tests.notebooks.execute docs/notebooks/dateline.ipynb

train: has-data $(TRAIN)/.ready ## Train, export and score the reader's weights: make train DATA=folder
	@$(TRAIN)/bin/python -m training.train --data "$(DATA)" $(ARGS)
	@$(TRAIN)/bin/python -m training.export --data "$(DATA)" --built $(BUILT)
	@$(TRAIN)/bin/python -m training.evaluate --data "$(DATA)" --card

test-training: $(TRAIN)/.tested ## Run the tests of the training: the whole recipe on a toy of every data set
	@$(TRAIN)/bin/python -m pytest $(or $(ARGS),tests/training)

score: has-data $(TRAIN)/.ready ## Score the weights as they are on held-out data: make score DATA=folder
	@$(TRAIN)/bin/python -m training.evaluate --data "$(DATA)" $(ARGS)

dist: $(VENV)/.dev ## Build wheel, source archive and bill of materials into dist/, twice, and compare and check them
	@$(BIN)/python -m release

checksums: $(VENV)/.dev ## List the checksums of weights and tables anew, after they were made anew
	@$(BIN)/python -m release.parts

has-data:
	@test -d "$(DATA)" || { echo "make train: name the folder of training data: make train DATA=folder" >&2; exit 2; }

clean: ## Remove the virtual environments and caches
	rm -rf $(VENV) $(TRAIN) dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

# A stamp says that a step is done; it is made again when a file it names has changed.
$(VENV)/.created $(TRAIN)/.created:
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here: install Python 3.11 or newer, or name one: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Dateline needs Python 3.11 or newer and $(PYTHON) is older; name another: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make a virtual environment; on Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	@echo "Making $(@D) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv --clear $(@D)
	@touch $@

$(VENV)/.locked: $(VENV)/.created requirements.lock
	@echo "Installing what Dateline needs (about 60 MB to download, once)"
	@$(BIN)/python $(PIP) --no-deps -r requirements.lock
	@touch $@

$(VENV)/.runtime: $(VENV)/.locked pyproject.toml
	@echo "Installing Dateline"
	@$(BIN)/python $(PIP) --no-deps -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	@echo "Installing what the tests and checks need"
	@$(BIN)/python $(PIP) --no-deps -r requirements-dev.lock
	@touch $@

$(TRAIN)/.tested: $(TRAIN)/.ready
	@$(TRAIN)/bin/python $(PIP) pytest hypothesis
	@touch $@

$(TRAIN)/.ready: $(TRAIN)/.created pyproject.toml
	@echo "Installing Dateline and torch (a large download, once)"
	@$(TRAIN)/bin/python $(PIP) -e '.[train]'
	@touch $@
