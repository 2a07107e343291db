# schedtick: build, try, prove. `make help` lists the targets.
#
# Needs Go 1.26, Python 3.10 or newer with venv, and make; `make browser` also
# installs Debian's chromium where there is none. Everything that is made goes
# into bin/, .venv/, .cache/ and artifacts/, and `make clean` removes it.

SHELL       := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

GO     ?= go
PYTHON ?= python3
ARGS   ?=

VENV := .venv
PY   := $(VENV)/bin/python
BIN  := bin/schedtick
LOG  := artifacts

GOLANGCI_VERSION := v2.15.0
UV_VERSION       := 0.13.9
GOLANGCI         := .cache/bin/golangci-lint-$(GOLANGCI_VERSION)

PLATFORMS ?= linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64

# The race detector needs cgo and so a C compiler. Where there is none the suite
# runs without it, and says so.
RACE := $(shell [ "$$($(GO) env CGO_ENABLED)" = 1 ] && command -v "$$($(GO) env CC)" >/dev/null && echo -race)

# Kernels under test have a cache of their own, whose go part is the go command's: the
# standard library that was built for the tests is not built for the cells again.
KERNELS     := $(CURDIR)/.cache/kernels
FOR_KERNELS  = built="$$($(GO) env GOCACHE)" part=$(KERNELS)/schedtick/build/go && mkdir -p "$${part%/go}" && \
  { [ "$$(readlink "$$part")" = "$$built" ] || ln -sfn "$$built" "$$part"; } && GOCACHE="$$built" XDG_CACHE_HOME=$(KERNELS)

PYTEST := $(FOR_KERNELS) $(PY) -m pytest -c kernel/conformance/pytest.ini

.PHONY: help build lab test test-go test-bare conformance vet cross lint lint-go lint-py \
        browser bench language-cost report-cost costs notebooks slides corpus image image-test lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## build bin/schedtick
	$(GO) build -o $(BIN) .

# --- the private Jupyter -----------------------------------------------------

# A stamp says which lock the environment holds. The test lock contains the
# runtime lock, version for version, so installing one keeps the other.
$(VENV)/.made:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "schedtick needs Python 3.10 or newer")'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.lab: install/requirements.txt | $(VENV)/.made
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	touch $@

$(VENV)/.test: install/requirements-test.txt | $(VENV)/.made
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	touch $(VENV)/.lab $@

.PHONY: kernelspec
kernelspec: build | $(VENV)/.made
	$(BIN) install --native --prefix $(VENV)

# In a container one is root, which Jupyter wants to be told.
AS_ROOT := $(shell [ "$$(id -u)" = 0 ] && echo --allow-root)

# What is beside the lessons for their tests, solutions too, is not for the file browser.
HIDDEN := $(foreach g,testdata figures *_test.go doc.go notebooks.go parse.go,--ContentsManager.hide_globs='$(g)')

lab: build $(VENV)/.lab kernelspec ## open JupyterLab on notebooks/ (ARGS="--no-browser --port=8899")
	exec $(VENV)/bin/jupyter lab --notebook-dir=notebooks --LabApp.default_url=/lab/tree/00-start-here.ipynb $(HIDDEN) $(AS_ROOT) $(ARGS)

# --- proofs ------------------------------------------------------------------

test: vet test-go conformance ## everything that proves the project, conformance included
	@printf '\n--- make test ---\n'
	@$(if $(RACE),,printf 'no C compiler: the Go tests ran without the race detector\n';) \
	  cat $(LOG)/test-go.summary; tail -n 1 $(LOG)/conformance.log

vet:
	$(GO) vet ./...

# make vet looks at the tests too, with all that go vet knows.
# They run what is built, as learners do; and each package's end waits 1 s less for races.
test-go: build ## the Go tests, under the race detector where there is a C compiler
	@mkdir -p $(LOG)
	$(FOR_KERNELS) SCHEDTICK_BINARY=$(CURDIR)/$(BIN) GORACE="atexit_sleep_ms=50 $${GORACE:-}" $(GO) test $(RACE) -vet=off -timeout 10m $(ARGS) ./... 2>&1 | tee $(LOG)/test-go.log
	@grep -E '^(ok|FAIL|---)' $(LOG)/test-go.log > $(LOG)/test-go.summary

# PATH is what it is without go and C compilers; all that does not build must pass, and what
# does build must skip and say why. The summary has the reasons with how often they were given.
test-bare: build ## the Go tests with neither go nor cc in PATH
	@mkdir -p $(LOG)
	@rm -rf .cache/bare && mkdir -p .cache/bare
	@IFS=:; for d in $$PATH; do ln -sf "$$d"/* .cache/bare/ 2>/dev/null || true; done
	@cd .cache/bare && rm -f go gofmt cc c++ c89* c99* cpp* gcc* g++* clang* tcc *-gcc* *-g++* *-cpp*
	SCHEDTICK_BINARY=$(CURDIR)/$(BIN) $(GO) test -count=1 -v -timeout 20m -exec '/usr/bin/env PATH=$(CURDIR)/.cache/bare' $(or $(ARGS),./...) > $(LOG)/test-bare.log 2>&1 || status=$$?; \
	  grep -B1 -E '^ *--- SKIP' $(LOG)/test-bare.log | grep -oE '_test.go:[0-9]+: .*' | sed 's/^_test.go:[0-9]*: /skipped: /' | sort | uniq -c || true; \
	  grep -E '^(ok|FAIL|panic:)|^ *--- FAIL' $(LOG)/test-bare.log; exit $${status:-0}

conformance: $(VENV)/.test kernelspec ## Jupyter's own suite, our protocol tests, and the clients
	@mkdir -p $(LOG)
	$(PYTEST) $(ARGS) kernel/conformance --ignore=kernel/conformance/browser 2>&1 | tee $(LOG)/conformance.log

browser: $(VENV)/.test kernelspec ## JupyterLab in headless Chromium, pictures in artifacts/
	kernel/conformance/browser/chromium.sh
	@mkdir -p $(LOG)
	@command -v npm >/dev/null && $(MAKE) --no-print-directory $(REVEAL) || echo 'no reveal.js: slides are not looked at'
	export REVEAL=$(CURDIR)/$(REVEAL); $(PYTEST) $(ARGS) kernel/conformance/browser 2>&1 | tee $(LOG)/browser.log

notebooks: $(VENV)/.test kernelspec ## run the bundled notebooks and commit their outputs to them (ARGS="03 05")
	PYTHONPATH=kernel/conformance $(PY) -m commit_notebooks $(ARGS)

# One file a notebook: what reveal.js and its theme need is inside, nothing is fetched
# when it is shown. npm brings the one package, held to its checksum.
REVEAL_VERSION   := 4.6.1
REVEAL_INTEGRITY := sha512-1CW0auaXNPmwmvQ7TwpszwVxMi2Xr5cTS3J3EBC/HHgbPF32Dn7aiu/LKWDOGjMbaDwKQiGmfqcoGQ74HUHCMw==
REVEAL           := .cache/reveal.js-$(REVEAL_VERSION)

$(REVEAL):
	@mkdir -p .cache
	cd .cache && npm pack --silent reveal.js@$(REVEAL_VERSION)
	$(PYTHON) kernel/conformance/integrity.py .cache/reveal.js-$(REVEAL_VERSION).tgz $(REVEAL_INTEGRITY)
	mkdir $@.new && tar -xzf .cache/reveal.js-$(REVEAL_VERSION).tgz -C $@.new --strip-components=1
	mv $@.new $@

slides: $(VENV)/.test $(REVEAL) ## the notebooks as slides, one self-contained file each, in artifacts/slides
	PYTHONPATH=kernel/conformance $(PY) -m slides $(REVEAL) $(LOG)/slides

bench: $(VENV)/.test kernelspec ## schedtick against ipykernel, one table (ARGS=--lessons: the notebooks, cell by cell)
	PYTHONPATH=kernel/conformance $(PY) -m bench $(ARGS)

costs: build ## %costs against programs in Go and C written apart from it
	$(GO) run ./kernel/conformance/bench/costs -schedtick $(BIN) $(ARGS)

# Ratios taken in one run, best on an idle machine.
language-cost: ## what cells cost beside plain yaegi and a plain build; check, completion, memory
	$(GO) test -run '^$$' -bench Cost $(ARGS) ./kernel/engine
	$(GO) test -run '^$$' -bench 'Prepare|Completion|Memory' $(ARGS) ./kernel
	$(GO) test -run '^$$' -bench Native $(ARGS) ./kernel/corpus

report-cost: ## what the report, the detector, %%timeline and a million living goroutines cost a cell
	$(GO) test -run '^$$' -bench Report -timeout 60m $(ARGS) ./kernel ./kernel/worker

corpus: ## all programs of GOROOT/test, interpreted; what is stored, against the toolchain
	@mkdir -p $(LOG)
	$(FOR_KERNELS) $(GO) test -count=1 -timeout 90m -tags corpus -v -run Corpus $(ARGS) ./kernel/... 2>&1 | \
	  tee $(LOG)/corpus.log | grep -vE '^ *(=== |--- PASS: TestCorpus[A-Za-z]*/|PASS$$|testing: warning)'

# Nothing of it is kept, so nothing is optimised: that takes half as long. What runs on
# the system's stack must be: it would not fit.
cross: ## build for every platform we support, or those in PLATFORMS
	@for p in $(PLATFORMS); do \
	  printf 'build %s\n' "$$p"; \
	  GOOS=$${p%/*} GOARCH=$${p#*/} CGO_ENABLED=0 $(GO) build -gcflags='all=-N -l' -gcflags='runtime/...=' -gcflags=syscall= ./...; \
	done

lint: lint-go lint-py cross ## golangci-lint, ruff, hadolint, and the cross builds

$(GOLANGCI):
	@mkdir -p $(@D)
	GOBIN=$(CURDIR)/$(@D) $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)
	mv $(@D)/golangci-lint $@

lint-go: $(GOLANGCI)
	$(GOLANGCI) run ./...

lint-py: $(VENV)/.test
	$(VENV)/bin/ruff check kernel/conformance
	$(VENV)/bin/ruff format --check kernel/conformance
	$(VENV)/bin/hadolint Dockerfile

# --- the rest ----------------------------------------------------------------

image: ## build the image that Binder would build (ENGINE=docker|podman|buildah)
	$(or $(ENGINE),docker) build --build-arg NB_USER=jovyan --build-arg NB_UID=1000 -t schedtick $(ARGS) .

image-test: $(VENV)/.test ## build the image where there is an engine, and run notebooks in it (ENGINE=docker|podman|buildah)
	ENGINE="$(ENGINE)" kernel/conformance/image.sh $(ARGS)

# Universal locks: one file serves Python 3.10 and newer on every system.
UV_LOCK := UV_CUSTOM_COMPILE_COMMAND="make lock" ../.cache/uv/bin/uv pip compile --quiet --upgrade --universal \
  --python-version 3.10 --generate-hashes --no-emit-index-url --no-emit-find-links
lock: ## pin install/*.in again
	$(PYTHON) -m venv .cache/uv
	.cache/uv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	cd install && $(UV_LOCK) requirements-test.in -o requirements-test.txt
	cd install && $(UV_LOCK) -c requirements-test.txt requirements.in -o requirements.txt

clean: ## remove everything that was made
	rm -rf bin $(VENV) .cache $(LOG)
	find . -name __pycache__ -prune -exec rm -rf {} +
