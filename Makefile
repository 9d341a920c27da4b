# make run: the site on this machine. make test: the whole suite, on SQLite and on PostgreSQL. make test-fast: a part.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

.PHONY: run test test-fast lint alphabets-report reading-report bench-pages screenshots messages clean

run: .venv/installed .env
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_fixtures --verbosity 0
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

# What the converter of alphabets is to reach, the best other converter's figures, and ours, with every difference.
alphabets-report: .venv/installed
	@$(BIN)/python -m benchmarks.alphabets_report

# What a page costs a reader on a phone, in bytes and in time, on slow networks: asked and measured. Takes ten minutes.
reading-report: .venv/installed-dev
	@$(BIN)/python -m benchmarks.reading

# What each kind of page costs the server, with 1,000 and 20,000 stories, next to bare Django and Wagtail. The first time
# it fills databases and installs Wagtail in var/bench.
bench-pages: .venv/installed-dev
	@$(BIN)/python -m benchmarks.pages

# Every kind of page in every edition, phone and desktop, light and dark, into var/screenshots: to be looked at.
screenshots: .venv/installed-dev
	@$(BIN)/python -m benchmarks.screenshots

# After changing a .po file. Needs gettext only to look for new strings: make messages EXTRACT=1
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
