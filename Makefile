# Two commands for everybody: `make demo` and `make test`. They set up what they need, in .venv and below build/, and the second time is quick.
SHELL := /bin/bash
PYTHON ?=  # the quickest that is here, see scripts/venv
STAMPS := build/stamps
DEMO ?= examples/bike_counts.ipynb
NPM := npm --loglevel=error
FRONT := $(shell find src style schema -type f -not -path '*/__tests__/*') package.json tsconfig.json install.json
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help demo lab test test-long bench compile pure lint format docs wheel clean

help:
	@echo 'make demo       check the examples, export one to a pipeline, verify and run it'
	@echo 'make lab        open JupyterLab with the extension and the examples'
	@echo 'make test       lint, types and all tests, in Python, TypeScript and the browser'
	@echo 'make test-long  the tests that take minutes'
	@echo 'make bench      speed and quality beside other tools; docs/benchmark.md says what to give it'
	@echo 'make compile    compile the engine, which the commands above do by themselves'
	@echo 'make pure       run the engine as Python again, to work on it'
	@echo 'make lint       lint and types alone'
	@echo 'make format     lay out all code'
	@echo 'make docs       write the generated documentation anew'
	@echo 'make wheel      build the package below dist/'
	@echo 'make clean      remove all that was built or installed here'

# What is set up, once for each version of the file that asks for it

$(STAMPS)/venv: pyproject.toml scripts/venv
	@scripts/venv $(PYTHON)
	@mkdir -p $(@D) && touch $@

# Also where it cannot be compiled, which the script says: then the engine runs as Python.
$(STAMPS)/compiled: $(STAMPS)/venv scripts/compile.py $(wildcard jupyter_mldebt/*.py)
	@python scripts/compile.py
	@python -m compileall -q jupyter_mldebt # for those who have Python write none by itself
	@touch $@

$(STAMPS)/node: package-lock.json .npmrc
	$(NPM) ci --ignore-scripts
	@mkdir -p $(@D) && touch $@

$(STAMPS)/ui-node: ui-tests/package-lock.json ui-tests/.npmrc
	$(NPM) --prefix ui-tests ci --ignore-scripts
	@mkdir -p $(@D) && touch $@

$(STAMPS)/labextension: $(STAMPS)/venv $(STAMPS)/node $(FRONT)
	$(NPM) run --silent build:prod
	jupyter-builder develop . --overwrite > /dev/null
	@touch $@

# What people call

demo: $(STAMPS)/compiled
	@scripts/demo $(DEMO)

lab: $(STAMPS)/labextension $(STAMPS)/compiled
	@mkdir -p build/lab && cp -rn examples/. build/lab/
	jupyter lab --ServerApp.root_dir=build/lab $$(test $$(id -u) -ne 0 || echo --allow-root)

test: $(STAMPS)/labextension $(STAMPS)/ui-node $(STAMPS)/compiled
	@python scripts/test_all.py

test-long: $(STAMPS)/compiled
	pytest -m long

bench: $(STAMPS)/compiled
	@python -m bench $(CORPUS) $(if $(TRUTH),--truth $(TRUTH)) $(if $(GOTCHAS),--gotchas $(GOTCHAS)) $(ARGS)

compile: $(STAMPS)/venv
	@python scripts/compile.py --required

pure:
	@python scripts/compile.py --remove

lint: $(STAMPS)/labextension $(STAMPS)/ui-node
	@python scripts/test_all.py lint

format: $(STAMPS)/venv $(STAMPS)/node
	ruff check --fix-only .
	ruff format .
	$(NPM) run contract
	$(NPM) run format

docs: $(STAMPS)/venv
	python -m jupyter_mldebt.catalogue
	python -m jupyter_mldebt.handbook docs/rules

wheel: $(STAMPS)/labextension
	rm -rf dist
	python -m build
	NBCHECK_COMPILE=1 python -m build --wheel

clean:
	rm -rf .venv build dist lib tsconfig.tsbuildinfo node_modules ui-tests/node_modules ui-tests/test-results jupyter_mldebt/labextension
	find jupyter_mldebt -name '*.so' -delete
