# The only entry. Every target sets up what it needs by itself; the second time that takes no time.
PY := .venv/bin/python
WORKERS ?= auto
DEMO := build/demo/示例预算.ysb
# On Windows, where only the program is built, the build makes its own .venv.
LINUX := $(if $(filter Windows_NT,$(OS)),,setup)
PYTEST := QT_QPA_PLATFORM=offscreen $(PY) -m pytest -q -n $(WORKERS) --dist worksteal

.DEFAULT_GOAL := help
.PHONY: help setup demo run lint test bench detect office shots exe installer exe-test lock clean

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## */make \1	/'

setup:  ## system libraries, Chinese font, .venv
	@packaging/setup.sh

demo: setup  ## the sample book in the window; without a screen, its picture in build/demo.png
	@rm -rf build/demo && mkdir -p build/demo
	@$(PY) -m desktop demo "$(DEMO)"
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
	  $(PY) -m desktop "$(DEMO)"; \
	else \
	  QT_QPA_PLATFORM=offscreen $(PY) -m desktop --screenshot build/demo.png "$(DEMO)" && \
	  echo "没有屏幕，窗口的样子存为 / no display, the window is painted to: $(CURDIR)/build/demo.png"; \
	fi

run: setup  ## the window, with BOOK=file.ysb when given
	@$(PY) -m desktop $(if $(BOOK),"$(BOOK)")

lint: setup  ## ruff, mypy, layers
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports --no-logo

test: lint  ## lint, then all tests: the core first, the window after
	$(PYTEST) tests --ignore=tests/desktop
	$(PYTEST) tests/desktop

bench: setup  ## the numbers to reach: a table, and build/bench.json
	QT_QPA_PLATFORM=offscreen PYTHONPATH=. $(PY) tests/bench/run.py

detect: setup  ## faults put into books, forms and files: how many are found (build/detection.json, README)
	$(PY) -m tests.detect.run --readme

office: setup  ## what only a real office program shows: submissions saved anew by LibreOffice (by apt when root)
	@packaging/office.sh
	$(PY) -m pytest -q tests/office

shots: setup  ## pictures of every part of the window, in build/shots; those of the manual, where they are shipped from
	QT_QPA_PLATFORM=offscreen PYTHONPATH=. $(PY) tests/desktop/shots.py

exe: $(LINUX)  ## the Windows program, dist/yusuanben/ (on Linux under Wine, by apt when root)
	@packaging/windows/make.sh exe

installer: $(LINUX)  ## the same, its setup.exe and portable .zip, with their SHA-256
	@packaging/windows/make.sh all

exe-test: setup  ## build from a clean clone, install, use, uninstall, under Wine; the window in build/exe-test.png
	@$(PY) packaging/windows/exe_test.py

lock:  ## requirements.lock anew; UPGRADE=1 takes the newest
	packaging/lock.sh

clean:  ## what was made here, .venv excepted
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks *.egg-info
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
