# The commands of daily work. CMake, dotnet, lit and the scripts do the work; this file only names it.
#   make            install what is missing, build, stage the install tree in out/
#   make check      build and run all tests; ends in `N passed, N failed`
#   make demo       the quick tour: bzip2 built with and without RustJit
#   make demo-query the query compiler of examples/query-filter; ARGS=--benchmark measures it
#   make bench      the benchmarks        make conformance   other people's test suites
#   make fuzz       damaged files         make install PREFIX=/usr/local   make clean
# ARGS goes to the script behind demo, bench, conformance and fuzz: make conformance ARGS='--only=lua'
PREFIX ?= /usr/local

.PHONY: all bootstrap check demo demo-query bench conformance fuzz install clean
# flock: ninja itself does not keep two builds of one tree apart.
all: bootstrap build/build.ninja
	@flock build cmake --build build

bootstrap:
	@scripts/bootstrap.sh

# Later changes of CMake files are ninja's own business.
build/build.ninja: | bootstrap
	@mkdir -p build && flock build cmake --preset release

check: all
	@scripts/check.sh

demo: all
	@benchmark/bzip2/demo.sh $(ARGS)

demo-query: all
	@examples/query-filter/demo.sh $(ARGS)

bench: all
	@python3 benchmark/suite/suite.py $(ARGS)

conformance: all
	@python3 test/conformance/run.py $(ARGS)

fuzz: all
	@python3 test/fuzz/run.py $(ARGS)

install: all
	@cmake --install build --prefix "$(PREFIX)"

clean:
	rm -rf build artifacts out
