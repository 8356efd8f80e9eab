# `make run` opens the window, `make test` passes the tests; each sets up all it needs, and is quick the next time.

PYTHON ?= python3
BIN := .venv/bin

# Debian's packages: what the window and the microphone need, and what the tests need besides.
RUN_PACKAGES := python3-venv libportaudio2 libegl1 libgl1 libfontconfig1 libdbus-1-3 libxkbcommon-x11-0 \
	libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0 \
	libxcb-xinerama0 libxcb-randr0 libxcb-xkb1
TEST_PACKAGES := xvfb xauth pulseaudio pulseaudio-utils libasound2-plugins espeak-ng ffmpeg

EXAMPLE := tests/data/example.wav

.PHONY: run test lint clean

run: .venv/run.stamp
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		$(BIN)/speech-to-math; \
	else \
		echo "There is no screen here, so no window. Transcribing the recording $(EXAMPLE) instead:"; \
		$(BIN)/speech-to-math transcribe $(EXAMPLE); \
	fi

test: .venv/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	QT_QPA_PLATFORM=offscreen OMP_NUM_THREADS=1 $(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

.venv/run.stamp: pyproject.toml Makefile
	@sh tests/system_packages.sh $(RUN_PACKAGES)
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/test.stamp: .venv/run.stamp
	@sh tests/system_packages.sh $(RUN_PACKAGES) $(TEST_PACKAGES)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,train]'
	@touch $@

lint: .venv/test.stamp
	$(BIN)/ruff check --fix . && $(BIN)/ruff format .

clean:
	rm -rf .venv build dist *.egg-info
