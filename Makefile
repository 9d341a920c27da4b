# make run: start the site. make test: run all tests, on SQLite and on PostgreSQL. make test-fast: the quick ones.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

.PHONY: run test test-fast lint alphabets-report reading-report bench-pages bench-desk screenshots messages clean

run: .venv/installed .env
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_fixtures --verbosity 0
	@$(BIN)/python manage.py collect_names --verbosity 0
	@$(BIN)/python manage.py make_renditions --verbosity 0
	@$(BIN)/python manage.py create_demo_staff
	@echo "Readers: http://127.0.0.1:$(PORT)/   Desk: http://127.0.0.1:$(PORT)/admin/"
	@$(BIN)/python manage.py runserver 127.0.0.1:$(PORT)

test: .venv/installed-dev
	@$(BIN)/python -m newsroom.tests.everything

# For daily work: no browser, SQLite only, and without the tests marked as slow.
test-fast: .venv/installed-dev
	@env -u DATABASE_URL $(BIN)/python -m pytest -n 2 -q -m "not browser and not postgresql and not slow"

lint: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# Targets for the converter of alphabets, figures of the best other converter and of ours, and every difference.
alphabets-report: .venv/installed
	@$(BIN)/python -m benchmarks.alphabets_report

# What a page costs a reader on a phone, in bytes and in time on slow networks, next to its budget. Takes ten minutes.
reading-report: .venv/installed-dev
	@$(BIN)/python -m benchmarks.reading

# What each kind of page costs the server, with 1,000 and 20,000 stories, next to bare Django and Wagtail. The first time
# it fills databases and installs Wagtail in var/bench.
bench-pages: .venv/installed-dev
	@$(BIN)/python -m benchmarks.pages

# Whether the desk loses words when browsers and servers are killed and networks cut, what its polls cost, whether
# anybody waits while large pictures are uploaded, whether mails and other effects come as often as promised, whether
# wrong passwords are limited, and whether an altered history is noticed. Takes ten minutes. Without their arguments,
# these commands run until the figures mean something, which is an hour.
bench-desk: .venv/installed-dev
	@$(BIN)/python -m benchmarks.polling
	@$(BIN)/python -m benchmarks.killed_browsers 9
	@$(BIN)/python -m benchmarks.network_cut 30
	@$(BIN)/python -m benchmarks.editors_at_once 100
	@$(BIN)/python -m benchmarks.story_by_two 60
	@$(BIN)/python -m benchmarks.uploads_beside_readers
	@$(BIN)/python -m benchmarks.killed_deliveries 50
	@$(BIN)/python -m benchmarks.wrong_passwords 200
	@$(BIN)/python -m benchmarks.scheduled_times
	@$(BIN)/python -m benchmarks.two_chiefs
	@$(BIN)/python -m benchmarks.altered_history 60
	@$(BIN)/python -m benchmarks.reported_mistakes
	@$(BIN)/python -m benchmarks.notes_under_edits 200
	@$(BIN)/python -m benchmarks.comment_words
	@$(BIN)/python -m benchmarks.comment_posting
	@$(BIN)/python -m benchmarks.comment_flood

# Pictures of every kind of page in every edition, on phone and desktop, light and dark, in var/screenshots.
screenshots: .venv/installed-dev
	@$(BIN)/python -m benchmarks.screenshots

# Compile .po files after changing them. `make messages EXTRACT=1` also extracts new strings, which needs gettext.
messages: .venv/installed-dev
	@$(if $(EXTRACT),$(BIN)/python manage.py makemessages --no-location --no-obsolete -l kk -l ru -l zh_Hans -l uz_Cyrl --ignore .venv --ignore var)
	@$(BIN)/python -m newsroom.locale.compile

.env: | .venv/installed
	@umask 077; printf 'SECRET_KEY=%s\nDEBUG=on\n' "$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))')" > $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; on Debian: apt-get install python3"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv is missing; on Debian: apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/installed: requirements.txt | .venv/bin/python
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

clean:
	rm -rf .venv var
