# dateline: `make run` does the main job on seeds/, `make test` runs everything that CI runs.
.DEFAULT_GOAL := help
.PHONY: help setup run test test-browser lint bench lock fuzz schemas docs golden score compare train-ner
VENV := .venv/bin
EVAL ?= ../shared/eval
SOURCES ?= sources
TRAIN ?=
BENCH ?= --long 20000
PEERS ?= peers

help: ## Show what there is to make
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

setup: ## Set up .venv (once; again when the lock file changes)
	@sh tools/bootstrap.sh

run: setup ## Read the articles in seeds/ into output/
	$(VENV)/dateline run seeds/ -o output/

test: setup lint ## Run all linters, type checks and tests
	EVAL=$(abspath $(EVAL)) $(VENV)/python -m pytest

test-browser: setup ## Open the report's pages in Chromium: nothing runs, nothing is fetched, all can use them
	@sh tools/browser.sh
	$(VENV)/python -m pytest tests/report/test_browser.py

lint: setup ## Check style, types and the direction of imports
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	$(VENV)/mypy
	$(VENV)/lint-imports

schemas: setup ## Write the JSON Schemas anew
	$(VENV)/python -m schemas.jsonschema

docs: setup ## Write the generated pages of docs/ and the outputs in its snippets anew; read the diff
	$(VENV)/python -m schemas.reference
	$(VENV)/python -m pipeline.cli.reference
	$(VENV)/python -m pipeline.export.documentation
	$(VENV)/python -m tests.quality.table
	$(VENV)/python -m tests.snippets

golden: setup ## Write the golden records of the seeds anew; read the diff
	$(VENV)/python -m tests.golden

score: setup ## Score all stages on the gold data in EVAL, beside the best so far
	$(VENV)/python -m tests.quality score $(EVAL)

compare: setup ## Score CQE and quantulum3 beside dateline on the figures in EVAL; PEERS holds their environments
	@sh tools/compare.sh $(EVAL) $(PEERS)

train-ner: setup ## Train the recogniser of names on the public sources in SOURCES (options of the training in TRAIN)
	@sh tools/train-ner.sh $(SOURCES) $(TRAIN)

fuzz: setup ## Run 10,000 mutated files through corpus, ingest and clean
	$(VENV)/python -m tests.fuzz --count 10000

bench: setup ## Measure speed, scaling and memory into docs/bench.md (options of the benchmark in BENCH)
	$(VENV)/python -m tools.bench $(BENCH)

lock: setup ## Resolve the dependencies anew into requirements.lock
	$(VENV)/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-annotate --custom-compile-command "make lock" --extra dev --upgrade -o requirements.lock pyproject.toml
