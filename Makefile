# Two commands are all that a newcomer needs: `make triage` and `make test`.
# Both install the Debian packages that are missing, and build.
PRESET ?= release
BUILD = build/$(PRESET)
CASE ?= rules/lumbopelvic/1.0.0/examples/cr-ces-05.json
SOURCES = $(shell git ls-files 'engine/*.cpp' 'engine/*.hpp' 'tests/*.cpp' 'tests/*.hpp')

.PHONY: triage test build packages bench oracle format tidy clean

triage: build
	$(BUILD)/bin/palpate triage $(CASE)

test: build
	ctest --preset $(PRESET) --parallel 2
	$(BUILD)/bin/palpate check rules/lumbopelvic/1.0.0
	$(BUILD)/bin/palpate test rules/lumbopelvic/1.0.0

build: packages
	@cmake --preset $(PRESET) $(CMAKE_FLAGS) >build/configure-$(PRESET).log 2>&1 || \
	  { cat build/configure-$(PRESET).log; exit 1; }
	@cmake --build --preset $(PRESET)

packages:
	@mkdir -p build
	@scripts/install-packages

# Instruction counts, which repeat, and ratios against yardsticks in the same run.
# `make bench RECORDS=20000` takes fewer records.
RECORDS ?= 200000
bench: build
	tests/bench/run $(BUILD) $(RECORDS)

# Other engines on the same expressions and rules; needs node and npm, and says so.
oracle:
	@tests/oracle/run $(PRESET)

format:
	scripts/install-packages clang-format-14
	clang-format-14 -i $(SOURCES)

tidy: build
	scripts/install-packages clang-tidy-14
	clang-tidy-14 -p $(BUILD) --quiet $(filter engine/%.cpp,$(SOURCES))

clean:
	rm -rf build
