# Any Bargain? Type `make` for the targets.
VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin
JOBS ?= 2

help:            ## this list
	@sed -n 's/^\([a-z]*\): .*## /  make \1   /p' $(MAKEFILE_LIST)

lab: $(VENV)/lab ## open the first lesson in JupyterLab
	$(BIN)/jupyter lab --LabApp.default_url=/lab/tree/$(firstword $(sort $(wildcard lessons/*.ipynb)))

test: $(VENV)/test ## check everything: style, types, laws, notebooks, browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --nbval tests lessons solutions exercises

build: $(VENV)/test ## make every notebook from its text
	$(BIN)/gorin build

bench: $(VENV)/test ## print the measures
	for bench in tests/benchmarks/bench_*.py; do $(BIN)/python $$bench || exit 1; done

$(VENV)/python:
	$(PYTHON) -m venv $(VENV)
	touch $@

# The news pop-up is switched off inside the environment, nowhere else.
$(VENV)/lab: pyproject.toml constraints.txt | $(VENV)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	$(BIN)/jupyter labextension disable --level=sys_prefix "@jupyterlab/apputils-extension:announcements"
	touch $@

$(VENV)/test: pyproject.toml constraints.txt | $(VENV)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[test]'
	touch $@

.PHONY: help lab test build bench
