# Duikan 對勘. `make run` and `make test` are all a newcomer needs; each sets up what is missing first.
.PHONY: help run test properties setup check bench stories score suites lock wheel clean
.DEFAULT_GOAL := help

BIN := .venv/bin
CHECKED := desktop tests packaging
export PIP_NO_INPUT := 1

help: ## what can be made
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 13

run: .venv/ready ## open the window on the sample project; with no display, do its work in the terminal
	@$(BIN)/duikan

test: .venv/ready ## run every test, offscreen, on SQLite and on PostgreSQL
	@bash packaging/postgres.sh
	@QT_QPA_PLATFORM=offscreen $(BIN)/pytest -n auto --maxprocesses=4 --dist worksteal

properties: .venv/ready ## every property, on thousands of made-up cases each
	@QT_QPA_PLATFORM=offscreen $(BIN)/pytest -m hypothesis --hypothesis-profile=thousands tests/engine tests/store/test_codec.py tests/services/test_csv.py

setup: .venv/ready ## make .venv and install what is missing
	@echo "Set up."

.venv/ready: pyproject.toml requirements.lock packaging/setup.sh packaging/apt.sh
	@bash packaging/setup.sh

check: .venv/ready ## lint, types, import contracts, the sizes of the house
	$(BIN)/ruff check $(CHECKED)
	$(BIN)/ruff format --check $(CHECKED)
	$(BIN)/pyright
	$(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/pytest tests/test_house.py

bench: .venv/ready ## measure; a table here, the same in build/bench.json
	@QT_QPA_PLATFORM=offscreen $(BIN)/python tests/benchmarks/run.py

stories: .venv/ready ## play five stories of an editor's day in a real window, by keyboard; pictures into build/stories
	@bash packaging/stories.sh

score: .venv/ready ## how well numbers are read and compared, on the annotated articles
	@bash packaging/score.sh

suites: .venv/ready ## SUITES=folder: how much of the public test suites of the field is read right
	@$(BIN)/python -m tests.suites.run "$(SUITES)"

lock: .venv/ready ## pin every package again, after a change in pyproject.toml
	@bash packaging/lock.sh

wheel: .venv/ready ## build the wheel into build/wheel and look inside
	@bash packaging/wheel.sh

clean: ## take away all that was made here, .venv too
	rm -rf .venv build dist .pytest_cache .ruff_cache .hypothesis .import_linter_cache verified-claims.csv
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
