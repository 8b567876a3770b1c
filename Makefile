# make run    installs Kyoten into .venv and opens it on a sample region
# make test   installs what the tests need, a Chromium and a Japanese font included, and runs all checks
# make quick  runs the checks and the tests that a change reaches, in three minutes; ALL=1: all tests without a browser,
#             a benchmark or a mutation; BASE=main: what changed since then, not since the last commit
# make coverage  runs all tests and prints which lines of code they never reach
#
# VENV=... puts the virtual environment elsewhere; PYTHON=... names the interpreter it is made with.
# On Windows there is no make: README.md has the same commands for PowerShell.

VENV   ?= .venv
PYTHON ?= $(shell for p in python3.11 python3 python; do \
            $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v $$p && break; done)
BIN    := $(VENV)/bin
APT    := $(if $(filter 0,$(shell id -u)),,sudo )apt-get

# pip asks nothing and stays silent about newer versions of itself.
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

.PHONY: run test quick lint types contracts tests coverage chromium clean
.DEFAULT_GOAL := run

run: $(VENV)/.ready
	$(BIN)/streamlit run app.py

test: lint types contracts tests

quick: lint contracts types
	$(BIN)/python tests/reached_tests.py $(if $(ALL),--all) $(if $(BASE),--base $(BASE))

lint: $(VENV)/.ready-for-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.ready-for-tests
	$(BIN)/mypy

contracts: $(VENV)/.ready-for-tests
	$(BIN)/lint-imports

# tests/shared_out.py says how many processes, and what each runs.
SHARED_OUT := -n auto --dist loadfile --max-worker-restart 0

tests: $(VENV)/.ready-for-tests chromium
	$(BIN)/python -m pytest $(SHARED_OUT) --raise-count --durations=40

coverage: $(VENV)/.ready-for-tests chromium
	$(BIN)/python -m pytest $(SHARED_OUT) --cov --cov-report=term-missing:skip-covered

# ---- installing: a stamp stands for "done", so that a second run starts at once

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "Python 3.11 以上が見つかりません。入れてから、もう一度実行してください。" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 以上が必要です（見つかったのは $$($(PYTHON) --version)）。PYTHON=/…/python3.11 で指定できます。" >&2; exit 1; }
	@# Debian and Ubuntu ship Python without ensurepip, which venv needs; it is their package python3-venv.
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
	  echo "Python に ensurepip がないので、python3-venv を入れます。"; \
	  command -v apt-get >/dev/null || { echo "apt-get がありません。ensurepip（venv）を手で入れてください。" >&2; exit 1; }; \
	  $(APT) update && $(APT) install -y --no-install-recommends \
	    "$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"; }
	$(PYTHON) -m venv "$(VENV)"
	@touch $@

$(VENV)/.ready: requirements.txt constraints.txt | $(VENV)/.made
	$(BIN)/python -m pip install --quiet -r requirements.txt
	@# pip compiles what it installs; our own modules are compiled here, so that the first start need not.
	$(BIN)/python -m compileall -q app.py cli.py geo network importing plan layers reports hall views commands
	@touch $@

$(VENV)/.ready-for-tests: requirements-test.txt requirements.txt constraints.txt | $(VENV)/.made
	$(BIN)/python -m pip install --quiet -r requirements-test.txt
	@touch $@ $(VENV)/.ready

# The browser tests drive the machine's Chromium (or what KYOTEN_CHROMIUM names); maps need a Japanese font in it.
# What we write as Word, Excel and PDF is read back by LibreOffice and poppler.
chromium:
	@missing=""; \
	if [ -z "$$KYOTEN_CHROMIUM" ]; then \
	  found=""; \
	  for name in chromium chromium-browser google-chrome google-chrome-stable; do \
	    if command -v $$name >/dev/null; then found=yes; fi; \
	  done; \
	  [ -n "$$found" ] || missing="chromium"; \
	fi; \
	if ! command -v fc-list >/dev/null || ! fc-list :lang=ja family | grep -q .; then \
	  missing="$$missing fontconfig fonts-noto-cjk"; \
	fi; \
	command -v pdftotext >/dev/null || missing="$$missing poppler-utils"; \
	command -v soffice >/dev/null || missing="$$missing libreoffice-writer-nogui libreoffice-calc-nogui"; \
	[ -n "$$missing" ] || exit 0; \
	if command -v apt-get >/dev/null; then \
	  echo "試験に必要なものを入れます：$$missing"; \
	  $(APT) update && DEBIAN_FRONTEND=noninteractive $(APT) install -y --no-install-recommends $$missing; \
	else \
	  echo "試験には次のものも必要です。手で入れてください：$$missing" >&2; \
	fi

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage test-results
