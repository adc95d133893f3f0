# Each target is a line or two that one could have typed.

VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo development)
GO      ?= go
RELEASE := -trimpath -tags migrated_fynedo -ldflags "-s -w -X main.version=$(VERSION)"
PACKAGE ?= ./...

.PHONY: help deps build run test check journey kill faults hostile bench fuzz golden names score extraction clean

help:            ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile

deps:            ## install what building needs (Debian, Ubuntu), or say which packages do
	@.ci/deps build

build: deps      ## the program, in build/parley
	$(GO) build $(RELEASE) -o build/parley .

run: build       ## open the window; without a display, the same journey on a virtual one
	@.ci/start build/parley

test: deps       ## all tests
	$(GO) test -timeout 10m $(PACKAGE)

check:           ## everything that a change must pass
	@.ci/run

journey: build   ## drive the real window from outside; pictures in build/journey
	@.ci/deps journey
	@.ci/journey build/parley build/journey

kill: build      ## kill commands and the window while they write, 220 and 60 times: nothing may be lost
	@.ci/deps journey
	@.ci/kill build/parley 220 60

faults: deps     ## let everything that is kept go wrong at every single call on the disk (10 minutes; the tests do so at some)
	PARLEY_FAULTS=all $(GO) test ./app/desk -run '^TestFaults$$' -v -timeout 60m

hostile: build   ## import files that were made to be expensive, and say what each takes (5 minutes; the tests read some)
	PARLEY_HOSTILE=$(CURDIR)/build/parley $(GO) test ./annotations/source -run '^TestHostileImports$$' -v -timeout 60m

bench: deps      ## benchmarks; compare with benchstat
	$(GO) test -run '^$$' -bench . -benchmem $(PACKAGE)

fuzz: deps       ## each fuzz test for FUZZTIME (20s)
	@.ci/fuzz $(or $(FUZZTIME),20s)

golden: deps     ## rewrite the expected outputs; read the difference like code
	$(GO) test ./annotations/export ./app/command -update

names:           ## make the gazetteer and the weights of names anew from the sources in the folder DIR
	$(GO) run ./annotations/debate/english/names/train $(DIR)

extraction:      ## how well the importers read the files in the folder DIR (annotations/source/FIGURES.md)
	$(GO) run ./annotations/source/score $(SCORE) $(DIR)

score:           ## what the analysis finds in the corpora in the folder DIR (annotations/debate/english/FIGURES.md)
	$(GO) run ./annotations/debate/english/score $(SCORE) $(DIR)

clean:           ## remove what was built
	rm -rf build
