# Two commands do everything: `make app` starts the program, `make test` checks it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := .coder/sample-ready
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PYTHONUTF8 = 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: app study test lint format browser bench clean help

app: study ## 打开示例研究项目 / start the app on the sample study
	$(BIN)/python -m coder app

study: $(SAMPLE) ## 准备示例：读入、标注、示例编码员的编码 / make the sample study ready

# Only once: afterwards the study is the user's, and its codebook may be half edited.
$(SAMPLE): | $(VENV)/run
	$(BIN)/python -m coder tag
	$(BIN)/python -m coder import-codings codings/coder-a.csv --coder 示例编码员
	$(BIN)/python -m coder tag
	@touch $@

test: $(VENV)/dev browser ## 全部检查与测试 / every check and test
	@$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest

lint: $(VENV)/dev ## 只做静态检查 / ruff, types, import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev ## 整理代码格式 / format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

browser:
	@sh .ci/debian browser

bench: $(VENV)/dev browser ## 测速 / the benchmarks, with their figures
	@set -e; for script in $(filter-out benchmarks/fit_%,$(wildcard benchmarks/*.py)); do echo "== $$script"; $(BIN)/python $$script; done

clean: ## 删除虚拟环境和缓存，不动研究数据 / remove the environment and caches, never a study's data
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## 这份说明 / this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	@sh .ci/debian venv $(PYTHON)
	$(PYTHON) -m venv $(VENV)

$(VENV)/run: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install -q -r requirements.txt
	@touch $@

$(VENV)/dev: requirements-dev.txt requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install -q -r requirements-dev.txt
	@touch $(VENV)/run $@
