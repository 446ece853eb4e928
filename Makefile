# Everything a developer types. `make help` lists it. Needs python3 >= 3.11 with venv, make and git; nothing else.

PYTHON ?= python3
VENV := .venv/bin
MANAGE := $(VENV)/python manage.py
LOCKS := requirements.txt requirements-embedded.txt requirements-dev.txt requirements-compile.txt
ARTICLE ?=
PUBLISHED ?=
SERVE ?= 1
PORT ?= 8000
PYTEST_ARGS ?=
SIZES ?= 1000 10000 100000
ARTICLES ?= 200000
CASES ?= 1000 20000 100000

.DEFAULT_GOAL := help
.PHONY: help install demo stop run compile test bench-copies bench-desk bench-linking bench-relink screenshots check format lock clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

install: ## build .venv from the locked requirements (instant when nothing changed)
	@$(PYTHON) tracker/bootstrap.py

demo: install ## show the whole way of an article; ARTICLE=story.txt PUBLISHED=2025-08-11 for your own, SERVE=0 to end after printing
	@$(MANAGE) demo $(if $(ARTICLE),--article "$(ARTICLE)") $(if $(PUBLISHED),--published "$(PUBLISHED)") $(if $(filter 0,$(SERVE)),--no-serve) --port $(PORT)

stop: install ## end the demo and the embedded servers
	@$(VENV)/python -m tracker.embedded stop

run: install ## web, worker and beat together; Ctrl-C ends them
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) serve --port $(PORT)

test: install ## the whole suite, in parallel, on a real PostgreSQL and a real Valkey
	@$(VENV)/python -m pytest $(PYTEST_ARGS)

compile: install ## linking's hot modules as machine code, which is taken until one of them changes; needs a C compiler
	@$(VENV)/python -m linking.compile

bench-copies: install ## measure finding the story that a text copies among 200,000 stored ones, beside one indexed look-up
	@$(VENV)/python -m benchmarks.copies

bench-desk: install ## measure the desk's pages, decisions and eight editors at once; CASES="1000 20000" is quicker
	@$(VENV)/python -m benchmarks.desk --cases $(CASES)

bench-linking: compile ## measure the linking engine beside BM25 on one core; SIZES="1000 10000" is quicker
	@$(VENV)/python -m benchmarks.linking run --sizes $(SIZES)

bench-relink: install ## measure finding the stored articles of a new name beside one look-up; ARTICLES=20000 is quicker
	@$(VENV)/python -m benchmarks.relink --articles $(ARTICLES)

screenshots: install ## pictures of the desk's pages into screenshots/: light, dark, 390 px; needs Chromium
	@REQUIRE_BROWSER=1 $(VENV)/python -m pytest -n 0 -q tests/journeys/screenshots.py

# As in production, with values that are plainly made up; no server is asked.
PRODUCTION := TRACKER_ENV=production ALLOWED_HOSTS=tracker.example SECRET_KEY=$$($(VENV)/python -c "import secrets; print(secrets.token_urlsafe(64))") \
	DATABASE_URL=postgresql:///tracker REDIS_URL=redis://localhost/0

check: install ## format, lint, types, import contracts, migrations, system checks
	$(VENV)/ruff format --check .
	$(VENV)/ruff check .
	$(VENV)/mypy
	$(VENV)/lint-imports
	TRACKER_EMBEDDED=off $(VENV)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	$(MANAGE) check --fail-level WARNING
	@echo "manage.py check --deploy, as in production"; $(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING

format: install ## put code into shape
	$(VENV)/ruff format .
	$(VENV)/ruff check --fix .

lock: install ## turn requirements*.in into locked, hashed requirements*.txt
	@for name in $(LOCKS:.txt=); do \
		UV_SYSTEM_CERTS=1 UV_NATIVE_TLS=1 $(VENV)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-emit-find-links --no-header $(UPGRADE) $$name.in --output-file $$name.txt || exit 1; \
	done
	@$(PYTHON) tracker/bootstrap.py

clean: stop ## remove .venv and .local, the embedded servers' data included, and what compile made
	rm -rf .venv .local linking/_compiled
