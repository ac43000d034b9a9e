# The commands of this project. `make run` and `make test` need nothing typed before them.
BIN := .venv/bin
export PYTHON
export PYTHONUTF8 := 1

.PHONY: help run test reliability fuzz corpus mutants pictures bench words freeze lock clean

help:
	@echo "make run          open the app; without a display, play the sample residential into papers/"
	@echo "make test         style, types, import contracts and every test"
	@echo "make reliability  their long form: kills, power cuts, faulty disks, walks; over an hour"
	@echo "make pictures     draw every page and room-screen view into docs/pictures/"
	@echo "make fuzz         fuzz every reader of foreign files for a minute each"
	@echo "make corpus       read our made-up sign-up lists and write how into docs/signup-corpus.md"
	@echo "make mutants      put small faults into the rules, one by one, and count in each module those that tests notice"
	@echo "make bench        measure start-up, saving, opening a large session, memory, a roster, a plan, each counting rule, placements, a map and its edits, a wall of cards, every page under load, an archive, papers, a handbook, evidence, an import"
	@echo "make freeze       build dist/upstream-workshop/, which runs without Python"
	@echo "make words        write all that can be read into build/upstream.pot, to be translated"
	@echo "make lock         renew requirements.lock and requirements-dev.lock"
	@echo "make clean        remove what these made, except the virtual environment"

run:
	@bash setup.sh run
	@if [ "$$(uname -s)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		QT_QPA_PLATFORM=offscreen QT_LOGGING_RULES=default.warning=false $(BIN)/python -m ui play papers/; \
	else \
		$(BIN)/python -m ui; \
	fi

# Every check runs, so that one look shows all there is to mend. Two workers slow each other down; so tests that
# failed beside others run once more with the machine to themselves, and both results stay to be read.
# They start this program some thousand times, which is compiled once.
test: export QT_QPA_PLATFORM = offscreen
test: export PYTHONDONTWRITEBYTECODE =
test:
	@bash setup.sh dev
	@failed=; \
	check() { echo; echo "== $$*"; $(BIN)/"$$@" || failed="$$failed; $$*"; }; \
	check ruff check .; \
	check ruff format --check .; \
	check mypy; \
	check lint-imports; \
	suite() { \
		echo; echo "== pytest"; $(BIN)/pytest -n 2 --dist worksteal && return; \
		[ $$? = 1 ] && echo && echo "== pytest --last-failed" && $(BIN)/pytest -x --last-failed && \
		echo "Passed only alone: mend what is named above." || failed="$$failed; pytest"; }; \
	suite; \
	if [ -n "$$failed" ]; then echo "Not passed: $${failed#; }"; exit 1; fi

# The short form of these is part of `make test`.
reliability: export QT_QPA_PLATFORM = offscreen
reliability: export UPSTREAM_LONG = 1
reliability:
	@bash setup.sh dev
	@$(BIN)/pytest -n 2 --dist worksteal --durations=20 tests/reliability tests/core/session_file/test_backups.py tests/exports/archive/test_seal.py

pictures: export QT_QPA_PLATFORM = offscreen
pictures:
	@bash setup.sh dev
	@$(BIN)/python -m ui.tools.pictures docs/pictures

bench: export QT_QPA_PLATFORM = offscreen
bench:
	@bash setup.sh dev
	@for name in startup commit opening memory people agenda voting placing canvas map_edits wall load archive paper handbook drafting evidence importing; do \
		echo "== $$name"; $(BIN)/python "benchmarks/$$name.py" || exit 1; done

fuzz:
	@bash setup.sh dev
	@$(BIN)/python -m tests.reliability.inputs.fuzz

corpus:
	@bash setup.sh dev
	@$(BIN)/python -m tests.core.readers.signup.corpus

# SAMPLE=60 takes so many of each module; ONLY='upstream_workshop.agenda.*' takes some modules, and tries again what
# was not killed. What was killed stays so until its function changes; `rm -r mutants` begins anew.
mutants: export QT_QPA_PLATFORM = offscreen
mutants:
	@bash setup.sh dev
	@$(BIN)/python -m tests.mutants "$(or $(ONLY),*)" --sample $(or $(SAMPLE),0) --children $(or $(CHILDREN),2)

words:
	@bash setup.sh dev
	@mkdir -p build
	@$(BIN)/pybabel -q extract --no-location -k say -k noop -k runs -k joined:2 -k count:2,3 -o build/upstream.pot resources upstream_workshop exports ui

freeze:
	@bash setup.sh dev
	@$(BIN)/pyinstaller --noconfirm --log-level WARN build.spec

# One resolution for every platform; the app's lock takes its versions from the larger one.
# Older pulp (it comes with the voting oracle) would build a C++ solver from source.
lock:
	@bash setup.sh dev
	@$(BIN)/python -m pip --disable-pip-version-check install --quiet uv
	@printf 'setuptools>=77\npulp>=3.3.2\n' | $(LOCK) --upgrade --extra dev -o requirements-dev.lock
	@printf 'setuptools>=77\n' | $(LOCK) --upgrade -c requirements-dev.lock -o requirements.lock

LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-config --no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml -

clean:
	rm -rf build dist papers mutants .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache *.egg-info
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
